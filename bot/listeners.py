"""Which listeners there are, and what each is given: the table of contents of handlers/."""

from bot.app import Listeners
from bot.directory import Directory
from bot.given import Given
from handlers.account import AccountListeners
from handlers.add import AddListeners
from handlers.desk import Desk
from handlers.digest import DigestListeners
from handlers.home import HomeListeners, Homes
from handlers.leftover import LeftoverListeners
from handlers.lesson import LessonListeners
from handlers.month import MonthListeners
from handlers.people import PeopleListeners
from handlers.project import ProjectListeners
from handlers.role import RoleListeners
from handlers.settings import SettingsListeners
from handlers.status import StatusListeners
from handlers.usage import UsageListeners


def all_listeners(given: Given) -> tuple[Listeners, ...]:
    """Build every class of listeners at one desk."""
    desk = Desk(given.database.begin, given.database.reading, given.now, Directory(given.client))
    homes = Homes(desk, given.leaders)
    return (
        AccountListeners(desk),
        AddListeners(desk, homes),
        DigestListeners(desk),
        HomeListeners(homes),
        LessonListeners(desk),
        MonthListeners(desk, homes),
        PeopleListeners(desk, homes),
        ProjectListeners(desk),
        RoleListeners(desk, homes),
        SettingsListeners(desk, homes),
        StatusListeners(desk, homes),
        UsageListeners(desk),
        LeftoverListeners(desk),  # the last: it takes all that is left
    )
