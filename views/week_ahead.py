"""This week's messages before they leave: to whom, when, and who is held back and why."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models import blocks as kit

from models.place import zone_label
from models.planning.agenda import Held
from models.planning.week_ahead import Planned
from models.room import Readership
from models.schedule import UNANSWERED as UNANSWERED_WEEKS
from models.schedule import Outcome
from views.ids import ActionId
from views.mark import count_words, day_words
from views.message import Json, button, buttons, inert, numbered, plain, section, small
from views.notice import window
from views.settings import readership_words

MOST_LINES = 90
"""One line each, so that all fit into a window of a hundred."""
LINES_A_BLOCK = 15
HELD: dict[str, str] = {
    Held.NOT_LAUNCHED: "not launched yet",
    Held.NO_CHANNEL: "no channel is chosen for it",
    Held.LEFT: "has left",
    Held.NO_ACCOUNT: "no Slack account",
    Held.NO_ROLE: "holds nothing",
    Held.QUIET_WEEK: "a quiet week",
    Held.HOLIDAYS: "public holidays all week",
    Held.AWAY: "away",
    Held.DOWN: "I was down when it was due",
    Held.NEW: "starts next week",
    "nothing_to_ask": "nothing to ask",
}
UNANSWERED = "four weeks without an answer"
UNDELIVERED = "could not be delivered"
TROUBLE = "could not be planned; the log says why"
CAME = {
    Outcome.ASKED: "sent, no answer yet",
    Outcome.ANSWERED: "answered",
    Outcome.SNOOZED: "put off",
    Outcome.EXPIRED: "not answered",
}


def week_ahead_words(planned: Sequence[Planned]) -> str:
    """Count this week's messages: "9 to come, 2 sent, 3 held back"."""
    sent = sum(one.came in CAME for one in planned)
    to_come = _to_come(planned)
    held = len(planned) - sent - to_come
    counts = [(to_come, "to come"), (sent, "sent"), (held, "held back")]
    return ", ".join(f"{n} {words}" for n, words in counts if n) or "nobody to ask"


def held_words(one: Planned, day: date) -> str:
    """Say why a message does not come."""
    why = str(one.held)
    if why == Held.AWAY:
        return f"away until {day_words(one.until_on, day)}"
    if why.startswith("trouble"):
        return TROUBLE
    return UNANSWERED if why == UNANSWERED_WEEKS else HELD.get(why, UNDELIVERED)


def week_ahead_window(
    planned: Sequence[Planned], digest: Planned, now: datetime, zone: str
) -> Json:
    """List everybody: first those to whom it comes, by when, then those held back, and why."""
    day = now.astimezone(ZoneInfo(zone)).date()
    lines = [*_coming(planned, zone), *_came(planned), *_held(planned, day)]
    blocks: list[kit.Block] = [section(f"*{week_ahead_words(planned)}*")]
    shown = lines[:MOST_LINES]
    parts = [shown[n : n + LINES_A_BLOCK] for n in range(0, len(shown), LINES_A_BLOCK)]
    blocks += [section("\n".join(part)) for part in parts]
    if len(lines) > MOST_LINES:
        blocks.append(small(f"and {len(lines) - MOST_LINES} more"))
    blocks.append(
        small(f"Digest: {digest_words(digest, day, zone)} · times as in {zone_label(zone)}")
    )
    return window("This week's messages", blocks)


def digest_words(digest: Planned, day: date, zone: str) -> str:
    """Say when the digest comes this week, or why not."""
    if digest.came in CAME:
        return "posted"
    if digest.held:
        return held_words(digest, day)
    return _when(digest.at, zone) if digest.at else "not this week"


def week_blocks(
    planned: Sequence[Planned], digest: str, readership: Readership | None
) -> Iterator[kit.Block]:
    """Draw this week's messages on a leader's Home, with what can be done about them."""
    yield section(
        f"*Weekly messages*: {week_ahead_words(planned)}\n*Digest*: {digest}{_where(readership)}",
        button("Who and why", ActionId.AHEAD_OPEN),
    )
    sure = _sure_of_digest(readership)
    verbs = [button("Post digest now", ActionId.AHEAD_DIGEST, confirm=sure)]
    if _to_come(planned):
        verbs.insert(0, button("Send now", ActionId.AHEAD_SEND, confirm=_sure(planned)))
    yield buttons(*verbs)


def _where(readership: Readership | None) -> str:
    return f" · {inert(readership_words(readership), 200)}" if readership else ""


def stopped_blocks(stopped: Sequence[tuple[int, str]]) -> Iterator[kit.Block]:
    """Draw those who are asked no more because they never answered."""
    for person_id, name in stopped:
        yield section(
            f"{inert(name, 80)} did not answer for four weeks; I ask no more.",
            button("Ask again", numbered(ActionId.AHEAD_RESUME, person_id), person_id),
        )


def _to_come(planned: Sequence[Planned]) -> int:
    return sum(one.came is None and one.held is None for one in planned)


def _sure(planned: Sequence[Planned]) -> kit.ConfirmObject:
    count = sum(one.came is None and one.held is None for one in planned)
    return kit.ConfirmObject(
        title="Send now?",
        text=kit.PlainTextObject(
            text=f"This week's message goes to {count_words(count, 'person', 'people')}."
        ),
        confirm="Send",
        deny="Cancel",
    )


def _sure_of_digest(readership: Readership | None) -> kit.ConfirmObject:
    where = "Everybody in the digest's channel sees it."
    if readership:
        where = plain(readership_words(readership), 200)
    return kit.ConfirmObject(
        title="Post now?",
        text=kit.PlainTextObject(text=where),
        confirm="Post",
        deny="Cancel",
    )


def _coming(planned: Sequence[Planned], zone: str) -> list[str]:
    coming = [one for one in planned if one.came is None and one.held is None and one.at]
    coming.sort(key=lambda one: (one.at, one.name))
    return [f"{inert(one.name, 80)} · {_when(one.at, zone)}" for one in coming]


def _came(planned: Sequence[Planned]) -> list[str]:
    return [f"{inert(one.name, 80)} · {CAME[one.came]}" for one in planned if one.came in CAME]


def _held(planned: Sequence[Planned], day: date) -> list[str]:
    held = [one for one in planned if one.held and one.came not in CAME]
    return [f"{inert(one.name, 80)} · held back: {held_words(one, day)}" for one in held]


def _when(at: datetime | None, zone: str) -> str:
    """Return "Fri 27 Nov, 10:00" by the firm's clock, as it was chosen, wherever it is read."""
    if at is None:
        return "this week"
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"
