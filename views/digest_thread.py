"""The thread of a digest: one whole list per theme."""

from collections.abc import Iterator

from models.colour import Colour, Shown
from models.digest.change import Movement
from models.digest.digest import Digest
from views.digest_table import Theme, theme_messages
from views.digest_words import fact_words, need_words
from views.mark import MARKS, WORDS, day_words, marked, minor_words
from views.message import Message

CHANGES = {
    Movement.DECLINED: "Worse",
    Movement.IMPROVED: "Better",
    Movement.HEARD: "Reported again",
    Movement.SILENT: "No longer reported",
    Movement.NEW: "New",
}


def digest_thread(digest: Digest) -> list[Message]:
    """Return the whole lists behind a digest; a list with nothing in it is left out."""
    return [message for theme in _themes(digest) if theme.rows for message in theme_messages(theme)]


def _themes(digest: Digest) -> Iterator[Theme]:
    yield _bad(digest)
    yield _changed(digest)
    yield _ending(digest)
    yield _vacant(digest)
    yield _lessons(digest)


def _bad(digest: Digest) -> Theme:
    day = digest.day
    rows = (
        (
            marked(one.colour),
            one.line.name,
            one.line.client,
            ", ".join(one.parts),
            ", ".join(fact_words(one, day)),
            ", ".join(need_words(one, day)),
            day_words(one.line.said.confirmed_on, day),
        )
        for one in digest.bad
    )
    columns = ("Colour", "Project", "Client", "Because", "Fact", "What it needs", "Said")
    return Theme("Off track and at risk", columns, tuple(rows))


def _changed(digest: Digest) -> Theme:
    """List what moved, the worse first; of what ended, what it was when it was last told of."""
    rows = [
        (what, one.line.name, one.line.client, _was(one.before), marked(one.colour))
        for movement, what in CHANGES.items()
        for one in digest.that(movement)
    ]
    rows += [("Ended", line.name, line.client, _was(line.shown), "") for line in digest.left]
    since = f" since {day_words(digest.since, digest.day)}" if digest.since else ""
    return Theme(f"Changed{since}", ("Change", "Project", "Client", "Was", "Is"), tuple(rows))


def _ending(digest: Digest) -> Theme:
    rows = (
        (line.name, line.client, day_words(on, digest.day), minor_words(line.budget, line.currency))
        for line, on in digest.ending.projects
    )
    columns = ("Project", "Client", "Finish", "Budget")
    return Theme("Ending within 90 days, nothing next", columns, tuple(rows))


def _vacant(digest: Digest) -> Theme:
    rows = (
        (gap.name, gap.kind, gap.client or "", day_words(gap.since, digest.day))
        for gap in digest.vacant
    )
    return Theme("Nobody holds", ("Name", "What", "Client", "Since"), tuple(rows), "role")


def _lessons(digest: Digest) -> Theme:
    rows = tuple((title,) for title in digest.learnt.titles)
    return Theme("New lessons", ("Lesson",), rows, "lesson")


def _was(shown: Shown | None) -> str:
    """Say what a project was; of one that was not heard of, what was said of it last."""
    if shown is None:
        return ""
    if shown.colour is Colour.GREY and shown.last is not Colour.GREY:
        return f"{marked(Colour.GREY)}, before {MARKS[shown.last]} {WORDS[shown.last].lower()}"
    return marked(shown.colour)
