from datetime import date, timedelta

import pytest

from models.client import Client
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

    assert after(home, "You hold")[:3] == [
        "🔴 Borealis for Acme · off track · said 6 May",
        "🟡 Delta for Acme · at risk · said 6 May",
        "🟢 Corvus for Acme · on track · said 6 May",
    ]
    assert after(home, "Due from you")[0] == "⚪ Apollo for Acme · not reported"
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

    due = "⚪ Old for Acme · not reported (was 🟡 at risk) · said 15 Apr"
    assert after(home, "Due from you")[0] == due
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
    assert "/project-status and the name of a client lists all its projects" in home.text
    assert "Good for Acme" in talk.ana.types("/project-status acme").text


def test_what_is_due_beyond_the_first_ten_stands_first_below(talk, firm, ana):
    for n in range(14):
        project = firm.project(f"P{n:02}")
        firm.runs(ana, project)
        day = TODAY if n < 2 else TODAY - timedelta(days=21)
        firm.says(project, day, ana, overall="red", path="x", someone_must_decide=True)

    home = talk.ana.opens_home()

    assert "and 2 more, which stand first below" in home.text
    held = after(home, "You hold")
    assert [line[2:5] for line in held[:4]] == ["P12", "P13", "P00", "P01"]


def test_a_project_stands_on_a_home_once(talk, firm, ana):
    for name, day in (("Borealis", TODAY - timedelta(days=21)), ("Fresh", TODAY)):
        project = firm.project(name)
        firm.runs(ana, project)
        firm.says(project, day, ana, overall="amber", note="two testers")

    home = talk.ana.opens_home()

    assert [home.text.count(f"{name} for Acme") for name in ("Borealis", "Fresh")] == [1, 1]
    assert "two testers" not in home.text
    assert home.clicks("Open", near="Borealis").title == "Project"


def test_nothing_changed_is_said_by_one_click_where_something_was_said(talk, firm, ana):
    old, silent = firm.project("Old"), firm.project("Silent")
    for project in (old, silent):
        firm.runs(ana, project)
    firm.says(old, TODAY - timedelta(days=21), ana, overall="green")

    home = talk.ana.opens_home()
    assert home.buttons.count("Still on course") == 1
    home = home.clicks("Still on course")

    assert after(home, "Due from you")[0] == "⚪ Silent for Acme · not reported"
    assert after(home, "You hold")[0] == "🟢 Old for Acme · on track · said 6 May"
    assert "Still on course" not in home.buttons


def test_what_others_see_has_the_note_and_no_money(talk, firm, ana):
    project = firm.project("Apollo", currency="EUR")
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, time="amber", note="two testers", spent=4_800_000)

    seen = talk.ana.opens_home().clicks("What others see")

    assert seen.title == "What others see"
    assert seen.text.splitlines() == [
        "🟡 Apollo for Acme · at risk · said 6 May · two testers",
        "Weekly message: Wednesdays at 14:00, Berlin; away: none",
    ]


@pytest.mark.parametrize("walled", ["project", "client"])
def test_it_says_when_others_do_not_see_a_project(talk, firm, ana, walled):
    client = firm.client("Hushco", confidential=walled == "client")
    firm.runs(ana, firm.project("Secret", client, confidential=walled == "project"))

    seen = talk.ana.opens_home().clicks("What others see").text.splitlines()[0]

    assert seen.endswith("confidential: its managers and leaders only")


def test_others_see_no_more_of_three_hundred_projects_than_a_window_holds(talk, firm, ana):
    firm.runs_many(ana, firm.client("Acme"), 300)

    seen = talk.ana.opens_home().clicks("What others see")

    assert "and 250 more" in seen.text


def test_who_runs_nothing_any_more_sees_an_empty_window(talk, firm, ana):
    project = firm.project("Apollo")
    firm.runs(ana, project)
    home = talk.ana.opens_home().as_it_was()
    firm.moves(project, "closed", TODAY)

    assert "You run no project just now" in home.clicks("What others see").text


