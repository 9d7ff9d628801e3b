"""Random histories of statuses and roles in a database, against a plain list of what was done."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.appointment import assign, end, hand_over
from models.colour import Colour, Horizon, shown
from models.errors import RefusedError
from models.portfolio import AsOf, project_lines, summed
from models.project import Project
from models.role import RoleKind, Term, gaps, history, holder_id_on, holder_on
from models.setting import FirmSettings
from models.workdays import Workdays

TODAY = date(2030, 5, 6)
DAYS = [TODAY - timedelta(days=n) for n in range(40)]
# every example has projects of its own, so the database need not be emptied between two
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
days = st.sampled_from(DAYS)
colours = st.sampled_from([None, Colour.GREEN, Colour.AMBER, Colour.RED])
statements = st.lists(st.tuples(st.integers(0, 1), days, colours, st.booleans()), max_size=10)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("assign"), st.integers(0, 2), days, st.none() | days),
        st.tuples(st.just("hand over"), st.integers(0, 2), days),
        st.tuples(st.just("end"), days),
    ),
    max_size=8,
)


def colour_by_hand(said, project, day):
    """Find the last day up to `day` on which a colour was said, and that colour."""
    spoken = {on: colour for who, on, colour, _ in said if (who, bool(colour)) == (project, True)}
    spoken = {on: colour for on, colour in spoken.items() if on <= day}
    return max(spoken.items(), default=(None, None))


@many
@given(statements, days)
def test_each_day_shows_the_colours_that_a_plain_list_says(firm, said, day):
    projects = [firm.project(f"Project {firm.next()}") for _ in range(2)]
    for about, on, colour, figures in said:
        percent = Decimal(40) if figures else None
        with suppress(RefusedError):  # to say nothing at all is refused
            firm.says(projects[about], on, overall=colour, percent_complete=percent)

    with firm.database.reading() as session:
        ours = [col(Project.id).in_([project.id for project in projects])]
        lines = project_lines(session, FirmSettings(), AsOf(day), ours)

    horizon = Horizon.seen_from(day, Workdays(), 5)
    by_id = {line.project_id: line for line in lines}
    for about, project in enumerate(projects):
        seen = by_id[project.id]
        heard = (seen.said.confirmed_on, seen.said.overall)
        assert heard == colour_by_hand(said, about, day)
        assert seen.shown == shown(seen.said, horizon)
    counted = Counter(line.shown.colour for line in lines)
    assert summed(lines, day, {}).shown == {colour: counted[colour] for colour in Colour}


def write(diary, act):
    """Do an act in a calendar that has a name or nobody for each day; RefusedError as the rules."""
    kind, *facts = act
    if kind == "assign":
        who, start_on, end_on = facts
        wanted = [day for day in DAYS if Term(start_on, end_on).has(day)]
        if (end_on and end_on <= start_on) or any(diary[day] is not None for day in wanted):
            raise RefusedError
        diary.write(wanted, who)
    else:
        *who, on = facts
        if diary[on] is None:
            raise RefusedError
        after = [day for day in DAYS if day >= on and unbroken(diary, on, day)]
        diary.write(after, who[0] if who else None)


def unbroken(diary, on, day):
    """Say whether the term that has `on` goes on to `day`; terms are told apart by their mark."""
    return diary.terms[day] == diary.terms[on]


class Diary(dict[date, Any]):
    """Who held a post on each day; `terms` numbers the terms, so that two in a row are two."""

    def __init__(self):
        super().__init__(dict.fromkeys(DAYS))
        self.terms: dict[date, int | None] = dict.fromkeys(DAYS)
        self.count = 0

    def write(self, days, who):
        self.count += 1
        self.update(dict.fromkeys(days, who))
        self.terms.update(dict.fromkeys(days, self.count))


def do(session, post, act, firm, people):
    kind, *facts = act
    if kind == "assign":
        who, start_on, end_on = facts
        assign(session, firm.deed, post, people[who], Term(start_on, end_on))
    elif kind == "hand over":
        hand_over(session, firm.deed, post, people[facts[0]], facts[1])
    else:
        held = holder_on(history(session, post), facts[0])
        if held is None:
            raise RefusedError
        end(session, firm.deed, held, facts[0])


@many
@given(acts)
def test_each_day_has_the_holder_that_a_calendar_has(firm, history_of_acts):
    project = firm.project(f"Project {firm.next()}")
    people = [firm.person(f"Person {firm.next()}") for _ in range(3)]
    diary, pictures = Diary(), []
    for act in history_of_acts:
        firm.now += timedelta(minutes=1)
        by_hand = is_refused(write, diary, act)
        assert is_refused(in_database, firm, project, act, people) is by_hand
        pictures.append((firm.now, holders_by_hand(diary, people)))

    wanted = holders_by_hand(diary, people)
    with firm.database.reading() as session:
        known = history(session, project)
        by_rule = by_history(session, project)
        free = [day for day in DAYS if any(gap.has(day) for gap in gaps(known, Term()))]
        replayed = [(at, by_history(session, project, at)) for at, _ in pictures]
        by_query = {day: session.exec(holder(project, day)).one() for day in DAYS}
    assert by_rule == wanted
    assert by_query == wanted
    assert free == [day for day in DAYS if wanted[day] is None]
    assert replayed == pictures


def holders_by_hand(diary, people):
    return {day: None if who is None else people[who].id for day, who in diary.items()}


def by_history(session, project, known_at=None):
    known = history(session, project, known_at)
    return {day: held.person_id if (held := holder_on(known, day)) else None for day in DAYS}


def is_refused(act, *facts):
    try:
        act(*facts)
    except RefusedError:
        return True
    return False


def in_database(firm, project, act, people):
    with firm.writing() as session:
        merged = [session.merge(person) for person in people]
        do(session, session.merge(project), act, firm, merged)


def holder(project, day):
    query = holder_id_on(project.id, RoleKind.PROJECT_MANAGER, day)
    return select(query.scalar_subquery())
