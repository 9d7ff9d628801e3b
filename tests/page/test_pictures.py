"""The camera that takes the pictures of README and docs, before the program that lends books."""

import struct
import zlib
from itertools import starmap

import pytest
from playwright.sync_api import expect

from tests.pictures.album import PANE, Picture
from tests.pictures.camera import PictureError, take
from tests.pictures.png import HEAD, RGB, SIGNATURE, chunk, small


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def shelf(seat):
    seat.types("/shelf")
    return seat.message("Emma is here")


def lending(seat):
    seat.types("/lend")
    return seat.form


def a_picture(name, shows, size=PANE):
    return Picture(name, "Ben Okafor", "apollo", shows, "The shelf", size)


def measure(path):
    """Return the width and height of a picture, in points of the page."""
    return tuple(dots // 2 for dots in struct.unpack(">II", path.read_bytes()[16:24]))


def colours(path):
    """Return the colours of a picture, the most used one first."""
    data = path.read_bytes()
    begin = data.index(b"PLTE") + 4
    size = int.from_bytes(data[begin - 8 : begin - 4], "big")
    return [data[n : n + 3] for n in range(begin, begin + size, 3)]


def test_an_element_is_taken_whole_in_light_and_in_dark(library, browser, tmp_path):
    library.person("ben").posts("Nobody sees this on the picture", in_="#apollo")

    light, dark = take(browser, library.sandbox.url, a_picture("shelf", shelf), tmp_path)

    assert (light.name, dark.name) == ("shelf-light.png", "shelf-dark.png")
    width, height = measure(light)
    assert (width, height) == measure(dark)
    assert 400 < width < PANE[0]
    assert 100 < height < 400
    brightness = [sum(colours(path)[0]) for path in (light, dark)]
    assert brightness[0] > 3 * 200 > 3 * 80 > brightness[1]


def test_the_same_is_taken_alike_each_time(library, browser, tmp_path):
    library.person("ben").posts("It is the same each time", in_="#apollo")
    picture = a_picture("said", lambda seat: seat.message("It is the same"))

    first, again = (
        [path.read_bytes() for path in take(browser, library.sandbox.url, picture, tmp_path)]
        for _ in range(2)
    )

    assert first == again


def test_a_form_is_closed_again(library, browser, visit, tmp_path):
    take(browser, library.sandbox.url, a_picture("form", lending), tmp_path)

    ben = visit(library.sandbox, "U0BEN000000", "C0APOLLO000")
    expect(ben.composer).to_be_visible()
    assert ben.form.count() == 0


def test_what_does_not_fit_is_no_picture(library, browser, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.pictures.camera.SOON", 1500)
    low = a_picture("form", lending, (PANE[0], 120))

    with pytest.raises(PictureError, match="in viewport"):
        take(browser, library.sandbox.url, low, tmp_path)

    assert list(tmp_path.iterdir()) == []


def written(width, lines):
    """Return a picture of these lines, each with the number of its filter before it."""
    head = struct.pack(HEAD, width, len(lines), *RGB, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return SIGNATURE + b"".join(starmap(chunk, parts))


def pixels(page, png):
    """Let the browser read a picture."""
    page.set_content("<canvas></canvas>")
    return page.evaluate(
        """async bytes => {
          const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = document.querySelector("canvas");
          Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
          const brush = canvas.getContext("2d");
          brush.drawImage(bitmap, 0, 0);
          return [...brush.getImageData(0, 0, bitmap.width, bitmap.height).data];
        }""",
        list(png),
    )


def test_a_picture_of_few_colours_keeps_them_all_whatever_its_filters(page):
    lines = [bytes([n % 5, *(31 * k * k + 17 * n & 255 for k in range(36))]) for n in range(10)]
    png = written(12, lines)

    assert pixels(page, small(png)) == pixels(page, png)


def test_a_colour_too_many_becomes_the_nearest(page):
    line = b"".join(bytes([n % 256, n // 256, 0]) for n in range(300))
    png = written(300, [b"\0" + line])

    before, after = pixels(page, png), pixels(page, small(png))

    assert before != after
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) == 1


def test_what_no_browser_writes_is_refused():
    grey = SIGNATURE + chunk(b"IHDR", struct.pack(HEAD, 1, 1, 8, 0, 0, 0, 0))

    with pytest.raises(ValueError, match="8, 0"):
        small(grey)
