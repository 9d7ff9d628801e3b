"""The update form of a project, and what is said when it was saved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from decimal import Decimal
from typing import Any

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.money import to_decimal
from models.prefill import Prefill
from models.project import Project
from models.text import LINE
from views.field import day_of, field, line_of, person_of, ticks_of
from views.ids import ActionId, ViewId
from views.mark import WORDS, day_words, marked
from views.message import (
    PERSON,
    Form,
    button,
    buttons,
    in_full,
    inert,
    numbered,
    option,
    plain,
    section,
    small,
)
from views.visit_problem import fault_words

SAYABLE = (Colour.GREEN, Colour.AMBER, Colour.RED)
PARTS = ("time", "target", "budget")
WHICH = "which"
"""The field that asks which part a colour for the whole is meant for."""
LABELS = {
    "time": "Time",
    "target": "Target",
    "budget": "Budget",
    "forecast_finish_on": "Finish expected",
    "path": "What gets it back",
    "path_due_on": "No plan yet? There will be one by",
    "help_from_id": "Who must help",
    "someone_must_decide": "Decision",
    "note": "Note",
    "percent_complete": "Percent done",
    "spent": "Spent",
    "forecast_cost": "Likely cost at the end",
    "value_delivered": "Value reached",
}
MEANS = "Target: what the client gets"
"""Below the parts, of which this one does not say by itself what is meant."""
NEEDED = {
    "path": "Needed, this or the day below. Say who and when, if you know.",
    "help_from_id": "Needed when off track, this or the tick below.",
}
"""Below fields of which one of two must be filled: Slack calls each of them optional."""
THOUSANDS = 3
FIGURE = 40
"""Characters of a figure as it is typed."""
HINT = 120
"""Characters of a note that is no longer of the day, below its field."""
PRIVATE = "Colleagues read this. Not for the client."
WALLED = "Only its managers and leaders read this. Not for the client."


@dataclass(frozen=True, slots=True)
class StatusForm:
    """What the form is drawn from.

    `prefill` is what was said last, `values` what stands in the form now, figures perhaps as they
    were typed; `helper` is the account in Slack of who must help; `why` says why it is shown again,
    and what its author had typed where somebody was faster; `whole` says who said a colour for the
    whole, and `whole_on` when. `asks` is the colour of which it is not said yet which part it is.
    """

    project: Project
    prefill: Prefill
    values: Mapping[str, Any]
    day: date
    currency: str
    memory: Mapping[str, Any] = default(default_factory=dict)
    helper: str | None = None
    plan_finish_on: date | None = None
    is_walled: bool = False
    why: Sequence[str] = ()
    whole: str = "You said"
    whole_on: date | None = None
    asks: Colour | None = None

    def named(self, name: str) -> str:
        """Return a field's name: a new one each round, so that Slack forgets what was typed."""
        return numbered(name, self.memory.get("round", 0))


def status_form(form: StatusForm) -> Form:
    """Draw the form; what was said last stands in it, and fields appear when they are needed."""
    title = f"Update {plain(form.project.name)}"
    blocks = [
        *in_full(title, form.project.name),
        *(section(line) for line in form.why),
        *_whole(form),
        *(_colour_row(form, part) for part in PARTS),
        small(MEANS),
        _finish(form),
        *_way_back(form),
        *_note(form),
        *(_figures(form) if form.memory.get("more") else _more()),
        small(WALLED if form.is_walled else PRIVATE),
    ]
    return Form(ViewId.STATUS, title, blocks, memory=form.memory)


def _more() -> Iterator[kit.Block]:
    yield buttons(button("More", ActionId.STATUS_MORE))


def said_by_others(last: Prefill, me: str, day: date) -> str | None:
    """Say what somebody else has said today, whom a new report would replace."""
    if last.said_on != day or last.said_by in {None, me}:
        return None
    said = [(LABELS[part], last.values[part]) for part in PARTS if last.values[part]]
    colours = ", ".join(f"{name} {marked(colour).lower()}" for name, colour in said)
    whole = marked(last.values["overall"] or Colour.GREY)
    return (
        f"*{inert(last.said_by, PERSON)} said today:* {colours or whole}. Saving takes its place."
    )


def _colour_row(form: StatusForm, part: str) -> kit.Block:
    colour = form.values.get(part)
    menu = kit.StaticSelectElement(
        action_id=form.named(numbered(ActionId.STATUS_CHOOSE, part)),
        placeholder=kit.PlainTextObject(text="Choose"),
        options=[_colour_option(one) for one in SAYABLE],
        initial_option=_colour_option(colour) if colour in SAYABLE else None,
    )
    row: kit.Block = section(f"*{LABELS[part]}*", menu, part)
    return row


def _colour_option(colour: Colour | None) -> kit.Option:
    return option(marked(colour or Colour.GREY), colour)


def _finish(form: StatusForm) -> kit.Block:
    plan = form.plan_finish_on
    return _day(form, "forecast_finish_on", f"Plan: {day_words(plan, form.day)}" if plan else None)


