"""A line that says a colour for the whole of a project whose parts are known."""

from datetime import timedelta

import pytest

from sandbox.faults import Say
from tests.conftest import NOON
from tests.handlers.record import said

TODAY = NOON.date()
PARTS = ("Time", "Target", "Budget")
WHICH = "Which part is off track?"


def colours(update):
    every = ("time", "target", "budget", "overall")
    return {name: str(colour) for name in every if (colour := getattr(update, name))}


@pytest.fixture
def mixed(firm, apollo):
    """Three days ago Ana said amber of the time, and green of the rest."""
    parts = {"time": "amber", "target": "green", "budget": "green"}
    firm.says(apollo, TODAY - timedelta(days=3), firm.called("Ana Lind"), path="soon", **parts)
    return parts


def test_a_red_for_the_whole_asks_which_part_and_keeps_the_others(talk, mixed):
    form = talk.ana.types("/project-status apollo red: broke")

    assert [form.value(part) for part in PARTS] == ["🟡 At risk", "🟢 On track", "🟢 On track"]
    form.fills("What gets it back", "a new supplier")
    form.chooses("Who must help", "Mara Okoye")
    form.saves()
    assert list(form.errors) == [WHICH]
    assert len(said(talk)) == 1
    form.chooses(WHICH, "Budget")
    assert WHICH not in form.labels
    assert form.value("Budget") == "🔴 Off track"
    assert form.value("What gets it back") == "a new supplier"
    form.saves()

    assert colours(said(talk)[-1]) == mixed | {"budget": "red"}


@pytest.mark.usefixtures("mixed")
def test_a_part_that_is_chosen_in_its_row_is_an_answer_until_it_is_taken_back(talk):
    form = talk.ana.types("/project-status apollo red: broke")

    form.chooses("Target", "🟡 At risk")
    assert WHICH not in form.labels
    form.chooses("Target", "🟢 On track")
    assert WHICH in form.labels


def test_ticks_in_haste_are_all_kept(talk, mixed):
    form = talk.ana.types("/project-status apollo red: broke")
    talk.sandbox.faults.next("views.update", Say("hash_conflict"), Say("hash_conflict"))
    form.chooses(WHICH, "Time", "Budget")
    form.fills("What gets it back", "a new supplier")
    form.chooses("Who must help", "Mara Okoye")
    form.saves()

    assert colours(said(talk)[-1]) == mixed | {"time": "red", "budget": "red"}


def test_an_amber_for_the_whole_is_that_of_the_part_which_was_amber(talk, mixed):
    talk.ana.types("/project-status apollo amber still ill")

    assert colours(said(talk)[-1]) == mixed
    assert said(talk)[-1].note == "still ill"


def test_an_amber_for_the_whole_asks_which_part_where_none_was_amber(talk, firm, apollo):
    green = dict.fromkeys(("time", "target", "budget"), "green")
    firm.says(apollo, TODAY - timedelta(days=3), firm.called("Ana Lind"), **green)

    form = talk.ana.types("/project-status apollo amber prices rose")
    form.chooses("Which part is at risk?", "Budget")
    form.fills("What gets it back", "a new supplier")
    form.saves()

    assert colours(said(talk)[-1]) == green | {"budget": "amber"}
