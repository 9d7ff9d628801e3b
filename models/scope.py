"""Every row belongs to one workspace; a session reads and writes the rows of one."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, Insert, Integer, Update, event, literal_column
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlmodel import Field, Session, SQLModel


class OfWorkspace(SQLModel):
    """What every table inherits; only a WorkspaceSession can fill it in.

    It has no index of its own: with one workspace that would only lead a planner astray.
    """

    workspace_id: int = Field(default=None, foreign_key="workspace.id")


class WorkspaceSession(Session):
    """A session bounded by its info["workspace"]; without one it can do nothing."""


class TrespassError(Exception):
    """Our own code reached for another workspace: a bug, not a refusal."""


def workspace_of(session: AnySession) -> int:
    """Return the id of the workspace that bounds the session."""
    return int(session.info["workspace"])


@event.listens_for(WorkspaceSession, "do_orm_execute")
def narrow(state: ORMExecuteState) -> None:
    """Bound each statement, also those of get() and lazy loads; refuse what has no bound."""
    ours = workspace_of(state.session)
    if not state.is_orm_statement:
        raise TrespassError(str(state.statement))
    _refuse_others(state, ours)
    if isinstance(state.statement, Insert):
        if not isinstance(state.parameters, list):
            state.statement = state.statement.values(workspace_id=ours)
        return
    state.statement = _bounded(state.statement, ours)


@event.listens_for(WorkspaceSession, "before_flush")
def stamp(session: Session, *_: object) -> None:
    """Make new rows ours; refuse to write a row of anybody else."""
    ours = workspace_of(session)
    for row in [*session.new, *session.dirty, *session.deleted]:
        row.workspace_id = row.workspace_id or ours
        if row.workspace_id != ours:
            raise TrespassError(type(row).__name__)


def _refuse_others(state: ORMExecuteState, ours: int) -> None:
    """Refuse a statement that gives rows to another workspace, or many without saying whose."""
    if isinstance(state.statement, Update):
        changed = {getattr(column, "key", column) for column in state.statement.compile().params}
        if "workspace_id" in changed:
            raise TrespassError(str(state.statement.table))
    rows = state.parameters if isinstance(state.parameters, list) else []
    if isinstance(state.statement, Insert) and any(r.get("workspace_id") != ours for r in rows):
        raise TrespassError(str(state.statement.table))


def _bounded(statement: Any, ours: int) -> Any:
    """Return a statement with its bounds: one that is built once is bounded once."""
    known = _bounded_already(ours)
    if (bounded := known.get(statement)) is None:
        bounded = known[statement] = statement.options(*_bounds(ours))
    return bounded


@cache
def _bounded_already(_ours: int) -> WeakKeyDictionary[Executable, Executable]:
    """Return the bounded statements of a workspace, each for as long as its original is kept."""
    return WeakKeyDictionary()


@lru_cache(maxsize=64)
def _bounds(ours: int) -> tuple[LoaderCriteriaOption, ...]:
    # in the SQL itself: parameters of so many bounds would cost more than the statement
    whose = literal_column(str(ours), Integer)
    # a lambda, for an expression would leave the aliases in a join unbounded
    return tuple(
        with_loader_criteria(table, lambda row: row.workspace_id == whose, include_aliases=True)
        for table in dict.fromkeys(_tables(OfWorkspace))
    )


def _tables(base: type[Any]) -> Iterator[type[Any]]:
    for heir in base.__subclasses__():
        if hasattr(heir, "__table__"):
            yield heir
        yield from _tables(heir)
