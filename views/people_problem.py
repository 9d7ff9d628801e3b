"""How it is said that people, accounts and new things cannot be as they were filled in."""

from models.errors import RefusedError
from models.people_errors import (
    AccountTakenError,
    EmailTakenError,
    MissingError,
    NearNameError,
    NotAColleagueError,
    PastError,
    SameHolderError,
    TwoError,
    UnreadableError,
)
from views.message import plain

PEOPLE = (
    AccountTakenError,
    EmailTakenError,
    MissingError,
    NearNameError,
    NotAColleagueError,
    PastError,
    SameHolderError,
    TwoError,
    UnreadableError,
)
STANDINGS = {
    "guest": "This is a guest. Choose a colleague.",
    "stranger": "This is somebody of another company. Choose a colleague.",
    "bot": "This is a bot. Choose a colleague.",
    "gone": "This account is closed. Choose another one.",
}
LONGEST = 120
ONE_OF_TWO = {
    "client": "Choose a client or write a new one, not both.",
    "person": "Choose a colleague here or above, not both.",
}
MISSING = {
    "start_on": "Give the first day away.",
    "end_on": "Give the day you are back.",
    "people": "Choose at least one person.",
}


def people_words(error: RefusedError) -> str:
    """Return the sentence for what a form about people or new things refuses; plain text."""
    match error:
        case AccountTakenError(name=name):
            return f"This account belongs to {plain(name, LONGEST)} already."
        case NotAColleagueError(standing=standing):
            return STANDINGS.get(standing, "Choose a colleague.")
        case SameHolderError(name=name):
            return f"{plain(name, LONGEST)} has this role already."
        case EmailTakenError(name=name):
            return f"{plain(name, LONGEST)} has this e-mail already."
        case _:
            return _typed(error)


def _typed(error: RefusedError) -> str:
    match error:
        case NearNameError(name=name):
            return f"“{plain(name, LONGEST)}” is nearly the same name."
        case UnreadableError(expected=expected):
            return f"Expected is {expected}."
        case PastError():
            return "This day is over already."
        case TwoError(what=what):
            return ONE_OF_TWO.get(what, "Choose one of the two.")
        case MissingError(field=field):
            return MISSING.get(field or "", "This is needed.")
        case _:
            return "This is needed."
