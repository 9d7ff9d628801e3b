"""projects.csv: what is delivered to whom, by whom, from when to when, for how much."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from models.baseline import Baseline, next_baseline
from models.client import Client
from models.errors import TooFineError
from models.exchange.book import ClientRecord, Firm, ProjectRecord
from models.exchange.cell import (
    AMOUNT,
    ANY_NUMBER,
    CURRENCY,
    DAY,
    KEY_TEXT,
    YES_NO,
    CellError,
    Kind,
    choice,
    line,
    name,
    on_one_line,
    plain,
    text,
)
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.offering import OFFERING
from models.exchange.post import MANAGER, STATUS, manager_field, state_field
from models.exchange.problem import Remark, Trouble
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.imported import fingerprint
from models.money import LARGEST, places, to_decimal, to_minor
from models.project import WHOLE, Project, Share, Terms, equal_shares
from models.text import KEY, NOTE

SHARED = re.compile(r"(.+?) ([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%")


def _read_shares(words: str) -> tuple[tuple[str, int], ...]:
    """Read "A; B" as equal parts, "A 60%; B 40%" as said; the parts make up the whole."""
    parts = [on_one_line(part) for part in words.split(";") if part.strip()]
    said = [SHARED.fullmatch(part) for part in parts]
    if any(said) and not all(said):
        raise CellError
    if all(said):
        shares = {OFFERING.read(m[1]): int(Decimal(m[2]) * 100) for m in said if m}
    else:
        shares = equal_shares([OFFERING.read(part) for part in parts])
    if len(shares) < len(parts) or sum(shares.values()) != WHOLE or 0 in shares.values():
        raise CellError
    return tuple(sorted(shares.items()))


def _show_shares(shares: tuple[tuple[str, int], ...]) -> str:
    if dict(shares) == equal_shares([offering for offering, _ in shares]):
        return "; ".join(offering for offering, _ in shares)
    return "; ".join(f"{offering} {plain(Decimal(points) / 100):f}%" for offering, points in shares)


SHARES = Kind(
    "offerings like A; B in equal parts, or A 60%; B 40% with parts that make up 100%",
    _read_shares,
    _show_shares,
    is_text=True,
    longest=NOTE,
)
LAYOUT = Layout(
    "projects",
    (
        Column("key", KEY_TEXT, required=True),
        Column("name", line(), required=True),
        Column("client", name(), required=True),
        Column("offerings", SHARES),
        MANAGER,
        Column("start_on", DAY),
        Column("finish_on", DAY),
        Column("budget", AMOUNT),
        Column("currency", CURRENCY),
        Column("description", text(NOTE)),
        STATUS["project"],
        Column("terms", choice(Terms)),
        Column("channel", line(KEY)),
        Column("confidential", YES_NO),
        Column("value_metric", line()),
        Column("value_from", ANY_NUMBER),
        Column("value_to", ANY_NUMBER),
        Column("value_by", DAY),
    ),
    key=("key",),
)
BY_NAME = {column.name: column for column in LAYOUT.columns}
PLAIN = ("description", "terms", "channel", "value_metric", "value_from", "value_to", "value_by")


def fields(firm: Firm) -> tuple[Field[ProjectRecord], ...]:
    """Return the fields in the order in which they need each other: money a currency, and so on."""
    return (
        attribute(BY_NAME["name"], _project),
        Field(BY_NAME["client"], lambda r: r.client.name, _set_client),
        Field(BY_NAME["currency"], lambda r: r.project.currency, _set_currency, clears=False),
        *(_planned(BY_NAME[part]) for part in ("start_on", "finish_on")),
        Field(BY_NAME["budget"], _budget, _set_budget),
        Field(BY_NAME["offerings"], _shares, _set_shares, blank=()),
        manager_field(firm),
        state_field("project", firm),
        attribute(BY_NAME["confidential"], _project, blank=False),
        *(attribute(BY_NAME[word], _project) for word in PLAIN),
    )


def _project(record: ProjectRecord) -> Project:
    return record.project


def _set_client(intake: Intake, record: ProjectRecord, row: Row, called: str) -> None:
    if found := named_client(intake, row, called):
        record.client = record.project.client = found.client


def named_client(intake: Intake, row: Row, called: str) -> ClientRecord | None:
    """Return the client of a name or of another of its names; there must be one."""
    if found := intake.firm.client_called(called):
        return found
    intake.refuse_unknown(row.place("client"), called, intake.firm.clients)
    return None


def _set_currency(intake: Intake, record: ProjectRecord, row: Row, currency: str) -> None:
    """Money is kept in minor units, so only a currency with as many can take another's place."""
    old = record.project.currency
    if old and places(old) != places(currency):
        hint = f"a currency with as many decimals as {old}"
        intake.refuse(row.place("currency"), Trouble.EXPECTED, currency, hint)
        return
    record.project.currency = currency


