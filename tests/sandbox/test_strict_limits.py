"""The limits of blocks: as long, or as many, as Slack takes is accepted, one more is refused."""

import pytest

from sandbox.strict import check_message, check_view
from tests.sandbox.corpus import (
    AXED,
    BLOCKS,
    CELL,
    IMAGE,
    PLAIN,
    URL,
    actions,
    at,
    block,
    each,
    feedback,
    field,
    modal,
    plain,
    section,
    url,
)

BUTTON_WITHOUT_ID = {"type": "button", "text": PLAIN}
LIST = BLOCKS["rich_text"]["elements"][3]


def chart(kind="bar", title="Value", **keys):
    return block("data_visualization", title=title, chart={"type": kind, **keys})


def series(count, **axes):
    """Return a chart of one series with so many points."""
    labels = [f"Q{number}" for number in range(count)]
    data = [{"label": label, "value": 1} for label in labels]
    return chart(
        series=[{"name": "Plan", "data": data}], axis_config={"categories": labels, **axes}
    )


def lines(count):
    """Return a chart of so many series."""
    return chart(
        **{**AXED, "series": [{**AXED["series"][0], "name": f"S{n}"} for n in range(count)]}
    )


def pie(count=1, length=1):
    segments = [{"label": "x" * length, "value": number + 1} for number in range(count)]
    return chart("pie", segments=segments)


def table(rows, columns=1, **keys):
    return block("table", rows=[[CELL] * columns] * rows, **keys)


def data_table(rows, columns=1, **keys):
    return block("data_table", caption="Projects", rows=[[CELL] * columns] * rows, **keys)


def card(**keys):
    return block("card", **keys)


def container(**keys):
    return block("container", **{"title": PLAIN, "child_blocks": [block("divider")], **keys})


def provider(**keys):
    return block("auth_provider", **{"value": "1", "name": PLAIN, "is_connected": True, **keys})


def skin(tone):
    thumb = {"type": "emoji", "name": "thumbsup", "skin_tone": tone}
    return block("rich_text", elements=[{"type": "rich_text_section", "elements": [thumb]}])


def film(**keys):
    words = {"alt_text": "A film", "title": PLAIN, "thumbnail_url": URL, "video_url": URL}
    return block("video", **{**words, **keys})


