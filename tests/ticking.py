"""A firm whose week is planned: people with accounts and roles, beats at any instant."""

from datetime import datetime

from sqlmodel import col, select

from models.account import Account
from models.outbox import OutboxRow
from models.person import Person
from models.schedule import Occurrence, Outcome, Schedule
from models.workspace import claim
from schedules.planning import Muster, Plan


class Week:
    """Beats at the instants that a test names, and tells what came of them."""

    def __init__(self, firm):
        self.firm = firm
        self.at = firm.now
        opened = firm.database.begin, firm.database.reading, lambda: self.at
        self.plan, self.muster = Plan(*opened), Muster(*opened)
        with firm.writing() as session:
            claim(session, "T1")

    def manager(self, name, **facts):
        """Add somebody who runs a project and has an account."""
        person = self.firm.person(name, slack_user_id=f"U{self.firm.next()}", **facts)
        about = {"slack_user_id": person.slack_user_id, "team_id": "T1", "name": name}
        with self.firm.writing() as session:
            session.add(Account(**about, seen_at=self.firm.now))
        self.firm.runs(person, self.firm.project(f"Of {name}"))
        return person

    def begins(self, at):
        """Let everybody have a schedule from an instant on."""
        self.at = instant(at)
        self.muster()

    def ticks(self, *moments):
        """Beat at each instant; return the kinds of message that were put into the outbox."""
        before = len(self.messages())
        for at in moments:
            self.at = instant(at)
            self.plan()
        return [row.kind for row in self.messages()[before:]]

    def messages(self):
        return self._rows(OutboxRow)

    def occurrences(self):
        """Return those of people."""
        return [one for one in self._rows(Occurrence) if one.person_id]

    def digests(self):
        return [one for one in self._rows(Occurrence) if not one.person_id]

    def schedules(self):
        return self._rows(Schedule)

    def turns(self, outcome, until_on=None):
        """Let everything that is asked be answered or snoozed."""
        with self.firm.writing() as session:
            rows = select(Occurrence).where(Occurrence.outcome == Outcome.ASKED)
            for one in session.exec(rows).all():
                one.outcome, one.until_on = outcome, until_on
                session.add(one)

    def changes(self, person, **facts):
        """Change what is known of a person in a way that tells nobody."""
        with self.firm.writing() as session:
            session.get_one(Person, person.id).sqlmodel_update(facts)

    def _rows(self, table):
        with self.firm.database.reading() as session:
            return session.exec(select(table).order_by(col(table.id))).all()


def instant(at):
    return datetime.fromisoformat(at) if isinstance(at, str) else at
