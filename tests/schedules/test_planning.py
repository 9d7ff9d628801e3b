from sqlmodel import select

from models.person import Person
from models.planning.plan import BATCH
from models.schedule import Rhythm, Schedule
from tests.ticking import Week, instant

MONDAY = "2030-05-06T07:00+00:00"


def test_what_is_due_is_planned_in_batches_of_a_transaction_each(firm):
    when = {"look_at": instant(MONDAY), "since_at": instant(MONDAY)}
    count = BATCH + 1
    with firm.writing() as session:
        people = [Person(name=f"P{n}", email=f"p{n}@example.org") for n in range(count)]
        session.add_all(people)
        session.flush()
        for one in people:
            key = f"person:{one.id}"
            session.add(Schedule(key=key, rhythm=Rhythm.WEEKLY, person_id=one.id, **when))
    week = Week(firm)
    opened = []

    def begin():
        opened.append(1)
        return firm.database.begin()

    week.plan = type(week.plan)(begin, firm.database.reading, lambda: week.at)
    week.ticks("2030-05-08T14:00+00:00")

    assert len(week.occurrences()) == count
    assert {one.why for one in week.occurrences()} == {"no_account"}
    assert len(opened) == 3  # the last one finds nothing more
    with firm.database.reading() as session:
        assert all(one.look_at > week.at for one in session.exec(select(Schedule)))


def test_a_muster_is_written_only_where_something_is_missing(firm):
    week = Week(firm)
    week.manager("Ana")
    week.begins(MONDAY)
    before = week.schedules()

    week.begins("2030-05-07T07:00+00:00")

    assert [one.key for one in week.schedules()] == [one.key for one in before]
    assert {one.since_at for one in week.schedules()} == {instant(MONDAY)}
