"""People and their accounts: who leads, and who is which account in Slack."""

from collections.abc import Sequence

from slack_sdk.models import blocks as kit

from models.linking import field_of
from models.person import Person
from views.field import field, people_of, person_of
from views.ids import ViewId
from views.message import Form, Json, inert, option, section, small
from views.notice import notice

MOST_PICKERS = 20
MOST_LEADERS = 100


def leaders_form(leaders: Sequence[Person], asker: str | None, *, may_end: bool) -> Form:
    """Ask who leads from today; the first one to ask is set already.

    Leaders are asked also who leads no more.
    """
    names = ", ".join(inert(person.name, 80) for person in leaders) or "nobody yet"
    blocks: list[kit.Block] = [
        section(f"Leaders: {names}"),
        field("people", "Also leads", people_of("people", [asker] if asker else []), optional=True),
    ]
    if leaders and may_end:
        options = [option(person.name, person.id) for person in leaders[:MOST_LEADERS]]
        leaves = kit.StaticMultiSelectElement(
            action_id="person",
            options=options,
            placeholder=kit.PlainTextObject(text="Nobody"),
        )
        blocks.append(field("person", "Leads no more", leaves))
    blocks.append(
        small("Leaders say who runs what, change the firm's settings and see everything.")
    )
    return Form(ViewId.PEOPLE_LEADER, "Leaders", blocks)


def leaders_notice(named: Sequence[str], left: Sequence[str]) -> Json:
    """Say who leads now and who does no more; it is on record who said so."""
    lines = []
    if named:
        lines.append(f"{_list(named)} {_verb(named)} from today.")
    if left:
        lines.append(f"{_list(left)} {_verb(left)} no more.")
    if not lines:
        return notice("Leaders", "Nobody was chosen, so nothing changed.")
    lines.append("It is on record that you said so. Only leaders name leaders.")
    return notice("Leaders", *lines)


def link_form(people: Sequence[tuple[Person, bool]]) -> Form:
    """Ask for the Slack accounts of people whose e-mails lead to none."""
    blocks: list[kit.Block] = [section("Who is who in Slack? Leave open what you do not know.")]
    blocks += [
        field(
            field_of(person.id), person.name, person_of("account"), hint=_hint(person, holds=holds)
        )
        for person, holds in people[:MOST_PICKERS]
    ]
    if len(people) > MOST_PICKERS:
        blocks.append(small(f"{len(people) - MOST_PICKERS} more come after these."))
    ids = [person.id for person, _ in people[:MOST_PICKERS]]
    return Form(ViewId.PEOPLE_LINK, "Match Slack accounts", blocks, memory={"people": ids})


def nobody_to_link() -> Json:
    return notice("Match Slack accounts", "Everybody has a Slack account.")


def _hint(person: Person, *, holds: bool) -> str | None:
    return "; ".join(filter(None, (person.email, "has a role" if holds else ""))) or None


def _list(names: Sequence[str]) -> str:
    shown = [inert(name, 80) for name in names]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _verb(names: Sequence[str]) -> str:
    return "leads" if len(names) == 1 else "lead"
