"""The weekly message: what is asked, one click for what has not changed, and what was answered."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.confirming import Hindrance
from models.month import month_end
from models.replying import Left
from models.schedule import Answer, Outcome, Step
from models.week import MOST_ASKED, Item, Week
from views.field import day_of, field, person_of
from views.ids import ActionId, ViewId
from views.mark import MARKS, WORDS, count_words, day_words
from views.message import (
    Form,
    Json,
    Message,
    button,
    buttons,
    heading,
    inert,
    moment,
    numbered,
    option,
    plain,
    section,
    small,
    text_of,
)
from views.month import month_button
from views.notice import window
from views.project import project_line
from views.settings import WEEKDAYS
from views.turning import opens_project, turn_words

SAYABLE = (Colour.GREEN, Colour.AMBER, Colour.RED)
ANSWERED = {
    Answer.CONFIRMED: "still on course",
    Answer.UPDATED: "updated",
    Answer.NOT_MINE: "not yours; the leaders see it",
    Answer.PAUSED: "paused",
}
LEFT = {
    Hindrance.NEVER_SAID: "Nothing was said of it yet: choose a colour.",
    Hindrance.DOUBTED: "This one needs a word: *Update*.",
    Hindrance.CHANGED: "It changed after I asked. It stands here as it is now: look again.",
    Hindrance.GONE: "It is not yours any more, or has ended.",
}
MENU = (("away", "I'm away until …"), ("settings", "Change day and hour"), ("why", "Why this?"))
MORE = (("open", "Open"), ("pause", "Pause project"), ("not_mine", "Not mine"))


def week_message(week: Week, left: Left | None = None, *, is_shown: bool = False) -> Message:
    """Draw a weekly message as it stands; `left` says what one click could not confirm, and why.

    What was put off is one line, until its reader wants to see it.
    """
    if put_off := _put_off(week, is_shown=is_shown):
        return put_off
    blocks = [*_head(week), *_items(week, left or {}), *_foot(week)]
    return Message(_spoken(week), tuple(blocks))


def _put_off(week: Week, *, is_shown: bool) -> Message | None:
    """Draw the one line that is left of a message that asks nothing here."""
    if week.is_overtaken:
        return _plain("Your week: I asked again, further down.")
    if week.outcome is Outcome.SUPPRESSED:
        until = day_words(week.until_on, week.today)
        return _plain(f"Your week: you are away; back on {until}.")
    if week.is_past and week.open:
        return _plain(f"Your week of {_day(week)}: not answered. The new message is below.")
    if week.outcome is Outcome.SNOOZED and week.step is Step.FIRST and not is_shown:
        text = f"Your week: put off to {day_words(week.until_on, week.today)}."
        shows = button("Answer now", ActionId.WEEK_SHOW, week.occurrence_id)
        return Message(text, (section(text, shows),))
    return None


def _plain(text: str) -> Message:
    return Message(text, (small(text),))


def _day(week: Week) -> str:
    return f"{week.sent_on.day} {week.sent_on:%B}"


def _head(week: Week) -> Iterator[kit.Block]:
    yield heading(_title(week))
    if week.asked_by and week.open:
        yield section(
            f"{inert(week.asked_by, 80)} asked me to help you keep your projects in view:"
            " one message a week, one click if nothing changed."
            f" You are named for {count_words(week.runs, 'project')}."
        )
    elif asked := _asked(week):
        yield small(asked)
    if not week.open:
        yield section(_done(week))
        return
    verbs: list[kit.InteractiveElement] = []
    if sum(item.report is not None for item in week.open) > 1:
        verbs.append(button(_all(week), ActionId.WEEK_ALL, week.occurrence_id, style="primary"))
    if week.step is Step.FIRST:
        verbs.append(button("Snooze to tomorrow", ActionId.WEEK_SNOOZE, week.occurrence_id))
    yield buttons(*verbs, _overflow(ActionId.WEEK_MENU, MENU, week.occurrence_id))


def _done(week: Week) -> str:
    next_ = f" Next: {day_words(week.next_on, week.today)}." if week.next_on else ""
    if week.beyond:
        return f"*{len(week.items)} answered.* {week.beyond} more on my Home.{next_}"
    if week.figures:
        return f"*All answered.* The month's figures are left.{next_}"
    return f"*Done for this week.*{next_}" if week.items else f"*Nothing to answer.*{next_}"


def _title(week: Week) -> str:
    if week.step is Step.FOLLOW_UP:
        return "Your week: still open"
    return f"Your week · {_day(week)}"


def _asked(week: Week) -> str:
    late = "This comes late. " if week.is_late else ""
    count = count_words(len(week.open), "project") if week.open else ""
    return f"{late}{count}"


def _all(week: Week) -> str:
    if week.beyond:
        return f"All {len(week.open)} still on course"
    return "All still on course"


def _items(week: Week, left: Left) -> Iterator[kit.Block]:
    for item in week.items:
        if item.answer is None:
            yield kit.DividerBlock()
            yield from _open(item, week, left.get(item.id))
    for item in week.items:
        if item.answer:
            yield _answered(item, week)
    if week.beyond and week.open:
        yield small(f"{week.beyond} more on my Home; they are not confirmed here.")


def _open(item: Item, week: Week, why: Hindrance | None) -> Iterator[kit.Block]:
    code = _code(item, week)
    yield section(f"{_line(item, week.today)}{_back(item)}")
    if why:
        yield small(LEFT[why])
    more = _overflow(numbered(ActionId.WEEK_MORE, item.id), MORE, code)
    if item.report is None:
        said = [button(WORDS[c], _say(item, c), f"{code}:{c.value}") for c in SAYABLE]
        yield buttons(*said, more)
        return
    yield buttons(
        button("Still on course", numbered(ActionId.WEEK_CONFIRM, item.id), code),
        button("Update", numbered(ActionId.WEEK_UPDATE, item.id), code),
        more,
    )


def _code(item: Item, week: Week) -> str:
    """Return what comes back with a click: which item, in which of the week's messages."""
    return f"{item.id}:{week.occurrence_id}"


