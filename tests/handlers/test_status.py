from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.baseline import Baseline
from models.colour import Colour
from sandbox.api.responses import KIND as RESPONSE_URL
from sandbox.faults import Say, Status
from tests.conftest import NOON
from tests.handlers.record import said, standing

pytestmark = pytest.mark.usefixtures("apollo")
TODAY = NOON.date()
EARLIER = TODAY - timedelta(days=5)
GREEN = "🟢 On track"
AMBER = "🟡 At risk"
RED = "🔴 Off track"
BACK, PLAN_BY, HELP = "What gets it back", "No plan yet? There will be one by", "Who must help"


def form_of(person, in_=None):
    return person.types("/project-status apollo", in_=in_).clicks("Update")


def test_the_form_is_preset_to_last_time(talk, firm, apollo, ana):
    firm.says(
        apollo,
        TODAY,
        ana,
        time="amber",
        target="green",
        budget="green",
        path="new tester",
        note="ill",
        forecast_finish_on=date(2030, 6, 12),
    )

    form = form_of(talk.ana)

    assert form.title == "Update Apollo"
    assert [form.value(part) for part in ("Time", "Target", "Budget")] == [AMBER, GREEN, GREEN]
    assert form.value("Finish expected") == "2030-06-12"
    assert (form.value(BACK), form.value("Note")) == ("new tester", "ill")
    assert "Colleagues read this. Not for the client." in form.text
    assert "Target: what the client gets" in form.text
    assert "Needed, this or the day below." in form.text


def test_a_note_is_of_its_day_and_only_told_of_later(talk, firm, apollo, ana):
    """Two days ago there was one; who leaves the field empty says none today."""
    words = "two *testers* are ill " * 20
    firm.says(apollo, EARLIER, ana, time="green", note=words)
    firm.says(apollo, TODAY - timedelta(days=1), ana, time="green")

    form = form_of(talk.ana)

    assert form.value("Note") is None
    assert "Last note, 1 May: two *testers* are ill two" in form.text
    assert "…" in form.text
    form.saves()
    assert said(talk)[-1].note is None
    form = form_of(talk.ana)
    form.fills("Note", "one is back")
    form.saves()
    assert form_of(talk.ana).value("Note") == "one is back"


@pytest.mark.parametrize("words", ["all well", "not so well"])
def test_a_note_that_stood_in_a_form_at_midnight_is_no_clash(talk, words):
    talk.ana.types("/project-status apollo green all well")
    form = form_of(talk.ana)
    talk.clock.passes(days=1)
    form.fills("Note", words)

    assert "Saved" in form.saves().text
    assert (said(talk)[-1].note, len(said(talk))) == (words, 2)


def test_when_all_stays_it_takes_two_clicks_and_confirms_all(talk, firm, apollo, ana):
    words = {"path": "new tester", "forecast_finish_on": date(2030, 6, 12)}
    firm.says(apollo, EARLIER, ana, time="amber", target="green", budget="green", **words)
    form = form_of(talk.ana)
    before = talk.ana.actions

    form.saves()

    assert talk.ana.actions == before + 1
    update = said(talk)[-1]
    assert update.as_of == TODAY
    assert {name: getattr(update, name) for name in words} == words
    assert update.by_id == ana.id


def test_an_update_from_nothing_to_green_is_six_acts(talk):
    form = form_of(talk.ana)
    for part in ("Time", "Target", "Budget"):
        form.chooses(part, GREEN)
    card = form.saves()

    assert talk.ana.actions == 6
    assert "🟢 On track since 6 May" in card.text


def test_amber_asks_what_gets_it_back_and_red_also_who_must_help(talk):
    form = form_of(talk.ana)
    assert BACK not in form.labels

    form.chooses("Time", AMBER)
    assert {BACK, PLAN_BY} <= set(form.labels)
    assert HELP not in form.labels
    form.chooses("Budget", RED)
    assert {HELP, "Decision"} <= set(form.labels)
    form.chooses("Time", GREEN)
    form.chooses("Budget", GREEN)
    assert not {BACK, HELP} & set(form.labels)


