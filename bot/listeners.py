"""Which listeners there are, and what each is given: the table of contents of handlers/."""

from bot.app import Listeners
from bot.directory import Directory
from bot.given import Given
from handlers.account import AccountListeners
from handlers.add import AddListeners
from handlers.desk import Desk
from handlers.digest import DigestListeners
from handlers.doubt import DoubtListeners
from handlers.greeting import GreetingListeners
from handlers.home import HomeListeners, Homes
from handlers.launch import LaunchListeners
from handlers.leftover import LeftoverListeners
from handlers.lesson import LessonListeners
from handlers.month import MonthListeners
from handlers.people import PeopleListeners
from handlers.project import ProjectListeners
from handlers.role import RoleListeners
from handlers.settings import SettingsListeners
from handlers.status import StatusListeners
from handlers.usage import UsageListeners
from handlers.week import WeekListeners
from handlers.week_ahead import WeekAheadListeners


def all_listeners(given: Given) -> tuple[Listeners, ...]:
    """Build every class of listeners at one desk.

    Bolt tries one listener after another: those that are asked most come first.
    """
    database, slack = given.database, Directory(given.client)
    desk = Desk(database.begin, database.reading, given.now, slack, stopwatch=given.stopwatch)
    homes = Homes(desk, given.leaders, given.later)
    return (
        StatusListeners(desk, homes),
        ProjectListeners(desk),
        AccountListeners(desk),
        AddListeners(desk, homes),
        DigestListeners(desk),
        GreetingListeners(desk),
        HomeListeners(homes),
        LaunchListeners(desk, homes),
        LessonListeners(desk),
        MonthListeners(desk, homes),
        DoubtListeners(desk),
        PeopleListeners(desk, homes),
        RoleListeners(desk, homes),
        SettingsListeners(desk, homes),
        UsageListeners(desk),
        WeekListeners(desk),
        WeekAheadListeners(desk, homes),
        LeftoverListeners(desk),  # the last: it takes all that is left
    )
