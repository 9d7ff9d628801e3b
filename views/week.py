"""The weekly message: what is asked, one click for what has not changed, and what was answered."""

from collections.abc import Iterator
from datetime import date

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.schedule import Answer, Outcome, Step
from models.week.confirming import Hindrance
from models.week.month import month_end
from models.week.replying import Left
from models.week.week import MOST_ASKED, Item, Week
from views.ids import ActionId
from views.mark import MARKS, WORDS, count_words, day_words, still_words
from views.message import (
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
    strong,
    text_of,
)
from views.month import month_button
from views.project import project_line
from views.settings import WEEKDAYS
from views.turning import opens_project, turn_words

REASON = 160
"""Characters of why a project is not green: seven of them are read at once."""
MOST_TOLD = 3
SAYABLE = (Colour.GREEN, Colour.AMBER, Colour.RED)
ANSWERED = {
    Answer.NOT_MINE: "you said it is not yours; the leaders see it",
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
        answered = len(week.items) - len(week.open)
        said = f"{answered} of {len(week.items)} answered" if answered else "not answered"
        return _plain(f"Your week of {_day(week)}: {said}. The new message is below.")
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
    if len(_known(week)) > 1:
        verbs.append(button(_all(week), ActionId.WEEK_ALL, week.occurrence_id, style="primary"))
    if week.step is Step.FIRST:
        verbs.append(button("Snooze to tomorrow", ActionId.WEEK_SNOOZE, week.occurrence_id))
    yield buttons(*verbs, _overflow(ActionId.WEEK_MENU, MENU, week.occurrence_id))


def _done(week: Week) -> str:
    next_ = f" Next: {day_words(week.next_on, week.today)}." if week.next_on else ""
    if week.beyond:
        return f"*{len(week.items)} answered.* {week.beyond} more on Home.{next_}"
    if week.figures:
        return f"*All answered.* The month's figures are left.{next_}"
    return f"*Done for this week.*{next_}" if week.items else "*Nothing to answer this week.*"


def _title(week: Week) -> str:
    if week.step is Step.FOLLOW_UP:
        return "Your week: still open"
    return f"Your week · {_day(week)}"


def _asked(week: Week) -> str:
    late = "This comes late. " if week.is_late else ""
    count = count_words(len(week.open), "project") if week.open else ""
    return f"{late}{count}"


def _all(week: Week) -> str:
    """Say what one click confirms, and of how many where that is not all there is."""
    known = _known(week)
    are_well = all(item.line.shown.last is Colour.GREEN for item in known)
    what = "still on course" if are_well else "unchanged"
    if len(known) < len(week.open):
        return f"These {len(known)} {what}"
    return f"All {len(known)} {what}" if week.beyond else f"All {what}"


def _known(week: Week) -> list[Item]:
    """Return what is asked of which what was said before can be said again."""
    return [item for item in week.open if item.report is not None and not item.needs_words]


def _items(week: Week, left: Left) -> Iterator[kit.Block]:
    for item in week.items:
        if item.answer is None:
            yield kit.DividerBlock()
            yield from _open(item, week, left.get(item.id))
    for item in week.items:
        if item.answer:
            yield from _answered(item, week)
    if week.beyond and week.open:
        yield small(f"{week.beyond} more on Home; they are not confirmed here.")


def _open(item: Item, week: Week, why: Hindrance | None) -> Iterator[kit.Block]:
    code = _code(item, week)
    yield section(f"{_line(item, week.today)}{_back(item)}")
    if why or item.needs_words:
        yield small(LEFT[why or Hindrance.DOUBTED])
    more = _overflow(numbered(ActionId.WEEK_MORE, item.id), MORE, code)
    if item.report is None:
        said = [button(WORDS[c], _say(item, c), f"{code}:{c.value}") for c in SAYABLE]
        yield buttons(*said, more)
        return
    verbs = [button("Update", numbered(ActionId.WEEK_UPDATE, item.id), code), more]
    if not item.needs_words:
        still = still_words(item.line.shown.last)
        verbs.insert(0, button(still, numbered(ActionId.WEEK_CONFIRM, item.id), code))
    yield buttons(*verbs)


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
    if item.report.path:
        return f"\nWhat gets it back: {inert(item.report.path, REASON)}"
    return f"\n{inert(item.report.note, REASON)}" if item.report.note else ""


def _answered(item: Item, week: Week) -> Iterator[kit.Block]:
    """Draw what was said of a project; where it lacks a way back, ask for that."""
    line = item.line
    is_same = item.answer is Answer.CONFIRMED
    said = still_words(line.shown.last) if is_same else WORDS[line.shown.colour]
    what = ANSWERED.get(item.answer or Answer.UPDATED) or said.lower()
    when = f", {moment(item.answered_at)}" if item.answered_at else ""
    mark = f"{MARKS[line.shown.colour]} " if item.update_id else ""
    words = f"{mark}{strong(line.name, 120)} · {what}{when}"
    verb = button("Undo", numbered(ActionId.WEEK_UNDO, item.id), _code(item, week))
    if not _lacks_a_way_back(item):
        yield section(words, verb if item.can_undo else None)
        return
    yield section(f"{words}\nWhat gets it back?")
    say = button("Say it", numbered(ActionId.WEEK_UPDATE, item.id), _code(item, week))
    yield buttons(say, *([verb] if item.can_undo else []))


def _lacks_a_way_back(item: Item) -> bool:
    said = item.report
    if said is None or item.answer is not Answer.UPDATED:
        return False
    is_bad = item.line.shown.last in {Colour.AMBER, Colour.RED}
    return is_bad and not (said.path or said.path_due_on)


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
    told = [
        item.line
        for item in week.items
        if not item.line.confidential and item.answer not in {Answer.PAUSED, Answer.NOT_MINE}
    ]
    bad = [line for line in told if line.shown.colour in {Colour.RED, Colour.AMBER}]
    said = [f"{MARKS[line.shown.colour]} {inert(line.name, 60)}" for line in bad[:MOST_TOLD]]
    said += [f"{len(bad) - MOST_TOLD} more"] if len(bad) > MOST_TOLD else []
    quiet = sum(line.shown.colour is Colour.GREY for line in told)
    said += [f"{count_words(quiet, 'project')} not reported"] if quiet else []
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
    more = f"{week.beyond} more on Home" if week.beyond else ""
    figures = "figures for the month" if week.figures else ""
    return f"{_title(week)}: {text_of([', '.join(names[:MOST_ASKED]), more, figures])}"
