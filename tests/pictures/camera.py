"""Takes a picture of the page in a real browser: as somebody, in light and in dark, quite still."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize, expect, sync_playwright

from tests.page.chromium import QUIET, chromium
from tests.page.seat import Seat
from tests.pictures.album import DESK, WHOLE, Picture, Size
from tests.pictures.png import small

COLOURS = ("light", "dark")
SHARP = 2
"""Dots for each point, as screens have them that pictures are looked at on."""
SOON = 15_000
"""Milliseconds in which what was done must show; nobody waits for pictures."""
STYLE = """
body { font-family: Arial, "Liberation Sans", Helvetica, sans-serif; }
article time.when { visibility: hidden; }
dialog::backdrop { background: Canvas; }
[data-pictured] {
  outline: 1px solid color-mix(in srgb, CanvasText 22%, Canvas);
  outline-offset: -1px;
}
article[data-pictured] { padding-block: 14px; }
dialog[data-pictured] { max-height: none; }
"""
"""Letters that most machines have; not the minute in which it was taken; all of it, thinly framed.
"""
STILL = """(node, style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  node.dataset.pictured = "";
  document.activeElement?.blur();
  return document.fonts.ready.then(() => true);
}"""


class NoBrowserError(Exception):
    pass


class PictureError(Exception):
    """What was not there when a picture was to be taken."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a Chromium; NoBrowserError if there is none."""
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            raise NoBrowserError
        found = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield found
        finally:
            found.close()


def take(browser: Browser, url: str, picture: Picture, into: Path) -> list[Path]:
    """Take one picture in both colours; return the files; PictureError if something is missing."""
    context = browser.new_context(
        viewport=_viewport(DESK), device_scale_factor=SHARP, color_scheme="light"
    )
    try:
        seat = _opened(context.new_page(), url)
        shown = _shown(seat, picture)
        files = [_exposed(seat.page, shown, each, into / picture.name) for each in COLOURS]
        _leaves(seat)
    except (Error, AssertionError) as error:
        raise PictureError(picture.name, str(error)) from error
    finally:
        context.close()
    return files


def _opened(page: Page, url: str) -> Seat:
    page.set_default_timeout(SOON)
    page.goto(url)
    page.wait_for_selector("[data-ready]")
    return Seat(page)


def _leaves(seat: Seat) -> None:
    """Close a form: until then it is open in every tab of who opened it."""
    if seat.form.count():
        seat.page.keyboard.press("Escape")
        expect(seat.form).to_have_count(0, timeout=SOON)


def _shown(seat: Seat, picture: Picture) -> Locator:
    """Do what comes first, and return what is to be cut out, in a window of the right size."""
    seat.acts_as(picture.who)
    seat.opens(picture.where)
    seat.page.set_viewport_size(_viewport(picture.size))
    shown = picture.shows(seat)
    expect(shown).to_be_visible(timeout=SOON)
    return shown


def _exposed(page: Page, shown: Locator, colours: str, name: Path) -> Path:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.mouse.move(0, 0)
    shown.evaluate(STILL, STYLE)
    expect(page.locator("[aria-busy=true], [role=alert] *")).to_have_count(0, timeout=SOON)
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_in_viewport(ratio=WHOLE, timeout=SOON)
    path = name.with_name(f"{name.name}-{colours}.png")
    path.write_bytes(small(shown.screenshot(animations="disabled", caret="hide")))
    return path


def _viewport(size: Size) -> ViewportSize:
    return {"width": size[0], "height": size[1]}
