"""clients.csv: who buys, under which names, and who holds the client."""

from collections.abc import Iterator

from sqlmodel import Session

from models.client import Client, ClientAlias, Tier
from models.exchange.book import ClientRecord, Firm
from models.exchange.cell import DAY, YES_NO, choice, line, listed
from models.exchange.cell import name as name_kind
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.post import MANAGER, STATUS, manager_field, state_field
from models.exchange.problem import Remark, Trouble
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.naming import bare

LAYOUT = Layout(
    "clients",
    (
        Column("name", name_kind(), required=True),
        MANAGER,
        Column("aliases", listed(name_kind())),
        Column("tier", choice(Tier)),
        Column("sector", line()),
        STATUS["client"],
        Column("confidential", YES_NO),
        Column("contract_until", DAY),
    ),
    key=("name",),
)
NAME, _, ALIASES, TIER, SECTOR, _, CONFIDENTIAL, CONTRACT_UNTIL = LAYOUT.columns


def fields(firm: Firm) -> tuple[Field[ClientRecord], ...]:
    return (
        manager_field(firm),
        Field(ALIASES, _aliases, _set_aliases, blank=()),
        attribute(TIER, _client),
        attribute(SECTOR, _client),
        state_field("client", firm),
        attribute(CONFIDENTIAL, _client, blank=False),
        attribute(CONTRACT_UNTIL, _client),
    )


def _client(record: ClientRecord) -> Client:
    return record.client


def _aliases(record: ClientRecord) -> tuple[str, ...]:
    return tuple(sorted(alias.name for alias in record.aliases))


def _set_aliases(intake: Intake, record: ClientRecord, _row: Row, names: tuple[str, ...]) -> None:
    for alias in [a for a in record.aliases if a.name not in names]:
        record.aliases.remove(alias)
        intake.discard(alias)
    for other in (n for n in names if n not in _aliases(record)):
        alias = ClientAlias(client=record.client, name=other, recorded_at=intake.now)
        record.aliases.append(alias)
        intake.later.append(alias)


def _find(intake: Intake, row: Row) -> ClientRecord | None:
    """Return the client that a row leads to; by another of its names, it keeps that name."""
    called = row.values["name"]
    if (found := intake.firm.client_called(called)) is None:
        return None
    if called != found.client.name and "aliases" in row.values:
        row.values["aliases"] = tuple(sorted({called, *(row.values["aliases"] or ())}))
    first = intake.loaded.setdefault(found.client.name, row)
    if first is not row:
        intake.refuse(row.place("name"), Trouble.DUPLICATE, found.client.name, str(first.at.row))
    return found


def _make(intake: Intake, row: Row) -> ClientRecord:
    client = Client(name=row.values["name"], recorded_at=intake.now)
    intake.session.add(client)
    intake.loaded[client.name] = row
    record = intake.firm.clients[client.name] = ClientRecord(client)
    return record


def _check(intake: Intake, _sheet: Sheet) -> None:
    """A name leads to one client only, whether it is its name or another."""
    owner: dict[str, str] = {}
    for called, name in _names(intake.firm):
        first = owner.setdefault(called, name)
        row = intake.loaded.get(name) or intake.loaded.get(first)
        if first != name and row:
            intake.refuse(row.place("aliases"), Trouble.AMBIGUOUS, called)
    _remark_look_alikes(intake)


def _names(firm: Firm) -> Iterator[tuple[str, str]]:
    """Return each name that leads to a client, with the client's own."""
    for name, record in firm.clients.items():
        yield name, name
        yield from ((alias, name) for alias in _aliases(record) if alias != name)


def _remark_look_alikes(intake: Intake) -> None:
    alike: dict[tuple[str, ...], str] = {}
    for called, record in sorted(intake.firm.clients.items(), key=lambda c: c[1].client.id is None):
        first = alike.setdefault(bare(called), called)
        if first != called and record.client.id is None:
            intake.remark(intake.loaded[called].place("name"), Remark.LOOKS_LIKE, first)


def _give(_session: Session, firm: Firm) -> Iterator[Values]:
    for called, record in sorted(firm.clients.items()):
        yield {"name": called} | values(fields(firm), record)


CLIENTS = Noun(LAYOUT, fields, _find, _make, _client, _give, check=_check)
