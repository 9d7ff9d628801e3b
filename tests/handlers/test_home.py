from datetime import date, timedelta

import pytest

from sandbox.faults import Drop
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture
def ana(firm):
    return firm.person("Ana Lind")


def after(home, heading):
    """Return the lines that follow a heading, up to the next block of another kind."""
    return home.text.partition(f"{heading}\n")[2].splitlines()


def test_a_manager_sees_what_she_holds_worst_first_with_the_way_to_each(talk, firm, ana):
    acme = firm.client("Acme")
    colours = {"Borealis": "red", "Apollo": None, "Corvus": "green", "Delta": "amber"}
    for name, colour in colours.items():
        project = firm.project(name, acme)
        firm.runs(ana, project)
        if colour:
            firm.says(project, TODAY, ana, overall=colour)

    home = talk.ana.opens_home()

    assert after(home, "You hold")[:4] == [
        "🔴 Borealis for Acme · off track · said 6 May",
        "🟡 Delta for Acme · at risk · said 6 May",
        "⚪ Apollo for Acme · not reported",
        "🟢 Corvus for Acme · on track · said 6 May",
    ]
    card = home.clicks("Open", near="Borealis")
    assert "Borealis for Acme" in card.text


def test_what_is_due_is_what_was_not_said_for_too_long(talk, firm, ana):
    old, fresh, paused = (firm.project(name) for name in ("Old", "Fresh", "Paused"))
    for project in (old, fresh, paused):
        firm.runs(ana, project)
    firm.says(old, TODAY - timedelta(days=21), ana, overall="amber")
    firm.says(fresh, TODAY - timedelta(days=3), ana, overall="green")
    firm.moves(paused, "paused", TODAY - timedelta(days=1))

    home = talk.ana.opens_home()

    assert after(home, "Due from you")[:2] == [
        "⚪ Old for Acme · not reported",
        "Last said 15 Apr: at risk.",
    ]
    assert home.buttons.count("Update") == 1
    assert home.clicks("Update").title == "Update Old"


def test_when_all_was_said_nothing_is_due(talk, firm, ana):
    project = firm.project("Apollo", recorded_at=NOON)
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, overall="green", percent_complete=50, spent=100)

    home = talk.ana.opens_home()

    assert "Nothing is due from you" in home.text


def test_figures_of_last_month_are_asked_for_all_projects_at_once(talk, firm, ana):
    for name in ("Apollo", "Borealis"):
        firm.runs(ana, firm.project(name))

    home = talk.ana.opens_home()

    assert "Figures to 30 Apr for 2 projects" in home.text
    assert home.clicks("Fill in").title == "Figures to 30 Apr"


def test_clients_and_offerings_show_how_their_projects_stand(talk, firm, ana):
    acme, data = firm.client("Acme"), firm.offering("Data Platform")
    firm.runs(ana, acme)
    firm.runs(ana, data)
    good, bad = firm.project("Good", acme), firm.project("Bad", acme)
    firm.shares(bad, data)
    firm.says(good, TODAY, overall="green")
    firm.says(bad, TODAY, overall="red")

    home = talk.ana.opens_home()

    assert "Client Acme · 2 projects: 🔴 1 off track, 🟢 1 on track" in home.text
    assert "Offering Data Platform · 1 project: 🔴 1 off track" in home.text


def test_what_others_see_has_the_note_and_no_money(talk, firm, ana):
    project = firm.project("Apollo", currency="EUR")
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, time="amber", note="two testers", spent=4_800_000)

    seen = after(talk.ana.opens_home(), "What others see")[0]

    assert seen == "🟡 Apollo for Acme · at risk · two testers"


def test_it_says_when_others_do_not_see_a_project(talk, firm, ana):
    firm.runs(ana, firm.project("Secret", confidential=True))

    seen = after(talk.ana.opens_home(), "What others see")[0]

    assert seen.endswith("confidential: its managers and leaders only")