def test_below_a_client_stand_its_worst_projects_with_what_was_said(talk, firm, ana):
    acme, zenith = firm.client("Acme"), firm.client("Zenith")
    for client in (acme, zenith):
        firm.runs(ana, client)
    for n in range(4):
        firm.says(firm.project(f"Amber {n}", zenith), TODAY, time="amber", path="second tester")
    firm.says(firm.project("Red", zenith), TODAY, budget="red", time="amber", note="x" * 300)
    firm.says(firm.project("Whole", acme), TODAY, overall="amber")
    firm.says(firm.project("Good", acme), TODAY, overall="green")

    home = talk.ana.opens_home()

    lines = after(home, "You hold")
    assert lines[0] == "Client Zenith · 5 projects: 🔴 1 off track, 🟡 4 at risk"
    assert lines[1].startswith("🔴 Red · budget · xxx")
    assert lines[1].endswith("x…")
    assert lines[2:6] == [
        "🟡 Amber 0 · time · second tester",
        "🟡 Amber 1 · time · second tester",
        "Client Acme · 2 projects: 🟡 1 at risk, 🟢 1 on track",
        "🟡 Whole · at risk",
    ]
    assert "Red for Zenith" in home.clicks("Open", near="Red").text


def test_of_all_clients_ten_projects_are_shown_and_each_once(talk, firm, ana):
    data = firm.offering("Data Platform")
    firm.runs(ana, data)
    clients = [firm.client(f"Client {n}") for n in range(5)]
    for client in clients:
        firm.runs(ana, client)
    for n, client in enumerate([*clients, *clients, *clients]):
        project = firm.project(f"P{n:02}", client)
        firm.says(project, TODAY, overall="red")
        if client is clients[0]:
            firm.shares(project, data)
    mine = firm.project("Mine", firm.called("Client 0", Client))
    firm.runs(ana, mine)
    firm.says(mine, TODAY, ana, overall="red")

    home = talk.ana.opens_home()

    shown = [line for line in home.text.splitlines() if line.startswith("🔴")]
    assert len(shown) == 11
    assert len({*shown}) == 11
    assert "🔴 Mine for Client 0 · off track · said 6 May" in shown
    assert "Offering Data Platform · 3 projects: 🔴 3 off track" in home.text


def test_an_offering_shows_its_worst_projects_too(talk, firm, ana):
    data = firm.offering("Data Platform")
    firm.runs(ana, data)
    project = firm.project("Apollo")
    firm.shares(project, data)
    firm.says(project, TODAY, target="red", path="late data")

    assert after(talk.ana.opens_home(), "You hold")[:2] == [
        "Offering Data Platform · 1 project: 🔴 1 off track",
        "🔴 Apollo · target · late data",
    ]


@pytest.fixture
def led(firm):
    """Mara leads a firm that is set up."""
    mara = firm.leader("Mara Okoye")
    firm.sets(currency="EUR")
    return mara


@pytest.mark.usefixtures("led")
def test_a_leaders_home_begins_with_how_the_firm_stands(talk, firm, ana):
    acme = firm.client("Acme")
    firm.runs(firm.leader("Ben Ito"), acme)
    colours = ["green", "amber", "red", "amber", "amber", None]
    for n, colour in enumerate(colours):
        project = firm.project(f"Project {n}", acme)
        if n != 1:
            firm.runs(ana, project)
        if colour:
            firm.says(project, TODAY, overall=colour)
    firm.client("Initech")

    home = talk.mara.opens_home()

    assert home.text.splitlines()[:6] == [
        "How the firm stands",
        "6 projects: 🔴 1 off track · 🟡 3 at risk · 🟢 1 on track · ⚪ 1 not reported",
        "🔴 Project 2 for Acme · off track",
        "🟡 Project 1 for Acme · at risk",
        "🟡 Project 3 for Acme · at risk",
        "🟡 Project 4 for Acme · at risk",
    ]
    assert "Nobody holds: Initech (client), Project 1 (project)" in home.text
    assert "Project 2 for Acme" in home.clicks("Open", near="Project 2").text


