"""Setting up the firm: the steps until it is done, each with the one button that does it."""

from collections.abc import Iterator

from slack_sdk.models import blocks as kit

from models.home import HomeFacts, SetUp
from views.ids import ActionId
from views.mark import count_words, day_words
from views.message import button, buttons, heading, inert, numbered, section, small

MOST_NAMES = 8
MOST_UNREACHABLE = 10
ADDABLE = ("project", "client", "offering", "person")
Step = tuple[bool, str, kit.ButtonElement | None]
"""Whether it is done, how far it is, and what goes on with it."""


def step_blocks(facts: HomeFacts) -> Iterator[kit.Block]:
    """Draw the steps for a leader, a founder or an admin of the workspace, until they are done."""
    if facts.set_up and not facts.set_up.is_done:
        yield from _steps(facts, facts.set_up)


def leading_blocks(facts: HomeFacts) -> Iterator[kit.Block]:
    """Draw what leaders do, and for admins of the workspace how Trefoil is."""
    if facts.set_up and facts.is_leader:
        yield from _unreachable(facts.set_up)
        yield from _verbs(facts.set_up)
    elif facts.set_up:
        yield small(_health(facts, facts.set_up))


def _steps(facts: HomeFacts, setup: SetUp) -> Iterator[kit.Block]:
    leads = facts.is_leader
    name = button("Name leaders", ActionId.PEOPLE_LEADER) if facts.may_name_leaders else None
    add = _add("project") if leads else None
    check = button("Check settings", ActionId.SETTINGS_FIRM) if leads else None
    steps: tuple[Step, ...] = (
        (bool(setup.leaders), _leaders(setup), name),
        (bool(setup.projects), _projects(setup), add),
        (not setup.unreachable, _linked(setup), _link() if leads else None),
        (setup.is_checked, _checked(setup), check),
    )
    done = sum(is_done for is_done, _, _ in steps)
    yield heading(f"Set up Trefoil: {done} of {len(steps)} done")
    for is_done, words, go_on in steps:
        mark = "✓" if is_done else "○"
        yield section(f"{mark} {words}", None if is_done else go_on)


def _leaders(setup: SetUp) -> str:
    if not setup.leaders:
        return "*Leaders*: nobody is named yet. They say who runs what, and see everything."
    names = ", ".join(inert(name, 60) for name in setup.leaders[:MOST_NAMES])
    more = len(setup.leaders) - MOST_NAMES
    return f"*Leaders*: {names}{f' and {more} more' if more > 0 else ''}"


def _projects(setup: SetUp) -> str:
    if not setup.projects:
        return "*Projects*: none yet. Add them here, or all at once with `trefoil import`."
    return f"*Projects*: {count_words(setup.projects, 'project')}"


def _linked(setup: SetUp) -> str:
    if not setup.unreachable:
        return "*People*: everybody has a Slack account"
    return f"*People*: {_count(setup)} without a Slack account"


def _checked(setup: SetUp) -> str:
    if setup.is_checked:
        return "*Settings*: checked"
    return "*Settings*: time zone, holidays and currency are not checked yet"


def _count(setup: SetUp) -> str:
    return count_words(len(setup.unreachable), "person", "people")


def _unreachable(setup: SetUp) -> Iterator[kit.Block]:
    """List the people whom no message reaches; those who hold something come first."""
    if not setup.unreachable:
        return
    yield heading("People without Slack accounts")
    shown = setup.unreachable[:MOST_UNREACHABLE]
    names = [f"{inert(name, 80)}{' · holds a role' if holds else ''}" for _, name, holds in shown]
    more = len(setup.unreachable) - len(shown)
    lines = [*names, f"and {more} more"] if more > 0 else names
    yield section("\n".join(lines), _link() if setup.is_done else None)


def _verbs(setup: SetUp) -> Iterator[kit.Block]:
    """Offer what leaders do, but for what a step above offers already."""
    addable = ADDABLE if setup.projects else ADDABLE[1:]
    yield heading("For leaders")
    yield buttons(
        button("Name manager", ActionId.ROLE_NAME),
        *(_add(what) for what in addable),
    )
    settings = button("Firm settings", ActionId.SETTINGS_FIRM)
    yield buttons(
        button("Leaders", ActionId.PEOPLE_LEADER), *([settings] if setup.is_checked else ())
    )


def _health(facts: HomeFacts, setup: SetUp) -> str:
    """Say how Trefoil is, to who set it up in Slack; nothing of any project."""
    seen = setup.accounts_seen_at
    read = f"read {day_words(seen.date(), facts.today)}" if seen else "not read yet"
    return f"{count_words(setup.accounts, 'Slack account')}, {read}"


def _link() -> kit.ButtonElement:
    return button("Link people", ActionId.PEOPLE_LINK)


def _add(what: str) -> kit.ButtonElement:
    return button(f"Add {what}", numbered(ActionId.ADD_OPEN, what), what)