def _colours(form: StatusForm) -> set[Any]:
    """Return the colours that stand in the form; that of the whole where no part has one."""
    said = {form.values.get(part) for part in PARTS} - {None} or {form.values.get("overall")}
    return said | {form.asks}


def _whole(form: StatusForm) -> Iterator[kit.Block]:
    """Ask for the part that was not named; or say what stands, where it was said of no part."""
    if form.asks:
        yield _which(form, form.asks)
        return
    overall = form.values.get("overall")
    if overall and not any(form.values.get(part) for part in PARTS):
        on = f" on {day_words(form.whole_on, form.day)}" if form.whole_on else ""
        yield small(f"{inert(form.whole)} {marked(overall)} for the whole{on}. Which part is it?")


def _which(form: StatusForm, colour: Colour) -> kit.Block:
    """Ask which part a line meant; a tick is drawn at once in the rows, where it can be changed."""
    parts = [option(LABELS[part], part) for part in PARTS]
    name = form.named(numbered(ActionId.STATUS_CHOOSE, WHICH))
    label = f"Which part is {WORDS[colour].lower()}?"
    return field(WHICH, label, ticks_of(name, parts), optional=False, dispatch_action=True)


def _way_back(form: StatusForm) -> Iterator[kit.Block]:
    """Ask what gets it back where something is not green, and who must help where it is red."""
    colours = _colours(form)
    if colours & {Colour.AMBER, Colour.RED}:
        yield _line(form, "path", NEEDED["path"])
        yield _day(form, "path_due_on", None)
    if Colour.RED in colours:
        helper = person_of(form.named("help_from_id"), form.helper)
        yield _field("help_from_id", helper, NEEDED["help_from_id"])
        decide = option("Someone must decide", "yes")
        chosen = ["yes"] if form.values["someone_must_decide"] else []
        yield _field(
            "someone_must_decide", ticks_of(form.named("someone_must_decide"), [decide], chosen)
        )


def _note(form: StatusForm) -> Iterator[kit.Block]:
    if form.prefill.long_note:
        yield small(f"Last note, too long to stand here: {inert(form.prefill.long_note, 1500)}")
    hint = None
    if last := form.prefill.last_note:
        hint = f"Last note, {day_words(last[0], form.day)}: {plain(last[1], HINT)}"
    yield _line(form, "note", hint)


def _figures(form: StatusForm) -> Iterator[kit.Block]:
    """Ask for figures; each says since when its value stands."""
    values, currency, metric = form.values, form.currency, form.project.value_metric
    for name, unit in (
        ("percent_complete", ""),
        ("spent", currency),
        ("forecast_cost", currency),
        ("value_delivered", metric or ""),
    ):
        since = form.prefill.since.get(name)
        hint = f"Stands since {day_words(since, form.day)}" if since else None
        label = f"{LABELS[name]} ({plain(unit, 60)})" if unit else LABELS[name]
        words = figure_words(name, values[name], currency)
        box = line_of(form.named(name), initial_value=words, max_length=FIGURE)
        yield field(name, label, box, hint=hint)


def figure_words(name: str, value: Any, currency: str) -> str | None:
    """Write a figure as a person would type it; money is in minor units of the currency.

    Words are as they were typed. Three decimals get a zero: else they could be thousands.
    """
    if value is None or isinstance(value, str):
        return value
    if name in {"spent", "forecast_cost"}:
        value = to_decimal(value, currency)
    whole, _, decimals = f"{Decimal(value):f}".partition(".")
    decimals = decimals.rstrip("0")
    sure = "0" if len(decimals) == THOUSANDS else ""
    return f"{whole}.{decimals}{sure}" if decimals else whole


def _line(form: StatusForm, name: str, hint: str | None) -> kit.Block:
    value = form.values[name]
    is_long = "\n" in (value or "")
    box = line_of(
        form.named(name), initial_value=value, max_length=LINE, multiline=True if is_long else None
    )
    return _field(name, box, hint)


def _day(form: StatusForm, name: str, hint: str | None) -> kit.Block:
    return _field(name, day_of(form.named(name), form.values[name]), hint)


def _field(name: str, element: kit.InputInteractiveElement, hint: str | None = None) -> kit.Block:
    return field(name, LABELS[name], element, hint=hint)


def gap_lines(faults: Iterable[str]) -> list[str]:
    """Return what is missing in a form whose fields for it were not there yet."""
    return [fault_words(fault) for fault in dict.fromkeys(faults)]


def clash_lines(
    by: str | None, clashes: Iterable[str], mine: Mapping[str, Any], currency: str
) -> list[str]:
    """Return what its author had typed where somebody else was faster, a line for each field."""
    who = inert(by, PERSON) if by else "Somebody"
    yours = [f"Yours: {LABELS[name]}, {_typed(name, mine[name], currency)}" for name in clashes]
    return [f"*{who} changed this meanwhile.* Theirs is shown.", *yours]


def _typed(name: str, value: Any, currency: str) -> str:
    match value:
        case None | False:
            return "nothing"
        case Colour():
            return marked(value)
        case date():
            return f"{value.day} {value:%b %Y}"
        case str():
            return inert(value, 600)
        case _:
            return figure_words(name, value, currency) or "nothing"
