"""Every operation, with the same firm in a second workspace of the database beside ours."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select

from bot.clock import now
from bot.database import Database
from models.absence import be_away
from models.account import Profile, note_accounts, note_vanished
from models.adding import Plan, Typed, add_client, add_offering, add_person, add_project
from models.appointment import assign, end, hand_over, name_leader, stand_in
from models.client import Client
from models.colour import Colour
from models.digest.digest import digest_of
from models.digest.moment import moment_at
from models.digest.sheet import sheet_rows
from models.exchange.exporting import export_sheets
from models.exchange.files import read_path
from models.exchange.importing import Order, import_sheets
from models.forgetting import forget_person, person_with
from models.founding import resign
from models.leading import leading_of
from models.leave import go_away
from models.lesson import Draft, LessonWords, log_lesson
from models.lesson_index import rebuild_search
from models.lesson_search import search_lessons
from models.linking import link_to
from models.nomination import name_manager
from models.permission import Deed, Operator
from models.person import Person
from models.planning.muster import muster
from models.planning.plan import due_schedules, plan
from models.planning.week_ahead import digest_ahead, week_ahead
from models.portfolio import AsOf, portfolio
from models.ports import silent
from models.preference import Wanted, prefer
from models.project import Project
from models.receipt import drop_receipts, take_once
from models.removal import remove_lesson, remove_note
from models.renaming import rename
from models.role import Term, history
from models.schedule import AskedItem, Occurrence, Rhythm, Schedule, look_again, resume
from models.setting import firm_settings
from models.state import State, move
from models.status import Report
from models.tables import METADATA
from models.tuning import change_settings
from models.week.monthly import note_filled
from models.week.replying import confirm_all, pause, refuse, say_colour, snooze, undo
from models.week.reporting import report_status
from models.week.week import begin_week
from models.workspace import Workspace, claim

FIRM = Path(__file__).parents[2] / "docs" / "firm"
NOW = now()
DEED = Deed(Operator.COMMAND_LINE, NOW)
DAY = date(2026, 11, 20)


@pytest.fixture
def theirs(database):
    """The demo's firm in a second workspace."""
    with Session(database.engine) as session, session.begin():
        session.add(Workspace(id=2, created_at=NOW))
    neighbour = Database(database.engine.url)
    neighbour.workspace_id = 2
    import_sheets(neighbour.reading, neighbour.begin, Order(read_path(FIRM), NOW))
    with neighbour.begin() as session:
        muster(session, NOW)
    yield neighbour
    neighbour.engine.dispose()


def picture(database):
    """Return every row of a workspace, table by table, and what its search finds."""
    with database.engine.connect() as connection:
        rows = {
            name: sorted(
                map(str, connection.execute(rows_of(table).where(table.c.workspace_id == 2)))
            )
            for name, table in METADATA.tables.items()
            if "workspace_id" in table.c
        }
    with database.reading() as session:
        found = [lesson.id for lesson in search_lessons(session, DEED, "client data", 50)]
    return rows, found


def found(session):
    project = session.exec(select(Project).where(Project.key == "OOS-SHELF")).one()
    client = session.exec(select(Client).where(Client.name == "Oostmolen Foods")).one()
    return project, client, session.exec(select(Person).order_by(col(Person.id)).limit(2)).all()


def change_roles(session):
    project, _, (ana, ben) = found(session)
    assign(session, DEED, project, ana, Term(DAY))
    hand_over(session, DEED, project, ben, date(2026, 11, 21))
    stand_in(session, DEED, project, ana, Term(DAY))
    end(session, DEED, history(session, project)[-1], date(2026, 11, 22))
    name_leader(session, DEED, ana, None)
    be_away(session, DEED, ana, DAY, date(2026, 11, 22))
    forget_person(session, DEED, person_with(session, ben.email or ""))


def change_words(session):
    project, client, _ = found(session)
    move(session, DEED, client, State.DORMANT, DAY)
    rename(session, DEED, client, "Oostmolen", DAY)
    change_settings(session, DEED, {"cadence": 9})
    remove_note(
        session, DEED, report_status(session, DEED, project, Report(note="client data"), DAY)
    )
    draft = Draft(LessonWords(title="client data"))
    remove_lesson(session, DEED, log_lesson(session, DEED, draft))
    rebuild_search(session, silent)


