"""The vocabulary that the tables of blocks and elements are written in.

A rule takes a value and the pointer to it, and says what is wrong with it. Where nothing is, the
value has its type, so what compares several fields runs only then.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from sandbox.strict.fault import Fault

Json = dict[str, Any]
Rule = Callable[[Any, str], Iterator[Fault]]
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def anything(_value: Any, _at: str) -> Iterator[Fault]:
    """Take whatever comes: another rule looks at it."""
    return iter(())


def flag(value: Any, at: str) -> Iterator[Fault]:
    """Take true or false."""
    if not isinstance(value, bool):
        yield Fault(at, "must be a boolean")


def words(most: int | None = None, *, least: int = 1) -> Rule:
    """Take a string of so many characters."""

    def rule(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(at, "must be a string")
        elif len(value) < least:
            yield Fault(at, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Fault(at, f"must be less than {most + 1} characters")

    return rule


def address(most: int | None = None, *, schemes: tuple[str, ...] = ()) -> Rule:
    """Take a URL; where schemes are given, one of theirs."""
    fits = words(most)

    def rule(value: Any, at: str) -> Iterator[Fault]:
        faults = list(fits(value, at))
        yield from faults
        if not faults and not URL.fullmatch(value):
            yield Fault(at, "must be a valid URL")
        elif not faults and schemes and not value.startswith(schemes):
            yield Fault(at, f"must start with {' or '.join(schemes)}")

    return rule


def whole(least: int = 0, most: int | None = None) -> Rule:
    """Take a whole number between the two, both included."""

    def rule(value: Any, at: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault(at, "must be an integer")
        elif value < least:
            yield Fault(at, f"must be greater than {least - 1}")
        elif most is not None and value > most:
            yield Fault(at, f"must be less than {most + 1}")

    return rule


def number(value: Any, at: str) -> Iterator[Fault]:
    """Take any number that JSON can write."""
    if type(value) is not int and not (type(value) is float and isfinite(value)):
        yield Fault(at, "must be a number")


def one_of(*choices: str) -> Rule:
    """Take one of these words and nothing else."""

    def rule(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in choices:
            yield Fault(at, f"must be one of: {', '.join(choices)}")

    return rule


def many(each: Rule, *, least: int = 1, most: int | None = None) -> Rule:
    """Take a list of so many things; what there is too many of is not looked at one by one."""

    def rule(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(at, "must be an array")
        elif len(value) < least:
            yield Fault(at, f"no less than {least} items allowed")
        elif most is not None and len(value) > most:
            yield Fault(at, f"no more than {most} items allowed")
        else:
            for index, item in enumerate(value):
                yield from each(item, f"{at}/{index}")

    return rule


@dataclass(frozen=True, slots=True)
class Shape:
    """Take an object: no key but these, all that it needs, and what `also` says of the whole."""

    keys: Mapping[str, Rule]
    needs: tuple[str, ...] = ()
    also: tuple[Rule, ...] = field(default=())

    def __call__(self, value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(at, "must be an object")
            return
        faults = [*self._keys(value, at), *self._values(value, at)]
        yield from faults
        if not faults:
            for rule in self.also:
                yield from rule(value, at)

    def _keys(self, value: Json, at: str) -> Iterator[Fault]:
        for key in self.needs:
            if key not in value:
                yield Fault(at, f"missing required field: {key}")
        for key in value:
            if key not in self.keys:
                yield Fault(at, f"invalid additional property: {key}")

    def _values(self, value: Json, at: str) -> Iterator[Fault]:
        for key, found in value.items():
            if rule := self.keys.get(key):
                yield from rule(found, f"{at}/{key}")


def kinds(table: Mapping[str, Rule], *names: str) -> Rule:
    """Take an object whose `type` is one of these names, as the table describes that type.

    The table is looked at only when a value comes, so it may describe itself.
    """
    allowed = frozenset(names)

    def rule(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(at, "must be an object")
        elif "type" not in value:
            yield Fault(at, "missing required field: type")
        elif not isinstance(value["type"], str):
            yield Fault(f"{at}/type", "must be a string")
        elif value["type"] not in allowed:
            yield Fault(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            yield from table[value["type"]](value, at)

    return rule
