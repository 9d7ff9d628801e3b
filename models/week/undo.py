"""Taking a report back: for ten minutes it is as if it had not been said."""

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.errors import TooLateError
from models.fact import known
from models.permission import Act, Deed, require
from models.project import Project
from models.status import Report, StatusUpdate, has_colour
from models.turning import is_told, note_turn
from models.week.answering import Standing, take_answer_back
from models.withheld import SECOND_THOUGHTS, TAKEN_BACK


def take_back(session: Session, deed: Deed, update: StatusUpdate) -> StatusUpdate | None:
    """Let a report no longer stand; what it had replaced stands again, and is returned.

    Raises TooLateError after ten minutes, or when something newer has taken its place.
    """
    project = session.get_one(Project, update.project_id)
    require(session, deed, Act.REPORT_STATUS, project)
    if not can_be_taken_back(deed, update):
        raise TooLateError(_why_not(deed, update), update.project_id)
    if is_told(session, update, deed.now):
        raise TooLateError("told", update.project_id)
    update.superseded_at = deed.now
    session.flush()  # the index lets the row before stand again once this one does not
    stands = _restored(session, deed, update)
    take_answer_back(session, update, stands or _earlier(session, update), deed.now)
    if stands is None:
        return None
    note_turn(session, deed, project, stands.update)  # maybe nobody was told of it before
    return stands.update


def _restored(session: Session, deed: Deed, update: StatusUpdate) -> Standing | None:
    """Let what a report had replaced on its day stand again."""
    before = session.exec(_replaced_by(update)).first()
    if before is None:
        return None
    same = before.model_dump(include=set(Report.model_fields)) | {"as_of": before.as_of}
    again = StatusUpdate(
        project_id=before.project_id,
        recorded_at=deed.now,
        by_id=before.by_id,
        reason=TAKEN_BACK,
        **same,
    )
    again.imported = before.imported
    session.add(again)
    session.flush()
    return Standing(again, before.recorded_at)


def _earlier(session: Session, update: StatusUpdate) -> Standing | None:
    """Return what was said on an earlier day, which stands by itself."""
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == update.project_id,
        StatusUpdate.as_of < update.as_of,
        known(StatusUpdate, None),
        has_colour(StatusUpdate),
    )
    found = session.exec(rows.order_by(col(StatusUpdate.as_of).desc()).limit(1)).first()
    return Standing(found, found.recorded_at) if found else None


def can_be_taken_back(deed: Deed, update: StatusUpdate) -> bool:
    """Say whether the actor made this report less than ten minutes ago, and it still stands."""
    is_own = deed.author_id is not None and update.by_id == deed.author_id
    is_fresh = deed.now - update.recorded_at <= SECOND_THOUGHTS
    return update.superseded_at is None and is_own and is_fresh


def _why_not(deed: Deed, update: StatusUpdate) -> str:
    if update.by_id != deed.author_id:
        return "another's"
    return "old" if update.superseded_at is None else "replaced"


def is_taken_back(session: Session, deed: Deed, update: StatusUpdate) -> bool:
    """Say whether the actor took this report back already, and nothing was said since then."""
    if deed.author_id is None or update.by_id != deed.author_id or update.superseded_at is None:
        return False
    of_day = select(StatusUpdate).where(
        StatusUpdate.project_id == update.project_id,
        StatusUpdate.as_of == update.as_of,
        known(StatusUpdate, None),
    )
    now = session.exec(of_day).first()
    before = session.exec(_replaced_by(update)).first()
    return _said(now) == _said(before)


def _said(update: StatusUpdate | None) -> dict[str, object] | None:
    return update.model_dump(include=set(Report.model_fields)) if update else None


def _replaced_by(update: StatusUpdate) -> SelectOfScalar[StatusUpdate]:
    return (
        select(StatusUpdate)
        .where(
            StatusUpdate.project_id == update.project_id,
            StatusUpdate.as_of == update.as_of,
            StatusUpdate.id != update.id,
            StatusUpdate.superseded_at == update.recorded_at,
        )
        .order_by(col(StatusUpdate.id).desc())
    )