def change_week(session):
    """Ask somebody about a week, and answer in every way."""
    change_settings(session, DEED, {"is_launched": True})
    muster(session, NOW)
    rows = select(Schedule).where(Schedule.rhythm == Rhythm.WEEKLY).order_by(col(Schedule.id))
    for schedule in session.exec(rows).all():
        week = {"period": "2026-W40", "due_at": NOW, "made_at": NOW}
        about = {"schedule_id": schedule.id, "person_id": schedule.person_id}
        occurrence = Occurrence.model_validate(about | week)
        session.add(occurrence)
        session.flush()
        answer_all(session, occurrence)


def answer_all(session, occurrence):
    begin_week(session, occurrence, NOW)
    deed = Deed(session.get_one(Person, occurrence.person_id), NOW)
    confirm_all(session, deed, occurrence)
    for item in session.exec(select(AskedItem).where(AskedItem.occurrence_id == occurrence.id)):
        if item.answer is None:
            say_colour(session, deed, item, Colour.RED)
        undo(session, deed, item)
        refuse(session, deed, item)
        undo(session, deed, item)
        pause(session, deed, item)
        undo(session, deed, item)
    snooze(session, deed, occurrence)
    note_filled(session, deed)
    cover = session.exec(select(Person).where(Person.id != occurrence.person_id)).first()
    go_away(
        session,
        deed,
        session.get_one(Person, occurrence.person_id),
        NOW.date() + timedelta(days=3),
        cover,
    )
    leading_of(session, NOW)


def change_people(session):
    """Whoever comes from Slack, with the accounts of the neighbours' people too."""
    claim(session, "T1")
    emails = session.exec(select(Person.email)).all()
    accounts = [
        Profile(slack_user_id=f"U{n}", team_id="T1", name=f"U{n}", email=email, is_admin=True)
        for n, email in enumerate([*emails, "new@example.org"])
    ]
    note_accounts(session, accounts, NOW)
    take_once(session, "event 1", NOW)
    drop_receipts(session, NOW + timedelta(days=2))
    person = add_person(session, DEED, Typed({"name": "New", "email": "new@example.org"}))
    away = NOW.date(), NOW.date() + timedelta(days=7)
    prefer(session, DEED, person, Wanted({"weekly_on": 4}, away))
    link_to(session, DEED, person, person.slack_user_id or "")
    client = add_client(session, DEED, Typed({"name": "Brand New", "aliases": "BN"}))
    offering = add_offering(session, DEED, Typed({"name": "Brand New"}))
    plan = Plan(client, [offering], DAY, date(2026, 12, 20), 100)
    project = add_project(session, DEED, Typed({"name": "Brand New"}), plan)
    name_manager(session, DEED, project, person, DAY)
    resign(session, DEED, [])
    note_vanished(session, ["U1"], NOW + timedelta(days=1))


def plan_the_week(session):
    change_settings(session, DEED, {"is_launched": True, "digest_channel": "C1"})
    muster(session, NOW)
    later = NOW + timedelta(weeks=1)
    assert len(week_ahead(session, later)) == 8
    assert {one.new.period for one in plan(session, due_schedules(session, later), later)}
    assert digest_ahead(session, NOW).person_id is None
    look_again(session, NOW)
    resume(session, NOW, 1)


def test_whatever_is_done_in_one_workspace_the_other_stays_as_it_is(database, theirs):
    before = picture(theirs)

    done = import_sheets(database.reading, database.begin, Order(read_path(FIRM), NOW))
    with database.begin() as session:
        change_roles(session)
    with database.begin() as session:
        change_words(session)
    with database.begin() as session:
        change_people(session)
    with database.begin() as session:
        plan_the_week(session)
    with database.begin() as session:
        change_week(session)
    with database.reading() as session:
        ours = portfolio(session, firm_settings(session), AsOf(DAY))
        sheets = {layout.name: len(list(rows)) for layout, rows in export_sheets(session, DAY)}

    assert done.sheets["projects"].new == 12
    assert (ours.projects, sheets["projects"], sheets["people"]) == (12, 13, 8)
    assert picture(theirs) == before


def told(database):
    """Return the digest of a workspace and the rows of its spreadsheet."""
    with database.reading() as session:
        settings = firm_settings(session)
        moment = moment_at(session, settings, NOW + timedelta(hours=1))
        return digest_of(session, settings, moment), sheet_rows(session, settings, moment.now)


def test_a_digest_tells_of_one_workspace(database, theirs):
    before = told(theirs)

    import_sheets(database.reading, database.begin, Order(read_path(FIRM), NOW))

    assert told(theirs) == before
    assert told(database)[0].counts == before[0].counts
    assert len(before[0].vacant) > 0
