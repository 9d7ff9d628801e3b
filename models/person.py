"""People of the firm: who they are and what they can do."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship, Session

from models.columns import by_value
from models.imported import Importable
from models.scope import OfWorkspace
from models.text import KEY, NAME


class Level(StrEnum):
    LEARNING = "learning"
    CAN = "can"
    LEADS = "leads"


class Person(Importable, table=True):
    """A colleague, with an e-mail, a Slack user or both; who was forgotten has only a number."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        UniqueConstraint("workspace_id", "slack_user_id"),
        UniqueConstraint("workspace_id", "former_number"),
        CheckConstraint(
            "email IS NOT NULL OR slack_user_id IS NOT NULL OR former_number IS NOT NULL",
            name="person_can_be_told_apart",
        ),
        CheckConstraint("weekly_on BETWEEN 0 AND 6", name="weekly_on_a_weekday"),
        CheckConstraint("weekly_hour BETWEEN 0 AND 23", name="weekly_at_an_hour"),
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str | None = Field(default=None, max_length=254)
    slack_user_id: str | None = Field(default=None, max_length=20)
    name: str = Field(max_length=NAME)
    time_zone: str | None = Field(default=None, max_length=64)
    holidays: str | None = Field(default=None, max_length=16)
    weekly_on: int | None = None
    """The weekday of the weekly message, Monday is 0; the firm's where it is not said."""
    weekly_hour: int | None = None
    active: bool = True
    former_number: int | None = None


class PersonSkill(OfWorkspace, table=True):
    """What a person can do, in that person's own words."""

    __tablename__ = "person_skill"
    __table_args__ = (UniqueConstraint("workspace_id", "person_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(default=None, foreign_key="person.id", index=True)
    name: str = Field(max_length=KEY)
    level: Level = Field(default=Level.CAN, sa_type=by_value(Level))
    as_of: date
    person: Person = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def name_of(session: Session, person_id: int | None) -> str | None:
    return session.get_one(Person, person_id).name if person_id else None
