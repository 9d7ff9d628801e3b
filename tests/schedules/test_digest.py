"""The words of a digest hang on its occurrence alone: whenever a part leaves, it says the same."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.outbox import Fate, OutboxRow
from models.schedule import Occurrence, Rhythm, Schedule
from sandbox.reading import block_words
from sandbox.strict import check_message
from schedules.digest import parts_of
from schedules.renderer import Dropped
from schedules.words import WORDS

MONDAY = datetime(2030, 5, 6, 9, tzinfo=UTC)
TODAY, LAST_WEEK = date(2030, 5, 6), date(2030, 4, 29)


def occurrence(firm, posted):
    with firm.writing() as session:
        schedule = Schedule(
            key=f"digest {posted}", rhythm=Rhythm.DIGEST, look_at=posted, since_at=posted
        )
        session.add(schedule)
        session.flush()
        about: Any = {
            "schedule_id": schedule.id,
            "period": f"{posted.date()}",
            "due_at": posted,
            "made_at": posted,
        }
        came = Occurrence(**about)
        session.add(came)
    return came


def row(came, fate=Fate.PENDING, part=None):
    """Return the message of a digest, or of a part of its thread."""
    kind = "digest" if part is None else "digest.part"
    about = {"occurrence": came.id} | ({} if part is None else {"part": part})
    key, room = f"{kind}:{came.id}:{part}", "C0LEADERS00"
    times: Any = dict.fromkeys(("made_at", "due_at", "wanted_at"), came.made_at)
    at: Any = {"channel_id": room, "lane": room, "mark": key}
    return OutboxRow(key=key, kind=kind, about=about, fate=fate, **at, **times)


@pytest.fixture
def apollo(firm):
    """Apollo was on track when the last digest was sent, and is off track today."""
    firm.now = MONDAY - timedelta(days=8)
    project = firm.project("Apollo")
    firm.says(project, LAST_WEEK - timedelta(days=3), overall="green")
    last = occurrence(firm, MONDAY - timedelta(weeks=1))
    with firm.writing() as session:
        session.add(row(last, Fate.SENT))
    firm.now = MONDAY - timedelta(days=3)
    firm.says(project, date(2030, 5, 3), overall="red", note="Lost")
    return project


def said(firm, of, later=timedelta(0)):
    """Return what a row says when its turn comes."""
    with firm.database.begin() as session:
        kept = session.exec(select(OutboxRow).where(OutboxRow.key == of.key)).first() or of
        session.add(kept)
        session.flush()
        return WORDS[of.kind](session, kept, MONDAY + later)


def text(message):
    blocks = message.payload()["blocks"]
    assert check_message(blocks) == []
    return "\n".join(block_words(block) for block in blocks)


@pytest.mark.usefixtures("apollo")
def test_the_digest_says_what_changed_since_the_last_one_that_was_sent(firm):
    words = text(said(firm, row(occurrence(firm, MONDAY))))

    assert "1 of 1 off track." in words
    assert "Worse since 29 Apr\n🔴 Apollo, Acme · off track" in words


def test_it_says_the_same_whenever_it_leaves(firm, apollo):
    this = occurrence(firm, MONDAY)
    rows = row(this), row(this, part=0), row(this, part=1)
    before = [said(firm, one) for one in rows]
    firm.now = MONDAY + timedelta(hours=2)
    firm.says(apollo, TODAY, overall="green", note="Found")

    after = [said(firm, one, timedelta(hours=3)) for one in rows]

    assert list(map(text, after)) == list(map(text, before))


@pytest.mark.usefixtures("apollo")
def test_there_are_as_many_parts_as_are_said_and_no_more(firm):
    this = occurrence(firm, MONDAY)
    with firm.database.reading() as session:
        count = parts_of(session, this)

    parts = [said(firm, row(this, part=n)) for n in range(-1, count + 1)]

    assert count > 0
    assert [isinstance(part, Dropped) for part in parts] == [True, *[False] * count, True]
    assert all(text(part.instead) for part in parts[1:-1])


def test_of_an_empty_firm_nothing_is_said(firm):
    this = occurrence(firm, MONDAY)

    assert said(firm, row(this)) == Dropped("no project to speak of")
    assert said(firm, row(this, part=0)) == Dropped("no such list")


def test_of_an_occurrence_that_is_not_there_nothing_is_said(firm):
    this = occurrence(firm, MONDAY)
    this.id = 99

    assert isinstance(said(firm, row(this)), Dropped)
    assert isinstance(said(firm, row(this, part=0)), Dropped)
