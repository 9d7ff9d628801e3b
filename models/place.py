"""Time zones, currencies and the places whose public holidays are known, by names to search for."""

from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

from holidays import list_supported_countries
from holidays.registry import COUNTRIES

from models.money import ISO_4217
from models.text import fold

NOT_CITIES = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
"""Zones that are called after something else; each has another name."""
Choices = tuple[tuple[str, str], ...]
"""Values with their labels, in the order in which they are read."""


def zone_label(name: str) -> str:
    """Return a time zone as people say it: "Berlin", "Buenos Aires"."""
    return name.rsplit("/", 1)[-1].replace("_", " ")


def place_label(code: str) -> str:
    """Return a place as people say it: "Germany", "Germany, BE"."""
    country, _, region = code.partition("-")
    name = _countries().get(country, country)
    return f"{name}, {region}" if region else name


@cache
def zones() -> Choices:
    names = [n for n in available_timezones() if "/" in n and not n.startswith(NOT_CITIES)]
    cities = sorted(names, key=lambda name: (zone_label(name), name))
    return ("UTC", "UTC"), *((name, f"{zone_label(name)} ({name})") for name in cities)


@cache
def holiday_places() -> Choices:
    supported = list_supported_countries(include_aliases=False)
    codes = [
        code
        for country, regions in supported.items()
        for code in (country, *(f"{country}-{region}" for region in regions))
    ]
    labels = {code: place_label(code) for code in codes}
    return tuple(sorted(labels.items(), key=lambda place: place[1]))


@cache
def currencies() -> Choices:
    return tuple((code, code) for code in sorted(ISO_4217))


def matching(choices: Iterable[tuple[str, str]], words: str, most: int = 100) -> Choices:
    """Return the choices that have all the words in their labels, up to so many."""
    wanted = fold(words).split()
    found = (
        (value, label) for value, label in choices if all(word in fold(label) for word in wanted)
    )
    return tuple(choice for choice, _ in zip(found, range(most), strict=False))


@cache
def _countries() -> dict[str, str]:
    return {codes[1]: name.replace("_", " ").title() for name, codes in COUNTRIES.items()}
