"""A project's card in Slack: how it stands, what was said of it, and what can be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from models.card import MilestoneLine, ProjectCard
from models.colour import Age, Colour
from models.eyes import Eyes
from models.portfolio import ProjectLine
from models.state import State
from models.status import StatusUpdate
from views.ids import ActionId
from views.mark import (
    MARKS,
    WORDS,
    count_words,
    day_words,
    marked,
    minor_words,
    number_words,
    percent_words,
    still_words,
)
from views.message import (
    PERSON,
    Json,
    Message,
    button,
    buttons,
    inert,
    plain,
    section,
    small,
    strong,
)

PARTS = ("time", "target", "budget")
MOST_OFFERINGS = 5
OVER = (State.CLOSED, State.CANCELLED)
DONE = 100
SILENT = Eyes(money=False, report=False, log=False, place=False)
"""How a card is drawn where many read it: no money, no buttons."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and for whom a card is drawn: on which day, for which eyes, in a channel or not."""

    day: date
    eyes: Eyes
    currency: str
    """The firm's, for a project that has none of its own."""
    in_channel: bool = False


def project_message(card: ProjectCard, frame: Frame, notice: Sequence[kit.Block] = ()) -> Message:
    """Draw the card of one project; a notice stands above it."""
    blocks = [*notice, section(_title(card)), small(_people(card)), section(_body(card, frame))]
    return Message(card_words(card, frame.day), (*blocks, *_verbs(card, frame)))


def shown_card(card: ProjectCard, day: date, by: str) -> Message:
    """Draw a card for all in a channel: it has no money and no buttons, and says who asked."""
    frame = Frame(day, SILENT, currency="")
    blocks = (section(_title(card)), small(_people(card)), section(_body(card, frame)))
    return Message(card_words(card, day), (*blocks, small(f"Shown by {inert(by, PERSON)}")))


def card_modal(message: Message) -> Json:
    """Return a card as a window, where there is no message that it could take the place of."""
    return View(type="modal", title="Project", close="Close", blocks=list(message.blocks)).to_dict()


def card_words(card: ProjectCard, day: date) -> str:
    """Say a card in a sentence or two."""
    line = card.line
    parts = [f"{part} {WORDS[colour].lower()}" for part, colour in _parts(line)]
    said = f"{WORDS[line.shown.colour]}" + (f" ({', '.join(parts)})" if parts else "")
    confirmed = _confirmed(card, day)
    return f"{plain(line.name, 120)} for {plain(line.client, 120)}: {said}. {confirmed}".strip()


def _title(card: ProjectCard) -> str:
    line = card.line
    names = [inert(name, 80) for name in card.offerings]
    more = f" and {len(names) - MOST_OFFERINGS} more" if len(names) > MOST_OFFERINGS else ""
    offered = ", ".join(names[:MOST_OFFERINGS]) + more
    wall = " · confidential" if card.is_walled else ""
    what = f" · {offered}" if offered else ""
    return f"{strong(line.name)} for {inert(line.client, 120)}{what}{wall}"


def _people(card: ProjectCard) -> str:
    runs = f"{inert(card.manager, PERSON)} runs it" if card.manager else "Nobody runs it"
    manager = card.client_manager
    client = f"{inert(manager, PERSON) if manager else 'nobody'} looks after the client"
    return f"{runs} · {client}"


def _body(card: ProjectCard, frame: Frame) -> str:
    return "\n".join(
        (
            _headline(card, frame.day),
            *_dimensions(card, frame),
            *_sayings(card, frame.day),
            *_milestones(card, frame.day),
            f"Last 8 weeks  {''.join(MARKS[colour] for _, colour in card.weeks)}",
        )
    )


def _headline(card: ProjectCard, day: date) -> str:
    """Say the colour, since when, and which it was before; or what no longer holds."""
    line = card.line
    word = f"{MARKS[line.shown.colour]} *{WORDS[line.shown.colour]}*"
    if line.state is not State.ACTIVE:
        word += f" · {line.state}"
    if line.shown.age is Age.NEVER:
        return f"{word} · nobody has said anything yet"
    if line.shown.colour is Colour.GREY:
        on = day_words(line.said.confirmed_on, day)
        return f"{word} · no news since {on}, when it was {WORDS[line.shown.last].lower()}"
    if card.turn is None or line.shown.colour is not line.shown.last:
        return word
    was = f" (was {WORDS[card.turn.before].lower()})" if card.turn.before else ""
    return f"{word} since {day_words(card.turn.on, day)}{was}"


def _dimensions(card: ProjectCard, frame: Frame) -> Iterator[str]:
    colours = dict(_parts(card.line))
    for part, facts in (
        ("time", _time(card, frame.day)),
        ("target", _target(card, frame.day)),
        ("budget", _money(card, frame)),
    ):
        said = marked(colours[part]) if part in colours else ""
        words = " · ".join(filter(None, (said, *facts)))
        if words:
            yield f"*{part.capitalize()}*  {words}"


def _parts(line: ProjectLine) -> list[tuple[str, Colour]]:
    """Return the colours that say something: where one was said for all, there are none."""
    pairs = [(part, getattr(line.shown, part)) for part in PARTS]
    return [(part, colour) for part, colour in pairs if colour is not Colour.GREY]


def _time(card: ProjectCard, day: date) -> Iterator[str]:
    line, expected = card.line, card.expected_finish_on
    plans = [f"plan {day_words(line.finish_on, day)}"] if line.finish_on and expected else []
    if card.first_finish_on and card.first_finish_on != line.finish_on:
        plans.append(f"first plan {day_words(card.first_finish_on, day)}")
    finish = expected or line.finish_on
    is_better_than_planned = line.shown.time is Colour.AMBER and line.said.time is Colour.GREEN
    if is_better_than_planned:
        yield f"its planned finish, {day_words(line.finish_on, day)}, has passed"
    if finish and (expected or not is_better_than_planned):
        passed = " has passed" if finish < day and not _is_done(card) else ""
        known = f" ({', '.join(plans)})" if plans else ""
        yield f"finish {day_words(finish, day)}{passed}{known}"


