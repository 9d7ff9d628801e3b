"""A card draws each fact from one statement, as it was known at the instant that is asked for."""

from datetime import timedelta

from models.appointment import stand_in
from models.audience import audience
from models.baseline import Baseline
from models.card import project_card
from models.milestone import Milestone, MilestoneMove
from models.portfolio import AsOf
from models.project import Project
from models.role import Term
from models.setting import FirmSettings
from tests.conftest import NOON

TODAY = NOON.date()


def card(firm, project, known_at=None):
    with firm.database.reading() as session:
        there = session.get_one(Project, project.id)
        return project_card(session, FirmSettings(), there, AsOf(TODAY, known_at))


def test_a_card_names_who_answers_who_spoke_and_who_must_help(firm):
    ana, ben, cem = (firm.person(name) for name in ("Ana", "Ben", "Cem"))
    acme = firm.client("Acme")
    apollo = firm.project("Apollo", acme)
    firm.runs(ana, apollo)
    firm.runs(ben, acme)
    firm.runs(cem, firm.project("Borealis", acme))
    firm.says(apollo, TODAY - timedelta(days=1), firm.leader("Zoe"), overall="green")
    firm.says(apollo, TODAY, ana, overall="red", path="x", help_from_id=ben.id)

    seen = card(firm, apollo)

    assert (seen.manager, seen.client_manager) == ("Ana", "Ben")
    assert (seen.said_by, seen.help_from) == ("Ana", "Ben")


def test_who_has_a_stake_is_who_holds_the_client_and_the_offerings_today(firm):
    ana, ben, cem = (firm.person(name) for name in ("Ana", "Ben", "Cem"))
    acme, data, coaching = firm.client("Acme"), firm.offering("Data"), firm.offering("Coaching")
    apollo = firm.project("Apollo", acme)
    firm.shares(apollo, data, coaching)
    firm.runs(ana, apollo)
    firm.runs(ana, acme)
    firm.runs(ben, data, end_on=TODAY)
    firm.runs(cem, data, start_on=TODAY)
    firm.runs(ana, coaching)
    with firm.writing() as session:
        stand_in(session, firm.deed, session.merge(data), session.merge(ben), Term(TODAY))
    firm.runs(ben, firm.offering("Audit"))

    with firm.database.reading() as session:
        there = session.get_one(Project, apollo.id)
        of_ana, of_ben = (audience(session, there, TODAY, name) for name in ("Ana", "Ben"))

    assert (of_ana.client_manager, of_ana.offering_managers) == (None, (("Cem", "Data"),))
    assert of_ben.client_manager == "Ana"
    assert of_ben.offering_managers == (("Ana", "Coaching"), ("Cem", "Data"))


def test_manager_and_first_plan_are_drawn_again_as_they_were_known(firm):
    apollo = firm.project("Apollo")
    firm.runs(firm.person("Ana"), apollo)
    then = firm.now
    firm.now += timedelta(hours=1)
    firm.hands_over(apollo, firm.person("Ben"), TODAY)
    with firm.writing() as session:
        session.add(Baseline(project_id=apollo.id, n=1, finish_on=TODAY, recorded_at=firm.now))

    before, now = card(firm, apollo, then), card(firm, apollo)

    assert (before.manager, before.first_finish_on) == ("Ana", None)
    assert (now.manager, now.first_finish_on) == ("Ben", TODAY)


def test_a_milestone_is_drawn_again_as_it_was_believed(firm):
    apollo, later = firm.project("Apollo"), TODAY + timedelta(days=9)
    with firm.writing() as session:
        stone = Milestone(project_id=apollo.id, name="Pilot", baseline_on=TODAY)
        first = MilestoneMove(milestone=stone, forecast_on=TODAY, **firm.fact)
        session.add_all([stone, first])
    then = firm.now
    firm.now += timedelta(hours=1)
    with firm.writing() as session:
        session.merge(first).superseded_at = firm.now
        session.flush()
        session.add(MilestoneMove(milestone_id=stone.id or 0, forecast_on=later, **firm.fact))

    assert [one.slip_days for one in card(firm, apollo, then).milestones] == [0]
    assert [one.slip_days for one in card(firm, apollo).milestones] == [9]


def test_a_milestone_of_which_nobody_spoke_is_on_the_card(firm):
    apollo = firm.project("Apollo")
    with firm.writing() as session:
        session.add(Milestone(project_id=apollo.id, name="Pilot", baseline_on=TODAY))

    assert [one.name for one in card(firm, apollo).milestones] == ["Pilot"]
