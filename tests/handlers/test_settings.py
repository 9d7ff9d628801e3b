from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.absence import Absence, be_away
from models.person import Person
from models.setting import firm_settings
from sandbox.faults import Drop, Say, Status
from tests.conftest import NOON
from tests.handlers.forgery import as_if

TODAY = NOON.date()


@pytest.fixture
def ana(firm):
    ana = firm.person("Ana Lind")
    firm.runs(ana, firm.project("Apollo"))
    return ana


@pytest.fixture
def mara(firm):
    return firm.leader("Mara Okoye")


def settings_line(home):
    return home.text.partition("Your settings\n")[2].splitlines()[0]


def row(firm, name):
    person = firm.called(name)
    return person.weekly_on, person.weekly_hour, person.time_zone


@pytest.mark.usefixtures("ana")
def test_somebody_changes_when_the_weekly_message_comes(talk, firm):
    form = talk.ana.opens_home().clicks("Change")
    assert (form.value("Day"), form.value("Hour")) == ("Wednesday", "14:00")

    form.chooses("Day", "Friday").chooses("Hour", "09:00")
    form.chooses("Time zone", "New York (America/New_York)", query="new york").saves()

    line = settings_line(talk.ana.opens_home())
    assert line == ("Weekly message: Fridays at 09:00, New York; away: none")
    assert row(firm, "Ana Lind") == (4, 9, "America/New_York")


@pytest.mark.usefixtures("ana", "mara")
def test_what_somebody_left_alone_follows_the_firm(talk, firm):
    talk.ana.opens_home().clicks("Change").chooses("Hour", "09:00").saves()

    firm.sets(weekly_on=0, weekly_hour=16)

    assert settings_line(talk.ana.opens_home()).startswith("Weekly message: Mondays at 09:00")
    assert row(firm, "Ana Lind") == (None, 9, None)


@pytest.mark.usefixtures("ana")
def test_absences_are_listed_and_a_coming_one_is_taken_back(talk):
    for away, back in ((date(2030, 7, 1), date(2030, 7, 15)), (date(2030, 6, 3), date(2030, 6, 5))):
        form = talk.ana.opens_home().clicks("Change")
        form.fills({"Away from": away, "Back on": back}).saves()

    line = settings_line(talk.ana.opens_home())
    assert line.endswith("away: 3 to 4 Jun, 1 to 14 Jul")

    form = talk.ana.clicks("Change").chooses("Day", "Friday")
    form = form.clicks("Remove", near="3 to 4 Jun")

    assert form.value("Day") == "Friday"
    assert "3 to 4 Jun" not in form.text
    form.closes()
    line = settings_line(talk.ana.opens_home())
    assert line.endswith("Wednesdays at 14:00, Berlin; away: 1 to 14 Jul")


@pytest.mark.usefixtures("ana")
def test_absences_that_overlap_or_touch_are_one(talk, firm):
    for away, back in (
        (date(2030, 12, 1), date(2030, 12, 10)),
        (date(2030, 12, 18), date(2030, 12, 20)),
        (date(2030, 12, 27), date(2031, 1, 2)),
        (date(2030, 12, 8), date(2030, 12, 18)),
    ):
        form = talk.ana.opens_home().clicks("Change")
        form.fills({"Away from": away, "Back on": back}).saves()

    line = settings_line(talk.ana.opens_home())

    assert line.endswith("away: 1 to 19 Dec, 27 Dec to 1 Jan 2031")
    with firm.database.reading() as session:
        assert len(session.exec(select(Absence)).all()) == 2


def test_absences_that_were_noted_apart_are_said_as_one(talk, firm, ana):
    with firm.writing() as session:
        for start, end in ((1, 10), (8, 20)):
            days = date(2030, 12, start), date(2030, 12, end)
            be_away(session, firm.deed, session.merge(ana), *days)

    assert settings_line(talk.ana.opens_home()).endswith("away: 1 to 19 Dec")