@pytest.mark.usefixtures("led")
def test_of_many_that_are_bad_a_leader_reads_where_the_rest_is(talk, firm, ana):
    for n in range(7):
        project = firm.project(f"Project {n}")
        firm.runs(ana, project)
        firm.says(project, TODAY, ana, overall="amber")
    talk.clock.passes(minutes=11)

    home = talk.mara.opens_home()

    assert home.text.count(" for Acme · at risk") == 5
    assert "and 2 more: Spreadsheet lists them all" in home.text
    assert "Spreadsheet" in home.buttons


@pytest.mark.usefixtures("led")
def test_below_what_is_enough_a_leader_reads_counts_alone(talk, firm, ana):
    for n in range(5):
        project = firm.project(f"Project {n}")
        firm.runs(ana, project)
        if n < 2:
            firm.says(project, TODAY, ana, overall="red")
    firm.runs(ana, firm.called("Acme", Client))
    talk.clock.passes(minutes=11)

    home = talk.mara.opens_home()

    assert home.text.splitlines()[:3] == [
        "How the firm stands",
        "5 projects: 🔴 2 off track · ⚪ 3 not reported",
        "Your settings",
    ]


@pytest.mark.usefixtures("led")
def test_what_alone_has_nobody_is_chosen_in_the_form_that_names_a_manager(talk, firm):
    firm.client("Initech")

    home = talk.mara.opens_home()
    assert after(home, "How the firm stands")[0] == "Nobody holds: Initech (client)"
    form = home.clicks("Name manager")

    assert form.value("Project, client or offering") == "Initech (client)"


@pytest.mark.usefixtures("led")
def test_many_things_that_nobody_holds_are_counted(talk, firm):
    for n in range(11):
        firm.client(f"Client {n:02}")

    assert "Client 07 (client) and 3 more" in talk.mara.opens_home().text


def test_nobody_but_leaders_reads_how_the_firm_stands(talk, firm, ana):
    firm.leader("Mara Okoye")
    talk.mara.opens_home()
    firm.runs(ana, firm.project("Apollo"))

    for who in ("ana", "dora", "adam"):
        assert "How the firm stands" not in talk.person(who).opens_home().text


@pytest.fixture
def asking(firm, ana):
    """Ana runs Apollo, which is off track, and asks for Ben's help."""
    project = firm.project("Apollo")
    firm.runs(ana, project)
    ben = firm.person("Ben Ito")
    firm.says(project, TODAY, ana, overall="red", path="x", help_from_id=ben.id)
    return project


@pytest.mark.usefixtures("asking")
def test_who_is_asked_for_help_sees_it_first(talk):
    home = talk.ben.opens_home()

    assert after(home, "Your help is wanted")[0] == (
        "🔴 Apollo for Acme · Ana Lind asks for your help"
    )
    assert "Apollo for Acme" in home.clicks("Open").text
    assert "Your help is wanted" not in talk.ana.opens_home().text


def test_help_that_is_no_longer_asked_for_is_not_wanted(talk, firm, ana, asking):
    firm.says(asking, TODAY - timedelta(days=1), ana, percent_complete=50)
    assert "Your help is wanted" in talk.ben.opens_home().text

    firm.now += timedelta(days=1)
    talk.clock.passes(days=1)
    firm.says(asking, TODAY + timedelta(days=1), ana, overall="green")
    assert "Your help is wanted" not in talk.ben.opens_home().text


def test_figures_alone_do_not_take_a_request_for_help_away(talk, firm, ana, asking):
    firm.now += timedelta(days=1)
    talk.clock.passes(days=1)

    firm.says(asking, TODAY + timedelta(days=1), ana, percent_complete=50)

    assert "asks for your help" in talk.ben.opens_home().text


