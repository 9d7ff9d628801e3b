"""Turning points: who is told that a project turned, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOON

LAST_WEEK = NOON.date() - timedelta(days=3)


@pytest.fixture
def cem(firm):
    return firm.person("Cem Aydin")


@pytest.fixture(autouse=True)
def launched(firm, apollo, ana, cem, beat):
    """Ana runs Apollo, which was on track on Friday; Ben holds its client. It is Monday noon."""
    assert cem
    firm.now = NOON - timedelta(days=3)
    firm.says(apollo, LAST_WEEK, ana, time="green", target="green", budget="green")
    leaders = next(
        c.id for c in beat.talk.sandbox.workspace.channels.values() if c.name == "apollo"
    )
    firm.sets(is_launched=True, digest_channel=leaders)
    beat()


def turns_red(talk):
    form = talk.ana.types("/project-status apollo red budget: supplier is gone")
    form.fills("What gets it back", "a new one")
    form.chooses("Decision", "Someone must decide")
    return form.saves()


def told(person):
    return [note.text for note in person.reads()]


def test_red_reaches_the_clients_manager_once_undo_is_over(talk, beat):
    seen = turns_red(talk)

    assert "Ben Ito, who looks after Acme, is told in ten minutes." in seen.text
    assert "The leaders' digest has it on Monday." in seen.text
    beat.passes(minutes=9)
    assert told(talk.ben) == []
    beat.passes(minutes=2)
    [note] = told(talk.ben)
    assert "🔴 Apollo for Acme is off track (was on track)" in note
    assert "What gets it back: a new one" in note
    assert told(talk.mara) == []


def test_what_is_undone_is_told_to_nobody(talk, beat):
    turns_red(talk).clicks("Undo")

    beat.passes(hours=1)

    assert told(talk.ben) == []


def test_it_can_be_told_at_once_and_then_not_be_undone(talk, beat):
    seen = turns_red(talk).clicks("Tell now")

    assert "Told Ben Ito." in seen.text
    assert "Undo" not in seen.buttons
    beat()
    assert len(told(talk.ben)) == 1


def test_what_is_said_again_within_ten_minutes_is_told_once(talk, beat):
    talk.ana.types("/project-status apollo amber budget: late")
    turns_red(talk)

    beat.passes(hours=1)

    [note] = told(talk.ben)
    assert "off track" in note


def test_amber_comes_with_the_weekly_message(talk, beat):
    seen = talk.ana.types("/project-status apollo budget amber prices rose")
    assert "Ben Ito, who looks after Acme, is told before the leaders read it." in seen.text

    beat.until(datetime(2030, 5, 8, 14, 5, tzinfo=UTC))

    [note] = told(talk.ben)
    assert "On your clients' projects" in note
    assert "🟡 Apollo for Acme is at risk (was on track)" in note


def test_amber_comes_before_the_digest_if_no_weekly_message_does(talk, beat):
    beat.until(datetime(2030, 5, 9, 12, tzinfo=UTC))
    talk.ana.types("/project-status apollo budget amber prices rose")

    beat.until(datetime(2030, 5, 13, 7, 59, tzinfo=UTC))
    assert told(talk.ben) == []
    beat.until(datetime(2030, 5, 13, 8, 1, tzinfo=UTC))

    [note] = told(talk.ben)
    assert "at risk" in note


def test_who_is_named_to_help_hears_of_it(talk, beat):
    form = talk.ana.types("/project-status apollo red budget: supplier is gone")
    form.fills("What gets it back", "a new one")
    form.chooses("Who must help", "Cem Aydin")
    seen = form.saves()

    assert "Cem Aydin and Ben Ito (looks after Acme) are told in ten minutes." in seen.text
    beat.passes(minutes=11)

    [note] = told(talk.cem)
    assert "Ana Lind asks for your help." in note


def asks_cem(talk):
    form = talk.ana.types("/project-status apollo red budget: supplier is gone")
    form.fills("What gets it back", "a new one")
    form.chooses("Who must help", "Cem Aydin")
    return form.saves()


@pytest.mark.parametrize(("cover", "more"), [("Dora Weiss", " Dora Weiss covers."), (None, "")])
def test_that_who_must_help_is_away_is_said_at_once(talk, beat, firm, cover, more):
    firm.person("Dora Weiss")
    cem = firm.called("Cem Aydin")
    firm.away(cem, NOON.date() - timedelta(days=3), NOON.date() + timedelta(days=3), cover)

    seen = asks_cem(talk)

    assert "Ben Ito, who looks after Acme, is told in ten minutes." in seen.text
    assert f"Cem Aydin is away until 9 May and hears of it then.{more}" in seen.text
    beat.passes(minutes=11)
    assert told(talk.cem) == []
    told_now = asks_cem(talk)
    assert told_now.text.count("Cem Aydin is away") == 1


def test_tell_now_says_who_is_away(talk, firm):
    firm.away(firm.called("Cem Aydin"), NOON.date(), NOON.date() + timedelta(days=3))

    seen = asks_cem(talk).clicks("Tell now")

    assert "Told Cem Aydin and Ben Ito. Cem Aydin is away until 9 May." in seen.text


def test_nobody_is_told_before_the_launch(talk, beat, firm):
    firm.sets(is_launched=False)

    seen = turns_red(talk)

    assert "told" not in seen.text
    beat.passes(hours=1)
    assert told(talk.ben) == []


def test_who_is_away_is_stood_in_for(talk, beat, firm):
    firm.away(firm.called("Ben Ito"), NOON.date(), NOON.date() + timedelta(days=9), "Cem Aydin")

    turns_red(talk)
    beat.passes(minutes=11)

    assert len(told(talk.cem)) == 1
    assert told(talk.ben) == []


def test_who_is_away_without_cover_hears_of_it_when_back(talk, beat, firm):
    firm.away(firm.called("Ben Ito"), NOON.date(), NOON.date() + timedelta(days=2))

    turns_red(talk)
    beat.passes(days=1)
    assert told(talk.ben) == []
    beat.until(datetime(2030, 5, 8, 9, 1, tzinfo=UTC))

    assert len(told(talk.ben)) == 1


def test_a_red_that_is_corrected_an_hour_later_is_told_all_the_same(talk, beat, firm):
    """Ben is away until Wednesday; meanwhile Ana mends a word."""
    firm.away(firm.called("Ben Ito"), NOON.date(), NOON.date() + timedelta(days=2))
    turns_red(talk)
    beat.passes(hours=1)
    talk.ana.types("/project-status apollo red budget: supplier is gone for good").saves()

    beat.until(datetime(2030, 5, 8, 9, 1, tzinfo=UTC))

    [note] = told(talk.ben)
    assert "off track" in note
    assert "gone for good" in note


def test_an_amber_that_is_green_by_then_is_told_to_nobody(talk, beat):
    beat.until(datetime(2030, 5, 9, 12, tzinfo=UTC))
    talk.ana.types("/project-status apollo budget amber prices rose")
    beat.passes(days=1)
    talk.ana.types("/project-status apollo green")

    beat.until(datetime(2030, 5, 13, 12, tzinfo=UTC))

    assert told(talk.ben) == []


def test_who_was_told_of_a_red_is_told_that_it_is_well_again(talk, beat):
    turns_red(talk)
    beat.passes(minutes=11)
    seen = talk.ana.types("/project-status apollo green")
    assert "Ben Ito is told in ten minutes." in seen.text

    beat.passes(minutes=11)

    assert "🟢 Apollo for Acme is on track again" in told(talk.ben)[-1]


def test_what_a_weekly_message_told_cannot_be_undone_and_it_tells_nothing_that_can(talk, beat):
    beat.until(datetime(2030, 5, 8, 11, 58, tzinfo=UTC))
    seen = talk.ana.types("/project-status apollo budget amber prices rose")
    beat.until(datetime(2030, 5, 8, 12, 1, tzinfo=UTC))
    assert told(talk.ben) == []

    assert "Taken back" in seen.clicks("Undo").text

    beat.until(datetime(2030, 5, 13, 12, tzinfo=UTC))
    assert told(talk.ben) == []


def test_what_was_replaced_cannot_be_told_at_once(talk, beat):
    seen = turns_red(talk)
    beat.passes(minutes=1)
    talk.ana.types("/project-status apollo green")

    refused = seen.clicks("Tell now")

    assert "Something was said since" in refused.text
    beat.passes(hours=1)
    assert told(talk.ben) == []


def test_news_alone_asks_nothing_and_nobody_is_given_up_for_it(talk, beat, firm):
    for week in range(6):
        firm.now = talk.clock()
        talk.ana.types("/project-status apollo green")
        beat.passes(days=1)
        talk.ana.types("/project-status apollo budget amber prices rose")
        beat.until(datetime(2030, 5, 13, 12, tzinfo=UTC) + timedelta(weeks=week))

    assert not any("without an answer" in note for note in told(talk.ben))
    assert not any("still open" in note for note in told(talk.ben))
