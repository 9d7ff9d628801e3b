"""The week on a leader's Home: who is asked and who is not, and what can be done about it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from models.schedule import Schedule
from tests.conftest import NOON

WEDNESDAY = datetime(2030, 5, 8, 14, 5, tzinfo=UTC)


@pytest.fixture
def week(firm, apollo, beat):
    """Ana and Ben are asked this week; Cem is away, Lost has no account. It is Monday noon."""
    assert apollo
    cem, lost = firm.person("Cem Aydin"), firm.person("Lost Person")
    for person in (cem, lost):
        firm.runs(person, firm.project(f"Of {person.name}"))
    firm.away(cem, date(2030, 5, 1), date(2030, 5, 20))
    firm.sets(is_launched=True, digest_channel=beat.channel("general"))
    beat.knows()
    beat()
    return beat


def test_leaders_see_who_is_asked_and_who_is_held_back_and_why(talk, week):
    assert week
    home = talk.mara.opens_home()
    assert "Weekly messages: 2 to come, 2 held back" in home.text

    seen = home.clicks("Who and why")

    assert "Ana Lind · Wed 8 May, 12:00" in seen.text
    assert "times as in UTC" in seen.text
    assert "Cem Aydin · held back: away until 20 May" in seen.text
    assert "Lost Person · held back: no Slack account" in seen.text


def test_when_the_digest_comes_is_told_by_the_firms_clock(talk, week):
    week.until(datetime(2030, 5, 13, 4, tzinfo=UTC))

    home = talk.mara.opens_home()

    assert "Digest: Mon 13 May, 09:00 (UTC)" in home.text
    assert "Digest: Mon 13 May, 09:00 · times as in UTC" in home.clicks("Who and why").text


def test_the_week_is_sent_at_once_and_not_again(talk, week):
    talk.mara.opens_home().clicks("Send now")
    week()

    [message] = talk.ana.reads()
    assert "Your week · 6 May" in message.text
    assert "1 sent, 3 held back" in talk.mara.opens_home().text
    assert talk.ben.reads() == []
    week.until(NOON + timedelta(days=6))
    assert ["Your week: still open" in note.text for note in talk.ana.reads()] == [False, True]


def test_a_digest_is_posted_at_once_and_its_lists_stand_in_its_thread(talk, week, firm):
    firm.says(firm.project_called("Apollo"), NOON.date(), overall="red")
    week.passes(hours=1)
    talk.mara.opens_home().clicks("Post digest now")
    week.passes(minutes=1)
    [digest] = [note for note in talk.mara.reads("general") if "The firm, week 19" in note.text]
    assert "2 not reported" in digest.text
    assert [n for n in talk.mara.reads("general") if n.message.thread_ts == digest.ts]
    again = talk.mara.opens_home().clicks("Post digest now")
    assert "A digest was posted today by hand already." in again.text


@pytest.mark.usefixtures("week")
def test_only_leaders_do_any_of_it(talk):
    talk.mara.opens_home().clicks("Send now")
    click = talk.mara.last.payload
    who = click["user"] | {"id": talk.ana.user.id}
    for n, action in enumerate(
        ("ahead.open", "ahead.send", "ahead.post_digest", "ahead.ask_again")
    ):
        sent = click["actions"][0] | {"action_id": action, "value": "1"}
        talk.ana.sends(click | {"actions": [sent], "user": who, "trigger_id": f"{n}.9.x"})

    assert [note for note in talk.mara.reads("general") if "The firm" in note.text] == []


def test_somebody_is_told_why_no_message_comes(talk, week, firm):
    assert week
    firm.away(firm.called("Ana Lind"), date(2030, 5, 6), date(2030, 5, 20))

    assert "None comes this week: away until 20 May." in talk.ana.opens_home().text


def test_after_four_weeks_without_an_answer_nobody_is_asked_and_a_leader_decides(talk, week):
    week.until(WEDNESDAY + timedelta(weeks=4))

    assert "Four weeks went by without an answer" in talk.ana.reads()[-1].text
    assert any("Ana Lind did not answer for four weeks" in n.text for n in talk.mara.reads())
    home = talk.mara.opens_home()
    home.clicks("Ask again", near="Ana Lind")
    assert "Ana Lind did not answer" not in talk.mara.opens_home().text
    with talk.database.reading() as session:
        paused = [one.paused_because for one in session.exec(select(Schedule)) if one.person_id]
    assert paused.count("unanswered") == 0
    count = len(talk.ana.reads())
    week.until(WEDNESDAY + timedelta(weeks=5))
    assert len(talk.ana.reads()) == count + 1


def test_what_is_not_theirs_stands_on_a_leaders_home(talk, week):
    week.until(WEDNESDAY)
    talk.ana.reads()[-1].clicks("Not mine")

    home = talk.mara.opens_home()

    assert "Ana Lind says that Apollo is somebody else's." in home.text
    form = home.clicks("Name manager", near="Ana Lind says")
    assert "Apollo" in form.text
