"""What can be typed: short enough to be read."""

from views.message import Message, inert, plain, section

PROJECT = (
    "*Ask and tell*\n"
    "`/project-status` your projects, or the one of this channel\n"
    "`/project-status apollo` its card\n"
    "`/project-status apollo amber budget: supplier raised prices` a quick update\n"
    "Only you see the answer."
)
ALL = (
    "*What I understand*\n"
    "`/project-status` how your projects stand; add a name for one of them\n"
    "`/project-status apollo amber budget: supplier raised prices` tells it in one line\n"
    "`/lesson late data` finds lessons; `/lesson` alone logs one\n"
    "On my Home you see what is due and change your settings.\n"
    "Only you see the answers."
)

DIRECT = (
    "I read commands, not what is written here.\n"
    "`/project-status` how your projects stand, or one of them · `/lesson` what others learned\n"
    "`/trefoil help` lists all; my *Home* tab shows what is due from you."
)

OLD = "This is from an older message. Ask again: `/project-status` or `/trefoil help`."


def project_help() -> Message:
    return Message("What /project-status understands", (section(PROJECT),))


def whole_help() -> Message:
    return Message("What Trefoil understands", (section(ALL),))


def direct_help() -> Message:
    """Answer whatever was typed to Trefoil alone, in three lines."""
    return Message(DIRECT.replace("*", "").replace("`", ""), (section(DIRECT),))


def unknown_words(asked: str) -> Message:
    """Say that something else was typed than what is understood, and what is."""
    head = f"I do not understand “{plain(asked, 60)}”."
    said = f"I do not understand “{inert(asked, 60)}”."
    return Message(f"{head} /trefoil help lists what I do.", (section(said), section(ALL)))


def old_message() -> Message:
    """Say that what was clicked is too old to be understood."""
    return Message(OLD, (section(OLD),))
