"""The month form: one page of figures for all the projects that somebody runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from slack_bolt import Ack, App

from handlers.answer import send
from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.figure import FigureError, figure
from handlers.form import values_of
from handlers.home import Homes
from handlers.show import lay
from models.edit import Marks, Merged
from models.errors import FaultsError
from models.eyes import number_of
from models.ports import Session
from models.setting import firm_settings
from models.visitor import Visitor
from models.week.month import (
    ASKED,
    FIGURES,
    FINISH,
    Given,
    MonthRow,
    figures_due,
    give_figures,
    merged_row,
    month_end,
    month_rows,
)
from models.week.monthly import note_filled
from views.ids import ActionId, ViewId
from views.message import Form, Message
from views.month import Drawn, field_name, month_form, month_saved, nothing_due
from views.saved import saved_modal
from views.status import clash_lines

Sent = tuple[Payload, Mapping[str, Any]]
"""What a form remembers, and what stands in its fields."""
DONE = 100


@dataclass(frozen=True, slots=True)
class MonthListeners:
    """All that was given is saved in one transaction, or nothing; a row that clashes waits."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(ActionId.MONTH_OPEN)(self.open)
        app.view(ViewId.MONTH)(self.save)

    def open(self, ack: Ack, body: Payload) -> None:
        call = call_of(body)
        memory = {"answer_to": body.get("response_url")}
        with self.desk.looking(call) as (session, visitor):
            settings = firm_settings(session)
            end = month_end(settings.today(visitor.now))
            rows = figures_due(session, visitor.deed)
            form = month_form([Drawn(row) for row in rows], end, settings.currency, memory)
        view = form.payload() if rows else saved_modal(nothing_due(end), "Nothing is due")
        lay(self.desk.slack, body, view)
        ack()

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, memory, fields = call_of(body), memory_of(view), values_of(view)
        opened = opened_with(memory)
        with self.desk.acting(call) as (session, visitor):
            rows = month_rows(session, visitor.deed, list(opened))
            answer = _saved_or_shown(session, visitor, rows, (memory, fields))
            said = answer.payload()
            window = said if isinstance(answer, Form) else saved_modal(answer)
        answer_to = memory.get("answer_to")
        if isinstance(answer, Message) and send(
            self.desk.slack, answer_to, said, replace_original=False
        ):
            ack()
            return
        ack(response_action="update", view=window)
        if isinstance(answer, Message) or not answer_to:
            self.homes.draw_again(call)


def opened_with(memory: Payload) -> dict[str, Marks]:
    """Return what a form remembers: of each project, the marks of what its row was opened with."""
    opened = memory.get("opened")
    rows = opened if isinstance(opened, dict) else {}
    return {str(id_): row if isinstance(row, dict) else {} for id_, row in rows.items()}


def _saved_or_shown(
    session: Session, visitor: Visitor, rows: Sequence[MonthRow], sent: Sent
) -> Message | Form:
    """Save each row, but those in which somebody else was faster: the form comes back with these.

    Raises FaultsError with all that needs mending; then nothing is saved.
    """
    memory, fields = sent
    opened, settings = opened_with(memory), firm_settings(session)
    today = settings.today(visitor.now)
    given = _all_given(rows, fields, settings.currency, today)
    merged = [(row, merged_row(row, one, opened[str(row.project.id)])) for row, one in given]
    well = [(row, one) for row, one in merged if not one.clashes]
    saved = sum(give_figures(session, visitor.deed, row, one) for row, one in well)
    saved += number_of(memory.get("saved", 0))
    if clashed := [pair for pair in merged if pair[1].clashes]:
        again = memory | {"saved": saved, "round": number_of(memory.get("round", 0)) + 1}
        drawn = [_again(*pair, fields, settings.currency) for pair in clashed]
        return month_form(drawn, month_end(today), settings.currency, again)
    note_filled(session, visitor.deed)
    left = len(figures_due(session, visitor.deed))
    return month_saved(saved, left, month_end(today))


def _again(row: MonthRow, merged: Merged, fields: Mapping[str, Any], currency: str) -> Drawn:
    """Return a row once more: theirs where two clash, else mine, and below it what mine was."""
    asked = tuple(name for name in FIGURES if field_name(row.project.id, name) in fields)
    mine = {name: merged.values.get(name) for name in (*asked, FINISH)}
    theirs = {name: row.values[name] for name in merged.clashes}
    own = row.project.currency or currency
    why = []
    for who, names in groupby(sorted(merged.clashes, key=_by(row)), key=_by(row)):
        why += clash_lines(who, names, mine, own)
    return Drawn(row, asked, mine | theirs, tuple(why))


def _by(row: MonthRow) -> Callable[[str], str]:
    """Return what tells who said a figure last."""
    return lambda name: row.last.by.get(name) or ""


def _all_given(
    rows: Sequence[MonthRow], fields: Mapping[str, Any], currency: str, today: date
) -> list[tuple[MonthRow, Given]]:
    """Read every row of the form; raises FaultsError with each field that cannot be read."""
    faults: dict[str, str] = {}
    given = []
    for row in rows:
        own = {name: fields.get(field_name(row.project.id, name)) for name in ASKED}
        values, wrong = _read(own, row.project.currency or currency)
        wrong |= _passed(row, values, today)
        faults |= {field_name(row.project.id, name): fault for name, fault in wrong.items()}
        given.append((row, Given(**values)))
    if faults:
        raise FaultsError(faults)
    return given


def _read(fields: Mapping[str, Any], currency: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of a row, and a word for what is wrong with each that cannot be read."""
    values, faults = {FINISH: fields[FINISH]}, {}
    for name in FIGURES:
        try:
            values[name] = figure(name, fields[name], currency)
        except FigureError as fault:
            faults[name] = str(fault)
    return values, faults


def _passed(row: MonthRow, values: Mapping[str, Any], today: date) -> dict[str, str]:
    """Object to a new finish that has passed, unless all is done."""
    finish = values[FINISH]
    is_new = finish is not None and finish != row.values[FINISH]
    done = values.get("percent_complete") or row.values["percent_complete"]
    return {FINISH: "finish_passed"} if is_new and finish < today and done != DONE else {}
