"""The looks in which a story is told: the light and the dark page, and a phone."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Look:
    """How the browser of a seat is set."""

    name: str
    colours: str
    width: int
    height: int
    is_phone: bool = False

    def __str__(self):
        return self.name

    @property
    def options(self) -> dict[str, Any]:
        """What Playwright's new_context takes."""
        return {
            "color_scheme": self.colours,
            "viewport": {"width": self.width, "height": self.height},
            "has_touch": self.is_phone,
            "is_mobile": self.is_phone,
        }


LIGHT = Look("light", "light", 1280, 800)
DARK = Look("dark", "dark", 1280, 800)
PHONE = Look("phone", "light", 390, 844, is_phone=True)
LOOKS = (LIGHT, DARK, PHONE)
