import logging
from threading import Event

import pytest
from apscheduler.triggers.interval import IntervalTrigger

from bot.scheduler import Scheduler

LONG = 20
"""Seconds after which a test that waits has failed."""


@pytest.fixture
def scheduler():
    """Return what starts a scheduler with some jobs; each is stopped after the test."""
    running = []

    def start(*jobs, stopping=None):
        page = {f"job.{n}": (IntervalTrigger(hours=1), job) for n, job in enumerate(jobs)}
        running.append(Scheduler(page, stopping or Event()))
        running[-1].start()
        return running[-1]

    yield start
    for one in running:
        one.stop()


def test_every_job_beats_at_the_start(scheduler):
    beats = Event(), Event()

    assert scheduler(*(beat.set for beat in beats)).is_alive()

    assert all(beat.wait(LONG) for beat in beats)


def test_a_job_that_fails_is_logged_and_disturbs_no_other(scheduler, caplog):
    caplog.set_level(logging.ERROR)
    beat, logged = Event(), Event()

    def fail():
        raise ZeroDivisionError

    class Watch(logging.Handler):
        def emit(self, _record):
            logged.set()

    watch = Watch()
    logging.getLogger().addHandler(watch)  # the last to hear of it, after caplog
    scheduler(fail, beat.set)

    assert beat.wait(LONG)
    assert logged.wait(LONG)
    logging.getLogger().removeHandler(watch)
    said = [(record.name, record.getMessage()) for record in caplog.records]
    assert said == [("bot.scheduler", "job job.0 failed")]
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_stopping_waits_for_what_has_begun_and_cuts_its_waiting_short(scheduler):
    begun, done, stopping = Event(), Event(), Event()

    def work():
        begun.set()
        stopping.wait(LONG)
        done.set()

    running = scheduler(work, stopping=stopping)
    assert begun.wait(LONG)

    running.stop()

    assert done.is_set()
    assert not running.is_alive()


def test_what_was_never_started_can_be_stopped():
    Scheduler({}).stop()
