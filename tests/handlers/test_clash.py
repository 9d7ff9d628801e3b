from datetime import date, timedelta

import pytest

from models.colour import Colour
from tests.conftest import NOON
from tests.handlers.record import said

TODAY = NOON.date()
EARLIER = TODAY - timedelta(days=5)
GREEN, AMBER = "🟢 On track", "🟡 At risk"


@pytest.fixture(autouse=True)
def _green(firm, apollo, ana):
    firm.says(apollo, EARLIER, ana, time="green", target="green", budget="green", spent=100)


def form_of(person):
    return person.types("/project-status apollo").clicks("Update")


def standing(talk):
    return next(update for update in reversed(said(talk)) if update.superseded_at is None)


def test_two_people_change_different_things_and_nothing_is_lost(talk):
    hers, theirs = form_of(talk.ana), form_of(talk.mara)
    hers.fills({"Note": "two testers", "Finish expected": date(2030, 6, 12)})
    theirs.chooses("Budget", AMBER)
    theirs.fills("What gets it back", "a cheaper supplier")
    theirs.clicks("More")
    theirs.fills("Spent (EUR)", "50k")
    theirs.saves()

    card = hers.saves()

    assert "Saved" in card.text
    update = standing(talk)
    assert (update.note, update.forecast_finish_on) == ("two testers", date(2030, 6, 12))
    assert (update.budget, update.path) == (Colour.AMBER, "a cheaper supplier")
    assert update.spent == 5_000_000


def test_where_both_changed_theirs_is_shown_and_mine_kept(talk):
    hers, theirs = form_of(talk.ana), form_of(talk.mara)
    for form, words in ((hers, "two *testers*"), (theirs, "no tester")):
        form.chooses("Time", AMBER)
        form.fills({"What gets it back": f"{words} back", "Note": words})
    hers.chooses("Budget", AMBER)
    theirs.saves()

    again = hers.saves()

    assert "Mara Okoye changed this meanwhile. Theirs is shown." in again.text
    assert "Yours: Note, two" in again.text
    assert again.value("Note") == "no tester"
    assert again.value("What gets it back") == "no tester back"
    assert again.value("Budget") == AMBER  # changed by one only
    again.fills("Note", "neither")
    card = again.saves()
    assert "Saved" in card.text
    update = standing(talk)
    assert (update.note, update.path, update.budget) == ("neither", "no tester back", Colour.AMBER)


def test_who_was_chosen_to_help_is_kept_by_name(talk):
    hers, theirs = form_of(talk.ana), form_of(talk.mara)
    for form, helper in ((hers, "Ben Ito"), (theirs, "Mara Okoye")):
        form.chooses("Time", "🔴 Off track")
        form.fills("What gets it back", "a new supplier")
        form.chooses("Who must help", helper)
    theirs.saves()

    again = hers.saves()

    assert "Yours: Who must help, Ben Ito" in again.text
    assert again.value("Who must help") == "U0MARA00000"


def test_a_long_note_said_meanwhile_is_not_written_over(talk):
    hers = form_of(talk.ana)
    hers.fills("Note", "short")
    talk.mara.types(f"/project-status apollo amber time: {'long ' * 300}")

    again = hers.saves()

    assert "Mara Okoye changed this meanwhile" in again.text
    assert "Last note, too long to stand here: long long" in again.text
    assert "Yours: Note, short" in again.text


def test_what_somebody_else_made_necessary_is_asked(talk, firm, apollo):
    """The import said amber, without what gets it back; the form had no field for that."""
    hers = form_of(talk.ana)
    firm.says(apollo, TODAY, time="amber", target="green", budget="green")
    hers.fills("Note", "ill")

    again = hers.saves()

    assert "Say in one line what gets it back" in again.text
    assert (again.value("Time"), again.value("Note")) == (AMBER, "ill")
    again.fills("What gets it back", "a tester")
    assert "Saved" in again.saves().text


def test_undo_brings_back_what_stood_before(talk):
    talk.ana.types("/project-status apollo amber time: ill")
    done = talk.ana.types("/project-status apollo amber budget: broke")

    card = done.clicks("Undo")

    assert "Taken back. It is as if you had not said it." in card.text
    assert "“ill”" in card.text
    assert "broke" not in card.text
    assert standing(talk).note == "ill"


def test_undo_of_the_first_word_leaves_what_was_said_earlier(talk):
    done = talk.ana.types("/project-status apollo amber time: ill")

    card = done.clicks("Undo")

    assert "🟢 On track since 1 May" in card.text
    assert standing(talk).as_of == EARLIER


def test_a_double_click_on_undo_takes_back_once(talk):
    talk.ana.types("/project-status apollo amber time: first")
    done = talk.ana.types("/project-status apollo amber time: second")
    count = len(said(talk))

    seen = done.clicks("Undo", twice=True)

    assert "Taken back" in seen.text
    assert len(said(talk)) == count + 1
    assert standing(talk).note == "first"
    assert [n.text for n in talk.ana.reads() if "no longer" in n.text] == []


def test_undo_is_for_ten_minutes(talk):
    first = talk.ana.types("/project-status apollo amber time: ill")
    talk.clock.passes(minutes=10)
    assert "Taken back" in first.clicks("Undo").text

    second = talk.ana.types("/project-status apollo amber time: ill").as_it_was()
    talk.clock.passes(minutes=10, seconds=1)
    assert "Ten minutes are over." in second.clicks("Undo").text
    assert standing(talk).note == "ill"


def test_undo_does_not_take_back_what_another_said_since(talk):
    hers = talk.ana.types("/project-status apollo amber time: ill").as_it_was()
    talk.clock.passes(minutes=1)
    form = talk.mara.types("/project-status apollo amber time: two ill")
    assert "Ana Lind said today: Time 🟡 at risk, Target 🟢 on track, Budget" in form.text
    form.fills("What gets it back", "two more")
    form.saves()

    assert "Something was said since." in hers.clicks("Undo").text
    assert standing(talk).note == "two ill"


def test_undo_is_for_who_said_it(talk):
    done = talk.ana.types("/project-status apollo amber time: ill")
    talk.mara.types("/project-status apollo")
    click = talk.mara.types("/project-status apollo").clicks("Update") and talk.mara.last.payload
    action = click["actions"][0]
    forged = {"action_id": "status.undo", "value": done.press("Undo").element.json["value"]}

    answer = talk.mara.sends(click | {"actions": [action | forged], "trigger_id": "9.9.new"})

    assert answer.status == 200
    assert "Only who said it can take it back." in talk.mara.reads()[-1].text
    assert standing(talk).note == "ill"
