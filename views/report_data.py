"""Reports for programs: plain values for JSON; money and percentages are decimals in text."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from models.card import ProjectCard
from models.colour import Shown
from models.figures import Figures
from models.money import to_decimal
from models.portfolio import Portfolio, ProjectLine
from models.report import GroupReport, RolesReport
from models.status import StatusUpdate

Data = dict[str, Any]


def portfolio_data(total: Portfolio, lines: Sequence[ProjectLine]) -> Data:
    return _total(total) | {"list": [line_data(line) for line in lines]}


def project_data(card: ProjectCard, day: date) -> Data:
    currency, said = card.line.currency, card.last_said
    return line_data(card.line) | {
        "as_of": day.isoformat(),
        "description": card.description,
        "offerings": {name: str(Decimal(p) / 100) for name, p in card.offerings.items()},
        "manager": card.manager,
        "client_manager": card.client_manager,
        "note": said.note if said else None,
        "path": said.path if said else None,
        "said_by": card.said_by,
        "help_from": card.help_from,
        "someone_must_decide": bool(said and said.someone_must_decide),
        "forecast_finish_on": _day(said.forecast_finish_on) if said else None,
        "figures": _figures(card.last_figures, currency),
        "finance": _finance(card.finance, currency),
        "milestones": [_days(asdict(milestone)) for milestone in card.milestones],
        "weeks": {day.isoformat(): colour for day, colour in card.weeks},
    }


def group_data(report: GroupReport) -> Data:
    return _total(report.total) | {
        "name": report.name,
        "state": report.state,
        "manager": report.manager,
        "held_by_nobody": [_days(asdict(gap)) for gap in report.held_by_nobody],
        **_days(report.about),
        "list": [line_data(line) for line in report.lines],
    }


def roles_data(report: RolesReport) -> Data:
    return {
        "as_of": report.as_of.isoformat(),
        "leaders": report.leaders,
        "held": [{"name": who.name, **who.counts} for who in report.holders],
        "projects": report.open_projects,
        "projects_held": report.held_projects,
        "vacancies": {
            "project": [line.key for line in report.vacant_projects],
            "client": report.vacant_clients,
            "offering": report.vacant_offerings,
        },
    }


def line_data(line: ProjectLine) -> Data:
    said = line.said
    return {
        "key": line.key,
        "name": line.name,
        "client": line.client,
        "confidential": line.confidential,
        "state": line.state,
        "start_on": _day(line.start_on),
        "finish_on": _day(line.finish_on),
        "budget": _money(line.budget, line.currency),
        "currency": line.currency,
        "declared": line.shown.declared,
        "shown": _shown(line.shown),
        "age": line.shown.age,
        "confirmed_on": _day(said.confirmed_on),
    }


def _shown(shown: Shown) -> Data:
    return {
        "overall": shown.colour,
        "time": shown.time,
        "target": shown.target,
        "budget": shown.budget,
        "last": shown.last,
    }


def _total(total: Portfolio) -> Data:
    return {
        "as_of": total.as_of.isoformat(),
        "projects": total.projects,
        "declared": total.declared,
        "shown": total.shown,
        "budget": {currency: format(amount, "f") for currency, amount in total.budget.items()},
        "without_budget": total.without_budget,
        "past_finish": total.past_finish,
        "vacancies": total.vacancies,
    }


def _figures(said: StatusUpdate | None, currency: str | None) -> Data | None:
    if said is None:
        return None
    return {
        "as_of": said.as_of.isoformat(),
        "percent_complete": _text(said.percent_complete),
        "spent": _money(said.spent, currency),
        "forecast_cost": _money(said.forecast_cost, currency),
        "value_delivered": _text(said.value_delivered),
    }


def _finance(figures: Figures | None, currency: str | None) -> Data | None:
    if figures is None:
        return None
    return {
        "as_of": figures.as_of.isoformat(),
        "spent": _money(figures.spent, currency),
        "committed": _money(figures.committed, currency),
        "forecast_cost": _money(figures.forecast_cost, currency),
    }


def _money(minor: int | None, currency: str | None) -> str | None:
    return None if minor is None or currency is None else f"{to_decimal(minor, currency):f}"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(facts: Data) -> Data:
    return {name: _day(v) if isinstance(v, date) else v for name, v in facts.items()}