def test_nobody_takes_back_the_absence_of_another(talk, firm, ana):
    form = talk.ana.opens_home().clicks("Change")
    form.fills({"Away from": date(2030, 12, 1), "Back on": date(2030, 12, 2)}).saves()
    talk.ana.opens_home().clicks("Change").clicks("Remove", near="1 Dec")
    clicked = talk.ana.last.payload
    firm.person("Ben Ito")
    with firm.writing() as session:
        be_away(session, firm.deed, session.merge(ana), date(2030, 12, 1), date(2030, 12, 2))
        [absence] = session.exec(select(Absence)).all()
        clicked["actions"][0]["value"] = str(absence.id)

    talk.ben.sends(as_if(clicked, talk.sandbox.workspace, "ben"))

    with firm.database.reading() as session:
        assert len(session.exec(select(Absence)).all()) == 1


def test_who_comes_back_early_was_away_until_today(talk, firm, ana):
    form = talk.ana.opens_home().clicks("Change")
    form.fills({"Away from": TODAY, "Back on": TODAY + timedelta(days=20)}).saves()
    talk.clock.passes(days=3)

    form = talk.ana.opens_home().clicks("Change")
    form.clicks("Remove", near="6 to 25 May")

    with firm.database.reading() as session:
        absence = session.exec(select(Absence).where(Absence.person_id == ana.id)).one()
        assert (absence.start_on, absence.end_on) == (TODAY, TODAY + timedelta(days=3))


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize(
    ("away", "back", "errors"),
    [
        (
            date(2030, 6, 5),
            date(2030, 6, 3),
            {"Back on": "The end (3 Jun) is not after the start (5 Jun)."},
        ),
        (date(2030, 6, 5), None, {"Back on": "Give the day you are back."}),
        (None, date(2030, 6, 5), {"Away from": "Give the first day away."}),
        (date(2030, 4, 1), date(2030, 5, 6), {"Back on": "This day is over already."}),
    ],
)
def test_an_absence_that_cannot_be_is_refused_at_its_field(talk, firm, away, back, errors):
    form = talk.ana.opens_home().clicks("Change").chooses("Day", "Friday")
    form = form.fills({"Away from": away, "Back on": back}).saves()

    assert form.errors.keys() == errors.keys()
    assert all(form.errors[label].startswith(words) for label, words in errors.items())
    assert row(firm, "Ana Lind") == (None, None, None)


@pytest.mark.usefixtures("ana")
def test_the_hour_is_that_of_the_account_until_somebody_says_otherwise(talk):
    talk.ana.user.tz = "Asia/Kolkata"
    assert "Kolkata" in settings_line(talk.ana.opens_home())


def test_nobody_changes_the_settings_of_another(talk, firm, ana):
    firm.runs(firm.person("Ben Ito"), firm.project("Borealis"))
    talk.ben.opens_home()
    talk.ana.opens_home().clicks("Change").chooses("Day", "Friday").saves()

    talk.ben.sends(as_if(talk.ana.last.payload, talk.sandbox.workspace, "ben"))

    assert row(firm, "Ana Lind")[0] == row(firm, "Ben Ito")[0] == 4
    with firm.database.reading() as session:
        assert session.get_one(Person, ana.id).weekly_hour is None


@pytest.mark.usefixtures("mara")
def test_a_leader_sets_up_the_firm(talk, firm):
    form = talk.mara.opens_home().clicks("Check settings")
    form.chooses("Time zone", "Berlin (Europe/Berlin)", query="berlin")
    form.chooses("Public holidays", "Germany, Berlin", query="berlin")
    form.chooses("Working days", "Monday", "Tuesday", "Wednesday", "Thursday")
    form.chooses("Currency of new projects", "CHF, Swiss franc", query="franc")
    form.fills("Report every … working days", "10")
    form.chooses("Weekly message: day", "Monday").chooses("Weekly message: hour", "08:00")
    form.chooses("Leaders' digest in", "#general").chooses("Leaders' digest: day", "Tuesday")
    form.chooses("Leaders' digest: hour", "10:00").chooses("Quiet weeks", "Week of 13 May")
    form.saves().saves()  # the first says who reads in #general

    with firm.database.reading() as session:
        assert firm_settings(session).model_dump() == {
            "time_zone": "Europe/Berlin",
            "holidays": "DE-BE",
            "weekdays": (0, 1, 2, 3),
            "cadence": 10,
            "currency": "CHF",
            "weekly_on": 0,
            "weekly_hour": 8,
            "digest_channel": "C0GENERAL00",
            "digest_on": 1,
            "digest_hour": 10,
            "quiet_weeks": ("2030-W20",),
            "is_launched": False,
            "trial": (),
        }


