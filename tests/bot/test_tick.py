"""`trefoil tick`, as somebody types it."""

import json

import pytest
from sqlmodel import select

from bot.database import Database
from models.outbox import OutboxRow
from models.schedule import Schedule
from tests.conftest import NOON
from tests.firm import Firm
from tests.ticking import Week

DUE = "2030-05-08T14:00"


@pytest.fixture
def url(new_url, trefoil):
    made = new_url()
    trefoil(made, "migrate")
    return made


@pytest.fixture
def week(url):
    database = Database(url)
    database.settle_in(lambda: NOON)
    week = Week(Firm(database, NOON))
    week.firm.sets(is_launched=True, time_zone="Europe/Berlin")
    week.manager("Ana Lind")
    week.manager("Ben [red]Ito", time_zone="Europe/Helsinki")
    week.begins(NOON)
    yield week
    database.engine.dispose()


def test_a_tick_puts_what_is_due_into_the_outbox_once(trefoil, url, week):
    said = trefoil(url, "tick", "--at", DUE).out
    assert said.startswith("Wed 2030-05-08 14:00: 2 ")
    assert "outbox" in said
    assert "nothing was due" in trefoil(url, "tick", "--at", DUE).out

    assert [row.kind for row in week.messages()] == ["week", "week"]


def test_a_tick_tells_programs_what_it_made(trefoil, url, week):
    told = json.loads(trefoil(url, "tick", "--at", f"{DUE}+02:00", "--json").out)

    assert told["at"] == "2030-05-08T14:00:00+02:00"
    asked = [one for one in told["made"] if one["person"]]
    assert [one["late"] for one in asked] == [False, True]
    assert {(one["step"], one["period"], one["outcome"]) for one in asked} == {
        ("first", "2030-W19", "asked")
    }
    assert len(week.messages()) == 2


def test_a_rehearsal_says_who_would_get_what_and_writes_nothing(trefoil, url, week):
    said = trefoil(url, "tick", "--at", "2030-05-08T13:00", "--dry-run").out

    ana, ben, digest = (line for line in said.splitlines() if line.startswith("│"))
    assert "Ana Lind" in ana
    assert "Wed 2030-05-08 14:00" in ana
    assert "the week's message" in ben
    assert "Ben [red]Ito" in ben
    assert "no channel is set" in digest
    assert week.messages() == []


def test_a_rehearsal_for_programs(trefoil, url, week):
    week.firm.sets(quiet_weeks=["2030-W19"], digest_channel="C1")

    told = json.loads(trefoil(url, "tick", "--at", DUE, "--dry-run", "--json").out)

    assert [one["held"] for one in told] == ["quiet_week"] * 3
    assert [one["now"] for one in told] == [[], [], []]


def test_what_came_is_told_too(trefoil, url, week):
    trefoil(url, "tick", "--at", DUE)

    said = trefoil(url, "tick", "--at", "2030-05-10T09:00", "--dry-run").out

    assert "asked since Wed 2030-05-08 14:00" in said
    assert "a reminder" in said
    assert len(week.messages()) == 2


def test_a_tick_without_a_moment_is_of_now_and_gives_schedules_to_all(trefoil, url):
    trefoil(url, "tick")

    database = Database(url)
    database.settle_in(lambda: NOON)
    with database.reading() as session:
        assert [one.key for one in session.exec(select(Schedule))] == ["digest"]
        assert session.exec(select(OutboxRow)).all() == []
    database.engine.dispose()


@pytest.mark.parametrize("words", ["soon", "0001-01-01", "9999-12-31T23:59"])
def test_what_is_no_moment_is_refused(trefoil, url, words):
    assert "expected is a moment" in " ".join(
        trefoil(url, "tick", "--at", words, ok=False).err.replace("│", "").split()
    )
