"""The names by which Slack sends clicks and forms back: feature.verb."""

from enum import StrEnum


class ActionId(StrEnum):
    """What a button, a menu or a field is called; each has a listener."""

    PROJECT_OPEN = "project.open"
    PROJECT_MORE = "project.more"
    PROJECT_ASK_AGAIN = "project.ask_again"
    PROJECT_HISTORY = "project.history"
    PROJECT_SHOW_HERE = "project.show_here"
    PROJECT_NO_PLACE = "project.no_place"
    PROJECT_PLACE = "project.place"
    STATUS_UPDATE = "status.update"
    STATUS_CHOOSE = "status.choose"
    STATUS_MORE = "status.more"
    STATUS_UNDO = "status.undo"
    STATUS_CONFIRM = "status.confirm"
    MONTH_OPEN = "month.open"
    LESSON_LOG = "lesson.log"
    LESSON_OPEN = "lesson.open"
    LESSON_REMOVE = "lesson.remove"
    LESSON_PROJECT = "lesson.project"
    LESSON_OFFERINGS = "lesson.offerings"
    LESSON_TICK = "lesson.tick"
    HOME_SEEN = "home.seen"
    SETTINGS_MINE = "settings.mine"
    SETTINGS_BACK = "settings.back"
    SETTINGS_FIRM = "settings.firm"
    SETTINGS_ZONE = "settings.zone"
    SETTINGS_HOLIDAYS = "settings.holidays"
    SETTINGS_CURRENCY = "settings.currency"
    ADD_OPEN = "add.open"
    ADD_MORE = "add.more"
    ADD_CLIENT = "add.client"
    ADD_OFFERINGS = "add.offerings"
    PEOPLE_LINK = "people.link"
    PEOPLE_LEADER = "people.leader"
    ROLE_NAME = "role.name"
    ROLE_SUBJECT = "role.subject"
    ROLE_PERSON = "role.person"
    ROLE_UNLINKED = "role.unlinked"


class ViewId(StrEnum):
    """What a form is called."""

    STATUS = "status.save"
    MONTH = "month.save"
    LESSON = "lesson.save"
    SETTINGS_MINE = "settings.save_mine"
    SETTINGS_FIRM = "settings.save_firm"
    ADD_PROJECT = "add.save_project"
    ADD_CLIENT = "add.save_client"
    ADD_OFFERING = "add.save_offering"
    ADD_PERSON = "add.save_person"
    PEOPLE_LINK = "people.save_link"
    PEOPLE_LEADER = "people.save_leader"
    ROLE_NAME = "role.save"


class ShortcutId(StrEnum):
    """What a shortcut is called, as in manifest.yml."""

    LESSON_FROM_MESSAGE = "lesson.from_message"
