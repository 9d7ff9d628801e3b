"""The timetable, set ticking."""

import logging
from dataclasses import dataclass, field
from datetime import UTC
from threading import Event

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import now
from schedules.timetable import Timetable

BEAT_ONLY = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

log = logging.getLogger(__name__)


@dataclass
class Scheduler:
    """Keeps the beat and nothing else: each job asks what is due, so no beat is missed.

    `stopping` is for those jobs that wait for something: it cuts their waiting short.
    """

    jobs: Timetable
    stopping: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        logging.getLogger("apscheduler.executors.default").setLevel(logging.CRITICAL)  # see below
        # a beat that comes while the last one still works is left out, as it should be
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        threads = {"default": ThreadPoolExecutor(max(len(self.jobs), 1))}  # none waits for another
        self._beat = BackgroundScheduler(threads, timezone=UTC, job_defaults=BEAT_ONLY)
        self._beat.add_listener(_say_what_failed, EVENT_JOB_ERROR)

    def start(self) -> None:
        """Let every job beat at once, and then as its trigger says."""
        for name, (trigger, run) in self.jobs.items():
            self._beat.add_job(run, trigger, id=name, name=name, next_run_time=now())
        self._beat.start()

    def stop(self) -> None:
        """Begin nothing more, and wait for what has begun."""
        self.stopping.set()
        if self._beat.running:
            self._beat.shutdown()

    def is_alive(self) -> bool:
        return bool(self._beat.running)


def _say_what_failed(event: JobExecutionEvent) -> None:
    """Log it in our own words, and go on: the next beat tries again."""
    log.error("job %s failed", event.job_id, exc_info=event.exception)
