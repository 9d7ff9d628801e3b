"""The shape of every message and form, and the only ways by which words get into them.

What people typed is inert: `inert` for text with markup, `plain` for text without.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from views.ids import ViewId
from views.typed import END, before, clamp, left_open, on_one_line

Json = dict[str, Any]
SECTION = 3000
BUTTON = 75
OPTION = 75
TITLE = 24
VALUE = 2000
NOTICE = 3000
FALLBACK = 3000
PERSON = 80
"""Characters of somebody's name."""
NEAR = 0.8
"""From here on, a whole line less is better than half a line more."""
UNFINISHED = re.compile(r"(&[a-z]*|<[^>]*)$")
JOINER = "\N{WORD JOINER}"
"""Has no width: behind a mark of formatting it keeps Slack from taking it for one."""
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARKS = str.maketrans({mark: mark + JOINER for mark in "*_~`"})


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks for the eye, text for the notification and the screen reader: Slack needs both.

    The text is plain words; what Slack could take for markup in them is escaped on the way out.
    `instead` says the same with older blocks, to be sent where Slack does not take these.
    """

    text: str
    blocks: tuple[kit.Block, ...] = ()
    instead: "Message | None" = None

    def payload(self) -> Json:
        """Return what chat.postMessage, an ack or a response_url takes."""
        body: Json = {"text": clamp(self.text, FALLBACK).translate(ENTITIES).translate(MARKS)}
        if self.blocks:
            body["blocks"] = [block.to_dict() for block in self.blocks]
        return body


@dataclass(frozen=True, slots=True)
class Form:
    """A modal: what it is called, its fields, what its button says, and what comes back with it."""

    id: ViewId
    title: str
    blocks: Sequence[kit.Block]
    submit: str | None = "Save"
    memory: Mapping[str, Any] | None = None
    close: str = "Cancel"

    def payload(self) -> Json:
        """Return what views.open, views.push and views.update take."""
        return View(
            type="modal",
            callback_id=self.id,
            title=kit.PlainTextObject(text=clamp(self.title, TITLE)),
            submit=kit.PlainTextObject(text=self.submit) if self.submit else None,
            close=kit.PlainTextObject(text=self.close),
            private_metadata=json.dumps(dict(self.memory or {}), ensure_ascii=False),
            blocks=list(self.blocks),
        ).to_dict()


def home(blocks: Sequence[kit.Block]) -> Json:
    """Return what views.publish takes."""
    return View(type="home", blocks=list(blocks)).to_dict()


def inert(words: str | None, longest: int = 300) -> str:
    """Return typed words for text with markup: on one line, cut, and without any effect."""
    return on_one_line(words, longest).translate(ENTITIES).translate(MARKS)


def plain(words: str | None, longest: int = BUTTON) -> str:
    """Return typed words for text without markup, on one line and cut."""
    return on_one_line(words, longest)


def moment(at: datetime) -> str:
    """Return a time of day, shown in each reader's own time zone."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at:%H:%M} UTC>"


def section(text: str, accessory: kit.BlockElement | None = None, id_: str | None = None) -> Any:
    """Return a paragraph; its text is ours, with typed words made inert."""
    return kit.SectionBlock(
        text=kit.MarkdownTextObject(text=fits(text), verbatim=True),
        accessory=accessory,
        block_id=id_,
    )


def small(text: str) -> kit.ContextBlock:
    """Return a line in small print."""
    return kit.ContextBlock(elements=[kit.MarkdownTextObject(text=fits(text, 2000), verbatim=True)])


def in_full(title: str, name: str) -> list[kit.Block]:
    """Return the whole of a name that a window's title has no room for."""
    return [section(f"*{inert(name)}*")] if len(title) > TITLE else []


def heading(text: str) -> kit.HeaderBlock:
    return kit.HeaderBlock(text=kit.PlainTextObject(text=plain(text, 150), emoji=True))


def buttons(*elements: kit.InteractiveElement, id_: str | None = None) -> kit.ActionsBlock:
    return kit.ActionsBlock(elements=list(elements), block_id=id_)


def button(label: str, action: str, value: object = "", **more: Any) -> kit.ButtonElement:
    """Return a button; `value` comes back with the click, so it names things by their ids only."""
    return kit.ButtonElement(
        text=kit.PlainTextObject(text=plain(label), emoji=True),
        action_id=action,
        value=str(value) if value != "" else None,
        **more,
    )


def numbered(action: str, n: object) -> str:
    """Return the name of one of several buttons that do the same, for they may not share one."""
    return f"{action}.{n}"


def option(label: str, value: object) -> kit.Option:
    return kit.Option(text=kit.PlainTextObject(text=plain(label, OPTION)), value=str(value))


def fits(text: str, longest: int = SECTION) -> str:
    """Cut text with markup, at the end of a line if there is one near, and through no entity."""
    if len(text) <= longest:
        return text
    cut = before(text, longest - 2)
    whole = cut.rfind("\n")
    if whole > longest * NEAR:
        return f"{cut[:whole]}\n…"
    cut = before(text, longest - 2 - left_open(cut))
    kept = UNFINISHED.sub("", cut).rstrip()
    return f"{kept}…{END * left_open(kept)}"


def text_of(blocks: Iterable[str]) -> str:
    """Return the words of a message for those who hear it, one thing after another."""
    return " ".join(words for words in blocks if words)
