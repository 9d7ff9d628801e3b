"""Every block that Slack knows, with what slack_sdk's models let pass.

What those models check themselves is not repeated here: `sdk.py` asks them.
"""

from collections.abc import Iterator

from sandbox.strict.chart import CHART
from sandbox.strict.element import (
    BESIDE_A_SECTION,
    ELEMENTS,
    IN_ACTIONS,
    IN_AN_INPUT,
    SLACK_FILE,
    button,
    image,
)
from sandbox.strict.entry import one_source
from sandbox.strict.fault import Fault
from sandbox.strict.rich_text import RICH_TEXT, rich_text
from sandbox.strict.rule import (
    Json,
    Rule,
    Shape,
    address,
    anything,
    flag,
    kinds,
    many,
    one_of,
    words,
)
from sandbox.strict.table import DATA_TABLE, TABLE
from sandbox.strict.text import plain, text

TASK_STATES = one_of("pending", "in_progress", "complete", "error")
IN_A_CONTAINER = (
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)
SECURE = address(schemes=("https://",))


def files_do_not_dispatch(block: Json, at: str) -> Iterator[Fault]:
    """Refuse to hear of files before the form is sent."""
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        yield Fault(f"{at}/dispatch_action", "not supported for file_input")


def only_what_folds_is_folded(block: Json, at: str) -> Iterator[Fault]:
    """Refuse a container that is folded and cannot be unfolded."""
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield Fault(f"{at}/default_collapsed", "requires is_collapsible")


def shape(*needs: str, also: tuple[Rule, ...] = (), **keys: Rule) -> Shape:
    """Take a block with these keys."""
    return Shape({"type": anything, "block_id": words(), **keys}, needs, also)


def task(*needs: str) -> Shape:
    """Take a task; within a plan it is written without its type."""
    return shape(
        *needs,
        type=one_of("task_card"),
        task_id=words(),
        title=words(),
        status=TASK_STATES,
        details=rich_text,
        output=rich_text,
        sources=many(kinds(ELEMENTS, "url")),
    )


BLOCKS: dict[str, Shape] = {
    "section": shape(
        text=text(),
        fields=many(text(2000)),
        accessory=kinds(ELEMENTS, *BESIDE_A_SECTION),
        expand=flag,
    ),
    "header": shape("text", text=plain()),
    "divider": shape(),
    "image": shape(
        "alt_text",
        also=(one_source("image_url", "slack_file"),),
        image_url=address(schemes=("http://", "https://")),
        slack_file=SLACK_FILE,
        alt_text=words(),
        title=plain(),
    ),
    "actions": shape("elements", elements=many(kinds(ELEMENTS, *IN_ACTIONS))),
    "context": shape(
        "elements",
        elements=many(
            kinds(
                {"image": image, "plain_text": text(), "mrkdwn": text()},
                "image",
                "plain_text",
                "mrkdwn",
            )
        ),
    ),
    "context_actions": shape(
        "elements", elements=many(kinds(ELEMENTS, "feedback_buttons", "icon_button"))
    ),
    "input": shape(
        "label",
        "element",
        also=(files_do_not_dispatch,),
        label=plain(),
        hint=plain(),
        element=kinds(ELEMENTS, *IN_AN_INPUT),
        optional=flag,
        dispatch_action=flag,
    ),
    "file": shape("external_id", "source", external_id=words(), source=one_of("remote")),
    "call": shape("call_id", call_id=words()),
    "rich_text": RICH_TEXT,
    "markdown": shape("text", text=words()),
    "video": shape(
        "alt_text",
        "title",
        "thumbnail_url",
        "video_url",
        alt_text=words(),
        title=plain(),
        title_url=SECURE,
        description=plain(199),
        thumbnail_url=address(),
        video_url=SECURE,
        author_name=words(),
        provider_name=words(),
        provider_icon_url=address(),
    ),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "task_card": task("task_id", "title", "status"),
    "plan": shape("title", title=words(), tasks=many(task("task_id", "title"))),
    "alert": shape(
        "text",
        text=text(200),
        level=one_of("default", "info", "warning", "error", "success"),
    ),
    "card": shape(
        hero_image=image,
        icon=image,
        title=text(),
        subtitle=text(),
        body=text(),
        actions=many(button, most=3),
    ),
}
BLOCKS["carousel"] = shape("elements", elements=many(kinds(BLOCKS, "card")))
BLOCKS["container"] = shape(
    "child_blocks",
    also=(only_what_folds_is_folded,),
    title=plain(),
    rich_text_title=rich_text,
    subtitle=text(),
    icon=image,
    width=one_of("narrow", "standard", "wide", "full"),
    is_collapsible=flag,
    default_collapsed=flag,
    has_header_divider=flag,
    child_blocks=many(kinds(BLOCKS, *IN_A_CONTAINER)),
)
BLOCKS["auth_provider"] = shape(
    "value",
    "name",
    "is_connected",
    value=words(),
    name=plain(),
    is_connected=flag,
    description=plain(),
    icon_url=SECURE,
    auth_url=SECURE,
    disconnect_url=SECURE,
    connected_identity=plain(),
    connected_context=plain(),
    accessory=kinds(ELEMENTS, "overflow"),
    fallback=many(kinds(BLOCKS, *BLOCKS)),
)
block = kinds(BLOCKS, *BLOCKS)