MOST = {
    "a list has a border or none": (
        lambda n: {**BLOCKS["rich_text"], "elements": [{**LIST, "border": n}]},
        1,
        "/elements/0/border",
    ),
    "a skin has six tones": (
        skin,
        6,
        "/elements/0/elements/0/skin_tone",
    ),
    "a section has 3,000 characters": (lambda n: section("x" * n), 3000, "/text/text"),
    "a section has 10 fields": (lambda n: block("section", fields=[PLAIN] * n), 10, "/fields"),
    "a field has 2,000 characters": (
        lambda n: block("section", fields=[plain(n)]),
        2000,
        "/fields/0/text",
    ),
    "a block id has 255 characters": (lambda n: section(block_id="x" * n), 255, "/block_id"),
    "the id of a chart has 255 characters": (
        lambda n: {**pie(), "block_id": "x" * n},
        255,
        "/block_id",
    ),
    "the id of a data table has 255 characters": (
        lambda n: data_table(2, block_id="x" * n),
        255,
        "/block_id",
    ),
    "a header has 150 characters": (lambda n: block("header", text=plain(n)), 150, "/text/text"),
    "the address of an image has 3,000 characters": (
        lambda n: block("image", image_url=url(n), alt_text="A chart"),
        3000,
        "/image_url",
    ),
    "the alt text of an image has 2,000 characters": (
        lambda n: block("image", image_url=URL, alt_text="x" * n),
        2000,
        "/alt_text",
    ),
    "the title of an image has 2,000 characters": (
        lambda n: block("image", image_url=URL, alt_text="A chart", title=plain(n)),
        2000,
        "/title/text",
    ),
    "actions hold 25 elements": (lambda n: actions(*[BUTTON_WITHOUT_ID] * n), 25, "/elements"),
    "a context holds 10 elements": (
        lambda n: block("context", elements=[PLAIN] * n),
        10,
        "/elements",
    ),
    "a text in a context has 3,000 characters": (
        lambda n: block("context", elements=[plain(n)]),
        3000,
        "/elements/0/text",
    ),
    "the alt text of an image in a context has 2,000 characters": (
        lambda n: block("context", elements=[{**IMAGE, "alt_text": "x" * n}]),
        2000,
        "/elements/0/alt_text",
    ),
    "context actions hold 5 elements": (
        lambda n: block("context_actions", elements=feedback()["elements"] * n),
        5,
        "/elements",
    ),
    "a markdown block has 12,000 characters": (
        lambda n: block("markdown", text="x" * n),
        12_000,
        "/text",
    ),
    "the title of a video is shorter than 200": (
        lambda n: film(title=plain(n)),
        199,
        "/title/text",
    ),
    "the author of a video is shorter than 50": (
        lambda n: film(author_name="x" * n),
        49,
        "/author_name",
    ),
    "the description of a video is shorter than 200": (
        lambda n: film(description=plain(n)),
        199,
        "/description/text",
    ),
    "a card has a title of 150": (lambda n: card(title=plain(n)), 150, "/title/text"),
    "a card has a subtitle of 150": (
        lambda n: card(title=PLAIN, subtitle=plain(n)),
        150,
        "/subtitle/text",
    ),
    "a card has a body of 200": (lambda n: card(body=plain(n)), 200, "/body/text"),
    "a card has 3 buttons": (lambda n: card(actions=[BUTTON_WITHOUT_ID] * n), 3, "/actions"),
    "the picture of a card has an address of 3,000": (
        lambda n: card(hero_image={**IMAGE, "image_url": url(n)}),
        3000,
        "/hero_image/image_url",
    ),
    "the icon of a card has an alt text of 2,000": (
        lambda n: card(title=PLAIN, icon={**IMAGE, "alt_text": "x" * n}),
        2000,
        "/icon/alt_text",
    ),
    "a carousel holds 10 cards": (
        lambda n: block("carousel", elements=[card(title=PLAIN)] * n),
        10,
        "/elements",
    ),
    "a card in a carousel has a title of 150": (
        lambda n: block("carousel", elements=[card(title=plain(n))]),
        150,
        "/elements/0/title/text",
    ),
    "a container has a title of 150": (lambda n: container(title=plain(n)), 150, "/title/text"),
    "a container has a subtitle of 150": (
        lambda n: container(subtitle=plain(n)),
        150,
        "/subtitle/text",
    ),
    "a container holds 10 blocks": (
        lambda n: container(child_blocks=[block("divider")] * n),
        10,
        "/child_blocks",
    ),
    "a header in a container has 150 characters": (
        lambda n: container(child_blocks=[block("header", text=plain(n))]),
        150,
        "/child_blocks/0/text/text",
    ),
    "a provider has a value of 150": (lambda n: provider(value="x" * n), 150, "/value"),
    "a provider has a name of 75": (lambda n: provider(name=plain(n)), 75, "/name/text"),
    "a provider has an address of 3,000": (lambda n: provider(auth_url=url(n)), 3000, "/auth_url"),
    "a table has 100 rows": (table, 100, "/rows"),
    "a table has 20 columns": (lambda n: table(1, n), 20, "/rows/0"),
    "a table has settings for 20 columns": (
        lambda n: table(1, column_settings=[None] * n),
        20,
        "/column_settings",
    ),
    "a data table has a header and 100 rows": (data_table, 101, "/rows"),
    "a data table has 20 columns": (lambda n: data_table(2, n), 20, "/rows/0"),
    "a data table shows 100 rows on a page": (
        lambda n: data_table(2, page_size=n),
        100,
        "/page_size",
    ),
    "the row header is one of the columns": (
        lambda n: data_table(2, 3, row_header_column_index=n),
        2,
        "/row_header_column_index",
    ),
    "a chart has a title of 50": (
        lambda n: chart("pie", "x" * n, segments=[{"label": "A", "value": 1}]),
        50,
        "/title",
    ),
    "a pie has 6 segments": (pie, 6, "/chart/segments"),
    "a segment has a label of 20": (lambda n: pie(1, n), 20, "/chart/segments/0/label"),
    "a chart has 6 series": (lines, 6, "/chart/series"),
    "a series has 20 points": (series, 20, "/chart/series/0/data"),
    "an axis has a label of 50": (
        lambda n: series(1, x_label="x" * n),
        50,
        "/chart/axis_config/x_label",
    ),
}
LEAST = {
    "a list has a border or none": (
        lambda n: {**BLOCKS["rich_text"], "elements": [{**LIST, "border": n}]},
        0,
        "/elements/0/border",
    ),
    "a skin has a tone": (
        skin,
        1,
        "/elements/0/elements/0/skin_tone",
    ),
    "a data table has a header and a row": (data_table, 2, "/rows"),
    "a page has a row": (lambda n: data_table(2, page_size=n), 1, "/page_size"),
    "a row header is a column": (
        lambda n: data_table(2, row_header_column_index=n),
        0,
        "/row_header_column_index",
    ),
    "a slice of a pie is more than nothing": (
        lambda n: chart("pie", segments=[{"label": "A", "value": n}]),
        1,
        "/chart/segments/0/value",
    ),
}
MOST_IN_MODALS = {
    "an alert has 200 characters": (lambda n: block("alert", text=plain(n)), 200, "/text/text"),
    "a label has 2,000 characters": (
        lambda n: block("input", label=plain(n), element={"type": "plain_text_input"}),
        2000,
        "/label/text",
    ),
    "a hint has 2,000 characters": (
        lambda n: field({"type": "plain_text_input"}, hint=plain(n)),
        2000,
        "/hint/text",
    ),
}


@each(MOST)
def test_at_most_in_a_message(make, limit, place):
    assert check_message([make(limit)]) == []
    assert at(check_message([make(limit + 1)]))[0] == f"/blocks/0{place}"


@each(LEAST)
def test_at_least_in_a_message(make, limit, place):
    assert check_message([make(limit)]) == []
    assert at(check_message([make(limit - 1)])) == [f"/blocks/0{place}"]


@each(MOST_IN_MODALS)
def test_at_most_in_a_modal(make, limit, place):
    assert check_view(modal(make(limit))) == []
    assert at(check_view(modal(make(limit + 1)))) == [f"/view/blocks/0{place}"]


def test_a_message_has_50_blocks():
    assert check_message([section()] * 50) == []
    assert at(check_message([section()] * 51)) == ["/blocks"]


@pytest.mark.parametrize("words", ["ä" * 3000, "𝄞" * 3000, "&amp;" * 600])
def test_characters_are_counted_as_they_are_sent(words):
    assert check_message([section(words)]) == []
    assert at(check_message([section(words + "x")])) == ["/blocks/0/text/text"]
