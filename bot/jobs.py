"""Which jobs run beside the listeners: the timetable, and what each is given."""

from threading import Event

from bot.contact import Contact
from bot.directory import Directory
from bot.given import Given
from bot.postman import Postman
from bot.scheduler import Scheduler
from schedules.timetable import Means, timetable


def all_jobs(given: Given, contact: Contact) -> tuple[Scheduler, ...]:
    """Build the scheduler over every job."""
    stopping = Event()
    directory = Directory(given.client, wait=stopping.wait)
    means = Means(
        begin=given.database.begin,
        reading=given.database.reading,
        now=given.now,
        profiles=directory.all_profiles,
        slack=Postman(given.client, contact, directory),
        is_stopping=stopping.is_set,
        show_overdue=given.client.metrics.has_overdue,
    )
    return (Scheduler(timetable(means), stopping),)
