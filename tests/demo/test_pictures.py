"""What the pictures of README and docs show is there in the story, under the words they go by."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from sandbox.page.routes import Page
from tests.pictures.__main__ import fill
from tests.pictures.album import ALBUM
from tests.pictures.camera import browser, take

pytestmark = pytest.mark.xdist_group("story")  # it is told once


def test_every_picture_can_be_taken_of_the_story(told, tmp_path, monkeypatch):
    """In a thread of its own: in this one another test's browser may still be open.

    Only in light, and as the browser writes it: the rest is tried in tests/page, and takes long.
    """
    monkeypatch.setattr("tests.pictures.camera.COLOURS", ("light",))
    monkeypatch.setattr("tests.pictures.camera.small", bytes)
    Page(told.sandbox, told.person("anneke").courier.transport)
    folder = tmp_path / "docs" / "pictures"

    def takes_them_all():
        with browser() as found:
            return fill(folder, ALBUM, partial(take, found, told.sandbox.url))

    with ThreadPoolExecutor(1) as thread:
        files = thread.submit(takes_them_all).result()

    assert {path.name for path in files} == {f"{picture.name}-light.png" for picture in ALBUM}
