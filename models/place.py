"""Time zones, currencies and the places whose public holidays are known, by names to search for."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from zoneinfo import available_timezones

import holidays
from holidays import list_supported_countries
from holidays.registry import COUNTRIES

from models.money import ISO_4217
from models.place_names import ALSO, CURRENCIES
from models.text import fold

NOT_CITIES = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
"""Zones that are called after something else; each has another name."""


class Choice(NamedTuple):
    """A value with its label; it is found by that, and by the words in `also`."""

    value: str
    label: str
    also: str = ""


Choices = tuple[Choice, ...]
"""In the order in which they are read."""


def zone_label(name: str) -> str:
    """Return a time zone as people say it: "Berlin", "Buenos Aires"."""
    return name.rsplit("/", 1)[-1].replace("_", " ")


def place_label(code: str) -> str:
    """Return a place as people say it: "Germany", "Germany, Bayern"."""
    country, _, region = code.partition("-")
    name = _countries().get(country, country)
    return f"{name}, {_regions(country).get(region, [region])[0]}" if region else name


def currency_label(code: str) -> str:
    """Return a currency with its name, if it is one of the common ones: "CHF, Swiss franc"."""
    return f"{code}, {CURRENCIES[code]}" if code in CURRENCIES else code


@cache
def zones() -> Choices:
    names = [n for n in available_timezones() if "/" in n and not n.startswith(NOT_CITIES)]
    cities = sorted(names, key=lambda name: (zone_label(name), name))
    labelled = (Choice(name, f"{zone_label(name)} ({name})") for name in cities)
    return Choice("UTC", "UTC"), *labelled


@cache
def holiday_places() -> Choices:
    supported = list_supported_countries(include_aliases=False)
    found = [_place(country) for country in supported]
    found += [_place(country, region) for country, own in supported.items() for region in own]
    return tuple(sorted(found, key=lambda place: fold(place.label)))


@cache
def currencies() -> Choices:
    codes = [*CURRENCIES, *sorted(ISO_4217 - CURRENCIES.keys())]
    return tuple(Choice(code, currency_label(code)) for code in codes)


def matching(choices: Iterable[Choice], words: str, most: int = 100) -> Choices:
    """Return the choices that have all the words in their labels, or in what else they are called.

    Those where each begins a word come first; up to so many.
    """
    wanted = fold(words).split()
    texts = ((choice, fold(f"{choice.label} {choice.also}")) for choice in choices)
    found = [(choice, text) for choice, text in texts if all(word in text for word in wanted)]
    found.sort(key=lambda pair: not _begin(wanted, pair[1]))
    return tuple(choice for choice, _ in found[:most])


def _begin(wanted: list[str], text: str) -> bool:
    starts = text.replace("(", " ").replace("/", " ").replace("-", " ").split()
    return all(any(start.startswith(word) for start in starts) for word in wanted)


def _place(country: str, region: str = "") -> Choice:
    code = f"{country}-{region}" if region else country
    names = _regions(country).get(region, []) if region else []
    return Choice(code, place_label(code), " ".join((code, *names, ALSO.get(code, ""))))


@cache
def _countries() -> dict[str, str]:
    return {codes[1]: name.replace("_", " ").title() for name, codes in COUNTRIES.items()}


@cache
def _regions(country: str) -> dict[str, list[str]]:
    """Return what each region of a country is called, by its code; the best name first."""
    classes = {codes[1]: codes[0] for codes in COUNTRIES.values()}
    found: defaultdict[str, list[str]] = defaultdict(list)
    if country in classes:
        for name, region in getattr(holidays, classes[country]).subdivisions_aliases.items():
            found[region].append(name)
    return dict(found)
