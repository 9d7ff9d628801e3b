"""What the terminal and the page's address show while the weeks pass."""

import sys
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from demo.calendar import WEEKS

MANY = WEEKS + 1
PAGE = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
BEGIN = "At {} an invented firm begins; nine weeks pass first.\nWeek"


class Waiting:
    """Counts the weeks of the story, for whoever looks on."""

    def __init__(self) -> None:
        self.route = Route("/", self._page)
        self._week = 1

    def begins(self, url: str) -> None:
        _write(BEGIN.format(url))

    def passes(self, week: int) -> None:
        """Note that a week begins; the first is 1."""
        self._week = week
        _write(f" {week}")

    def ends(self) -> None:
        _write(".\n")

    def _page(self, _request: Request) -> HTMLResponse:
        text = PAGE.substitute(week=self._week, many=MANY)
        return HTMLResponse(text, headers={"Cache-Control": "no-store", "X-Week": str(self._week)})


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
