"""Two people at the same instant: each reads what stands only once nobody else can change it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

import handlers.month
import handlers.role
import handlers.saving
from models.nomination import name_manager
from models.prefill import prefill
from models.week.month import month_rows
from tests.conftest import NOON
from tests.handlers.record import said

TODAY = NOON.date()
A_MOMENT = 0.5
"""Seconds; so long the first waits for the second, who must not come."""


@pytest.fixture
def meeting(monkeypatch):
    """Let two savers meet after each has read what stands, if nothing keeps them apart."""
    barrier = Barrier(2)

    def read_and_wait(*asked):
        found = prefill(*asked)
        with suppress(BrokenBarrierError):
            barrier.wait(A_MOMENT)
        return found

    monkeypatch.setattr(handlers.saving, "prefill", read_and_wait)


@pytest.mark.usefixtures("meeting")
def test_what_two_save_at_the_same_instant_is_all_kept(talk, firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="green", target="green", budget="green", note="first")
    hers = talk.ana.types("/project-status apollo").clicks("Update")
    theirs = talk.mara.types("/project-status apollo").clicks("Update")
    hers.fills("Note", "hers")
    theirs.chooses("Budget", "🟡 At risk")
    theirs.fills("What gets it back", "cheaper")

    with ThreadPoolExecutor(2) as both:
        seen = list(both.map(lambda form: form.saves(), (hers, theirs)))

    standing = next(u for u in reversed(said(talk)) if u.superseded_at is None)
    assert ["Saved" in screen.text for screen in seen] == [True, True]
    assert (standing.note, standing.budget, standing.path) == ("hers", "amber", "cheaper")


@pytest.fixture
def giving_at_once(monkeypatch):
    """Let two who give a month's figures meet after each has read what stands, as above."""
    barrier = Barrier(2)

    def read_and_wait(*asked):
        rows = month_rows(*asked)
        with suppress(BrokenBarrierError):
            barrier.wait(A_MOMENT)
        return rows

    monkeypatch.setattr(handlers.month, "month_rows", read_and_wait)


@pytest.mark.usefixtures("giving_at_once")
def test_of_two_who_give_a_figure_at_the_same_instant_one_sees_the_others(talk, firm, apollo):
    firm.stands_in(firm.person("Cem Aydin"), apollo)
    forms = []
    for person, percent in ((talk.ana, "50"), (talk.cem, "60")):
        form = person.types("/project-status").clicks("Fill in")
        form.fills("Percent done", percent)
        forms.append(form)

    with ThreadPoolExecutor(2) as both:
        seen = [screen.text for screen in both.map(lambda form: form.saves(), forms)]

    assert sum("saved for 1 project" in text for text in seen) == 1
    assert sum("changed this meanwhile. Theirs is shown" in text for text in seen) == 1
    assert len(said(talk)) == 1


@pytest.fixture
def naming_at_once(monkeypatch):
    """Let two who name a manager meet after each has seen who it was, if nothing parts them."""
    barrier = Barrier(2)

    def wait_and_name(*asked):
        with suppress(BrokenBarrierError):
            barrier.wait(A_MOMENT)
        return name_manager(*asked)

    monkeypatch.setattr(handlers.role, "name_manager", wait_and_name)


@pytest.mark.usefixtures("naming_at_once", "apollo")
def test_of_two_who_name_a_manager_at_the_same_instant_one_sees_the_others(talk, firm):
    firm.leader("Cem Aydin")
    firm.person("Dora Weiss")
    forms = []
    for leader, wanted in ((talk.mara, "Ben Ito"), (talk.cem, "Dora Weiss")):
        form = leader.opens_home().clicks("Name manager")
        form = form.chooses(
            "Project, client or offering", "Apollo (project for Acme)", query="apollo"
        )
        forms.append(form.chooses("Who", wanted) or form)

    with ThreadPoolExecutor(2) as both:
        seen = list(both.map(lambda form: form.saves().text, forms))

    done = [text for text in seen if "from today" in text and "until now it was Ana Lind" in text]
    assert len(done) == 1
