"""The digest of the Government Major Projects Portfolio, against counts made by hand."""

import csv
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import Session

from models.colour import Colour
from models.digest.change import Movement
from models.digest.digest import digest_of
from models.digest.moment import Moment
from models.digest.sheet import sheet_rows
from models.portfolio import AsOf
from models.setting import FirmSettings
from sandbox.reading import block_words
from sandbox.strict import check_message, check_view
from tests.conftest import NOON
from views.digest import digest_message, preview_view
from views.digest_sheet import digest_workbook
from views.digest_thread import digest_thread

NOW, BEFORE = date(2023, 3, 31), date(2022, 3, 31)
SETTINGS = FirmSettings(currency="GBP")
WORSE = {"green": 1, "amber": 2, "red": 3}


@pytest.fixture
def firm(bring, data, database):
    """The portfolio, imported."""
    bring(data / "gmpp")
    return database


@pytest.fixture
def digest(firm):
    with firm.reading() as session:
        return digest_of(session, SETTINGS, Moment(AsOf(NOW, NOON), AsOf(BEFORE, NOON)))


@pytest.fixture
def sheets(data):
    def rows(name):
        with (data / "gmpp" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return {name: rows(name) for name in ("projects", "status")}


def colours(sheets, day):
    """Return what is shown of each project by hand: its colour, amber at least when it is late."""
    late = {
        row["key"]
        for row in sheets["projects"]
        if row["finish_on"] and row["finish_on"] < day.isoformat()
    }
    said = {
        row["project"]: row["target"]
        for row in sheets["status"]
        if row["as_of"] == day.isoformat() and row["target"]
    }
    return {
        key: "amber" if key in late and colour == "green" else colour
        for key, colour in said.items()
    }


def test_the_counts_are_those_of_the_sheets_and_so_is_their_change(digest, sheets):
    now, before = (Counter(colours(sheets, day).values()) for day in (NOW, BEFORE))

    for colour in (Colour.GREEN, Colour.AMBER, Colour.RED):
        assert digest.counts[colour] == now[colour.value]
        assert digest.changes[colour] == now[colour.value] - before[colour.value]
    assert digest.counts[Colour.GREY] == 298 - now.total()


def test_each_project_moved_as_the_sheets_say(digest, sheets):
    now, before = colours(sheets, NOW), colours(sheets, BEFORE)
    both = now.keys() & before.keys()
    moves = {
        Movement.DECLINED: {k for k in both if WORSE[now[k]] > WORSE[before[k]]},
        Movement.IMPROVED: {k for k in both if WORSE[now[k]] < WORSE[before[k]]},
        Movement.HEARD: now.keys() - before.keys(),
        Movement.SILENT: before.keys() - now.keys(),
        Movement.NEW: set(),
    }

    told = {movement: {one.line.key for one in digest.that(movement)} for movement in moves}
    assert told == moves
    assert len(moves[Movement.DECLINED]) > 10


def test_the_reds_are_those_of_sql_written_by_hand_the_largest_first(digest, firm):
    by_hand = text(
        "SELECT p.key FROM project p JOIN status_update s ON s.project_id = p.id"
        " LEFT JOIN baseline b ON b.project_id = p.id"
        " WHERE s.as_of = '2023-03-31' AND s.target = 'red'"
        " ORDER BY p.currency IS NULL, coalesce(b.budget, 0) DESC, p.name"
    )
    with Session(firm.engine) as session:
        keys = [key for (key,) in session.execute(by_hand)]

    assert [one.line.key for one in digest.reds] == keys
    assert len(keys) == 23


def test_the_first_that_a_leader_reads_are_the_largest_that_turned_red(digest, sheets):
    now, before = colours(sheets, NOW), colours(sheets, BEFORE)
    budgets = {row["key"]: (-float(row["budget"] or 0), row["name"]) for row in sheets["projects"]}
    turned = [k for k, c in now.items() if c == "red" and before.get(k) in {"green", "amber"}]
    largest = [budgets[key][1] for key in sorted(turned, key=budgets.__getitem__)[:4]]

    words = "\n".join(block_words(b) for b in digest_message(digest).payload()["blocks"])
    lines = words.splitlines()

    assert lines[1] == "23 of 298 off track."
    worse = lines.index("Worse since 31 Mar 2022")
    assert [name in line for name, line in zip(largest, lines[worse + 1 :], strict=False)] == (
        [True] * len(largest)
    )


def test_slack_takes_all_of_it_and_nobody_is_blamed(digest):
    thread = digest_thread(digest)

    for message in (digest_message(digest), *thread, *(part.instead for part in thread)):
        assert message is not None
        assert check_message(message.payload()["blocks"]) == []
    assert check_view(preview_view(digest)) == []
    assert digest.quiet == ()  # nobody was ever asked


def test_its_spreadsheet_has_every_project(firm):
    with firm.reading() as session:
        rows = sheet_rows(session, SETTINGS, AsOf(NOW, NOON))

    assert len(rows) == 298
    assert digest_workbook(rows, "As of today").startswith(b"PK")