def test_what_was_typed_stays_when_a_colour_or_more_is_chosen(talk):
    form = form_of(talk.ana)
    form.fills({"Note": "two testers", "Finish expected": date(2030, 6, 12)})
    form.chooses("Time", AMBER)
    form.fills(BACK, "a third tester")
    form.chooses("Budget", RED)
    form.chooses(HELP, "Mara Okoye")
    form.chooses("Decision", "Someone must decide")
    form.clicks("More")
    form.fills("Percent done", "62")
    form.chooses("Target", GREEN)

    assert form.value("Note") == "two testers"
    assert form.value("Finish expected") == "2030-06-12"
    assert form.value(BACK) == "a third tester"
    assert form.value(HELP) == "U0MARA00000"
    assert form.value("Percent done") == "62"
    card = form.saves()
    assert "Who must help: Mara Okoye" in card.text
    assert "62 % done, 6 May" in card.text


def test_a_field_that_slack_forgets_is_drawn_with_what_was_typed(talk):
    form = form_of(talk.ana)
    form.chooses("Time", AMBER)
    form.fills(BACK, "a third tester")
    form.fills("Note", "ill")
    form.chooses("Budget", RED)

    drawn = {b["block_id"]: b["element"] for b in form.payload["blocks"] if b["type"] == "input"}
    assert drawn["path"]["initial_value"] == "a third tester"
    assert drawn["note"]["initial_value"] == "ill"


def test_a_year_that_is_a_slip_is_asked_about(talk, firm, apollo, ana):
    firm.says(apollo, EARLIER, ana, time="green", target="green", budget="green")
    form = form_of(talk.ana)
    form.chooses("Time", AMBER)
    form.fills({"Finish expected": date(2075, 3, 26), PLAN_BY: date(2032, 5, 20)})

    form.saves()

    far = "That is very far away. Is the year right?"
    assert form.errors == {"Finish expected": far, PLAN_BY: far}


def test_all_that_is_wrong_is_said_at_its_field_at_once(talk, firm, apollo, ana):
    firm.says(apollo, EARLIER, ana, time="green", target="green", budget="green")
    form = form_of(talk.ana)
    form.chooses("Time", RED)
    form.clicks("More")
    form.chooses(HELP, "Gus Guest")
    form.fills({"Finish expected": TODAY - timedelta(days=1), "Percent done": "120"})
    form.fills({"Spent (EUR)": "a lot", PLAN_BY: TODAY - timedelta(days=1)})

    form.saves()

    assert form.errors == {
        "Finish expected": "Finish is before today. Give the day you expect now; if it is done,"
        " say 100 percent under More.",
        PLAN_BY: "This day has passed. Choose a later one.",
        HELP: "Choose a colleague: guests, bots and other companies cannot help here.",
        "Percent done": "Give a number from 0 to 100, with two decimals at most.",
        "Spent (EUR)": "Give a number, like 48000 or 48k.",
    }
    assert len(said(talk)) == 1


@pytest.mark.parametrize(("colour", "missing"), [(AMBER, {BACK}), (RED, {BACK, HELP})])
def test_amber_needs_a_line_and_red_also_somebody(talk, colour, missing):
    form = form_of(talk.ana)
    form.chooses("Time", colour)

    form.saves()

    assert set(form.errors) == missing
    form.fills(PLAN_BY, TODAY + timedelta(days=7))
    if colour == RED:
        form.chooses("Decision", "Someone must decide")
    card = form.saves()
    assert "No plan yet; there will be one by 13 May" in card.text


def test_a_finish_that_has_passed_is_mended_by_100_percent(talk):
    form = form_of(talk.ana)
    form.chooses("Time", GREEN)
    form.fills("Finish expected", TODAY - timedelta(days=1))
    form.saves()
    assert "Finish expected" in form.errors
    form.clicks("More")
    form.fills("Percent done", "100 %")

    card = form.saves()

    assert "100 % done" in card.text
    assert "has passed" not in card.text


