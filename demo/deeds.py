"""What people of the firm do, by the operations that the product uses, or in Slack itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import select

from demo.office import Office
from demo.retelling import Retelling, Row, rows, write
from models.absence import be_away
from models.cover import cover
from models.exchange.files import read_path
from models.exchange.importing import Order, import_sheets
from models.launch import choose_channel, launch
from models.lesson import WORDS, Draft, LessonWords, log_lesson
from models.money import to_minor
from models.offering import Offering
from models.person import Person
from models.ports import Session
from models.project import Project, Share
from models.setting import firm_settings
from models.state import State, move
from models.status import Report
from models.tuning import change_settings
from models.week.reporting import report_status
from sandbox.choosing import channel
from sandbox.sight import Sight

COLOURS = ("time", "target", "budget", "overall")
PLAIN = (*COLOURS, "forecast_finish_on", "value_delivered", "note", "path", "percent_complete")
AMOUNTS = ("spent", "forecast_cost")
SOMEONE = "someone"
FIGURES = "Fill in"
WEEK = "Your week"
CONFIRM = ("All ", "These ", "Still ")
"""So begins what says that nothing has changed, the whole message first."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Each method is one thing that somebody does, at the story's time."""

    office: Office
    firm: Path
    told: Path
    """The firm's own files, and a folder for those that are told anew."""
    retelling: Retelling

    def imports_firm(
        self, names: tuple[str, ...], change: Callable[[str, Row], Row | None]
    ) -> None:
        """Import sheets of the firm, each row as `change` makes it, told anew."""
        for old in self.told.glob("*.csv"):
            old.unlink()
        for name in names:
            found = list(rows(self.firm / f"{name}.csv"))
            write(self.told / f"{name}.csv", found, partial(change, name))
        database = self.office.database
        order = Order(read_path(self.told), self.office.clock())
        import_sheets(database.reading, database.begin, order)

    def brings_figures(self, told: str) -> None:
        """Import what finance says of one month's end."""

        def change(_: str, row: Row) -> Row | None:
            day = date.fromisoformat(told)
            return self.retelling.row(row, day) if row["as_of"] == told else None

        self.imports_firm(("figures",), change)

    def sets_up(self, name: str, settings: dict[str, Any]) -> None:
        with self.office.database.begin() as session:
            change_settings(session, self.office.by(session, name), settings)

    def launches(self, name: str, digest: str) -> None:
        with self.office.database.begin() as session:
            deed = self.office.by(session, name)
            choose_channel(session, deed, channel(self.office.sandbox.workspace, digest).id)
            launch(session, deed)

    def moves(self, name: str, key: str, state: str) -> None:
        with self.office.database.begin() as session:
            today = self._today(session)
            project = _project(session, key)
            move(session, self.office.by(session, name), project, State(state), today)

    def is_away(self, name: str, start_on: date, end_on: date, stand_in: str) -> None:
        with self.office.database.begin() as session:
            deed = self.office.by(session, name)
            absence = be_away(session, deed, _colleague(deed.actor), start_on, end_on)
            cover(session, deed, absence, _colleague(self.office.by(session, stand_in).actor))

    def says(self, name: str, words: str, in_: str) -> None:
        self.office.person(name).posts(words, in_)

    def reports(self, row: Row) -> None:
        """Report as the row says, on the day on which it is done."""
        with self.office.database.begin() as session:
            deed = self.office.by(session, row["by"])
            project = _project(session, row["project"])
            said = self._report(session, row, project.currency or "EUR")
            report_status(session, deed, project, said, self._today(session))

    def confirms(self, name: str) -> None:
        """Click what the last weekly message offers: that nothing has changed."""
        message = self._week(name)
        labels = message.buttons
        if offer := next((one for word in CONFIRM for one in labels if one.startswith(word)), ""):
            message.clicks(offer)

    def gives_figures(self, name: str) -> None:
        """Save the month's form as it was filled in before, if the last week asks for it."""
        message = self._week(name)
        if FIGURES in message.buttons:
            message.clicks(FIGURES).saves()

    def _week(self, name: str) -> Sight:
        notes = self.office.person(name).reads()
        return next(note for note in reversed(notes) if note.fallback.startswith(WEEK))

    def logs(self, row: Row) -> None:
        """Log a lesson, signed by who runs its project."""
        with self.office.database.begin() as session:
            project = _project(session, row["project"]) if row["project"] else None
            words = {name: row[name] or None for name in (*WORDS, "occurred_on")}
            offerings = _offerings(session, project) if project else ()
            draft = Draft(LessonWords.model_validate(words), project, offerings)
            log_lesson(session, self.office.by(session, self._manager(row["project"])), draft)

    def _manager(self, key: str) -> str:
        found = rows(self.firm / "projects.csv")
        return next((r["manager"] for r in found if r["key"] == key), "") or "tobias"

    def _report(self, session: Session, row: Row, currency: str) -> Report:
        said: dict[str, Any] = {name: row[name] for name in PLAIN if row[name]}
        amounts = {name: Decimal(row[name]) for name in AMOUNTS if row[name]}
        said |= {name: to_minor(amount, currency) for name, amount in amounts.items()}
        helper = row["help_from"]
        if helper and helper != SOMEONE:
            said["help_from_id"] = self.office.by(session, helper).author_id
        return Report.model_validate(
            said | ({"someone_must_decide": True} if helper == SOMEONE else {})
        )

    def _today(self, session: Session) -> date:
        return firm_settings(session).today(self.office.clock())


def _project(session: Session, key: str) -> Project:
    return session.exec(select(Project).where(Project.key == key)).one()


def _offerings(session: Session, project: Project) -> tuple[Offering, ...]:
    parts = select(Offering).join(Share).where(Share.project_id == project.id)
    return tuple(session.exec(parts).all())


def _colleague(actor: object) -> Person:
    if not isinstance(actor, Person):
        raise TypeError(actor)
    return actor
