"""The pictures of README and docs: each is there, is listed, is shown, and has its words."""

import html
import re
from pathlib import Path

import pytest

from tests.pictures.album import ALBUM
from tests.pictures.camera import COLOURS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ONE = re.compile(r"<picture>(.*?)</picture>", re.DOTALL)
DARK = re.compile(r'<source media="\(prefers-color-scheme: dark\)" srcset="([^"]*)"')
LIGHT = re.compile(r'<img src="([^"]*)"')
ALT = re.compile(r'alt="([^"]*)"')
MOST = 1_500_000
"""Bytes of all pictures: whoever fetches the repository fetches them."""


def shown(page):
    """Return what a page shows: the light file, the dark one, and the words for both."""
    for drawn in ONE.findall(page.read_text(encoding="utf-8")):
        light, dark, alt = (kind.findall(drawn)[0] for kind in (LIGHT, DARK, ALT))
        yield *((page.parent / file).resolve() for file in (light, dark)), html.unescape(alt)


def all_shown():
    return [one for page in PAGES for one in shown(page)]


@pytest.mark.parametrize("picture", ALBUM, ids=lambda one: one.name)
def test_each_listed_picture_is_shown_in_both_colours_with_its_words(picture):
    files = [FOLDER / f"{picture.name}-{colours}.png" for colours in COLOURS]

    assert picture.alt
    assert (*files, picture.alt) in all_shown()


def test_what_is_shown_is_there_and_nothing_else():
    listed = {f"{picture.name}-{colours}.png" for picture in ALBUM for colours in COLOURS}

    assert {file.name for *files, _ in all_shown() for file in files} == listed
    assert {path.name for path in FOLDER.iterdir()} == listed


def test_no_page_shows_a_picture_in_another_way():
    for page in PAGES:
        words = ONE.sub("", page.read_text(encoding="utf-8"))
        assert not re.search(r"<img|!\[", words), page


def test_all_of_them_together_are_light():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
