"""One project is told alike by Home, the digest, its spreadsheet and to whoever was told of it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.baseline import Baseline
from sandbox.places import direct_with
from tests.conftest import NOON

FRIDAY = NOON - timedelta(days=3)


@pytest.fixture(autouse=True)
def launched(firm, apollo, ana, beat):
    """Ana runs Apollo, on track on Friday, Ben holds its client, Mara leads. It is Monday noon."""
    cem = firm.person("Cem Aydin")
    firm.now = FRIDAY
    firm.says(apollo, FRIDAY.date(), ana, time="green", target="green", budget="green")
    firm.sets(is_launched=True, digest_channel=beat.channel("apollo"))
    beat.knows()
    beat()
    return cem


def turns_red(talk):
    form = talk.ana.types("/project-status apollo red budget: supplier is gone")
    form.fills("What gets it back", "a new one")
    form.chooses("Who must help", "Cem Aydin")
    return form.saves()


def is_told_red(talk, beat):
    """Ana says red and has it told at once; five minutes later she says amber."""
    turns_red(talk).clicks("Tell now")
    beat.passes(minutes=5)
    return talk.ana.types("/project-status apollo amber budget: a supplier is found")


def told(person):
    return [note.text for note in person.reads()]


def digest_of(talk, beat):
    talk.mara.opens_home().clicks("Post digest now")
    beat.passes(minutes=1)
    return next(n.text for n in talk.mara.reads("apollo") if "The firm, week" in n.text)


def sheet_of(talk):
    """Return the words of the spreadsheet that Mara takes."""
    slack = talk.sandbox.workspace
    talk.mara.opens_home().clicks("Spreadsheet").closes()
    place = direct_with(slack, talk.mara.user.id)
    ids = [id_ for m in slack.messages[place.id if place else ""] for id_ in m.files]
    book = load_workbook(BytesIO(slack.files[ids[-1]].content))
    return [str(cell) for row in book.worksheets[0].values for cell in row]


def test_a_red_that_was_taken_down_is_posted_nowhere_as_red(talk, beat):
    is_told_red(talk, beat)
    beat.passes(minutes=7)

    home, sheet, digest = talk.mara.opens_home().text, sheet_of(talk), digest_of(talk, beat)

    assert "1 project: 🟡 1 at risk" in home
    assert "at risk" in digest
    assert "🔴" not in digest
    assert "At risk" in sheet
    assert "Off track" not in sheet


def test_what_got_worse_is_held_back_everywhere_alike(talk, beat):
    turns_red(talk)
    beat.passes(minutes=5)

    home, sheet, digest = talk.mara.opens_home().text, sheet_of(talk), digest_of(talk, beat)

    assert "1 project: 🟢 1 on track" in home
    assert "Not counted yet: 1 report of the last ten minutes" in home
    assert "It is on track." in digest
    assert "Off track" not in sheet
    assert "Not in it yet: 1 report of the last ten minutes" in sheet[0]
    beat.passes(minutes=6)
    after = talk.mara.opens_home().text
    assert "1 project: 🔴 1 off track" in after
    assert "Not counted yet" not in after


def test_a_red_that_was_told_at_once_is_held_back_nowhere(talk, beat):
    turns_red(talk).clicks("Tell now")
    beat()

    assert "1 project: 🔴 1 off track" in talk.mara.opens_home().text
    assert "1 of 1 off track" in digest_of(talk, beat)


def test_whoever_was_told_of_a_red_is_told_once_that_it_is_amber(talk, beat):
    saved = is_told_red(talk, beat)

    assert "Ben Ito and Cem Aydin are told in ten minutes." in saved.text
    beat.passes(minutes=9)
    assert [len(told(one)) for one in (talk.ben, talk.cem)] == [1, 1]
    beat.passes(minutes=2)

    for person in (talk.ben, talk.cem):
        assert "🟡 Apollo for Acme is at risk now; you were told off track at" in told(person)[-1]
    beat.until(datetime(2030, 5, 13, 12, tzinfo=UTC))
    assert [len(told(one)) for one in (talk.ben, talk.cem)] == [2, 2]


def test_who_was_asked_for_help_is_asked_once_whatever_was_saved_before(talk, beat):
    turns_red(talk)
    beat.passes(minutes=1)
    saved = is_told_red(talk, beat)

    assert "does not hear of it" not in saved.text
    beat.passes(minutes=12)

    asked, better = told(talk.cem)
    assert "asks for your help" in asked
    assert "you were told off track at" in better
    assert "asks for your help" not in better


def test_an_amber_that_is_taken_back_is_told_to_nobody(talk, beat):
    is_told_red(talk, beat).clicks("Undo")

    beat.passes(hours=1)

    assert [len(told(one)) for one in (talk.ben, talk.cem)] == [1, 1]
    assert "1 project: 🔴 1 off track" in talk.mara.opens_home().text


def test_who_heard_that_it_is_amber_hears_that_it_is_green_and_of_the_next_red(talk, beat):
    is_told_red(talk, beat)
    beat.passes(minutes=11)

    talk.ana.types("/project-status apollo green")
    beat.passes(minutes=11)
    assert "🟢 Apollo for Acme is on track again; you were told at risk" in told(talk.ben)[-1]
    turns_red(talk)
    beat.passes(minutes=11)

    assert "🔴 Apollo for Acme is off track (was on track)" in told(talk.ben)[-1]


def test_a_red_that_stands_again_because_the_green_was_taken_back_is_told(talk, beat):
    turns_red(talk)
    beat.passes(minutes=5)
    green = talk.ana.types("/project-status apollo green")
    beat.passes(minutes=6)
    assert told(talk.ben) == []

    green.clicks("Undo")
    beat.passes(minutes=11)

    assert "🔴 Apollo for Acme is off track" in told(talk.ben)[-1]
    assert len(told(talk.ben)) == 1


def test_the_alert_says_who_must_help(talk, beat):
    turns_red(talk).clicks("Tell now")
    beat()

    assert "Cem Aydin must help." in told(talk.ben)[-1]
    assert "must help" not in told(talk.cem)[-1]


def test_opening_the_card_leaves_what_was_told(talk, beat):
    turns_red(talk).clicks("Tell now")
    beat()
    [alert] = talk.ben.reads()

    card = alert.clicks("Open")

    assert card.is_private
    assert "Ana Lind runs it" in card.text
    assert "is off track" in told(talk.ben)[0]


def test_what_others_see_is_drawn_as_others_see_it(talk, firm, apollo, ana):
    firm.now = NOON
    with firm.writing() as session:
        about = {"project_id": apollo.id, "recorded_at": NOON, "finish_on": date(2030, 6, 1)}
        session.add(Baseline(**about))
    firm.says(apollo, NOON.date(), ana, time="amber", forecast_finish_on=date(2030, 7, 12))

    seen = talk.ana.opens_home().clicks("What others see").text

    line = "🟡 Apollo for Acme · at risk · finish 12 Jul (plan 1 Jun) · said 6 May"
    assert line in seen
    assert line in talk.ben.types("/project-status Acme").text
