"""What holds for every module of the page, whoever adds the next one."""

import re

import pytest

from sandbox.page.assets import HERE

MODULES = sorted((HERE / "js").glob("*.js"))
UNSAFE = r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|eval\("


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_says_what_it_is_for_and_makes_no_markup_of_words(path):
    text = path.read_text(encoding="utf-8")

    assert re.match(r"// [A-Z].+\.\n", text)
    assert len(text.splitlines()) <= 200
    assert re.findall(UNSAFE, text) == []