def test_carried_figures_say_since_when_and_keep_their_day(talk, firm, apollo, ana):
    figures = {"percent_complete": Decimal("62.5"), "spent": 4_800_000, "value_delivered": 2}
    firm.says(apollo, EARLIER, ana, time="green", **figures, forecast_cost=9_000_050)
    form = form_of(talk.ana)
    form.clicks("More")

    assert form.value("Percent done") == "62.5"
    assert form.value("Spent (EUR)") == "48000"
    assert form.value("Likely cost at the end (EUR)") == "90000.50" or "90000.5"
    assert form.text.count("Stands since 1 May") == 4
    form.fills("Spent (EUR)", "50k")
    card = form.saves()

    update = said(talk)[-1]
    assert (update.spent, update.percent_complete, update.value_delivered) == (
        5_000_000,
        None,
        None,
    )
    assert "62.5 % done, 1 May" in card.text
    assert "50k EUR spent (6 May)" in card.text
    assert "likely 90k EUR at the end" in card.text


def test_a_note_is_cleared_and_a_way_back_ends_with_green(talk, firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="amber", path="new tester", note="ill")
    form = form_of(talk.ana)
    form.clears("Note")
    form.chooses("Time", GREEN)

    card = form.saves()

    assert (said(talk)[-1].note, said(talk)[-1].path) == (None, None)
    assert "ill" not in card.text.splitlines()
    assert "new tester" not in card.text


def test_a_note_without_room_is_shown_and_stays_with_its_day(talk, firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="green", note="long " * 300)
    form = form_of(talk.ana)

    assert "Last note, too long to stand here: long long" in form.text
    assert form.value("Note") is None
    form.chooses("Target", GREEN)
    form.saves()
    assert said(talk)[-1].note.startswith("long long")
    assert said(talk)[-1].target == "green"

    talk.clock.passes(days=1)
    form_of(talk.ana).saves()
    assert said(talk)[-1].note is None


def test_a_note_of_several_lines_keeps_them(talk, firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="green", note="one\ntwo")

    form_of(talk.ana).saves()

    assert said(talk)[-1].note == "one\ntwo"


def test_a_form_without_a_colour_confirms_nothing(talk):
    form = form_of(talk.ana)
    nothing = form.saves()
    assert "Nothing was said" in nothing.text
    nothing.closes()
    form.fills("Note", "just so you know")
    card = form.saves()

    assert "⚪ Not reported · nobody has said anything yet" in card.text
    assert standing(talk).note == "just so you know"


def test_a_green_for_all_of_it_is_one_for_each_part(talk, firm, apollo, ana):
    firm.says(apollo, EARLIER, ana, overall="green")

    form = form_of(talk.ana)

    assert [form.value(part) for part in ("Time", "Target", "Budget")] == [GREEN] * 3
    form.saves()
    assert said(talk)[-1].time is Colour.GREEN


def test_an_amber_for_all_of_it_stands_until_a_part_is_chosen(talk, firm, apollo, ana):
    firm.says(apollo, EARLIER, ana, overall="amber", path="new tester")

    form = form_of(talk.ana)
    assert "You said 🟡 At risk for the whole on 1 May. Which part is it?" in form.text
    assert form.value("Time") is None
    assert form.value(BACK) == "new tester"
    form.saves()
    update = said(talk)[-1]
    assert (update.overall, update.path, update.as_of) == (Colour.AMBER, "new tester", TODAY)

    form = form_of(talk.ana)
    form.chooses("Time", AMBER)
    assert "Which part" not in form.text
    form.saves()
    assert (said(talk)[-1].overall, said(talk)[-1].time) == (None, Colour.AMBER)


