"""A firm for tests: each call puts one thing on record, by the operations that the product uses."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from sqlmodel import select

from bot.database import Database
from models.absence import be_away
from models.appointment import assign, hand_over, name_leader, stand_in
from models.client import Client
from models.cover import cover as stand_in_for
from models.forgetting import forget_person
from models.offering import Offering
from models.permission import Deed, Operator
from models.person import Person, name_of
from models.project import WHOLE, Project, Share
from models.role import Grade, RoleAssignment, RoleKind, Term, leaders
from models.schedule import UNANSWERED, Schedule
from models.state import State, move
from models.status import Report
from models.tuning import change_settings
from models.week.reporting import report_status

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
        email = f"{name.casefold().replace(' ', '.')}@example.org"
        return self._add(Person(**{"email": email, "name": name} | facts))

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
        facts = {"key": name.upper(), "recorded_at": self.now - timedelta(days=90)} | facts
        return self._add(Project(name=name, client_id=client.id, **facts))

    def runs(self, person, subject, start_on=None, end_on=None, actor=None):
        """Make a person accountable for a project, a client or an offering."""
        with self.writing() as session:
            held = session.merge(subject)
            deed = Deed(session.merge(actor), self.now) if actor else self.deed
            assign(session, deed, held, session.merge(person), Term(start_on, end_on))

    def stands_in(self, person, subject):
        """Make a person deputy for who answers for a subject."""
        with self.writing() as session:
            held = session.merge(subject)
            stand_in(session, self.deed, held, session.merge(person), Term())

    def says(self, project, as_of: date, actor=Operator.COMMAND_LINE, **said):
        """Report on a project."""
        with self.writing() as session:
            report = Report(**said)
            deed = Deed(actor, self.now)
            return report_status(session, deed, session.merge(project), report, as_of)

    def hands_over(self, subject, person, on):
        """Let a person answer for a subject from a day on, after whoever did."""
        with self.writing() as session:
            hand_over(session, self.deed, session.merge(subject), session.merge(person), on)

    def moves(self, subject, state, on):
        """Put a project, a client or an offering into a state from a day on."""
        with self.writing() as session:
            move(session, self.deed, session.merge(subject), State(state), on)

    def shares(self, project, *offerings):
        """Make a project of offerings, in equal parts."""
        with self.writing() as session:
            for offering in offerings:
                part = WHOLE // len(offerings)
                session.add(
                    Share(project_id=project.id, offering_id=offering.id, basis_points=part)
                )

    def forgets(self, person):
        """Take away who somebody was."""
        with self.writing() as session:
            forget_person(session, self.deed, session.merge(person))

    def gives_up(self, person):
        """Let nobody ask a person any more, for they never answered."""
        with self.writing() as session:
            rows = select(Schedule).where(Schedule.person_id == person.id)
            session.exec(rows).one().paused_because = UNANSWERED

    def given_up(self):
        with self.database.reading() as session:
            rows = select(Schedule.person_id).where(Schedule.paused_because == UNANSWERED)
            return list(session.exec(rows))

    def deputises(self, person, subject):
        """Let a person stand by for who answers for a client."""
        about = {"kind": RoleKind.CLIENT_MANAGER, "grade": Grade.DEPUTY, "person_id": person.id}
        with self.writing() as session:
            session.add(RoleAssignment(client_id=subject.id, **about, **self.fact))

    def project_called(self, name):
        return self.called(name, Project)

    def away(self, person, start_on, end_on, cover=None):
        """Let a person be away up to but without a day, and somebody stand in."""
        with self.writing() as session:
            absence = be_away(session, self.deed, session.merge(person), start_on, end_on)
            if cover:
                stand_in = session.exec(select(Person).where(Person.name == cover)).one()
                stand_in_for(session, self.deed, absence, stand_in)

    def sets(self, **settings):
        """Change the firm's settings."""
        with self.writing() as session:
            change_settings(session, self.deed, settings)

    def runs_many(self, person, client, count):
        """Add as many projects as that, which one person runs."""
        about = {"kind": RoleKind.PROJECT_MANAGER, "person_id": person.id} | self.fact
        with self.writing() as session:
            for n in range(count):
                added = self.now - timedelta(days=90)
                facts = {"key": f"P{n:03}", "client_id": client.id, "recorded_at": added}
                project = Project(name=f"Project {n:03}", **facts)
                session.add_all([project, RoleAssignment(project=project, **about)])

    def leading(self, day):
        """Return who leads on a day, each with who said so."""
        with self.database.reading() as session:
            roles = leaders(session, day)
            return {name_of(session, r.person_id): name_of(session, r.by_id) for r in roles}

    def called(self, name, table=Person):
        """Return the person of this name, or another thing of it."""
        with self.database.reading() as session:
            return session.exec(select(table).where(table.name == name)).one()

    def _add(self, row):
        with self.writing() as session:
            session.add(row)
        return row

    def _find(self, table):
        with self.database.reading() as session:
            return session.exec(select(table)).first()
