"""Searching lessons: by what they say, and by the names of the project and client they come from.

Names are compared when the question is asked and stand in no index: they change.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from models.client import Client, ClientAlias
from models.eyes import in_sight
from models.lesson import Lesson, hidden_from
from models.naming import bare
from models.permission import Deed
from models.project import Project
from models.removal import REMOVED
from models.search import matching
from models.text import fold

LOOKED_AT = 500
"""So many lessons that fit the words are looked at for those of a project that is named."""


class Named(NamedTuple):
    """The lessons of what a question names, the best first; `is_all` where it says nothing else."""

    ids: Sequence[int] = ()
    is_all: bool = False


def search_lessons(session: Session, deed: Deed, words: str, limit: int = 5) -> list[Lesson]:
    """Return the lessons that fit the words best, the best first; any text is a safe question.

    Those of confidential projects and clients, and those that could tell who the client is, are
    found by their managers and by leaders only.
    """
    hidden = hidden_from(session, deed)
    named = _named(session, deed, _said(words))
    deep = limit + len(hidden) + (LOOKED_AT if named.ids else 0)
    best = _best_first(matching(session, words, deep), named)
    ids = [id_ for id_ in best if id_ not in hidden][:limit]
    found = session.exec(select(Lesson).where(col(Lesson.id).in_(ids))).all()
    return sorted(found, key=lambda lesson: ids.index(lesson.id or 0))


def _best_first(fitting: Sequence[int], named: Named) -> Iterable[int]:
    """Put what fits the words before what is only named, unless the words are but a name.

    Of what fits, that comes first which is named too.
    """
    if named.is_all:
        return dict.fromkeys([*named.ids, *fitting])
    both = set(fitting) & set(named.ids)
    return dict.fromkeys([*(id_ for id_ in fitting if id_ in both), *fitting, *named.ids])


def _named(session: Session, deed: Deed, said: str) -> Named:
    """Return the lessons of the projects and clients among the words, the newest first.

    Those come before that are named by more: by their project and by their client.
    """
    called = {id_: [n for n in names if n in said] for id_, names in _names(session, deed).items()}
    hits = {id_: names for id_, names in called.items() if names}
    if not hits:
        return Named()
    rows = select(Lesson.id, Lesson.project_id).where(
        col(Lesson.project_id).in_([*hits]), Lesson.title != REMOVED
    )
    newest = rows.order_by(col(Lesson.recorded_at).desc(), col(Lesson.id).desc())
    found = sorted(session.exec(newest), key=lambda row: -len(hits[row[1] or 0]))
    every = {name for names in hits.values() for name in names}
    return Named([id_ or 0 for id_, _ in found], is_all=not _left(said, every))


def _names(session: Session, deed: Deed) -> Mapping[int, set[str]]:
    """Return what each project in sight that has lessons goes by, and its client."""
    columns: list[Any] = [Project.id, Project.name, Project.key, Client.name, ClientAlias.name]
    rows = (
        select(*columns)
        .join(Client, col(Client.id) == Project.client_id)
        .outerjoin(ClientAlias, col(ClientAlias.client_id) == Client.id)
        .where(col(Project.id).in_(select(Lesson.project_id)), *in_sight(session, deed))
    )
    named: dict[int, set[str]] = {}
    for id_, name, key, *client in session.exec(rows):
        called = [name, key, *client, *(" ".join(bare(one)) for one in client if one)]
        said = {_said(one) for one in called if one}
        named.setdefault(id_ or 0, set()).update(said - {_said("")})
    return named


def _said(words: str) -> str:
    """Return words one after another, each between spaces, so that one is no part of another."""
    return " ".join(["", *re.findall(r"[^\W_]+", fold(words)), ""])


def _left(said: str, names: Iterable[str]) -> str:
    """Return what is said besides some names."""
    ends = "|".join(re.escape(name.strip()) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\S)(?:{ends})(?!\S)", "", said).strip()