def test_what_was_typed_has_no_effect_on_a_home(talk, firm, ana):
    project = firm.project("<!channel> *Apollo*", firm.client("A & <@U123>"))
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, overall="green", note="<https://x.y|click>")

    home = talk.ana.opens_home()

    assert "<!channel>" not in str(home.payload)
    assert "<@U123>" not in str(home.payload)
    assert "<https://x.y" not in str(home.payload)


def test_three_hundred_projects_have_room_on_one_home(talk, firm, ana):
    acme = firm.client("Acme")
    firm.runs_many(ana, acme, 300)

    home = talk.ana.opens_home()

    assert len(home.payload["blocks"]) <= 100
    assert "and 285 more: /project-status name" in home.text
    assert "and 290 more below" in home.text


def test_a_colleague_without_a_role_reads_what_he_can_do(talk, firm):
    firm.project("Apollo")

    home = talk.dora.opens_home()

    lines = after(home, "What you can do")
    assert len(lines) == 3
    assert lines[0] == "See how a project stands: /project-status name"
    assert "Apollo" not in home.text


def test_in_an_empty_firm_a_colleague_reads_what_comes_first(talk, firm):
    firm.leader("Mara Okoye")

    home = talk.dora.opens_home()

    assert "Nothing is in Trefoil yet. A leader adds projects" in home.text


def test_a_leader_sees_each_step_with_its_one_button_until_all_is_done(talk, firm):
    firm.leader("Mara Okoye")

    home = talk.mara.opens_home()

    assert "Set up Trefoil: 2 of 4 done" in home.text
    assert "✓ Leaders: Mara Okoye" in home.text
    assert "○ Projects: none yet." in home.text
    assert home.buttons.count("Check settings") == 1

    firm.project("Apollo")
    home.clicks("Check settings").saves()

    home = talk.mara.opens_home()
    assert "Set up Trefoil" not in home.text
    assert "For leaders" in home.text


def test_a_workspace_admin_sees_set_up_and_health_but_no_project(talk, firm):
    firm.leader("Mara Okoye")
    talk.mara.opens_home()
    firm.says(firm.project("Apollo"), TODAY, overall="red", note="two testers")

    home = talk.adam.opens_home()

    assert "Set up Trefoil: 3 of 4 done" in home.text
    assert "2 Slack accounts, read 6 May" in home.text
    assert "Apollo" not in home.text
    assert home.buttons == []


@pytest.mark.parametrize("outsider", ["gus", "sam"])
def test_a_guest_and_a_stranger_see_nothing_of_the_firm(talk, firm, outsider):
    firm.project("Apollo")

    home = talk.person(outsider).opens_home()

    assert home.text == "Trefoil is for colleagues of this firm only."


def test_the_messages_tab_draws_no_home(talk):
    talk.mara.opens_messages()

    assert talk.sandbox.calls("views.publish") == []


def test_a_home_says_the_firms_day_and_not_that_of_the_server(talk, firm, ana):
    firm.leader("Mara Okoye")
    firm.runs(ana, firm.project("Apollo"))
    firm.sets(time_zone="Pacific/Kiritimati")
    talk.clock.now = NOON.replace(day=31, month=5, hour=23)

    assert "Figures to 31 May" in talk.ana.opens_home().text
    assert talk.clock.now.date() == date(2030, 5, 31)


def test_a_home_that_could_not_be_drawn_is_drawn_when_slack_tells_again(talk, firm, ana):
    firm.runs(ana, firm.project("Apollo"))
    talk.sandbox.faults.next("views.publish", Drop())

    home = talk.ana.opens_home()

    assert "Apollo" in home.text
    assert len(talk.sandbox.calls("views.publish")) == 2


def test_who_is_not_known_yet_is_looked_up_before_the_home_is_drawn(talk):
    assert talk.sandbox.calls("users.info") == []

    talk.dora.opens_home()
    talk.dora.opens_home()

    assert len(talk.sandbox.calls("users.info")) == 1
