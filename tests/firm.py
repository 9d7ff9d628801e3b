"""A firm for tests: each call puts one thing on record, by the operations that the product uses."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from sqlmodel import select

from bot.database import Database
from models.appointment import assign, name_leader
from models.client import Client
from models.offering import Offering
from models.permission import Deed, Operator
from models.person import Person
from models.project import Project
from models.role import Term
from models.status import Report, report_status

NUMBERS = count(1)


@dataclass
class Firm:
    database: Database
    now: datetime

    def next(self):
        """Return a number that no other thing of this run has."""
        return next(NUMBERS)

    @property
    def fact(self):
        return {"recorded_at": self.now}

    @property
    def deed(self):
        """The command line acts, now."""
        return Deed(Operator.COMMAND_LINE, self.now)

    @contextmanager
    def writing(self):
        with self.database.begin() as session:
            yield session

    def person(self, name, **facts):
        return self._add(
            Person(email=f"{name.casefold().replace(' ', '.')}@example.org", name=name, **facts)
        )

    def leader(self, name):
        leader = self.person(name)
        with self.writing() as session:
            name_leader(session, self.deed, session.get_one(Person, leader.id), None)
        return leader

    def client(self, name, **facts):
        return self._add(Client(name=name, recorded_at=self.now, **facts))

    def offering(self, name, **facts):
        return self._add(Offering(name=name, recorded_at=self.now, **facts))

    def project(self, name, client=None, **facts):
        client = client or self._find(Client) or self.client("Acme")
        facts = {"key": name.upper(), "recorded_at": self.now} | facts
        return self._add(Project(name=name, client_id=client.id, **facts))

    def runs(self, person, subject, start_on=None, end_on=None, actor=None):
        """Make a person accountable for a project, a client or an offering."""
        with self.writing() as session:
            held = session.merge(subject)
            deed = Deed(session.merge(actor), self.now) if actor else self.deed
            assign(session, deed, held, session.merge(person), Term(start_on, end_on))

    def says(self, project, as_of: date, actor=Operator.COMMAND_LINE, **said):
        """Report on a project."""
        with self.writing() as session:
            report = Report(**said)
            deed = Deed(actor, self.now)
            return report_status(session, deed, session.merge(project), report, as_of)

    def called(self, name):
        """Return the person of this name."""
        with self.database.reading() as session:
            return session.exec(select(Person).where(Person.name == name)).one()

    def _add(self, row):
        with self.writing() as session:
            session.add(row)
        return row

    def _find(self, table):
        with self.database.reading() as session:
            return session.exec(select(table)).first()
