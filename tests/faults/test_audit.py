"""The auditor: nothing is late, in doubt or lost without somebody being told, once."""

import logging
from datetime import timedelta

from models.delivery.audit import undelivered
from models.outbox import Fate
from sandbox.faults import Drop, Limit, Say
from tests.conftest import NOON


def alarms(caplog):
    return [r.getMessage() for r in caplog.records if r.name == "schedules.audit"]


def told(office):
    with office.database.reading() as session:
        return [(one.person, one.why, one.fate) for one in undelivered(session, office.clock())]


def test_nothing_is_said_while_all_is_well(office, caplog):
    office.post("hello")
    office.post("snoozed", due_at=NOON + timedelta(days=1))
    office.drain(2)
    office.passes(hours=2)

    office.audit()

    assert (office.overdue, alarms(caplog)) == ([0], [])


def test_what_is_late_is_said_once_whoever_sees_it(office, caplog):
    caplog.set_level(logging.ERROR)
    office.post("hello")
    office.audit()
    assert alarms(caplog) == []

    office.passes(minutes=16)
    for _ in range(3):
        office.audit()

    assert len(alarms(caplog)) == 1
    assert "(note), wanted 2030-05-06 12:00 UTC: pending" in alarms(caplog)[0]
    assert office.overdue == [0, 1, 1, 1]
    assert told(office) == [("Ana Lind", None, Fate.PENDING)]


def test_what_slack_told_us_to_wait_with_is_not_late_for_an_hour(office):
    office.post("hello")
    office.fails(Limit(3000))
    office.deliver()

    office.passes(minutes=20)
    office.audit()
    office.passes(minutes=41)
    office.audit()

    assert office.overdue == [0, 1]


def test_who_stands_in_a_queue_that_moves_is_not_late(office):
    for n in range(4):
        office.post(f"{n}")
    office.passes(minutes=20)
    office.deliver()

    office.audit()
    office.passes(minutes=2)
    office.audit()

    assert office.overdue == [0, 3], "it moves no more"


def test_who_is_overtaken_is_late(office):
    office.post("stuck", kind="dance")
    office.passes(minutes=20)
    office.post("quick", "ben")
    office.deliver()

    office.audit()

    assert office.overdue == [1]


def test_what_is_in_doubt_for_long_is_said(office):
    office.leader("mara")
    office.post("digest", "#apollo")
    office.fails(Drop())
    office.drain(8)
    office.passes(minutes=16)

    office.audit()

    assert office.overdue == [1]
    assert (None, "RemoteDisconnected", Fate.UNKNOWN) in told(office)


def test_what_failed_is_told_for_a_week(office, caplog):
    office.post("hello")
    office.fails(Say("messages_tab_disabled"))
    office.drain()
    office.audit()
    assert "failed, messages_tab_disabled" in alarms(caplog)[0]
    assert told(office) == [("Ana Lind", "messages_tab_disabled", Fate.FAILED)]

    office.passes(days=8)
    office.audit()
    assert (office.overdue[-1], told(office)) == (0, [])


def test_what_was_missed_is_shown_to_leaders_and_no_alarm(office):
    office.post("digest", stale_at=NOON)
    office.drain()

    office.audit()

    assert office.overdue == [0]
    assert told(office) == [("Ana Lind", "missed", Fate.DROPPED)]


def test_after_a_month_it_is_forgotten_but_for_what_others_hang_on(office):
    base = office.post("base")
    office.post("sent", "ben")
    office.post("waits", due_at=NOON + timedelta(days=60))
    office.drain(3)
    office.post("edit", edit_of_id=base, due_at=NOON + timedelta(days=60))

    office.passes(days=31)
    office.tidy()

    assert {row.key for row in office.rows()} == {"base", "waits", "edit"}


def test_tidying_is_done_once_a_day(office):
    office.tidy()
    office.post("sent")
    office.drain(2)
    office.passes(days=31)

    office.tidy()
    assert office.rows() == []
