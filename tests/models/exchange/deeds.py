"""What people do in Trefoil between two imports, each in a line."""

from contextlib import contextmanager

from sqlmodel import select

from models.appointment import assign, end, hand_over
from models.client import Client
from models.lesson import Lesson
from models.permission import Deed, Operator
from models.person import Person
from models.project import Project
from models.removal import remove_lesson, remove_note
from models.renaming import rename
from models.role import history
from models.status import Report, said_of
from models.week.reporting import report_status


class Deeds:
    """Everything is done to the only project, client or lesson, by the command line."""

    def __init__(self, database, now):
        self.database = database
        self.deed = Deed(Operator.COMMAND_LINE, now)

    @contextmanager
    def _writing(self):
        with self.database.begin() as session:
            yield session, self.deed

    def assigns(self, name, held):
        with self._writing() as (session, deed):
            assign(session, deed, _only(session, Project), _called(session, name), held)

    def hands_over(self, name, on):
        with self._writing() as (session, deed):
            hand_over(session, deed, _only(session, Project), _called(session, name), on)

    def ends_the_role(self, on):
        with self._writing() as (session, deed):
            (role,) = history(session, _only(session, Project))
            end(session, deed, role, on)

    def renames_the_client(self, name, on):
        with self._writing() as (session, deed):
            rename(session, deed, _only(session, Client), name, on)

    def reports(self, as_of, **said):
        with self._writing() as (session, deed):
            report_status(session, deed, _only(session, Project), Report(**said), as_of)

    def removes_the_note(self, as_of):
        with self._writing() as (session, deed):
            said = session.exec(said_of(_only(session, Project).id, as_of)).all()
            remove_note(session, deed, said[-1])

    def removes_the_lesson(self):
        with self._writing() as (session, deed):
            remove_lesson(session, deed, _only(session, Lesson))

    def changes(self, table, **values):
        """Change a row as an operation of a later version may."""
        with self._writing() as (session, _):
            row = _only(session, table)
            for name, value in values.items():
                setattr(row, name, value)


def _only(session, table):
    return session.exec(select(table)).one()


def _called(session, name):
    return session.exec(select(Person).where(Person.name == name)).one()
