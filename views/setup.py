"""Setting up the firm: the steps until it is done, each with the button that does it."""

from collections.abc import Iterator

from slack_sdk.models import blocks as kit

from models.home import HomeFacts, SetUp
from views.ids import ActionId
from views.leading import leaders_week
from views.mark import count_words, day_words
from views.message import button, buttons, heading, inert, numbered, section, small

MOST_NAMES = 8
MOST_UNREACHABLE = 10
ADDABLE = ("project", "client", "offering", "person")
Step = tuple[bool, str, list[kit.ButtonElement]]
"""Whether it is done, how far it is, and what goes on with it."""


def step_blocks(facts: HomeFacts) -> Iterator[kit.Block]:
    """Draw the steps for a leader, a founder or an admin of the workspace, until they are done."""
    if facts.set_up and not facts.set_up.is_done:
        yield from _steps(facts, facts.set_up)


def leading_blocks(facts: HomeFacts) -> Iterator[kit.Block]:
    """Draw what leaders do, and for admins of the workspace how Trefoil is."""
    if facts.leading and facts.set_up and facts.set_up.projects:
        yield from leaders_week(facts.leading, facts.today, facts.readership)
    if facts.set_up and facts.is_leader:
        yield from _unreachable(facts.set_up)
        yield from _verbs(facts, facts.set_up)
    elif facts.set_up:
        yield small(_health(facts, facts.set_up))


def _steps(facts: HomeFacts, setup: SetUp) -> Iterator[kit.Block]:
    leads = facts.is_leader
    check = button("Check settings", ActionId.SETTINGS_FIRM)
    has_all = bool(setup.people) and not setup.unreachable
    links = leads and bool(setup.unreachable)
    steps: tuple[Step, ...] = (
        (setup.is_led, _leaders(setup), _found(facts, setup)),
        (bool(setup.projects), _projects(setup), [_add("project")] if leads else []),
        (has_all, _linked(setup), [_link()] if links else []),
        (setup.is_checked, _checked(setup), [check] if leads else []),
    )
    done = sum(is_done for is_done, _, _ in steps)
    yield heading(f"Set up Trefoil: {done} of {len(steps)} done")
    for is_done, words, go_on in steps:
        text = f"{'✓' if is_done else '○'} {words}"
        if is_done or len(go_on) < 2:  # noqa: PLR2004  # one has room beside the words
            yield section(text, go_on[0] if go_on and not is_done else None)
        else:
            yield section(text)
            yield buttons(*go_on)


def _found(facts: HomeFacts, setup: SetUp) -> list[kit.ButtonElement]:
    """Offer what brings the first leader in: naming one, or linking one who is named."""
    if not facts.may_name_leaders:
        return []
    name = button("Name leaders", ActionId.PEOPLE_LEADER)
    return [_link(), name] if setup.leaders else [name]


def _leaders(setup: SetUp) -> str:
    if not setup.leaders:
        return "*Leaders*: nobody is named yet. They say who runs what, and see everything."
    names = ", ".join(inert(name, 60) for name in setup.leaders[:MOST_NAMES])
    more = len(setup.leaders) - MOST_NAMES
    names += f" and {more} more" if more > 0 else ""
    if not setup.is_led:
        return f"Your leaders ({names}) have no Slack account yet."
    return f"*Leaders*: {names}"


def _projects(setup: SetUp) -> str:
    if not setup.projects:
        return "*Projects*: none yet. Add them here, or all at once with `trefoil import`."
    return f"*Projects*: {count_words(setup.projects, 'project')}"


def _linked(setup: SetUp) -> str:
    if not setup.people:
        return "*People*: nobody is here yet"
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
    names = [f"{inert(name, 80)}{' · has a role' if holds else ''}" for _, name, holds in shown]
    more = len(setup.unreachable) - len(shown)
    lines = [*names, f"and {more} more"] if more > 0 else names
    yield section("\n".join(lines), _link() if setup.is_done else None)


def _verbs(facts: HomeFacts, setup: SetUp) -> Iterator[kit.Block]:
    """Offer what leaders do, but for what is offered above or has nothing to choose from."""
    is_offered = bool(facts.overview and facts.overview.vacant)
    may_name = setup.projects and not is_offered
    name = [button("Name manager", ActionId.ROLE_NAME)] if may_name else []
    addable = ADDABLE if setup.projects else ADDABLE[1:]
    yield heading("For leaders")
    yield buttons(*name, *(_add(what) for what in addable))
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
