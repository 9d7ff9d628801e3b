"""Text that looks like a formula leaves with one quotation mark more and comes back without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.guard import guarded, unguarded

SIGNS = list("=+-@\t\r＝＋－＠")  # noqa: RUF001  # the wide forms are meant
ANY = st.text(st.sampled_from([*SIGNS, "'", "a", " ", "\n", "😀"]), max_size=8)


@given(ANY | st.text())
def test_what_was_guarded_is_found_again(words):
    assert unguarded(guarded(words)) == words


@given(ANY)
def test_nothing_that_leaves_begins_with_a_sign(words):
    assert not guarded(words).startswith(tuple(SIGNS))


@given(ANY)
def test_a_text_gets_at_most_one_mark(words):
    assert guarded(words) in (words, f"'{words}")


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_is_guarded(sign):
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert guarded(f"''{sign}1") == f"'''{sign}1"


@pytest.mark.parametrize("words", ["", "'", "'tis", "a=b", " =1", "\n=1", "–5", "1-2"])  # noqa: RUF001
def test_other_text_is_left_alone(words):
    assert guarded(words) == unguarded(words) == words