@pytest.mark.usefixtures("mara")
def test_the_digest_goes_to_no_channel_with_a_guest_or_another_company(talk, firm):
    form = talk.mara.opens_home().clicks("Check settings")

    for channel, why in (("#with-guest", "A guest reads"), ("#quiet", "Type /invite @Trefoil")):
        refused = form.chooses("Leaders' digest in", channel).saves()
        assert why in str(refused.errors)

    with firm.database.reading() as session:
        assert firm_settings(session).digest_channel is None


@pytest.mark.usefixtures("mara")
def test_the_firms_time_zone_is_at_first_that_of_the_leader_who_sets_it_up(talk, firm):
    talk.mara.user.tz = "Asia/Kolkata"
    form = talk.mara.opens_home().clicks("Check settings")
    assert form.value("Time zone") == "Kolkata"

    firm.sets(time_zone="UTC")

    form.closes()
    assert talk.mara.opens_home().clicks("Firm settings").value("Time zone") == "UTC"


@pytest.mark.usefixtures("ana", "mara")
def test_only_leaders_set_up_the_firm(talk, firm):
    talk.mara.opens_home().clicks("Check settings").chooses(
        "Currency of new projects", "CHF, Swiss franc"
    ).saves()
    with firm.writing() as session:
        session.get_one(Person, firm.called("Ana Lind").id)
    saved = talk.mara.last.payload
    saved["view"]["state"]["values"]["cadence"]["cadence"]["value"] = "20"

    answer = talk.ana.sends(as_if(saved, talk.sandbox.workspace, "ana"))

    assert "You may not change the firm's settings." in answer.text
    with firm.database.reading() as session:
        assert firm_settings(session).cadence == 5


@pytest.mark.usefixtures("mara")
def test_places_are_found_by_what_is_typed_and_a_hundred_at_most_are_shown(talk):
    form = talk.mara.opens_home().clicks("Check settings")

    assert "Sao Paulo (America/Sao_Paulo)" in form.offers("Time zone", "são paulo")
    assert len(form.offers("Time zone", "")) == 100
    assert "Austria" in form.offers("Public holidays", "austria")
    assert form.offers("Public holidays", "bay")[0] == "Germany, Bayern"
    assert form.offers("Public holidays", "bavaria") == ["Germany, Bayern"]
    assert form.offers("Public holidays", "de-by") == ["Germany, Bayern"]
    assert "Switzerland, Zürich" in form.offers("Public holidays", "zurich")
    assert form.offers("Currency of new projects", "usd") == ["USD, US dollar"]
    assert form.offers("Currency of new projects", "dollar")[0] == "USD, US dollar"
    assert form.offers("Currency of new projects", "xof") == ["XOF"]
    assert form.offers("Time zone", "atlantis") == []


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize("fault", [Drop(), Say("internal_error"), Status(500)])
def test_what_was_saved_stays_saved_though_the_home_cannot_be_drawn(talk, firm, fault):
    form = talk.ana.opens_home().clicks("Change").chooses("Day", "Friday")
    talk.sandbox.faults.next("views.publish", fault)

    assert form.saves().errors == {}

    assert row(firm, "Ana Lind")[0] == 4


def test_two_leaders_with_one_form_keep_what_each_changed(talk, firm):
    firm.leader("Mara Okoye")
    firm.leader("Cem Aydin")
    hers = talk.mara.opens_home().clicks("Check settings")
    his = talk.cem.opens_home().clicks("Check settings")

    hers.chooses("Currency of new projects", "GBP, British pound", query="GBP")
    hers.saves()
    his.fills("Report every … working days", "7")
    his.saves()

    with talk.database.reading() as session:
        settings = firm_settings(session)
    assert (settings.currency, settings.cadence) == ("GBP", 7)
