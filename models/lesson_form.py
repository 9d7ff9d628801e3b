"""What the form for a lesson offers and is opened with, and the reading of what comes back."""

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from models.account import Account, Standing, standing
from models.channel import projects_in
from models.client import Client
from models.errors import NotAllowedError, TooLongError
from models.exchange.cell import on_one_line
from models.exchange.sheet import UNSTORABLE
from models.eyes import concerns, eyes_on, in_sight, leads
from models.lesson import LessonWords
from models.offering import Offering
from models.permission import Act, Deed
from models.person import Person
from models.project import Project, Share
from models.text import LONG, NAME, fold


class ProjectChoice(NamedTuple):
    """A project as a menu offers it."""

    id: int
    key: str
    name: str
    client: str
    is_confidential: bool


class Preset(NamedTuple):
    """What a form is opened with: a project and offerings.

    `may_choose` where there are projects that its reader may log for.
    """

    project: ProjectChoice | None = None
    offerings: Sequence[Offering] = ()
    may_choose: bool = False


def preset_of(session: Session, deed: Deed, project_id: int) -> Preset:
    """Return what a click on this project's button presets; nothing where it is out of sight."""
    seen = select(Project).join(Client).where(col(Project.id) == project_id)
    project = session.exec(seen.where(*in_sight(session, deed))).first()
    may_choose = has_projects(session, deed)
    if project is None:
        return Preset(may_choose=may_choose)
    client = session.get_one(Client, project.client_id)
    may_log = eyes_on(session, deed, project).log
    choice = _choice(project, client) if may_log else None
    return Preset(choice, offered_by(session, project), may_choose)


def preset_in(session: Session, deed: Deed, channel: tuple[str, str]) -> Preset:
    """Return what a channel presets: its project, where it is that of one alone."""
    projects = projects_in(session, deed, channel)
    return preset_of(session, deed, (projects[0].id or 0) if len(projects) == 1 else 0)


def has_projects(session: Session, deed: Deed) -> bool:
    """Say whether there is a project that the actor may log for."""
    return bool(session.exec(select(Project.id).where(*_loggable(session, deed)).limit(1)).first())


def projects_to_log_for(
    session: Session, deed: Deed, words: str, limit: int
) -> list[ProjectChoice]:
    """Return the projects that the actor may log for and that have all these words, by name."""
    wanted = fold(words).split()
    rows = select(Project, Client).join(Client).where(*_loggable(session, deed))
    there = session.exec(rows.order_by(col(Project.name), col(Project.key)))
    found = [_choice(*row) for row in there]
    return [one for one in found if _has_all(wanted, one.name, one.key, one.client)][:limit]


def project_to_log_for(session: Session, deed: Deed, project_id: int) -> Project:
    """Return a project; one that is out of sight is refused like one that is not theirs."""
    project = session.get(Project, project_id)
    if project is None or not eyes_on(session, deed, project).log:
        raise NotAllowedError(Act.LOG_LESSON, field="project")
    return project


def choice_of(session: Session, deed: Deed, project_id: int) -> ProjectChoice:
    """Return a project as it stands in the form; refused as `project_to_log_for` does."""
    project = project_to_log_for(session, deed, project_id)
    return _choice(project, session.get_one(Client, project.client_id))


def offerings_named(session: Session, words: str, limit: int) -> list[Offering]:
    """Return the offerings that have all these words, by name."""
    wanted = fold(words).split()
    there = session.exec(select(Offering).order_by(col(Offering.name)))
    return [one for one in there if _has_all(wanted, one.name)][:limit]


def offerings_with(session: Session, ids: Collection[int]) -> Sequence[Offering]:
    """Return the offerings with these ids, by name; an id of nothing is nothing."""
    there = select(Offering).where(col(Offering.id).in_(ids))
    return session.exec(there.order_by(col(Offering.name))).all()


def offered_by(session: Session, project: Project) -> Sequence[Offering]:
    """Return the offerings that a project is made of, by name."""
    shared = select(Offering).join(Share).where(col(Share.project_id) == project.id)
    return session.exec(shared.order_by(col(Offering.name))).all()


def written(
    title: str | None, happened: str | None, advice: str | None, *, identifying: bool
) -> LessonWords:
    """Read what was written, as a sheet would; refused without a title that can be seen."""
    name = on_one_line(_storable(title))
    if len(name) > NAME or not any(c.isprintable() and not c.isspace() for c in name):
        raise TooLongError(len(name) if len(name) > NAME else 0, NAME, field="title")
    return LessonWords(
        title=name,
        what_happened=_long(happened, "happened"),
        recommendation=_long(advice, "advice"),
        client_identifying=identifying,
    )


def colleagues_named(session: Session, slack_user_ids: Collection[str]) -> dict[str, str]:
    """Return the names of those accounts that are colleagues; a client's people are not named."""
    rows = session.exec(select(Account).where(col(Account.slack_user_id).in_(slack_user_ids)))
    return {
        account.slack_user_id: account.name
        for account in rows
        if standing(session, account) is Standing.COLLEAGUE
    }


def _loggable(session: Session, deed: Deed) -> list[Any]:
    """Return the conditions for the projects that the actor may log for: see Act.LOG_LESSON."""
    if leads(session, deed):
        return []
    has_left = isinstance(deed.actor, Person) and not deed.actor.active
    return [col(Project.id).is_(None) if has_left else concerns(session, deed)]


def _choice(project: Project, client: Client) -> ProjectChoice:
    secret = project.confidential or client.confidential
    return ProjectChoice(project.id or 0, project.key, project.name, client.name, secret)


def _has_all(wanted: Sequence[str], *names: str) -> bool:
    words = fold(" ".join(names))
    return all(word in words for word in wanted if re.search(r"\w", word))


def _long(words: str | None, field: str) -> str | None:
    kept = _storable(words).strip()
    if len(kept) > LONG:
        raise TooLongError(len(kept), LONG, field=field)
    return kept or None


def _storable(words: str | None) -> str:
    """Return the words without what no sheet and no database can hold."""
    return UNSTORABLE.sub("", words or "")
