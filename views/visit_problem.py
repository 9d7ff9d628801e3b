"""How a refusal at Slack's door, or of what stands in a form, is said."""

from models.errors import (
    MisspeltError,
    OpenRoomError,
    OutsiderError,
    RefusedError,
    RepeatedError,
    TooLateError,
    UnknownAccountError,
    UnplacedError,
)

VISITING = (
    MisspeltError,
    OpenRoomError,
    OutsiderError,
    RepeatedError,
    TooLateError,
    UnknownAccountError,
    UnplacedError,
)
ROOMS = {
    "shared": "This channel is shared with another company, so the card stays with you.",
    "guest": "A guest reads this channel, so the card stays with you.",
    "confidential": "This project is confidential, so the card stays with you.",
    "absent": (
        "I am not in this channel, so I cannot see who reads it. Type /invite @Trefoil here,"
        " then try again."
    ),
    "unknown": (
        "I cannot see who reads this channel. If I am not in it, type /invite @Trefoil here; else"
        " try again in a minute."
    ),
}
"""Why a card is not shown to a whole channel."""
TOO_LATE = {
    "old": "Ten minutes are over. Press Update to change it.",
    "replaced": "Something was said since. Press Update to change it.",
    "told": "It was told already. Press Update to change it.",
    "another's": "Only who said it can take it back. Press Update to change it.",
}
"""Why a report cannot be taken back."""
PLAIN: dict[type[RefusedError], str] = {
    OutsiderError: "Trefoil is for colleagues of this firm only.",
    UnknownAccountError: "I cannot see in Slack who this is just now. Try again in a minute.",
}
FAULTS = {
    "red_without_path": "Say in one line what gets it back, or by when there will be a plan.",
    "amber_without_path": "Say in one line what gets it back, or by when there will be a plan.",
    "red_without_help": "Name who must help, or tick that someone must decide.",
    "finish_in_the_past": (
        "Finish is before today. Give the day you expect now; if it is done, say 100 percent"
        " under More."
    ),
    "finish_passed": "Finish is before today. Give the day you expect now.",
    "plan_in_the_past": "This day has passed. Choose a later one.",
    "far_away": "That is very far away. Is the year right?",
    "no_colleague": "Choose a colleague: guests, bots and other companies cannot help here.",
    "not_said": "Slack did not say who that is. Try again.",
    "not_a_percentage": "Give a number from 0 to 100, with two decimals at most.",
    "not_a_number": "Give a number, like 48000 or 48k.",
    "negative": "Give a number that is not below zero.",
    "too_fine": "Fewer decimals, please: this currency has no such coin.",
    "too_large": "This number is larger than can be kept.",
    "too_long": "Write 600 characters at most.",
    "ambiguous": "This could be thousands or decimals. Write it like 1250 or 1250.00.",
}
"""What is wrong with a field of a form, and how to mend it."""


def visit_words(error: RefusedError) -> str:
    """Return the sentence for one of VISITING; plain text."""
    match error:
        case MisspeltError(word=word, colour=""):
            return f"“{word}” is none of the colours: green, amber, red."
        case MisspeltError(word=word, colour=colour):
            return f"“{word}” is no colour. Did you mean {colour}?"
        case OpenRoomError(why=why):
            return ROOMS.get(why, ROOMS["unknown"])
        case UnplacedError(here=here):
            which = f"This channel has {len(here)} projects. " if here else ""
            return f"{which}Say which project, like /project-status apollo amber."
        case TooLateError(why=why):
            return TOO_LATE.get(why, TOO_LATE["old"])
        case _:
            return PLAIN.get(type(error), "That was done already.")


def fault_words(fault: str) -> str:
    """Return the sentence for one fault of one field; plain text."""
    return FAULTS.get(fault, "This is not possible here.")
