"""Which jobs run beside the listeners: the timetable, and what each is given."""

from bot.directory import Directory
from bot.given import Given
from bot.scheduler import Scheduler
from schedules.timetable import timetable


def all_jobs(given: Given) -> tuple[Scheduler, ...]:
    """Build the scheduler over every job."""
    database, directory = given.database, Directory(given.client)
    jobs = timetable(database.begin, database.reading, given.now, directory.all_profiles)
    scheduler = Scheduler(jobs)
    directory.wait = scheduler.stopping.wait
    return (scheduler,)
