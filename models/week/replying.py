"""Replying to a weekly message: one click for all of it, or for one project."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.colour import Colour
from models.errors import NotAllowedError, NotFoundError, OverError, TooLateError
from models.eyes import number_of, one_of, project_in_sight
from models.permission import Deed
from models.planning.agenda import Held
from models.planning.diary import read_diary
from models.portfolio import AsOf, all_lines
from models.project import Project
from models.schedule import Answer, AskedItem, Occurrence, Outcome, look_again
from models.setting import firm_settings
from models.state import State, StateMove, latest_move, move
from models.status import Report, StatusUpdate
from models.week.answering import CLICKED, answer, close
from models.week.confirming import Hindrance, confirm
from models.week.duty import reports
from models.week.reporting import report_status
from models.week.undo import take_back
from models.week.week import asking
from models.withheld import SECOND_THOUGHTS

NOT_THEIRS = (NotAllowedError, NotFoundError, OverError)
Left = dict[int, Hindrance]
"""The items that could not be confirmed, by id, and why."""


def message_of(session: Session, deed: Deed, occurrence_id: object) -> Occurrence:
    """Return a message that was sent to the actor; raises NotFoundError for anybody else's."""
    found = session.get(Occurrence, number_of(occurrence_id))
    if found is None or deed.author_id is None or found.person_id != deed.author_id:
        raise NotFoundError("message", "")
    session.info[CLICKED] = asking(session, found).id
    return found


def item_of(session: Session, deed: Deed, code: object) -> tuple[Occurrence, AskedItem]:
    """Return the message that was clicked and its item, by a code like "12:7"; first the item's.

    Raises NotFoundError where the two are not the actor's, or do not belong together.
    """
    number, _, occurrence_id = str(code).partition(":")
    occurrence = message_of(session, deed, occurrence_id)
    item = session.get(AskedItem, number_of(number))
    if item is None or item.occurrence_id != asking(session, occurrence).id:
        raise NotFoundError("message", "")
    return occurrence, item


def confirm_all(session: Session, deed: Deed, root: Occurrence) -> Left:
    """Say again of each project what the message showed, where nothing else was said since."""
    rows = select(AskedItem).where(
        AskedItem.occurrence_id == root.id, col(AskedItem.answer).is_(None)
    )
    return confirm_items(
        session, deed, session.exec(rows.order_by(col(AskedItem.project_id))).all()
    )


def confirm_items(session: Session, deed: Deed, items: Sequence[AskedItem]) -> Left:
    """Say again what these items showed; what cannot be confirmed stays open.

    They come in the order of their projects, so that no two people wait for each other.
    """
    left = {item.id or 0: _confirm(session, deed, item) for item in items}
    close(session, {item.occurrence_id for item in items})
    return {id_: why for id_, why in left.items() if why}


def say_colour(session: Session, deed: Deed, item: AskedItem, colour: Colour) -> None:
    """Say one colour for the whole of a project."""
    project = project_in_sight(session, deed, item.project_id, lock=True)
    today = firm_settings(session).today(deed.now)
    update = report_status(session, deed, project, Report(overall=colour), today)
    answer(session, deed, item, Answer.UPDATED, update.id)
    close(session, [item.occurrence_id])


def refuse(session: Session, deed: Deed, item: AskedItem) -> None:
    """Say that a project is not one's own: it is asked no more, and leaders see it."""
    answer(session, deed, item, Answer.NOT_MINE)
    close(session, [item.occurrence_id])


def pause(session: Session, deed: Deed, item: AskedItem) -> None:
    """Pause a project: nobody is asked about it until it goes on."""
    _move(session, deed, item, State.PAUSED)
    answer(session, deed, item, Answer.PAUSED)
    close(session, [item.occurrence_id])


def undo(session: Session, deed: Deed, item: AskedItem) -> None:
    """Take back what was answered; of a report and a pause only within ten minutes.

    Raises TooLateError after that, or where something else has happened to the project since.
    """
    if item.answer is Answer.PAUSED:
        _go_on(session, deed, item)
    update = session.get(StatusUpdate, item.update_id) if item.update_id else None
    if update:
        project_in_sight(session, deed, item.project_id, lock=True)
        session.refresh(update)
        take_back(session, deed, update)
        session.refresh(item)
        return
    item.answer = item.answered_at = item.answered_by_id = item.update_id = None
    root = session.get_one(Occurrence, item.occurrence_id)
    if root.outcome is Outcome.ANSWERED:
        root.outcome = Outcome.ASKED
    session.flush()


def snooze(session: Session, deed: Deed, root: Occurrence) -> None:
    """Put a message off to the next day on which its reader works."""
    if root.outcome is not Outcome.ASKED:
        return
    person_id = deed.author_id or 0
    agenda = read_diary(session, [person_id], deed.now).personal(person_id)
    tomorrow = agenda.today(deed.now) + timedelta(days=1)
    root.outcome, root.until_on = Outcome.SNOOZED, agenda.free_from(tomorrow) or tomorrow
    look_again(session, deed.now, person_id)
    session.flush()


def leave(session: Session, root: Occurrence, back_on: date) -> None:
    """Note that a message is not to be answered, for its reader is away."""
    root.outcome, root.why, root.until_on = Outcome.SUPPRESSED, Held.AWAY, back_on
    session.flush()


def _confirm(session: Session, deed: Deed, item: AskedItem) -> Hindrance | None:
    settings = firm_settings(session)
    today = settings.today(deed.now)
    try:
        project = project_in_sight(session, deed, item.project_id, lock=True)
        if _shown(session, project, today) != item.shown_id:
            item.shown_id = _shown(session, project, today)
            return Hindrance.CHANGED
        said = confirm(session, deed, project, today)
    except NOT_THEIRS:
        return Hindrance.GONE
    if isinstance(said, Hindrance):
        return said
    answer(session, deed, item, Answer.CONFIRMED, said.id)
    return None


def _shown(session: Session, project: Project, today: date) -> int | None:
    """Return the report whose colours are shown of a project."""
    lines = all_lines(session, firm_settings(session), AsOf(today), [one_of([project.id])])
    report = reports(session, lines).get(project.id or 0)
    return report.id if report else None


def _go_on(session: Session, deed: Deed, item: AskedItem) -> None:
    """Let a project go on that was paused a moment ago, if nobody has moved it since."""
    state = latest_move(item.project_id, "project", firm_settings(session).today(deed.now))
    moved = session.exec(select(StateMove).where(StateMove.id == state.scalar_subquery())).first()
    is_fresh = item.answered_at is not None and deed.now - item.answered_at <= SECOND_THOUGHTS
    if not is_fresh or moved is None or moved.state is not State.PAUSED:
        raise TooLateError("old" if not is_fresh else "replaced", item.project_id)
    _move(session, deed, item, State.ACTIVE)


def _move(session: Session, deed: Deed, item: AskedItem, state: State) -> None:
    project = project_in_sight(session, deed, item.project_id, lock=True)
    move(session, deed, project, state, firm_settings(session).today(deed.now))
