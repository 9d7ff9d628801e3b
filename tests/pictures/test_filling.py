"""`make pictures` puts all pictures in place, or changes nothing and says why."""

import subprocess
import sys

import pytest

from tests.pictures.__main__ import FOLDER, fill, told
from tests.pictures.album import ALBUM
from tests.pictures.camera import PictureError
from tests.pictures.showing import demo

WHY = ["Locator expected to be visible"]
NOT_THERE = PictureError("card", *WHY)


def draw(picture, into):
    path = into / f"{picture.name}.png"
    path.write_bytes(b"new")
    return [path]


@pytest.fixture
def folder(tmp_path):
    """Return a folder that has a picture of yesterday, and one that is no longer listed."""
    folder = tmp_path / "docs" / "pictures"
    folder.mkdir(parents=True)
    for name in (ALBUM[0].name, "gone"):
        (folder / f"{name}.png").write_bytes(b"old")
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_pictures_take_the_place_of_what_was_there(folder):
    files = fill(folder, ALBUM, draw)

    assert contents(folder) == {f"{picture.name}.png": b"new" for picture in ALBUM}
    assert files == sorted(folder.iterdir())
    assert list(folder.parent.iterdir()) == [folder]


def test_the_first_time_there_is_no_folder(tmp_path):
    fill(tmp_path / "docs" / "pictures", ALBUM[:1], draw)

    assert [path.name for path in tmp_path.rglob("*.png")] == [f"{ALBUM[0].name}.png"]


@pytest.mark.parametrize("error", [NOT_THERE, KeyboardInterrupt()], ids=["missing", "Ctrl-C"])
def test_a_failure_half_way_leaves_everything_as_it_was(folder, error):
    before = contents(folder)

    def fails_at_the_third(picture, into):
        if picture == ALBUM[2]:
            raise error
        return draw(picture, into)

    with pytest.raises(type(error)):
        fill(folder, ALBUM, fails_at_the_third)

    assert contents(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


def test_without_a_browser_it_says_what_to_do(tmp_path):
    before = contents(FOLDER)
    env = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.pictures"],
        capture_output=True,
        text=True,
        check=False,
        cwd=FOLDER.parents[1],
        env=env,
    )

    assert done.returncode == 1
    assert done.stdout.startswith("Pictures are taken in a real browser, and there is none: run")
    assert "playwright install chromium" in done.stdout
    assert done.stderr == ""
    assert contents(FOLDER) == before


def test_a_demo_that_does_not_start_is_told(tmp_path, capsys):
    home = tmp_path / "home"
    home.write_text("a file, where a folder should be")

    def starts():
        with demo(home):
            raise AssertionError

    assert told(starts) == 1
    said = capsys.readouterr().out
    assert said.startswith("The demo did not start, so no picture was taken.")
    assert str(home) in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NOT_THERE, ["The picture card could not be taken, so all stay as they were.", *WHY]),
        (KeyboardInterrupt(), ["Stopped: all pictures stay as they were."]),
    ],
    ids=["missing", "Ctrl-C"],
)
def test_why_no_picture_was_changed_is_said(error, words, capsys):
    def fails():
        raise error

    assert told(fails) == 1
    assert capsys.readouterr().out.splitlines() == words


def test_in_the_end_the_files_are_named(folder, capsys):
    assert told(lambda: fill(folder, ALBUM, draw)) == 0
    said = capsys.readouterr().out.splitlines()
    names = sorted(path.name for path in folder.iterdir())
    assert said[len(ALBUM) :] == [f"    0 kB  docs/pictures/{name}" for name in names]
