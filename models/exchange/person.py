"""people.csv: who works here, who leads, what they can do."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from models.exchange.book import Firm, PersonRecord
from models.exchange.cell import (
    PERSON,
    PLACE,
    YES_NO,
    ZONE,
    CellError,
    Kind,
    line,
    listed,
    name,
    on_one_line,
)
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.post import change_holder
from models.exchange.problem import Trouble
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.person import Level, Person, PersonSkill
from models.role import RoleKind, Term, holder_on
from models.text import KEY

SKILL = name(KEY)
LEVELLED = re.compile(rf"(.+) \(({'|'.join(Level)})\)")


def _read_skill(words: str) -> tuple[str, Level]:
    words = on_one_line(words)
    levelled = LEVELLED.fullmatch(words)
    skill, level = levelled.groups() if levelled else (words, Level.CAN)
    if len(skill) > KEY or LEVELLED.fullmatch(skill):
        raise CellError
    return SKILL.read(skill), Level(level)


def _show_skill(skill: tuple[str, Level]) -> str:
    return skill[0] if skill[1] is Level.CAN else f"{skill[0]} ({skill[1]})"


def _read_skills(words: str) -> tuple[tuple[str, Level], ...]:
    """Read a list of skills; each stands in it once, on one level."""
    skills: tuple[tuple[str, Level], ...] = LEVELLED_SKILLS.read(words)
    if len(dict(skills)) < len(skills):
        raise CellError
    return skills


LEVELLED_SKILLS = listed(
    Kind(
        f"a skill of at most {KEY} characters, as it is or with (learning) or (leads)",
        _read_skill,
        _show_skill,
        is_text=True,
    )
)
SKILLS = replace(LEVELLED_SKILLS, read=_read_skills)
LAYOUT = Layout(
    "people",
    (
        Column("email", PERSON, required=True),
        Column("name", line(), required=True),
        Column("leader", YES_NO),
        Column("timezone", ZONE),
        Column("holidays", PLACE),
        Column("skills", SKILLS),
    ),
    key=("email",),
)
EMAIL, NAME, LEADER, TIMEZONE, HOLIDAYS, SKILL_LIST = LAYOUT.columns


def fields(firm: Firm) -> tuple[Field[PersonRecord], ...]:
    return (
        attribute(NAME, _person),
        Field(LEADER, lambda r: r.leads.current(firm.today) is not None, _set_leader, blank=False),
        attribute(TIMEZONE, _person, name="time_zone"),
        attribute(HOLIDAYS, _person),
        Field(SKILL_LIST, _skills, _set_skills, blank=()),
    )


def _person(record: PersonRecord) -> Person:
    return record.person


def _skills(record: PersonRecord) -> tuple[tuple[str, Level], ...]:
    return tuple(sorted((skill.name, skill.level) for skill in record.skills))


def _set_skills(
    intake: Intake, record: PersonRecord, _row: Row, skills: tuple[tuple[str, Level], ...]
) -> None:
    """Keep those that stay, with the day on which they were said."""
    for skill in [s for s in record.skills if (s.name, s.level) not in skills]:
        record.skills.remove(skill)
        intake.discard(skill)
    there = {(skill.name, skill.level) for skill in record.skills}
    for skill_name, level in (skill for skill in skills if skill not in there):
        said = PersonSkill(
            person=record.person, name=skill_name, level=level, as_of=intake.firm.today
        )
        record.skills.append(said)
        intake.later.append(said)


def _set_leader(intake: Intake, record: PersonRecord, _row: Row, *leads: bool) -> None:
    """Let a person lead from today, or from the beginning where nobody did before this import."""
    held = Term(intake.firm.today if intake.led_by or record.leads.roles else None)
    person = record.person if all(leads) else None
    change_holder(intake, record.leads, person, held, {"kind": RoleKind.LEADER})


def _find(intake: Intake, row: Row) -> PersonRecord | None:
    return intake.firm.people.get(row.values["email"])


def _make(intake: Intake, row: Row) -> PersonRecord:
    person = Person(email=row.values["email"], name=row.values["name"])
    intake.session.add(person)
    record = intake.firm.people[row.values["email"]] = PersonRecord(person)
    return record


def _leading(intake: Intake) -> set[str]:
    """Return who leads today; a colleague who has left leads nobody."""
    here = {email: r for email, r in intake.firm.people.items() if r.person.active}
    return {email for email, r in here.items() if holder_on(r.leads.roles, intake.firm.today)}


def _leads_on(record: PersonRecord) -> bool:
    return record.person.active and any(role.end_on is None for role in record.leads.roles)


def _prepare(intake: Intake, _sheet: Sheet) -> None:
    intake.led_by = _leading(intake)


def _check(intake: Intake, sheet: Sheet) -> None:
    """The last leader cannot leave without a successor, nor by a spreadsheet."""
    for_good = {r.person.email for r in intake.firm.people.values() if _leads_on(r)}
    if intake.led_by and not for_good & _leading(intake):
        leaves = next(row for row in sheet.rows if row.values["email"] in intake.led_by)
        intake.refuse(leaves.place("leader"), Trouble.LAST_LEADER)


def _give(_session: Session, firm: Firm) -> Iterator[Values]:
    for email, record in sorted(firm.people.items()):
        yield {"email": email} | values(fields(firm), record)


PEOPLE = Noun(LAYOUT, fields, _find, _make, _person, _give, _prepare, _check)