def minor(intake: Intake, record: ProjectRecord, row: Row, cell: tuple[str, Decimal]) -> int | None:
    """Return an amount in minor units; a project without a currency takes the firm's."""
    column, amount = cell
    currency = record.project.currency or _implied_currency(intake, record.project)
    try:
        return to_minor(amount, currency)
    except TooFineError:
        most = to_decimal(LARGEST, currency)
        hint = f"at most {places(currency)} decimals in {currency}"
        hint = f"at most {most:,f}" if amount > most else hint
        intake.refuse(row.place(column), Trouble.EXPECTED, format(amount, "f"), hint)
        return None


def _implied_currency(intake: Intake, project: Project) -> str:
    """Give a project the firm's currency, as this import's word and not as that of a person."""
    project.currency = intake.firm.currency
    marked = {"currency": fingerprint(project.currency)}
    project.imported = (project.imported or {}) | marked
    return project.currency


def amount(record: ProjectRecord, minor_units: int | None) -> Decimal | None:
    """Return minor units as the amount that a sheet shows."""
    currency = record.project.currency
    if minor_units is None or currency is None:
        return None
    return plain(to_decimal(minor_units, currency))


def replan(intake: Intake, record: ProjectRecord) -> Baseline:
    """Return the plan that this import may change: the first one, or a successor from today."""
    plan = next_baseline(record.project, record.baseline, intake.firm.today, intake.now)
    if plan is not record.baseline:
        record.baseline, record.curve = plan, {}
        intake.session.add(plan)
    return plan


def _planned(column: Column) -> Field[ProjectRecord]:
    def read(record: ProjectRecord) -> date | None:
        return getattr(record.baseline, column.name, None)

    def write(intake: Intake, record: ProjectRecord, _row: Row, day: date | None) -> None:
        setattr(replan(intake, record), column.name, day)

    return Field(column, read, write)


def _budget(record: ProjectRecord) -> Decimal | None:
    return amount(record, record.baseline.budget if record.baseline else None)


def _set_budget(intake: Intake, record: ProjectRecord, row: Row, budget: Decimal | None) -> None:
    replan(intake, record).budget = (
        None if budget is None else minor(intake, record, row, ("budget", budget))
    )


def _shares(record: ProjectRecord) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((called, s.basis_points) for called, s in record.shares.items()))


def _set_shares(
    intake: Intake, record: ProjectRecord, row: Row, shares: tuple[tuple[str, int], ...]
) -> None:
    wanted = dict(shares)
    for called in [c for c in record.shares if c not in wanted]:
        intake.discard(record.shares.pop(called))
    for called, points in shares:
        if called in record.shares:
            record.shares[called].basis_points = points
        elif share := _new_share(intake, record, row, called):
            share.basis_points = points
            record.shares[called] = share


def _new_share(intake: Intake, record: ProjectRecord, row: Row, called: str) -> Share | None:
    found = intake.firm.offerings.get(called)
    if found is None:
        intake.refuse_unknown(row.place("offerings"), called, intake.firm.offerings)
        return None
    share = Share(project=record.project, offering=found.offering)
    intake.session.add(share)
    return share


def _find(intake: Intake, row: Row) -> ProjectRecord | None:
    """Return the project of a row; a client is from here on called by its own name."""
    if found := intake.firm.client_called(row.values["client"]):
        row.values["client"] = found.client.name
    return intake.firm.projects.get(row.values["key"])


def _make(intake: Intake, row: Row) -> ProjectRecord:
    """Return a new project; also of an unknown client, so that its other problems are found."""
    called = row.values["client"]
    found = named_client(intake, row, called)
    client = found.client if found else Client(name=called, recorded_at=intake.now)
    key, name = row.values["key"], row.values["name"]
    project = Project(key=key, name=name, client=client, recorded_at=intake.now)
    intake.session.add(project)
    record = intake.firm.projects[project.key] = ProjectRecord(project, client)
    return record


def _check(intake: Intake, sheet: Sheet) -> None:
    for row in sheet.rows:
        record = intake.firm.projects.get(row.values["key"])
        plan = record.baseline if record else None
        if plan and plan.start_on and plan.finish_on and plan.finish_on < plan.start_on:
            found = f"{plan.finish_on} < {plan.start_on}"
            intake.remark(row.place("finish_on"), Remark.FINISH_BEFORE_START, found)


def _give(_session: Session, firm: Firm) -> Iterator[Values]:
    for key, record in sorted(firm.projects.items()):
        yield {"key": key} | values(fields(firm), record)


def named_project(intake: Intake, row: Row, column: str = "project") -> ProjectRecord | None:
    """Return the project of the key in a row; there must be one."""
    key: Any = row.values[column]
    if found := intake.firm.projects.get(key):
        return found
    intake.refuse_unknown(row.place(column), key, intake.firm.projects)
    return None


PROJECTS = Noun(LAYOUT, fields, _find, _make, _project, _give, check=_check)
