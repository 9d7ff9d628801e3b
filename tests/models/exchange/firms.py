# ruff: noqa: E501  # columns are read across
"""Any firm that the sheets can hold, drawn by hypothesis, with words as strange as people write."""

import csv
from datetime import date, timedelta

from hypothesis import strategies as st

from models.exchange.cell import on_one_line
from models.exchange.guard import guarded
from models.exchange.person import SKILLS
from models.exchange.project import SHARES
from models.exchange.sheets import LAYOUTS
from models.money import LARGEST, to_decimal
from models.person import Level
from tests.conftest import NOON

TODAY = NOON.date()
STRANGE = ["=1+1", "+4", "-4", "@x", "'=1", "''", "\t", "\r", "\r\n", "＝", "_x000D_", "#N/A", '"', "😀",  # noqa: RUF001
           "\u200f\u05e9\u05dc", "a,b", "\n", "%", " ", "0012", "yes", "e\u0301", "\x85", "\u2028", "\ufffe"]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.lists(st.sampled_from(STRANGE) | st.text(LETTERS, max_size=6), max_size=6).map("".join)
FIRST = st.sampled_from(
    ["=", "+4", "-", "@", "'=", "''", "a", "\u05d0", "😀", "0", "_x000D_", "#N/A"]
)
NAME = st.tuples(FIRST, WORDS).map(lambda w: on_one_line("".join(w)).replace(";", ",")[:90].strip())
OFFERING = NAME.map(lambda name: f"{name}." if name.endswith("%") else name)
COLOUR = st.sampled_from(["", "green", "amber", "red"])
DAY = st.dates(date(2020, 1, 1), TODAY)
ANY_DAY = st.dates() | st.just("")
NUMBER = st.decimals(-(10**17), 10**17, places=8).map(lambda n: f"{n:f}") | st.just("")
EMAILS = ["ana@x.org", "=ben@x.org", "+caro@x.org", "'-dora@x.org", "é@x.org", "'f@x.org"]
SKILL_NAME = NAME.map(lambda name: f"{name}." if name.endswith(")") else name)


def some(words):
    return st.just("") | words


@st.composite
def firms(draw):
    """Draw the rows of each sheet; what they name is there."""
    emails = draw(st.lists(st.sampled_from(EMAILS), unique=True, max_size=4))
    person = st.sampled_from(["", *emails])
    names = draw(st.lists(NAME, unique=True, min_size=1, max_size=5))
    clients, aliases = names[:3], names[3:]
    offerings = draw(st.lists(OFFERING, unique=True, max_size=3))
    projects = draw(st.lists(_project(clients, offerings, person), max_size=3, unique_by=_key))
    owners = [(row["key"], row["currency"]) for row in projects]
    return {
        "people": [draw(_person(email)) for email in emails],
        "clients": [draw(_client(n, aliases if n == names[0] else [], person)) for n in clients],
        "offerings": [draw(_offering(name, person)) for name in offerings],
        "projects": projects,
        "baselines": _unique(draw, owners, "on", _point),
        "milestones": _unique(draw, owners, "name", lambda _: _milestone()),
        "status": _unique(draw, owners, "as_of", lambda c: _status(c, person)),
        "figures": _unique(draw, owners, "as_of", _figures),
        "lessons": draw(
            st.lists(_lesson(["", *dict(owners)], offerings), max_size=3, unique_by=_id)
        ),
    }


def _key(row):
    return row["key"]


def _id(row):
    return row["external_id"] or id(row)


def _unique(draw, owners, name, kind):
    rows = []
    for key, currency in owners:
        drawn = draw(st.lists(kind(currency), max_size=2, unique_by=lambda row: row[name]))
        rows += [row | {"project": key} for row in drawn]
    return rows


def _money(currency):
    amounts = st.integers(0, LARGEST) | st.integers(0, 10**7)
    return amounts.map(lambda units: f"{to_decimal(units, currency or 'EUR'):f}")


def _skills(words):
    text = SKILLS.show(tuple(sorted(words.items())))
    return text if len(SKILLS.read(text)) == len(words) else ""


