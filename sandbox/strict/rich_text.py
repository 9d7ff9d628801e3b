"""Rich text: a block of paragraphs, lists, quotes and code, and what stands within those."""

from sandbox.strict.rule import (
    Rule,
    Shape,
    address,
    anything,
    flag,
    kinds,
    many,
    one_of,
    whole,
    words,
)

STYLES = ("bold", "italic", "strike", "code", "underline")


def leaf(*needs: str, **keys: Rule) -> Shape:
    """Take one run of rich text."""
    style = Shape(dict.fromkeys(STYLES, flag))
    return Shape({"type": anything, "style": style, **keys}, needs)


LEAVES: dict[str, Shape] = {
    "text": leaf("text", text=words()),
    "link": leaf("url", url=address(), text=words(), unsafe=flag),
    "emoji": leaf("name", name=words(), skin_tone=whole(1, 6), unicode=words()),
    "user": leaf("user_id", user_id=words()),
    "usergroup": leaf("usergroup_id", usergroup_id=words()),
    "channel": leaf("channel_id", channel_id=words()),
    "team": leaf("team_id", team_id=words()),
    "broadcast": leaf("range", range=one_of("here", "channel", "everyone")),
    "color": leaf("value", value=words()),
    "date": leaf(
        "timestamp",
        "format",
        timestamp=whole(),
        format=words(),
        url=address(),
        fallback=words(),
    ),
}
RUNS = many(kinds(LEAVES, *LEAVES), least=0)
BORDER = whole(0, 1)
PARTS: dict[str, Shape] = {}
PARTS["rich_text_section"] = Shape({"type": anything, "elements": RUNS}, ("elements",))
PARTS["rich_text_quote"] = PARTS["rich_text_section"]
PARTS["rich_text_preformatted"] = Shape(
    {"type": anything, "elements": RUNS, "border": BORDER, "language": words()}, ("elements",)
)
PARTS["rich_text_list"] = Shape(
    {
        "type": anything,
        "elements": many(kinds(PARTS, "rich_text_section")),
        "style": one_of("bullet", "ordered"),
        "indent": whole(),
        "offset": whole(),
        "border": BORDER,
    },
    ("elements", "style"),
)
RICH_TEXT = Shape(
    {"type": anything, "block_id": words(), "elements": many(kinds(PARTS, *PARTS))},
    ("elements",),
)
rich_text = kinds({"rich_text": RICH_TEXT}, "rich_text")
