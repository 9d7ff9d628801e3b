"""The leaders' digest, section by section: a function of the facts known at a moment."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.absence import be_away
from models.baseline import Baseline
from models.colour import Colour
from models.digest.change import Movement
from models.digest.digest import digest_of
from models.digest.moment import Moment, moment_at, moment_of
from models.figures import Figures
from models.lesson import Draft, LessonWords, log_lesson
from models.outbox import Fate, OutboxRow
from models.portfolio import AsOf
from models.project import Project
from models.removal import remove_lesson
from models.schedule import AskedItem, Occurrence, Outcome, Rhythm, Schedule
from models.setting import firm_settings
from models.status import StatusUpdate
from models.week.undo import take_back

TODAY = date(2030, 5, 6)
LAST_WEEK = date(2030, 4, 29)
GREEN, AMBER, RED, GREY = Colour
POSTED = datetime(2030, 5, 6, 9, tzinfo=UTC)


def digest(firm, before=LAST_WEEK, day=TODAY):
    """Return the digest of today, against what was known of another day."""
    moment = Moment(AsOf(day, firm.now), AsOf(before, firm.now) if before else None)
    with firm.database.reading() as session:
        return digest_of(session, firm_settings(session), moment)


def add(firm, *rows):
    with firm.writing() as session:
        session.add_all(rows)
    return rows[0]


def plan(firm, project, **facts):
    return add(firm, Baseline(project_id=project.id, recorded_at=firm.now, **facts))


def names(told):
    return [one.line.name for one in told]


def asked(firm, person, project, *days, outcome=Outcome.ASKED):
    """Let a weekly message have asked somebody on these days, without an answer."""
    about = {"key": f"weekly:{person.id}", "person_id": person.id}
    schedule = add(
        firm, Schedule(rhythm=Rhythm.WEEKLY, look_at=firm.now, since_at=firm.now, **about)
    )
    for day in days:
        at = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
        came = add(
            firm,
            Occurrence(
                schedule_id=schedule.id,
                person_id=person.id,
                period=f"{day:%G-W%V}",
                due_at=at,
                made_at=at,
                outcome=outcome,
            ),
        )
        add(firm, AskedItem(occurrence_id=came.id, project_id=project.id, position=1))


def test_an_empty_firm_has_a_digest_with_nothing_in_it(firm):
    empty = digest(firm)

    assert (empty.projects, empty.decisions, empty.told, empty.left) == (0, 0, (), ())
    assert empty.is_known


def test_the_first_digest_compares_with_nothing(firm):
    firm.says(firm.project("Apollo"), TODAY, overall=RED)

    first = digest(firm, before=None)

    assert (first.since, first.changes) == (None, None)
    assert [one.movement for one in first.told] == [None]
    assert names(first.reds) == ["Apollo"]


def test_counts_change_by_so_much_since_the_last_digest(firm):
    for name, then, now in (("Apollo", GREEN, RED), ("Delta", GREEN, GREEN), ("Eos", AMBER, GREEN)):
        project = firm.project(name)
        firm.says(project, LAST_WEEK, overall=then)
        firm.says(project, TODAY, overall=now)

    changed = digest(firm)

    assert changed.counts == {GREEN: 2, AMBER: 0, RED: 1, GREY: 0}
    assert changed.changes == {GREEN: 0, AMBER: -1, RED: 1, GREY: 0}


@pytest.mark.parametrize(
    ("then", "now", "movement"),
    [
        (GREEN, RED, Movement.DECLINED),
        (AMBER, GREEN, Movement.IMPROVED),
        (RED, RED, Movement.UNCHANGED),
        (None, RED, Movement.HEARD),
    ],
)
def test_a_project_moves_by_its_own_colours(firm, then, now, movement):
    apollo, calm = firm.project("Apollo"), firm.project("Calm")
    for day in (LAST_WEEK, TODAY):
        firm.says(calm, day, overall=GREEN)
    if then:
        firm.says(apollo, LAST_WEEK, overall=then)
    firm.says(apollo, TODAY, overall=now)

    (told,) = digest(firm).told

    assert (told.line.name, told.movement) == ("Apollo", movement)


def test_what_falls_silent_is_no_worse_and_no_better(firm):
    firm.says(firm.project("Apollo"), TODAY - timedelta(days=17), overall=GREEN)

    (told,) = digest(firm).told

    assert (told.colour, told.movement) == (GREY, Movement.SILENT)


def test_what_began_is_new_and_what_ended_has_left(firm):
    delta = firm.project("Delta")
    firm.says(delta, LAST_WEEK, overall=GREEN)
    firm.moves(delta, "closed", TODAY)
    then = firm.now
    firm.now += timedelta(days=1)
    firm.says(firm.project("Apollo", recorded_at=firm.now), TODAY, overall=GREEN)

    moment = Moment(AsOf(TODAY, firm.now), AsOf(LAST_WEEK, then))
    with firm.database.reading() as session:
        changed = digest_of(session, firm_settings(session), moment)

    assert names(changed.that(Movement.NEW)) == ["Apollo"]
    assert [line.name for line in changed.left] == ["Delta"]


def test_the_part_that_turned_is_named_also_when_it_turned_back(firm):
    apollo, delta = firm.project("Apollo"), firm.project("Delta")
    firm.says(apollo, LAST_WEEK, time=GREEN, target=AMBER, budget=GREEN)
    firm.says(apollo, TODAY, time=GREEN, target=AMBER, budget=RED)
    firm.says(delta, LAST_WEEK, time=RED, target=GREEN, budget=GREEN)
    firm.says(delta, TODAY, time=GREEN, target=GREEN, budget=GREEN)

    told = {one.line.name: one.parts for one in digest(firm).told}

    assert told == {"Apollo": ("budget",), "Delta": ("time",)}


def test_reds_come_first_then_the_most_money_and_currencies_are_not_compared(firm):
    for name, colour, budget, currency in (
        ("Small", RED, 10, "EUR"),
        ("Large", RED, 20, "EUR"),
        ("Yen", RED, 9_000_000, "JPY"),
        ("Amber", AMBER, 90, "EUR"),
        ("Nothing", RED, None, None),
    ):
        project = firm.project(name, currency=currency)
        plan(firm, project, budget=budget)
        firm.says(project, TODAY, overall=colour)

    assert names(digest(firm).bad) == ["Large", "Small", "Yen", "Nothing", "Amber"]


def test_what_was_said_with_the_last_colours_is_told_with_them(firm):
    apollo, mara = firm.project("Apollo"), firm.person("Mara Okoye")
    firm.says(apollo, LAST_WEEK, overall=AMBER, path="An old plan")
    due_on = date(2030, 5, 9)
    firm.says(apollo, TODAY, overall=RED, path_due_on=due_on, help_from_id=mara.id)

    said = digest(firm).told[0].said

    assert (said.path, said.path_due_on, said.helper) == (None, due_on, "Mara Okoye")


def test_every_project_that_waits_for_a_decision_counts_green_ones_too(firm):
    apollo, delta = firm.project("Apollo"), firm.project("Delta")
    firm.says(apollo, TODAY, overall=GREEN, someone_must_decide=True)
    firm.says(delta, LAST_WEEK, overall=RED, someone_must_decide=True)
    firm.says(delta, TODAY, overall=RED)

    waiting = digest(firm)

    assert (waiting.decisions, names(waiting.undecided)) == (1, ["Apollo"])


@pytest.mark.parametrize(("booked_on", "likely"), [(LAST_WEEK, 11_200), (TODAY, 9_900)])
def test_the_likely_cost_is_that_of_finance_unless_a_report_is_newer(firm, booked_on, likely):
    apollo = firm.project("Apollo", currency="EUR")
    plan(firm, apollo, budget=9_000)
    firm.says(apollo, date(2030, 5, 3), overall=RED, forecast_cost=11_200)
    costs = {"spent": 0, "forecast_cost": 9_900, "recorded_at": firm.now}
    add(firm, Figures(project_id=apollo.id, as_of=booked_on, **costs))

    (told,) = digest(firm).told

    assert (told.likely, told.is_over_budget) == (likely, True)


def test_the_expected_finish_is_that_of_who_spoke_last_of_it(firm):
    apollo = firm.project("Apollo")
    firm.says(apollo, LAST_WEEK, overall=RED, forecast_finish_on=date(2030, 6, 1))
    firm.says(apollo, date(2030, 5, 3), forecast_finish_on=date(2030, 7, 1))

    assert digest(firm).told[0].said.expected_on == date(2030, 7, 1)


def ends(firm, name, client, on, **facts):
    project = firm.project(name, client, currency="EUR", **facts)
    plan(firm, project, finish_on=on, budget=100_00)
    return project


def test_what_ends_soon_is_told_where_its_client_has_nothing_next(firm):
    acme, bolt, cove = (firm.client(name) for name in ("Acme", "Bolt", "Cove"))
    ends(firm, "Apollo", acme, date(2030, 8, 4))
    ends(firm, "First", bolt, date(2030, 6, 1))
    ends(firm, "Second", bolt, date(2031, 1, 1))
    ends(firm, "Far", cove, date(2030, 8, 5))

    (pair,) = digest(firm).ending.projects

    assert (pair[0].name, pair[1]) == ("Apollo", date(2030, 8, 4))


@pytest.mark.parametrize(("state", "told"), [("proposed", False), ("closed", True)])
def test_a_proposed_project_is_next_and_a_closed_one_is_not(firm, state, told):
    ends(firm, "Apollo", acme := firm.client("Acme"), date(2030, 6, 1))
    firm.moves(firm.project("Beyond", acme), state, LAST_WEEK)

    assert bool(digest(firm).ending.projects) is told


def test_the_expected_finish_decides_what_ends_soon(firm):
    late = ends(firm, "Late", firm.client("Acme"), date(2030, 6, 1))
    early = ends(firm, "Early", firm.client("Bolt"), date(2031, 6, 1))
    firm.says(late, TODAY, overall=AMBER, forecast_finish_on=date(2031, 1, 1))
    firm.says(early, TODAY, overall=GREEN, forecast_finish_on=date(2030, 7, 1))

    assert [line.name for line, _ in digest(firm).ending.projects] == ["Early"]


def test_what_ends_is_summed_by_currency_and_never_mixed(firm):
    for name, currency, budget in (("A", "EUR", 100), ("B", "EUR", 50), ("C", "JPY", 7)):
        project = firm.project(name, firm.client(name), currency=currency)
        plan(firm, project, finish_on=date(2030, 6, 1), budget=budget)

    assert digest(firm).ending.amounts == (("EUR", Decimal("1.50")), ("JPY", Decimal(7)))


@pytest.fixture
def borealis(firm):
    """Ana runs Borealis, and has said nothing of it for a long time."""
    ana, project = firm.person("Ana Lind"), firm.project("Borealis")
    firm.runs(ana, project)
    return ana, project


def test_a_first_miss_is_a_count_and_no_name(firm, borealis):
    asked(firm, *borealis, date(2030, 5, 1))

    silent = digest(firm)

    assert (silent.counts[GREY], silent.quiet) == (1, ())


def test_from_the_second_missed_week_on_the_manager_is_named(firm, borealis):
    asked(firm, *borealis, date(2030, 4, 24), date(2030, 5, 1))

    (quiet,) = digest(firm).quiet

    assert (quiet.line.name, quiet.manager, quiet.weeks) == ("Borealis", "Ana Lind", 2)


@pytest.mark.parametrize("outcome", [Outcome.SUPPRESSED, Outcome.MISSED])
def test_who_was_not_reached_has_missed_nothing(firm, borealis, outcome):
    asked(firm, *borealis, date(2030, 4, 24), date(2030, 5, 1), outcome=outcome)

    assert digest(firm).quiet == ()


def test_nobody_is_late_with_an_answer_before_two_working_days(firm, borealis):
    asked(firm, *borealis, date(2030, 4, 24), date(2030, 5, 3))

    assert digest(firm).quiet == ()


def test_weeks_before_the_last_word_do_not_count(firm, borealis):
    asked(firm, *borealis, date(2030, 4, 10), date(2030, 4, 17), date(2030, 5, 1))
    firm.says(borealis[1], date(2030, 4, 17), overall=GREEN)

    assert digest(firm).counts[GREY] == 1
    assert digest(firm).quiet == ()


def test_who_took_over_does_not_answer_for_the_silence_of_another(firm, borealis):
    asked(firm, *borealis, date(2030, 4, 24), date(2030, 5, 1))
    firm.hands_over(borealis[1], firm.person("Ben Ito"), TODAY)

    assert digest(firm).quiet == ()


def away(firm, person, start_on, end_on):
    with firm.writing() as session:
        be_away(session, firm.deed, session.merge(person), start_on, end_on)


def test_who_is_away_is_said_to_be_away(firm, borealis):
    away(firm, borealis[0], date(2030, 4, 30), date(2030, 5, 13))
    asked(firm, *borealis, date(2030, 5, 1))

    (quiet,) = digest(firm).quiet

    assert (quiet.weeks, quiet.back_on) == (0, date(2030, 5, 13))


def test_weeks_in_which_somebody_was_away_are_not_missed(firm, borealis):
    away(firm, borealis[0], date(2030, 4, 23), date(2030, 4, 27))
    asked(firm, *borealis, date(2030, 4, 24), date(2030, 5, 1))

    assert digest(firm).quiet == ()


def test_what_nobody_holds_is_told_with_since_when_the_latest_first(firm):
    ana, acme = firm.person("Ana Lind"), firm.client("Acme")
    firm.runs(ana, firm.project("Apollo", acme), end_on=date(2030, 4, 2))
    plan(firm, firm.project("Delta", acme), start_on=date(2030, 5, 2))
    plan(firm, firm.project("Not yet", acme), start_on=date(2030, 6, 1))

    found = [(gap.kind, gap.name, gap.since) for gap in digest(firm).vacant]

    assert found == [
        ("project", "Delta", date(2030, 5, 2)),
        ("project", "Apollo", date(2030, 4, 2)),
        ("client", "Acme", None),
    ]


def log(firm, title, **facts):
    words = LessonWords(title=title, client_identifying=facts.pop("client_identifying", False))
    with firm.writing() as session:
        found = {name: session.merge(one) for name, one in facts.items()}
        return log_lesson(session, firm.deed, Draft(words, **found))


def test_lessons_since_the_last_digest_are_counted_and_only_harmless_ones_named(firm):
    log(firm, "Too old")
    then = firm.now
    firm.now += timedelta(days=1)
    log(firm, "Ask for data early")
    log(firm, "Acme never answers", client_identifying=True)
    log(firm, "Of a secret", project=firm.project("Secret", confidential=True))
    gone = log(firm, "Removed")
    with firm.writing() as session:
        remove_lesson(session, firm.deed, session.merge(gone))

    moment = Moment(AsOf(TODAY, firm.now), AsOf(LAST_WEEK, then))
    with firm.database.reading() as session:
        found = digest_of(session, firm_settings(session), moment).learnt

    assert (found.count, found.titles) == (2, ("Ask for data early",))


def test_before_the_first_digest_no_lesson_is_new(firm):
    log(firm, "Ask for data early")

    assert digest(firm, before=None).learnt.count == 0


@pytest.mark.parametrize("of", ["project", "client"])
def test_what_is_confidential_is_counted_and_stands_nowhere_by_name(firm, of):
    client = firm.client("Nemo", confidential=of == "client")
    secret = firm.project("Hidden", client, confidential=of == "project")
    plan(firm, secret, finish_on=date(2030, 6, 1), start_on=LAST_WEEK, budget=1)
    firm.says(secret, LAST_WEEK, overall=GREEN)
    firm.says(secret, TODAY, overall=RED, someone_must_decide=True)
    over = firm.project("Over", client, confidential=of == "project")
    firm.moves(over, "closed", TODAY)

    whole = digest(firm)

    assert (whole.counts[RED], whole.secret[RED], whole.decisions) == (1, 1, 1)
    assert "Hidden" not in repr(whole)
    assert "Over" not in repr(whole)
    assert ("Nemo" in repr(whole)) is (of == "project")  # that nobody holds the client


def test_below_what_is_enough_no_count_has_an_arrow(firm):
    for n in range(5):
        project = firm.project(f"P{n}")
        if n < 2:
            firm.says(project, LAST_WEEK, overall=GREEN)
            firm.says(project, TODAY, overall=RED)

    little = digest(firm)

    assert (little.heard, little.projects, little.is_known, little.changes) == (2, 5, False, None)


def reports(firm, minutes, project, **said):
    """Say something so many minutes before the digest is posted."""
    firm.now = POSTED - timedelta(minutes=minutes)
    return firm.says(project, TODAY, actor=firm.called("Ana Lind"), **said)


def takes_back(firm, minutes, update):
    firm.now = POSTED - timedelta(minutes=minutes)
    deed = type(firm.deed)(firm.called("Ana Lind"), firm.now)
    with firm.writing() as session:
        take_back(session, deed, session.get_one(StatusUpdate, update.id))


def at_post(firm):
    with firm.database.reading() as session:
        settings = firm_settings(session)
        return digest_of(session, settings, moment_at(session, settings, POSTED))


@pytest.fixture
def apollo(firm):
    firm.now = POSTED - timedelta(days=3)
    firm.runs(firm.person("Ana Lind"), project := firm.project("Apollo"))
    return project


@pytest.mark.parametrize(("minutes", "colour"), [(11, RED), (9, GREEN)])
def test_what_was_said_in_the_last_ten_minutes_is_not_told_yet(firm, apollo, minutes, colour):
    reports(firm, 60, apollo, overall=GREEN)
    reports(firm, minutes, apollo, overall=RED)

    assert at_post(firm).counts[colour] == 1


@pytest.mark.parametrize("had", [True, False])
def test_what_was_taken_back_is_never_told(firm, apollo, had):
    """It was said before the ten minutes began, and taken back within them."""
    if had:
        reports(firm, 60, apollo, overall=GREEN)
    undone = reports(firm, 12, apollo, overall=RED, path="Secret plan", someone_must_decide=True)
    takes_back(firm, 5, undone)

    told = at_post(firm)

    assert told.counts[GREEN if had else GREY] == 1
    assert (told.decisions, "Secret plan" in repr(told)) == (0, False)


def test_what_stood_when_a_thing_was_said_that_was_taken_back_is_looked_at_too(firm, apollo):
    """The one is undone at twelve minutes before, the other had been undone just before that."""
    reports(firm, 60, apollo, overall=GREEN)
    first = reports(firm, 21, apollo, overall=AMBER)
    firm.says(other := firm.project("Other"), TODAY, overall=GREEN)
    firm.runs(firm.called("Ana Lind"), other)
    firm.now = POSTED - timedelta(minutes=15)
    second = firm.says(other, TODAY, actor=firm.called("Ana Lind"), overall=RED)
    takes_back(firm, 12, first)
    takes_back(firm, 7, second)

    told = at_post(firm)

    assert (told.counts[AMBER], told.counts[RED], told.counts[GREEN]) == (0, 0, 2)


@pytest.mark.parametrize("colour", [RED, AMBER, GREEN])
def test_what_is_no_worse_than_others_know_counts_at_once(firm, apollo, colour):
    reports(firm, 17, apollo, overall=RED, path="First")
    reports(firm, 5, apollo, overall=colour, path="Second")

    told = at_post(firm)

    assert told.counts[colour] == 1
    assert "First" not in repr(told)


def test_of_a_red_that_nobody_knew_the_amber_after_it_is_withheld_too(firm, apollo):
    reports(firm, 60, apollo, overall=GREEN)
    reports(firm, 12, apollo, overall=RED)
    reports(firm, 5, apollo, overall=AMBER)

    assert at_post(firm).counts[GREEN] == 1


def test_a_word_that_is_mended_does_not_begin_the_ten_minutes_anew(firm, apollo):
    reports(firm, 12, apollo, overall=RED, path="First")
    reports(firm, 5, apollo, overall=RED, path="Mended")

    told = at_post(firm)

    assert told.counts[RED] == 1
    assert "Mended" in repr(told)


def test_of_one_project_alone_the_news_is_withheld(firm, apollo):
    reports(firm, 60, apollo, overall=GREEN)
    reports(firm, 9, apollo, overall=RED)
    firm.says(firm.project("Other"), TODAY, overall=GREEN)

    assert at_post(firm).counts == {GREEN: 2, AMBER: 0, RED: 0, GREY: 0}


def occurrence(firm, posted, fate=Fate.SENT):
    """Put a digest on record, and its message in the channel."""
    with firm.writing() as session:
        schedule = session.exec(select(Schedule).where(Schedule.key == "digest")).first()
        if schedule is None:
            schedule = Schedule(key="digest", rhythm=Rhythm.DIGEST, look_at=posted, since_at=posted)
            session.add(schedule)
            session.flush()
        at = {"due_at": posted, "made_at": posted + timedelta(seconds=20)}
        came = Occurrence(schedule_id=schedule.id, period=f"{posted.date()}", **at)
        session.add(came)
        session.flush()
        about, when = {"occurrence": came.id}, {"made_at": posted, "due_at": posted}
        row = OutboxRow(key=f"digest:{posted}", kind="digest", about=about, fate=fate, **when)
        row.channel_id = row.lane = "C0LEADERS00"
        row.mark, row.wanted_at = f"{came.id}", posted
        session.add(row)
    return came


def test_a_digest_compares_with_the_last_one_that_was_sent(firm):
    sent = occurrence(firm, POSTED - timedelta(weeks=2))
    occurrence(firm, POSTED - timedelta(weeks=1), Fate.FAILED)
    this = occurrence(firm, POSTED, Fate.PENDING)
    occurrence(firm, POSTED + timedelta(weeks=1))

    with firm.database.reading() as session:
        moment = moment_of(session, firm_settings(session), this)
    assert moment.now == AsOf(TODAY, this.made_at)
    assert moment.before == AsOf(date(2030, 4, 22), sent.made_at)


def test_the_day_of_a_digest_is_that_of_the_firm(firm):
    firm.sets(time_zone="Pacific/Auckland")
    this = occurrence(firm, datetime(2030, 5, 5, 21, tzinfo=UTC))

    with firm.database.reading() as session:
        assert moment_of(session, firm_settings(session), this).now.day == TODAY


def test_however_many_projects_it_takes_as_many_statements(firm):
    def statements():
        seen = []
        with firm.database.reading() as session:
            count = lambda *_: seen.append(1)  # noqa: E731
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", count)
            settings = firm_settings(session)
            digest_of(session, settings, Moment(AsOf(TODAY, firm.now), AsOf(LAST_WEEK, firm.now)))
            event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    firm.runs_many(firm.person("Ana Lind"), firm.client("Acme"), 2)
    few = statements()
    firm.runs_many(firm.person("Ben Ito"), firm.client("Bolt"), 0)
    for n in range(30):
        add(firm, Project(key=f"X{n}", name=f"X{n}", client_id=1, recorded_at=firm.now))

    assert statements() == few <= 16


def test_of_a_paused_project_nobody_is_asked_so_its_silence_is_not_counted(firm):
    firm.says(firm.project("Apollo"), TODAY, overall="green")
    firm.moves(firm.project("Borealis"), "paused", TODAY - timedelta(days=3))

    assert digest(firm).counts[GREY] == 0