def test_who_reads_it_is_said(talk, firm, apollo):
    cem, data = firm.person("Cem Aydin"), firm.offering("Data")
    firm.runs(cem, data)
    firm.shares(apollo, data)

    card = talk.ana.types("/project-status apollo green")
    assert (
        "Ben Ito (looks after Acme) and Cem Aydin (looks after Data) can see it on the card,"
        " as every colleague can." in card.text
    )
    with firm.writing() as session:
        session.merge(apollo).confidential = True
    form = card.clicks("Update")
    assert "Only its managers and leaders read this. Not for the client." in form.text
    card = form.saves()
    assert (
        "Only you, Ben Ito (looks after Acme), Cem Aydin (looks after Data) and the leaders can"
        in card.text
    )


def test_the_plan_stands_beside_the_finish(talk, firm, apollo):
    plan = Baseline(project_id=apollo.id, finish_on=date(2031, 3, 1), recorded_at=firm.now)
    with firm.writing() as session:
        session.add(plan)

    assert "Plan: 1 Mar 2031" in form_of(talk.ana).text


def test_the_same_form_sent_twice_is_saved_once(talk):
    form = form_of(talk.ana)
    form.chooses("Time", GREEN)
    form.saves(twice=True)

    assert len(said(talk)) == 1
    answer = talk.ana.repeats()
    assert (answer.status, answer.text) == (200, "")
    assert len(said(talk)) == 1


def test_the_same_line_delivered_again_is_saved_once(talk):
    talk.ana.types("/project-status apollo green all well")
    assert talk.ana.repeats().status == 200
    talk.clock.passes(minutes=4)
    assert talk.ana.repeats().status == 200

    assert len(said(talk)) == 1


def test_a_form_from_home_is_answered_in_a_window_and_on_home(talk):
    home = talk.ana.opens_home()
    form = home.clicks("Update")
    form.chooses("Time", GREEN)

    window = form.saves()

    assert window.title == "Saved"
    assert "Show here" not in window.buttons
    assert "Due from you\n⚪ Apollo" not in home.text
    assert "🟢 Apollo" in home.text
    undone = window.clicks("Undo")
    assert undone.title == "Taken back"
    assert "⚪ Apollo" in home.text


def test_a_form_from_a_window_lies_on_it(talk):
    card = talk.ana.opens_home().clicks("Open", near="Apollo")

    form = card.clicks("Update")
    form.closes()

    assert talk.ana.sees.title == "Project"


def test_an_answer_that_does_not_arrive_comes_as_a_window(talk):
    form = form_of(talk.ana)
    form.chooses("Time", GREEN)
    talk.sandbox.faults.next(RESPONSE_URL, Status(404))
    assert form.saves().title == "Saved"
    talk.ana.sees.closes()

    form = form_of(talk.ana, in_="apollo")
    talk.clock.passes(minutes=31)
    window = form.saves()
    assert window.title == "Saved"
    assert window.clicks("Undo").title == "Taken back"


def test_a_form_that_slack_no_longer_opens_says_so(talk):
    card = talk.ana.types("/project-status apollo")
    talk.sandbox.faults.next("views.open", Say("expired_trigger_id"))
    assert "That took too long for Slack. Try again." in card.clicks("Update").text

    talk.sandbox.faults.next("views.open", Say("expired_trigger_id"))
    line = "apollo red supplier is broke"
    seen = talk.ana.types(f"/project-status {line}")
    assert "That took too long for Slack. Try again." in seen.text
    assert line in seen.text


def test_two_colours_chosen_in_haste_lose_nothing(talk):
    """The second click was made before the form was drawn for the first."""
    form = form_of(talk.ana)
    form.chooses("Time", AMBER)
    talk.sandbox.faults.next("views.update", Say("hash_conflict"), Say("hash_conflict"))
    form.chooses("Budget", RED)
    assert HELP not in form.labels
    form.fills(BACK, "a new supplier")

    again = form.saves()

    assert "Name who must help" in again.text
    assert again.value(BACK) == "a new supplier"
    assert again.value("Budget") == RED
    again.chooses(HELP, "Mara Okoye")
    assert "Saved" in again.saves().text
    assert (standing(talk).time, standing(talk).budget) == (Colour.AMBER, Colour.RED)
