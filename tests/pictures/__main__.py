"""`make pictures`: takes the pictures of README and docs from the running demo, all or none."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.page.chromium import REMEDY
from tests.pictures.album import ALBUM, Picture
from tests.pictures.camera import NoBrowserError, PictureError, browser, take
from tests.pictures.showing import DemoError, demo

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"

Camera = Callable[[Picture, Path], list[Path]]


def main() -> int:
    return told(pictures)


def pictures() -> list[Path]:
    """Take them all, of a demo in a folder that goes with it."""
    with (
        browser() as found,
        TemporaryDirectory(prefix="trefoil-pictures-") as folder,
        demo(Path(folder) / "home") as url,
    ):
        return fill(FOLDER, ALBUM, partial(take, found, url))


def told(act: Callable[[], list[Path]]) -> int:
    """Say which files were written, or what is to be done before any can be."""
    try:
        files = act()
    except NoBrowserError:
        print(f"Pictures are taken in a real browser, and there is none: {REMEDY}.")
    except DemoError as error:
        print(f"The demo did not start, so no picture was taken. It said:\n{error}")
    except PictureError as error:
        print(
            "The picture {} could not be taken, so all stay as they were.\n{}".format(*error.args)
        )
    except KeyboardInterrupt:
        print("Stopped: all pictures stay as they were.")
    else:
        print("\n".join(map(_line, files)))
        return 0
    return 1


def _line(path: Path) -> str:
    return f"{path.stat().st_size // 1000:>5} kB  {path.relative_to(path.parents[2])}"


def fill(folder: Path, album: Sequence[Picture], camera: Camera) -> list[Path]:
    """Put all pictures in place of what the folder had, or leave it as it is; return the files."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=".pictures-") as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        for picture in album:
            print(f"  {picture.name}", flush=True)
            camera(picture, new)
        _put_in_place(new, folder, old)
    return sorted(folder.iterdir())


def _put_in_place(new: Path, folder: Path, old: Path) -> None:
    """Let the new one stand for the old one; where that is cut short, the old one stands again."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    finally:
        if not folder.exists() and old.exists():
            old.rename(folder)


if __name__ == "__main__":
    sys.exit(main())