def _is_done(card: ProjectCard) -> bool:
    percent, _ = card.figures.get("percent_complete", (None, None))
    return percent == DONE or card.line.state in OVER


def _target(card: ProjectCard, day: date) -> Iterator[str]:
    """Say how much is done and what was reached, each with its day."""
    if found := card.figures.get("percent_complete"):
        yield f"{percent_words(found[0])}, {day_words(found[1], day)}"
    if found := card.figures.get("value_delivered"):
        metric, goal = card.value_goal or ("", None)
        of = f" of {number_words(goal)}" if goal is not None else ""
        what = inert(metric, 80) or "value reached"
        yield f"{what}: {number_words(found[0])}{of}, {day_words(found[1], day)}"


def _money(card: ProjectCard, frame: Frame) -> Iterator[str]:
    """Say what was spent of what, by whom and when; only to those who may see it."""
    line, day, currency = card.line, frame.day, card.line.currency or frame.currency
    if not frame.eyes.money:
        return
    latest = _latest(card, "spent")
    of = minor_words(line.budget, currency) if line.budget is not None else ""
    if latest:
        spent = minor_words(latest[0], currency)
        spent = spent.removesuffix(f" {currency}") if of else spent
        yield f"{spent}{f' of {of}' if of else ' spent'} ({latest[2]}{day_words(latest[1], day)})"
    elif of:
        yield of
    if likely := _latest(card, "forecast_cost"):
        yield f"likely {minor_words(likely[0], currency)} at the end"


def _latest(card: ProjectCard, name: str) -> tuple[int, date, str] | None:
    """Return an amount, its day and by whom: the later of what was reported and what finance has.

    Of two for one day the manager's counts.
    """
    found = []
    if own := card.figures.get(name):
        found.append((*own, ""))
    if card.finance and getattr(card.finance, name) is not None:
        found.append((getattr(card.finance, name), card.finance.as_of, "finance, "))
    return max(found, key=lambda amount: amount[1], default=None)


def _sayings(card: ProjectCard, day: date) -> Iterator[str]:
    if last := card.last_said:
        yield from said_lines(last, card.help_from, day)
        yield inert(_confirmed(card, day))


def said_lines(said: StatusUpdate, helper: str | None, day: date) -> Iterator[str]:
    """Say what gets a project back, who must help, and the note, as far as they were given."""
    if said.path:
        yield f"What gets it back: {inert(said.path, 600)}"
    elif said.path_due_on:
        yield _promised(said.path_due_on, day)
    if helper:
        yield f"Who must help: {inert(helper, PERSON)}"
    elif said.someone_must_decide:
        yield "Someone must decide"
    if said.note:
        yield f"“{inert(said.note, 600)}”"


def _promised(due_on: date, day: date) -> str:
    if due_on < day:
        return f"The plan promised for {day_words(due_on, day)} has not come"
    return f"No plan yet; there will be one by {day_words(due_on, day)}"


def _confirmed(card: ProjectCard, day: date) -> str:
    """Return plain words: who said it last, and when."""
    if card.last_said is None:
        return ""
    by = f"by {plain(card.said_by, PERSON)}, " if card.said_by else ""
    return f"Confirmed {by}{day_words(card.last_said.as_of, day)}"


def _milestones(card: ProjectCard, day: date) -> Iterator[str]:
    if not card.milestones:
        return
    done = sum(one.actual_on is not None for one in card.milestones)
    waiting = [one for one in card.milestones if one.actual_on is None]
    said = f"{done} of {count_words(len(card.milestones), 'milestone')} reached"
    if waiting:
        first = min(waiting, key=lambda one: one.forecast_on or one.baseline_on)
        said += f" · next {inert(first.name, 80)}, {_awaited(first, day)}"
    yield said


def _awaited(milestone: MilestoneLine, day: date) -> str:
    """Say when a milestone comes; how late it is counts from its plan, which stands beside it."""
    on = milestone.forecast_on or milestone.baseline_on
    plan = f"planned {day_words(milestone.baseline_on, day)}"
    if milestone.slip_days <= 0:
        return day_words(on, day)
    late = f"{plan}: {count_words(milestone.slip_days, 'day')} late"
    if on >= day:
        return f"{day_words(on, day)} ({late})"
    was = "" if on == milestone.baseline_on else f"expected {day_words(on, day)}, "
    return f"{was}{late} so far"


def _verbs(card: ProjectCard, frame: Frame) -> Iterator[kit.Block]:
    id_ = card.line.project_id
    verbs = []
    if frame.eyes.report and card.line.state not in OVER:
        verbs.append(button("Update", ActionId.STATUS_UPDATE, id_, style="primary"))
        verbs += _confirms(card, frame.day)
    if frame.eyes.log:
        verbs.append(button("Log a lesson", ActionId.LESSON_LOG, id_))
    verbs.append(button("History", ActionId.PROJECT_HISTORY, id_))
    if frame.in_channel and not card.is_walled:
        verbs.append(button("Show here", ActionId.PROJECT_SHOW_HERE, id_))
    yield buttons(*verbs)


def _confirms(card: ProjectCard, day: date) -> list[kit.ButtonElement]:
    """Offer one click for what has not changed, where something was said before today."""
    on = card.line.said.confirmed_on
    if on is None or on >= day:
        return []
    return [
        button(still_words(card.line.shown.last), ActionId.STATUS_CONFIRM, card.line.project_id)
    ]
