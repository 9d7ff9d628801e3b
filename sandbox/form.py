"""A modal and a Home as a person sees them."""

from sandbox.reading import plain
from sandbox.sight import Sight
from sandbox.state import Json


class Viewed(Sight):
    """A view: a form or a Home."""

    @property
    def payload(self) -> Json:
        view = self.surface.view
        return view.payload if view is not None else {}


class HomeTab(Viewed):
    """Her Home in the app."""

    kind = "her Home"


class Form(Viewed):
    """A modal."""

    kind = "a form"

    @property
    def title(self) -> str:
        return plain(self.payload.get("title"))

    @property
    def submit(self) -> str:
        """What the button reads that sends it; empty where there is none."""
        return plain(self.payload.get("submit"))
