"""The leaders' digest: read in a minute; what has nothing to say is not there."""

from collections.abc import Iterator, Sequence

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.digest.change import Movement
from models.digest.digest import Digest
from models.home import HomeFacts
from views.digest_words import (
    WORST_FIRST,
    and_more,
    counts_words,
    ending_words,
    gap_words,
    line_words,
    named,
    quiet_words,
    secret_words,
    short_words,
    verdict,
)
from views.ids import ActionId
from views.mark import MARKS, count_words, day_words
from views.message import (
    Json,
    Message,
    button,
    buttons,
    section,
    small,
    text_of,
)
from views.notice import notice, window

FEW = 3
"""A list of fewer is left out while too little is known of the firm."""
MOST_LINES = 6
MOST_WORSE = 4
MOST_NAMES = 3
MOST_GAPS = 4
TITLE = 70
NO_MONEY = "Without amounts: not only leaders read here. The spreadsheet has them."
NOT_YET = "What got worse in the last ten minutes can still be taken back and is not in it yet."


def digest_message(digest: Digest, *, has_thread: bool = True, in_channel: bool = False) -> Message:
    """Draw a digest; the whole lists hang below it in its thread.

    In a channel others than leaders may read: who is silent is counted there, not named.
    """
    head = f"The firm, week {digest.day.isocalendar().week}"
    first, counts = verdict(digest), counts_words(digest)
    top = "\n".join(filter(None, (head, f"*{first}*", counts)))
    paragraphs = list(_paragraphs(digest, in_channel=in_channel))
    blocks: list[kit.Block] = [section(top), *(section(words) for words in paragraphs)]
    if paragraphs and has_thread:
        blocks.append(small("The whole lists are in the thread."))
    if not digest.has_money:
        blocks.append(small(NO_MONEY))
    if digest.projects:
        blocks.append(buttons(_sheet()))
    return Message(_spoken(digest, (head, first)), tuple(blocks))


def preview_view(digest: Digest) -> Json:
    """Lay the digest, as it would be posted now, before the leader who asks for it."""
    message = digest_message(digest, has_thread=False)
    return window("Digest preview", [*message.blocks, small(NOT_YET)])


def digest_buttons(facts: HomeFacts) -> Iterator[kit.Block]:
    """Offer the digest and its spreadsheet to leaders on Home."""
    if facts.overview and facts.overview.projects:
        yield buttons(button("Preview digest", ActionId.DIGEST_PREVIEW), _sheet())


def sheet_sent(as_of: str) -> Message:
    """Say where the spreadsheet went, and as of when it is."""
    text = f"The spreadsheet is in our conversation, for you alone. {as_of}"
    return Message(text, (section(text),))


def sheet_notice(as_of: str) -> Json:
    """Say the same over a Home."""
    return notice("Sent", sheet_sent(as_of).text)


def _sheet() -> kit.ButtonElement:
    return button("Spreadsheet", ActionId.DIGEST_SHEET)


def _spoken(digest: Digest, first: Sequence[str]) -> str:
    """Return the digest for those who hear it: what the colours count, without their marks."""
    counts = counts_words(digest)
    for colour in WORST_FIRST:
        counts = counts.replace(f"   {MARKS[colour]} ", ", ").replace(f"{MARKS[colour]} ", "")
    return text_of((f"{first[0]}:", first[1], f"{counts}." if counts else ""))


def _paragraphs(digest: Digest, *, in_channel: bool) -> Iterator[str]:
    yield from _projects(digest)
    yield from _better(digest)
    if digest.ending.projects and _is_enough(digest, digest.ending.projects):
        soon = ending_words(digest.ending, MOST_NAMES, digest.day)
        yield f"*Ending within 90 days, nothing next*: {soon}"
    yield from _silent(digest, in_channel=in_channel)
    yield from _unheld(digest)
    if secret := secret_words(digest):
        yield secret
    yield from _lessons(digest)


def _projects(digest: Digest) -> Iterator[str]:
    """Draw what is worse, what else is off track, and what else waits for a decision."""
    worse = digest.that(Movement.DECLINED)
    worse = worse[:MOST_WORSE] if _is_enough(digest, worse) else []
    told = {one.line.project_id for one in worse}
    off = [one for one in digest.reds if one.line.project_id not in told]
    shown, told_red = off[: MOST_LINES - len(worse)], len(off) < len(digest.reds)
    told |= {one.line.project_id for one in shown}
    if worse:
        more = len(digest.that(Movement.DECLINED)) - len(worse)
        title = f"Worse since {day_words(digest.since, digest.day)}"
        yield _list(title, [line_words(one, digest.day) for one in worse], more)
    if shown:
        title = "Other projects off track" if told_red else "Off track"
        lines = [line_words(one, digest.day, under=Colour.RED) for one in shown]
        yield _list(title, lines, len(off) - len(shown))
    waiting = [one for one in digest.undecided if one.line.project_id not in told]
    if waiting:
        names = [short_words(one) for one in waiting]
        yield f"*A decision waits*: {and_more(names, MOST_NAMES)}"


def _better(digest: Digest) -> Iterator[str]:
    better = digest.that(Movement.IMPROVED)
    if better and _is_enough(digest, better):
        yield f"*Better*: {and_more([short_words(one) for one in better], MOST_NAMES)}"


def _silent(digest: Digest, *, in_channel: bool) -> Iterator[str]:
    """Draw of which projects there is no news for two weeks, or whose manager is away."""
    if not (digest.quiet and _is_enough(digest, digest.quiet)):
        return
    if in_channel:
        count = count_words(len(digest.quiet), "project")
        yield f"*No news for two weeks*: {count}; *Preview digest* on Home names them"
    else:
        words = [quiet_words(one, digest.day) for one in digest.quiet]
        yield f"*No news*: {and_more(words, MOST_GAPS)}"


def _unheld(digest: Digest) -> Iterator[str]:
    if digest.vacant and _is_enough(digest, digest.vacant):
        words = [gap_words(gap, digest.day) for gap in digest.vacant]
        yield f"*Nobody holds*: {and_more(words, MOST_GAPS)}"


def _lessons(digest: Digest) -> Iterator[str]:
    count, titles = digest.learnt.count, digest.learnt.titles
    if not count or not (digest.is_known or count >= FEW):
        return
    quoted = ", ".join(f"“{named(title, TITLE)}”" for title in titles[:MOST_NAMES])
    yield f"*New lessons*: {count:,}{': ' if quoted else ''}{quoted}"


def _list(title: str, lines: Sequence[str], more: int) -> str:
    rest = [f"and {more:,} more"] if more > 0 else []
    return "\n".join((f"*{title}*", *lines, *rest))


def _is_enough(digest: Digest, found: Sequence[object]) -> bool:
    return digest.is_known or len(found) >= FEW