def _say(item: Item, colour: Colour) -> str:
    return numbered(ActionId.WEEK_SAY, f"{item.id}.{colour.value}")


def _line(item: Item, day: date) -> str:
    finish = item.report.forecast_finish_on if item.report else None
    said = f" · said {day_words(item.report.as_of, day)}" if item.report else ""
    covered = f" · for {inert(item.covered, 60)}, who is away" if item.covered else ""
    return f"{project_line(item.line, day, finish)}{said}{covered}"


def _back(item: Item) -> str:
    """Say of what is not green what gets it back."""
    if item.report is None or item.line.shown.last is Colour.GREEN:
        return ""
    words = item.report.path or item.report.note
    return f"\nWhat gets it back: {inert(words, 300)}" if words else ""


def _answered(item: Item, week: Week) -> kit.SectionBlock:
    name, at = inert(item.line.name, 120), item.answered_at
    when = f" {moment(at)}" if at else ""
    mark = MARKS[item.line.shown.colour] if item.update_id else ""
    words = f"{mark} *{name}* · {ANSWERED[item.answer or Answer.UPDATED]}{when}".strip()
    verb = button("Undo", numbered(ActionId.WEEK_UNDO, item.id), _code(item, week))
    drawn: kit.SectionBlock = section(words, verb if item.can_undo else None)
    return drawn


def _foot(week: Week) -> Iterator[kit.Block]:
    if week.turned:
        yield kit.DividerBlock()
        yield section("*On your clients' projects*")
    for turned in week.turned:
        yield section(turn_words(turned), opens_project(turned.project_id))
    yield from month_button(week.figures, month_end(week.today))
    if week.digest_on is not None and (told := _digest_says(week)):
        yield section(told, button("What others see", ActionId.HOME_SEEN))


def _digest_says(week: Week) -> str:
    """Say what the leaders will read of these projects."""
    told = [item.line for item in week.items if not item.line.confidential]
    bad = [line for line in told if line.shown.colour in {Colour.RED, Colour.AMBER}]
    said = [f"{MARKS[line.shown.colour]} {inert(line.name, 60)}" for line in bad]
    quiet = sum(line.shown.colour is Colour.GREY for line in told)
    said += [f"{count_words(quiet, 'project')} not heard"] if quiet else []
    day = WEEKDAYS[week.digest_on or 0]
    return f"{day}'s digest will say: {', '.join(said)}" if said else ""


def _overflow(
    action: str, choices: tuple[tuple[str, str], ...], code: object
) -> kit.OverflowMenuElement:
    options = [option(words, f"{value}:{code}") for value, words in choices]
    return kit.OverflowMenuElement(action_id=action, options=options)


def _spoken(week: Week) -> str:
    if not week.open:
        return f"{_title(week)}: {_done(week)}".replace("*", "")
    names = [
        f"{plain(item.line.name, 60)} {WORDS[item.line.shown.colour].lower()}" for item in week.open
    ]
    more = f"{week.beyond} more on my Home" if week.beyond else ""
    figures = "figures for the month" if week.figures else ""
    return f"{_title(week)}: {text_of([', '.join(names[:MOST_ASKED]), more, figures])}"


def stopped_message(name: str, *, is_theirs: bool) -> Message:
    """Say that somebody is asked no more, to them or to a leader."""
    if is_theirs:
        text = (
            "Four weeks went by without an answer, so I stop asking. Your projects stand on my"
            " Home; a leader can have me ask again."
        )
    else:
        text = (
            f"{plain(name, 80)} did not answer for four weeks, so I stopped asking. My Home has"
            " Ask again; or name somebody else there."
        )
    return Message(text, (section(inert(text, 600)),))


def why_window(week: Week) -> Json:
    """Say why somebody gets this message, and how to change it."""
    return window(
        "Why this message",
        [
            section(
                f"You run {count_words(week.runs, 'project')}, or stand in for who does. Once a"
                " week I ask how they stand, so that nobody else has to."
            ),
            section(
                "What was said this week is not asked again. If you do not answer I ask once more;"
                " after four weeks without an answer I stop and tell the leaders."
            ),
            section("*···* at the top changes day and hour, and says when you are away."),
        ],
    )


def away_form(occurrence_id: int, memory: Mapping[str, Any]) -> Form:
    """Ask until when somebody is away, and who is asked meanwhile."""
    blocks = [
        field("end_on", "Back on", day_of("end_on"), hint="The first day at work again."),
        field(
            "cover",
            "Who is asked meanwhile",
            person_of("cover"),
            hint="Without anybody I ask you when you are back.",
        ),
    ]
    return Form(ViewId.WEEK_AWAY, "I'm away", blocks, memory={"week": occurrence_id, **memory})


def away_message(until: date, cover: str | None, day: date) -> Message:
    """Put this in the place of a message to somebody who is away."""
    who = f"{plain(cover, 80)} is asked meanwhile." if cover else "I ask you when you are back."
    return _plain(f"Away; back on {day_words(until, day)}. {who}")
