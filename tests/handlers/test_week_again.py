"""A weekly message keeps up with what is said of its projects after they were answered."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOON

LAST_WEEK = NOON.date() - timedelta(days=3)


@pytest.fixture
def answered(talk, firm, apollo, ana, beat):
    """Ana answered her message of Wednesday with an update: off track. Ben is her deputy."""
    firm.now = NOON - timedelta(days=3)
    firm.says(apollo, LAST_WEEK, ana, time="green", target="green", budget="green")
    firm.stands_in(firm.called("Ben Ito"), apollo)
    firm.sets(is_launched=True, digest_channel=beat.channel("apollo"))
    beat()
    beat.until(datetime(2030, 5, 8, 14, 5, tzinfo=UTC))
    form = talk.ana.reads()[-1].clicks("Update", near="Apollo")
    form.chooses("Time", "🔴 Off track")
    form.fills("What gets it back", "a new one")
    form.chooses("Decision", "Someone must decide")
    form.saves().closes()
    beat.passes(minutes=1)
    assert "🔴 Apollo · off track" in message_of(talk).text
    return beat


def message_of(talk):
    return next(note for note in reversed(talk.ana.reads()) if "Your week" in note.text)


def test_each_later_report_stands_in_it_with_what_the_digest_will_say(talk, answered):
    for line, words in (
        ("amber time: a supplier is found", "🟡 Apollo · at risk"),
        ("green", "🟢 Apollo · on track"),
    ):
        talk.ana.types(f"/project-status apollo {line}")
        answered.passes(minutes=12)
        assert words in message_of(talk).text
        assert "🔴" not in message_of(talk).text


def test_what_another_says_stands_in_it_too(talk, answered):
    talk.ben.types("/project-status apollo green").saves()
    answered.passes(minutes=1)

    seen = message_of(talk)

    assert "🟢 Apollo · on track" in seen.text
    assert "digest will say" not in seen.text
    assert "Undo" not in seen.buttons


def test_undo_in_it_takes_back_the_last_report_and_what_stood_before_is_the_answer(talk, answered):
    talk.ana.types("/project-status apollo amber time: a supplier is found")
    answered.passes(minutes=1)

    seen = message_of(talk).clicks("Undo", near="Apollo")

    assert "🔴 Apollo · off track" in seen.text
    assert "All answered." in seen.text


def test_who_presses_undo_too_late_is_given_update(talk, answered):
    old = message_of(talk)
    talk.ana.types("/project-status apollo amber time: a supplier is found")
    answered.passes(minutes=11)

    refused = old.clicks("Undo", near="Apollo")

    assert "Press Update to change it." in refused.text
    form = refused.clicks("Update")
    assert form.title.startswith("Update Apollo")


def test_what_was_confirmed_and_then_reported_is_not_said_to_stand_still(talk, answered):
    answered.until(datetime(2030, 5, 15, 14, 5, tzinfo=UTC))
    message_of(talk).clicks("Still off track", near="Apollo")
    answered.passes(minutes=1)
    assert "still off track" in message_of(talk).text

    talk.ana.types("/project-status apollo green")
    answered.passes(minutes=1)

    assert "🟢 Apollo · on track" in message_of(talk).text
    assert "still" not in message_of(talk).text