def _person(email):
    skills = st.dictionaries(SKILL_NAME, st.sampled_from(list(Level)), max_size=3)
    return st.fixed_dictionaries({
        "email": st.just(email), "name": NAME, "leader": st.sampled_from(["yes", "no", ""]),
        "timezone": st.sampled_from(["", "Europe/Berlin"]), "holidays": st.sampled_from(["", "DE-BE"]),
        "skills": skills.map(_skills),
    })  # fmt: skip


def _client(name, aliases, person):
    return st.fixed_dictionaries({
        "name": st.just(name), "manager": person, "aliases": st.just("; ".join(sorted(aliases))),
        "tier": st.sampled_from(["", "A", "C"]), "sector": some(NAME), "contract_until": ANY_DAY,
        "status": st.sampled_from(["", "former", "prospect"]), "confidential": st.sampled_from(["", "yes"]),
    })  # fmt: skip


def _offering(name, person):
    words = dict.fromkeys(["description", "good_for", "pitch", "proof"], WORDS)
    return st.fixed_dictionaries(
        {"name": st.just(name), "manager": person, "bring": person} | words
    )


@st.composite
def _project(draw, clients, offerings, person):
    currency = draw(st.sampled_from(["", "EUR", "JPY", "KWD", "CLF"]))
    shared = draw(st.lists(st.sampled_from(offerings), unique=True)) if offerings else []
    shares = tuple((name, 1 + n) for n, name in enumerate(sorted(shared)))
    if shares:
        shares = (*shares[:-1], (shares[-1][0], 10_000 - sum(points for _, points in shares[:-1])))
    drawn = draw(st.fixed_dictionaries({
        "key": NAME, "name": NAME, "client": st.sampled_from(clients), "manager": person,
        "start_on": ANY_DAY, "finish_on": ANY_DAY, "budget": some(_money(currency)),
        "description": WORDS, "status": st.sampled_from(["", "proposed", "closed", "paused"]),
        "terms": st.sampled_from(["", "fixed"]), "channel": some(NAME), "confidential": st.sampled_from(["", "yes"]),
        "value_metric": some(NAME), "value_from": NUMBER, "value_to": NUMBER, "value_by": ANY_DAY,
    }))  # fmt: skip
    return drawn | {"currency": currency, "offerings": SHARES.show(shares) if shares else ""}


def _point(currency):
    return st.fixed_dictionaries({"on": st.dates(), "planned_value": _money(currency)})


def _milestone():
    weight = st.decimals(0, 1000, places=2).map(str)
    days = {"baseline_on": st.dates(), "forecast_on": ANY_DAY, "actual_on": ANY_DAY}
    return st.fixed_dictionaries({"name": NAME, "weight": some(weight)} | days)


def _status(currency, person):
    return st.fixed_dictionaries({
        "as_of": DAY, "time": COLOUR, "target": COLOUR, "budget": COLOUR, "overall": COLOUR,
        "percent_complete": some(st.decimals(0, 100, places=2).map(str)), "spent": some(_money(currency)),
        "forecast_finish_on": ANY_DAY, "forecast_cost": some(_money(currency)), "value_delivered": NUMBER,
        "note": WORDS, "path": WORDS, "help_from": person | st.just("someone"), "by": person,
    })  # fmt: skip


def _figures(currency):
    money = _money(currency)
    return st.fixed_dictionaries(
        {"as_of": DAY, "spent": money, "committed": some(money), "forecast_cost": some(money)}
    )


def _lesson(projects, offerings):
    words = dict.fromkeys(["what_happened", "lesson", "recommendation", "topics"], WORDS)
    about = st.lists(st.sampled_from(offerings), unique=True) if offerings else st.just([])
    return st.fixed_dictionaries({
        "title": NAME, "external_id": some(NAME), "project": st.sampled_from(projects),
        "offering": about.map("; ".join), "occurred_on": ANY_DAY,
    } | words)  # fmt: skip


def _cells(columns, rows):
    yield [column.name for column in columns]
    for row in rows:
        cells = [(column, str(row.get(column.name, ""))) for column in columns]
        yield [guarded(cell) if column.kind.is_text else cell for column, cell in cells]


def write_firm(folder, firm):
    """Write the rows as a person's spreadsheet would, with what looks like a formula guarded."""
    folder.mkdir()
    for name, rows in firm.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(_cells(LAYOUTS[name].columns, rows))
    return folder


LATER = NOON + timedelta(hours=1)
