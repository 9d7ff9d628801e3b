"""`data_visualization`, Slack's own charts, which slack_sdk does not know."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json, Shape, anything, kinds, many, number, words

LABEL = words(20)
MOST_SERIES = 6
MOST_POINTS = 20


def share(value: Any, at: str) -> Iterator[Fault]:
    """Take what a slice of a pie is worth: more than nothing."""
    faults = list(number(value, at))
    yield from faults
    if not faults and value <= 0:
        yield Fault(at, "must be greater than 0")


def names_differ(chart: Json, at: str) -> Iterator[Fault]:
    """Refuse two series of one name, and a category that stands there twice."""
    names = Counter(series["name"] for series in chart["series"])
    categories = Counter(chart["axis_config"]["categories"])
    if names.most_common(1)[0][1] > 1:
        yield Fault(f"{at}/series", "series names must be unique")
    if categories.most_common(1)[0][1] > 1:
        yield Fault(f"{at}/axis_config/categories", "categories must be unique")


def every_category_has_its_point(chart: Json, at: str) -> Iterator[Fault]:
    """Refuse a series that has not one point for each category, in their order."""
    categories = chart["axis_config"]["categories"]
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield Fault(f"{at}/series/{index}/data", "must have one point for each category")


PIE = Shape(
    {
        "type": anything,
        "segments": many(
            Shape({"label": LABEL, "value": share}, ("label", "value")), most=MOST_SERIES
        ),
    },
    ("segments",),
)
SERIES = Shape(
    {
        "name": LABEL,
        "data": many(
            Shape({"label": LABEL, "value": number}, ("label", "value")), most=MOST_POINTS
        ),
    },
    ("name", "data"),
)
AXES = Shape(
    {"categories": many(LABEL, most=MOST_POINTS), "x_label": words(50), "y_label": words(50)},
    ("categories",),
)
AXED = Shape(
    {"type": anything, "series": many(SERIES, most=MOST_SERIES), "axis_config": AXES},
    ("series", "axis_config"),
    (names_differ, every_category_has_its_point),
)
CHARTS = {"pie": PIE, "bar": AXED, "area": AXED, "line": AXED}
CHART = Shape(
    {
        "type": anything,
        "block_id": words(255),
        "title": words(50),
        "chart": kinds(CHARTS, *CHARTS),
    },
    ("title", "chart"),
)
