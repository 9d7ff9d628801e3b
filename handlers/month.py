"""The month form: one page of figures for all the projects that somebody runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from handlers.answer import send
from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.figure import FigureError, figure
from handlers.form import values_of
from handlers.home import Homes
from handlers.show import lay
from models.edit import Marks
from models.errors import FaultsError
from models.month import ASKED, Given, MonthRow, figures_due, give_figures, month_end, month_rows
from models.setting import firm_settings
from views.ids import ActionId, ViewId
from views.month import field_name, month_form, month_saved, nothing_due
from views.saved import saved_modal

FIGURES = ("percent_complete", "spent")
FINISH = "forecast_finish_on"
DONE = 100


@dataclass(frozen=True, slots=True)
class MonthListeners:
    """All that was given is saved in one transaction, or nothing."""

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
            form = month_form(rows, end, settings.currency, memory)
        view = form.payload() if rows else saved_modal(nothing_due(end), "Nothing is due")
        lay(self.desk.slack, body, view)
        ack()

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, memory, fields = call_of(body), memory_of(view), values_of(view)
        opened = opened_with(memory)
        with self.desk.acting(call) as (session, visitor):
            settings = firm_settings(session)
            today = settings.today(visitor.now)
            rows = month_rows(session, visitor.deed, list(opened))
            given = _all_given(rows, fields, settings.currency, today)
            said = [
                give_figures(session, visitor.deed, row, one, opened[str(row.project.id)])
                for row, one in given
            ]
            left = len(figures_due(session, visitor.deed))
            message = month_saved(sum(said), left, month_end(today))
            answer, window = message.payload(), saved_modal(message)
        if send(self.desk.slack, memory.get("answer_to"), answer, replace_original=False):
            ack()
        else:
            ack(response_action="update", view=window)
            self.homes.draw_again(call)


def opened_with(memory: Payload) -> dict[str, Marks]:
    """Return what a form remembers: of each project, the marks of what its row was opened with."""
    opened = memory.get("opened")
    rows = opened if isinstance(opened, dict) else {}
    return {str(id_): row if isinstance(row, dict) else {} for id_, row in rows.items()}


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
