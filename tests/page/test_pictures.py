"""The camera that takes the pictures of README and docs, before the program that lends books."""

import struct

import pytest
from playwright.sync_api import expect

from tests.pictures.album import PANE, Picture
from tests.pictures.camera import PictureError, take
from tests.pictures.png import small

WHITE, INK = b"\xff\xff\xff", b"\x1d\x22\x20"


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


def test_a_picture_keeps_its_colours_when_it_gets_smaller(browser):
    """All filters that a browser may use occur in a gradient; 200 colours need no other ones."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    stripes = ", ".join(f"rgb({n} {255 - n} {n // 2}) 0 {2 * n}px" for n in range(200))
    page.set_content(f"<body style='background: linear-gradient(98deg, {stripes})'>")
    png = page.screenshot()
    page.set_content("<canvas></canvas>")

    try:
        assert pixels(page, small(png)) == pixels(page, png)
        assert len(small(png)) < len(png)
    finally:
        page.close()


def pixels(page, png):
    """Let the browser read a picture."""
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
