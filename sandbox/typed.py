"""What somebody types, as Slack's field takes it: marks, code, quotes, lists, links and emoji."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from sandbox.emoji import EMOJI
from sandbox.state import Json

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
FIRST, LAST = r"(?<![^\W_])", r"[^\s<>|.,;:!?)*_~'\"]"
"""A link begins a word, perhaps behind a mark; a sign of punctuation at its end is not of it."""
NAME = r"(?:[a-z0-9-]+\.)+[a-z]{2,63}(?![^\W_])"
LINKS = (
    rf"(?P<url>{FIRST}https?://[^\s<>|]*{LAST})"
    rf"|(?P<site>{FIRST}(?i:www\.{NAME})(?:[/?#:][^\s<>|]*{LAST}|/)?)"
    rf"|(?P<mail>{FIRST}(?<![.+-])[^\W_][\w.+-]{{0,63}}@(?i:{NAME}))"
)
LEAD = {"url": "", "site": "http://", "mail": "mailto:"}
"""What a link of each kind leads to begins with this, though nobody types it."""
ATOMS = re.compile(rf"(?P<code>`[^`\n]+`)|{LINKS}")
INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    rf"|{LINKS}"
    rf"|(?<!\w):(?P<emoji>{'|'.join(map(re.escape, EMOJI))}):(?!\w)"
    r"|(?<![\w*~`])(?P<mark>[*_~])(?!\s)(?P<marked>(?:(?!(?P=mark))[^\n])*?[^\s\n])(?P=mark)(?![\w*~])"
)
"""A mark counts at the edge of a word only; what it marks may hold code, links and other marks."""
STYLES = {"*": "bold", "_": "italic", "~": "strike"}
LINES = {
    "quote": re.compile(r"> ?(.*)"),
    "bullet": re.compile(r"[-*•] +(\S.*)"),
    "ordered": re.compile(r"\d{1,9}\. +(\S.*)"),
}
Leaves = Callable[[str], list[Json]]
"""Finds the people and channels that plain words name."""


def elements(text: str, leaves: Leaves) -> list[Json]:
    """Return what a rich text block holds for this."""
    found: list[Json] = []
    for at, part in enumerate(FENCE.split(text)):
        if at % 2:
            words: Json = {"type": "text", "text": part}
            found.append({"type": "rich_text_preformatted", "border": 0, "elements": [words]})
        else:
            found += _paragraphs(part.strip("\n"), leaves)
    return found


def _paragraphs(text: str, leaves: Leaves) -> Iterator[Json]:
    """Yield what lines of one kind make together."""
    lines = text.split("\n") if text else []
    for kind, group in groupby(lines, _kind):
        inner = [*group]
        if kind in ("bullet", "ordered"):
            yield _list(kind, inner, leaves)
        elif kind == "quote":
            words = "\n".join(LINES[kind].sub(r"\1", line) for line in inner)
            yield _section("rich_text_quote", inline(words, leaves))
        else:
            yield _section("rich_text_section", inline("\n".join(inner), leaves))


def _list(style: str, lines: list[str], leaves: Leaves) -> Json:
    """Return a list; one that begins with another number than 1 goes on from there."""
    words = [LINES[style].sub(r"\1", line) for line in lines]
    items = [_section("rich_text_section", inline(line, leaves)) for line in words]
    first = lines[0].partition(".")[0]
    offset = int(first) - 1 if first.isdecimal() else 0
    more = {"offset": offset} if offset > 0 else {}
    return {"type": "rich_text_list", "style": style, "indent": 0, **more, "elements": items}


def _kind(line: str) -> str:
    return next((kind for kind, shape in LINES.items() if shape.fullmatch(line)), "")


def _section(kind: str, inner: list[Json]) -> Json:
    return {"type": kind, "elements": inner}


def inline(text: str, leaves: Leaves, style: Json | None = None) -> list[Json]:
    """Return the leaves of one paragraph, each with the styles of the marks around it."""
    found: list[Json] = []
    end = 0
    for hit in INLINE.finditer(text):
        found += _styled(leaves(text[end : hit.start()]), style)
        found += _taken(hit, leaves, style or {})
        end = hit.end()
    return found + _styled(leaves(text[end:]), style)


def _taken(hit: re.Match[str], leaves: Leaves, style: Json) -> list[Json]:
    match hit.lastgroup:
        case "code":
            return _styled([{"type": "text", "text": hit["code"]}], {**style, "code": True})
        case "url" | "site" | "mail" as kind:
            return _styled([_link(hit[kind], LEAD[kind])], style)
        case "emoji":
            return [{"type": "emoji", "name": hit["emoji"]}]
        case _:
            return inline(hit["marked"], leaves, {**style, STYLES[hit["mark"]]: True})


def _link(shown: str, lead: str) -> Json:
    """Return a link; its words are told only where they are not what it leads to."""
    return {"type": "link", "url": f"{lead}{shown}", **({"text": shown} if lead else {})}


def _styled(found: list[Json], style: Json | None) -> list[Json]:
    return [{**leaf, "style": style} for leaf in found] if style else found


def mrkdwn(text: str, plain: Callable[[str], str]) -> str:
    """Return it as the text of a message: marks as typed, bullets and links as Slack stores them.

    `plain` escapes words and marks the people and channels in them.
    """
    parts = FENCE.split(text)
    return "".join(
        f"```{_escaped(part)}```" if at % 2 else _lines(part, plain)
        for at, part in enumerate(parts)
    )


def _lines(text: str, plain: Callable[[str], str]) -> str:
    return "\n".join(_line(line, plain) for line in text.split("\n"))


def _line(line: str, plain: Callable[[str], str]) -> str:
    bullet = LINES["bullet"].fullmatch(line)
    return f"• {_words(bullet[1], plain)}" if bullet else _words(line, plain)


def _words(text: str, plain: Callable[[str], str]) -> str:
    """Code is escaped only; a link stands in angle brackets, with its words where they differ."""
    found, end = "", 0
    for hit in ATOMS.finditer(text):
        found += plain(text[end : hit.start()])
        found += _escaped(hit["code"]) if hit["code"] else _linked(hit)
        end = hit.end()
    return found + plain(text[end:])


def _linked(hit: re.Match[str]) -> str:
    shown, lead = _escaped(hit[0]), LEAD[str(hit.lastgroup)]
    return f"<{lead}{shown}|{shown}>" if lead else f"<{shown}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