def test_of_an_old_request_stands_when_it_was_made(talk, firm, ana):
    project, ben = firm.project("Apollo"), firm.person("Ben Ito")
    firm.runs(ana, project)
    firm.says(project, TODAY - timedelta(days=40), ana, overall="red", help_from_id=ben.id)

    assert after(talk.ben.opens_home(), "Your help is wanted")[0] == (
        "⚪ Apollo for Acme · Ana Lind asks for your help · said 27 Mar"
    )


def test_of_a_project_that_is_over_or_that_one_may_not_see_no_help_is_wanted(talk, firm, ana):
    over, secret = firm.project("Over"), firm.project("Secret", confidential=True)
    ben = firm.person("Ben Ito")
    for project in (over, secret):
        firm.runs(ana, project)
        firm.says(project, TODAY, ana, overall="red", help_from_id=ben.id)
    firm.moves(over, "closed", TODAY)

    home = talk.ben.opens_home()

    assert "Your help is wanted" not in home.text
    assert "Secret" not in home.text


def test_who_asks_themselves_for_help_is_not_told(talk, firm, ana):
    project = firm.project("Apollo")
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, overall="red", path="x", help_from_id=ana.id)

    assert "Your help is wanted" not in talk.ana.opens_home().text


def test_nothing_is_due_is_not_said_to_whose_help_is_wanted(talk, firm, asking):
    data = firm.offering("Data Platform")
    firm.runs(firm.called("Ben Ito"), data)

    assert "Nothing is due from you" not in talk.ben.opens_home().text

    firm.moves(asking, "closed", TODAY)
    assert "Nothing is due from you" in talk.ben.opens_home().text


def test_an_imported_request_names_nobody(talk, firm):
    ben = firm.person("Ben Ito")
    firm.says(firm.project("Apollo"), TODAY, overall="red", help_from_id=ben.id)

    assert after(talk.ben.opens_home(), "Your help is wanted")[0] == (
        "🔴 Apollo for Acme · your help is asked for"
    )


@pytest.mark.usefixtures("led")
def test_leaders_read_where_a_decision_is_wanted_and_nobody_else_does(talk, firm, ana):
    project = firm.project("Apollo", confidential=True)
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, overall="red", path="x", someone_must_decide=True)

    home = talk.mara.opens_home()

    assert after(home, "Your help is wanted")[0] == (
        "A decision is wanted: 🔴 Apollo for Acme · Ana Lind"
    )
    assert "A decision is wanted" not in talk.dora.opens_home().text
    assert "A decision is wanted" not in talk.ana.opens_home().text


def test_a_leader_who_is_to_help_and_decide_reads_it_in_one_line(talk, firm, ana, led):
    project = firm.project("Apollo")
    firm.runs(ana, project)
    both = {"help_from_id": led.id, "someone_must_decide": True}
    firm.says(project, TODAY, ana, overall="red", path="x", **both)

    assert after(talk.mara.opens_home(), "Your help is wanted")[0] == (
        "🔴 Apollo for Acme · Ana Lind asks for your help and a decision"
    )


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
    assert "and 275 more: /project-status lists them all" in home.text
    assert "and 290 more, which stand first below" in home.text
    assert home.text.count("Project 005 for") == 1
    assert "Your settings" in home.text


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


def test_with_nobody_in_the_firm_no_step_is_done(talk):
    home = talk.adam.opens_home()

    assert "Set up Trefoil: 0 of 4 done" in home.text
    assert "○ People: nobody is here yet" in home.text


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


def test_a_leader_of_a_firm_without_projects_has_no_digest_to_look_at(talk, firm):
    firm.leader("Mara Okoye")

    assert "Preview digest" not in talk.mara.opens_home().buttons


@pytest.mark.usefixtures("ana")
def test_home_tells_the_finish_that_is_expected_beside_that_of_the_plan(talk, firm, apollo, ana):
    firm.says(apollo, NOON.date(), ana, time="amber", forecast_finish_on=date(2030, 6, 4))

    assert "finish 4 Jun" in talk.ana.opens_home().text
    talk.clock.passes(minutes=11)
    assert "finish 4 Jun" in talk.mara.opens_home().text
