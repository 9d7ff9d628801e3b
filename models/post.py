"""Posts: each project, client and offering that somebody should answer for, and who does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.client import Client
from models.offering import Offering
from models.people_errors import MissingError
from models.portfolio import AsOf, ProjectLine, is_vacant, project_lines
from models.project import Project
from models.role import RoleKind, holder_id_on
from models.setting import FirmSettings
from models.state import ENDED, state_on
from models.subject import Subject
from models.text import fold

TABLES: dict[str, type[Any]] = {"project": Project, "client": Client, "offering": Offering}
HELD: tuple[tuple[type[Client | Offering], RoleKind], ...] = (
    (Client, RoleKind.CLIENT_MANAGER),
    (Offering, RoleKind.OFFERING_MANAGER),
)


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody answers for; `code` is what comes back when it is chosen, like "client:7"."""

    code: str
    kind: str
    name: str
    client: str | None
    holder_id: int | None

    @property
    def about(self) -> str:
        """Say what it is, like "project for Acme"."""
        return f"{self.kind} for {self.client}" if self.client else self.kind

    @property
    def words(self) -> str:
        return f"{self.name} ({self.about})"


def posts(session: Session, settings: FirmSettings, day: date) -> list[Post]:
    """Return what is not over, what nobody answers for first, and by name."""
    found = [*_projects(session, settings, day), *_others(session, day)]
    return sorted(found, key=lambda post: (post.holder_id is not None, fold(post.name), post.code))


def vacant(session: Session, lines: Sequence[ProjectLine], day: date) -> list[Post]:
    """Return what nobody answers for: clients, offerings, and of these projects those begun."""
    others = [post for post in _others(session, day) if post.holder_id is None]
    empty = [_post(line) for line in lines if is_vacant(line, day)]
    return sorted(others, key=lambda post: (post.kind, fold(post.name))) + empty


def fitting(found: list[Post], words: str) -> list[Post]:
    """Return the posts that have all the words in what they are called."""
    wanted = fold(words).split()
    return [post for post in found if all(word in fold(post.words) for word in wanted)]


def subject_of(session: Session, code: str | None) -> Subject:
    """Return the subject of a code; raises MissingError where there is none (any more)."""
    kind, _, number = (code or "").partition(":")
    table = TABLES.get(kind)
    found = session.get(table, int(number)) if table and number.isdecimal() else None
    if found is None:
        raise MissingError(field="subject")
    subject: Subject = found
    return subject


def name_by_code(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Return what things are called, by their codes."""
    return {code: subject_of(session, code).name for code in codes}


def code_of(subject: Subject) -> str:
    return f"{type(subject).__name__.lower()}:{subject.id}"


def _projects(session: Session, settings: FirmSettings, day: date) -> Iterator[Post]:
    yield from (_post(line) for line in project_lines(session, settings, AsOf(day)))


def _post(line: ProjectLine) -> Post:
    code = f"project:{line.project_id}"
    return Post(code, "project", line.name, line.client, line.manager_id)


def _others(session: Session, day: date) -> Iterator[Post]:
    for table, role in HELD:
        kind = table.__name__.lower()
        holder = holder_id_on(col(table.id), role, day).scalar_subquery()
        state = state_on(col(table.id), kind, day).scalar_subquery()
        rows = session.exec(select(table.id, table.name, holder, state)).all()
        running = (row for row in rows if row[3] not in ENDED)
        yield from (Post(f"{kind}:{row[0]}", kind, row[1], None, row[2]) for row in running)
