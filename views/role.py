"""Naming a manager: of what, whom, and what becomes of who has it now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from slack_sdk.models import blocks as kit

from models.post import Post
from views.field import field, person_of, search_of
from views.ids import ActionId, ViewId
from views.mark import day_words
from views.message import OPTION, Form, Json, inert, option, plain, section, strong
from views.notice import notice

DOES = {"project": "runs", "client": "looks after", "offering": "looks after"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers for something today, and since when."""

    id: int
    name: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """What the form is drawn from: what was chosen so far, and who has it today.

    `is_another` says that somebody else was chosen than who has it.
    """

    today: date
    post: Post | None = None
    holder: Holder | None = None
    is_another: bool = False
    user: str | None = None
    unlinked: tuple[int, str] | None = None
    asks_unlinked: bool = False
    """Whether there are people without a Slack account to choose from."""


def manager_form(naming: Naming) -> Form:
    """Ask who is to answer for what; who does today is said before anything is saved."""
    post = naming.post
    chosen = post_option(post) if post else None
    search = search_of(ActionId.ROLE_SUBJECT, "Search by name", chosen)
    blocks: list[kit.Block] = [
        field(
            "subject",
            "Project, client or offering",
            search,
            optional=False,
            dispatch_action=True,
        ),
        *_who_has_it(naming),
        field("person", "Who", person_of(ActionId.ROLE_PERSON, naming.user), dispatch_action=True),
        *_without_account(naming),
    ]
    memory = {"subject": post.code if post else None, "holder": _id(naming.holder)}
    return Form(ViewId.ROLE_NAME, "Name manager", blocks, memory=memory)


def post_option(post: Post) -> kit.Option:
    """Return what names a post in a menu; a long name is cut before what it is."""
    about = f" ({plain(post.about, 34)})"
    return option(f"{plain(post.name, OPTION - len(about))}{about}", post.code)


def named_notice(post: Post, name: str, before: Holder | None) -> Json:
    """Say who answers for what from today, and who did until now."""
    does = DOES[post.kind]
    now = f"{inert(name, 80)} {does} {strong(post.name, 120)} from today"
    if before is None:
        return notice("Named", f"{now}. I have told nobody.")
    until = f"until now it was {inert(before.name, 80)}"
    return notice("Named", f"{now}; {until}. I have told neither of them.")


def _who_has_it(naming: Naming) -> Iterator[kit.Block]:
    post, holder = naming.post, naming.holder
    if post is None:
        return
    does = DOES[post.kind]
    if holder is None:
        yield section(f"Nobody {does} {strong(post.name, 120)} today.")
        return
    since = f" since {day_words(holder.since, naming.today)}" if holder.since else ""
    goes_on = " It will be handed over today." if naming.is_another else ""
    yield section(f"{inert(holder.name, 80)} {does} {strong(post.name, 120)}{since}.{goes_on}")


def _without_account(naming: Naming) -> Iterator[kit.Block]:
    if naming.asks_unlinked:
        person = naming.unlinked
        chosen = option(person[1], person[0]) if person else None
        search = search_of(ActionId.ROLE_UNLINKED, "Search by name", chosen)
        label = "Or somebody without a Slack account"
        yield field("unlinked", label, search, dispatch_action=True)


def _id(holder: Holder | None) -> int | None:
    return holder.id if holder else None
