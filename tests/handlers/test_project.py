import pytest

from sandbox.api.responses import KIND as RESPONSE_URL
from sandbox.faults import Drop, Status
from tests.conftest import NOON
from tests.handlers.record import said, standing

TODAY = NOON.date()


def test_a_name_shows_the_card_to_the_asker_alone(talk, firm, apollo):
    firm.says(apollo, TODAY, firm.called("Ana Lind"), time="amber", path="second tester")

    card = talk.dora.types("/project-status apollo", in_="general")

    assert card.is_private
    assert "Apollo for Acme" in card.text
    assert "Ana Lind runs it · Ben Ito looks after the client" in card.text
    assert "🟡 At risk since 6 May" in card.text
    assert "What gets it back: second tester" in card.text
    assert card.buttons == ["History", "Show here"]
    assert talk.ben.reads("general") == []


@pytest.mark.usefixtures("apollo")
def test_each_sees_the_buttons_of_what_they_may_do(talk):
    assert talk.ana.types("/project-status apollo").buttons == ["Update", "Log a lesson", "History"]
    assert talk.ben.types("/project-status apollo").buttons == ["Log a lesson", "History"]
    assert talk.mara.types("/project-status apollo", in_="apollo").buttons == [
        "Update",
        "Log a lesson",
        "History",
        "Show here",
    ]
    assert talk.cem.types("/project-status apollo").buttons == ["History"]


@pytest.mark.parametrize("words", ["apollo", "APOLLO", " Apóllo ", "AP-1", "ap-1"])
def test_a_project_goes_by_name_or_key_in_any_case(talk, firm, words):
    firm.project("Apollo", key="AP-1")

    assert "Apollo for Acme" in talk.cem.types(f"/project-status {words}").text


@pytest.mark.usefixtures("apollo")
def test_without_words_a_manager_sees_what_she_runs_worst_first(talk, firm):
    ana = firm.called("Ana Lind")
    for name, colour in (("Borealis", "red"), ("Corvus", "green"), ("Delta", "amber")):
        project = firm.project(name)
        firm.runs(ana, project)
        firm.says(project, TODAY, ana, overall=colour)
    firm.project("Not hers")

    seen = talk.ana.types("/project-status")

    assert seen.text.splitlines()[:6] == [
        "The projects you run",
        "🟢 1 on track   🟡 1 at risk   🔴 1 off track   ⚪ 1 not reported",
        "🔴 Borealis for Acme · off track · said 6 May",
        "🟡 Delta for Acme · at risk · said 6 May",
        "⚪ Apollo for Acme · not reported",
        "🟢 Corvus for Acme · on track · said 6 May",
    ]
    card = seen.clicks("Open", near="Delta")
    assert "Delta for Acme" in card.text
    assert seen.text == card.text  # in the place of the list


@pytest.mark.usefixtures("apollo")
def test_who_runs_nothing_sees_what_concerns_them_and_a_leader_all(talk, firm):
    firm.project("Borealis", firm.client("Globex"))

    assert "Apollo" in talk.ben.types("/project-status").text
    assert "Borealis" not in talk.ben.types("/project-status").text
    assert "All projects" in talk.mara.types("/project-status").text
    assert "Borealis" in talk.mara.types("/project-status").text
    assert "You run no project" in talk.dora.types("/project-status").text


def test_where_there_is_no_project_yet_it_says_who_adds_the_first(talk, firm):
    firm.leader("Mara Okoye")

    assert "Leaders add projects" in talk.dora.types("/project-status").text
    assert "Add project stands on my Home" in talk.mara.types("/project-status").text
    assert "Name manager" not in talk.mara.opens_home().buttons


@pytest.mark.usefixtures("apollo")
def test_a_long_list_is_turned_page_by_page_in_its_place(talk, firm):
    firm.runs_many(firm.called("Ana Lind"), firm.client("Globex"), 30)
    seen = talk.ana.types("/project-status", in_="apollo")
    assert seen.buttons.count("Open") == 15
    assert "1 to 15 of 31." in seen.text
    assert "Back" not in seen.buttons

    second = seen.clicks("More")
    assert "16 to 30 of 31." in second.text
    last = second.clicks("More")

    assert "31 to 31 of 31." in last.text
    assert last.buttons.count("Open") == 1
    assert "More" not in last.buttons
    assert last.is_private
    assert len(talk.ana.reads("apollo")) == 1
    assert "16 to 30 of 31." in last.clicks("Back").text


@pytest.mark.usefixtures("apollo")
def test_the_list_of_a_client_stays_that_of_the_client_and_behind_the_walls(talk, firm):
    globex = firm.client("Globex")
    firm.runs_many(firm.called("Ana Lind"), globex, 18)
    firm.project("Hidden", globex, confidential=True)

    seen = talk.ben.types("/project-status globex")
    assert "1 to 15 of 18." in seen.text
    seen = seen.clicks("More")

    assert "Projects for Globex" in seen.text
    assert "16 to 18 of 18." in seen.text
    assert "Hidden" not in seen.text
    assert "of 19." in talk.mara.types("/project-status globex").text


def test_a_list_that_has_become_shorter_shows_its_last_page(talk, firm, apollo):
    firm.runs_many(firm.called("Ana Lind"), firm.client("Globex"), 15)
    seen = talk.ana.types("/project-status")
    firm.hands_over(apollo, firm.called("Ben Ito"), TODAY)

    seen = seen.clicks("More")

    assert "The projects you run" in seen.text
    assert seen.buttons.count("Open") == 15


@pytest.mark.usefixtures("apollo")
def test_a_channel_is_asked_once_which_project_it_is_about(talk):
    seen = talk.ana.types("/project-status", in_="apollo")
    placed = seen.chooses("Choose a project", "Apollo (Acme)", query="apo")

    assert "This channel is about Apollo from now on" in placed.text
    card = talk.cem.types("/project-status", in_="apollo")
    assert "Apollo for Acme" in card.text
    assert "The projects" not in card.text


def test_looking_at_a_project_does_not_take_its_channel_away(talk, firm):
    ana = firm.person("Ana Lind")
    firm.runs(ana, firm.project("Apollo", channel="C0APOLLO00"))

    seen = talk.ana.types("/project-status", in_="general")
    card = seen.chooses("Choose a project", "Apollo (Acme)", query="")

    assert "Apollo has its channel" in card.text
    assert "that stays" in card.text
    assert "The projects you run" in talk.ana.types("/project-status", in_="general").text


@pytest.mark.usefixtures("apollo")
def test_who_manages_nothing_there_settles_nothing(talk, firm):
    firm.runs(firm.person("Cem Aydin"), firm.project("Borealis", firm.client("Globex")))

    seen = talk.cem.types("/project-status", in_="apollo")
    card = seen.chooses("Choose a project", "Apollo (Acme)", query="")

    assert "from now on" not in card.text
    assert "Apollo for Acme" in card.text
    assert "Which project" in talk.ana.types("/project-status", in_="apollo").text


@pytest.mark.parametrize("channel", ["apollo", "#apollo"])
def test_a_sheet_names_a_channel_as_people_do(talk, firm, channel):
    firm.project("Borealis", channel=channel)

    assert "Borealis for Acme" in talk.cem.types("/project-status", in_="apollo").text


def test_several_projects_of_a_channel_are_a_list(talk, firm):
    for name in ("Apollo", "Borealis"):
        firm.project(name, channel="apollo")

    seen = talk.cem.types("/project-status", in_="apollo")

    assert seen.text.startswith("The projects of this channel")
    assert seen.buttons == ["Open", "Open"]


def test_of_the_projects_of_a_channel_those_that_ended_are_left_out(talk, firm):
    old, _ = (firm.project(name, channel="apollo") for name in ("Apollo 1", "Apollo 2"))
    firm.moves(old, "closed", TODAY)

    assert "Apollo 2 for Acme" in talk.cem.types("/project-status", in_="apollo").text


@pytest.mark.usefixtures("apollo")
def test_a_near_name_is_one_click_away(talk):
    miss = talk.cem.types("/project-status apolo")

    assert "No project is called “apolo”. Did you mean" in miss.text
    assert "Apollo for Acme" in miss.clicks("Apollo").text


@pytest.mark.usefixtures("apollo")
def test_a_name_that_is_like_none_says_what_was_typed(talk):
    seen = talk.ana.types("/project-status zzzz amber two testers are ill")

    assert "No project is called “zzzz”" in seen.text
    assert "zzzz amber two testers are ill" in seen.text.partition("You typed:")[2]
    assert said(talk) == []


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("apolo amber two  testers\nare ill", ("overall", "two testers are ill")),
        ("apolo budget amber: two testers", ("budget", "two testers")),
        ("apolo   amber budget: two testers", ("budget", "two testers")),
    ],
)
@pytest.mark.usefixtures("apollo")
def test_the_click_on_a_near_name_loses_nothing_of_what_was_typed(talk, typed, parts):
    done = talk.ana.types(f"/project-status {typed}").clicks("Apollo")

    part, words = parts
    assert "Saved" in done.text
    update = standing(talk)
    assert (getattr(update, part), update.note) == ("amber", words)


@pytest.mark.usefixtures("apollo")
def test_words_that_hold_other_names_lead_nowhere_else(talk, firm):
    firm.project("Borealis")

    miss = talk.ana.types("/project-status apolo amber we lent a tester to Borealis")

    assert miss.buttons == ["Apollo"]


def test_the_nearest_reading_of_a_line_comes_first(talk, firm):
    firm.project("Atlas Red Team")
    firm.project("Borealis")

    miss = talk.ana.types("/project-status atlas red teem amber two testers")
    assert miss.buttons[0] == "Atlas Red Team"
    assert "No project is called “atlas red teem”" in miss.text


def test_of_two_with_one_name_the_key_tells(talk, firm):
    ana = firm.person("Ana Lind")
    for key, client in (("A1", "Acme"), ("G1", "Globex")):
        firm.runs(ana, firm.project("Apollo", firm.client(client), key=key))

    seen = talk.ana.types("/project-status apollo amber two testers are ill")
    assert "“apollo” is the name of more than one project" in seen.text
    assert seen.buttons == ["A1 · Acme", "G1 · Globex"]
    done = seen.clicks("G1 · Globex")

    assert "Apollo for Globex" in done.text
    assert standing(talk).note == "two testers are ill"


@pytest.mark.usefixtures("apollo")
def test_a_line_too_long_for_a_button_is_shown_to_be_sent_again(talk):
    words = "two testers " * 300

    seen = talk.ana.types(f"/project-status apolo amber {words}")

    assert seen.buttons == []
    assert "Did you mean “Apollo”?" in seen.text
    shown = seen.text.partition("You typed:\n")[2].replace("\n", "")
    assert shown == f"apolo amber {words}".strip()


@pytest.mark.usefixtures("apollo")
def test_help_fits_a_screen(talk):
    seen = talk.cem.types("/project-status help")

    assert "/project-status apollo" in seen.text
    assert len(seen.text.splitlines()) < 8


@pytest.mark.usefixtures("apollo")
def test_a_card_from_home_is_a_window(talk):
    home = talk.ana.opens_home()

    card = home.clicks("Open", near="Apollo")
    assert card.title == "Project"
    assert "Show here" not in card.buttons
    past = card.clicks("History")
    assert past.title == "History of Apollo"
    assert "Nothing has been said of it yet" in past.closes().text + past.text


def test_history_has_each_report_with_its_words(talk, firm, apollo):
    ana = firm.called("Ana Lind")
    mara = firm.called("Mara Okoye")
    firm.says(apollo, TODAY.replace(day=1), ana, overall="green", percent_complete=40)
    firm.says(
        apollo, TODAY, ana, time="red", path="new tester", help_from_id=mara.id, note="ill, both"
    )

    past = talk.cem.types("/project-status apollo").clicks("History")

    first, second = past.text.split("\n1 May")
    assert first.splitlines() == [
        "6 May · Ana Lind · time 🔴 off track",
        "What gets it back: new tester",
        "Who must help: Mara Okoye",
        "“ill, both”",
    ]
    assert second.splitlines() == [" · Ana Lind · 🟢 On track", "40 % done"]


def test_show_here_posts_the_card_without_money_and_says_by_whom(talk, firm, apollo):
    firm.says(apollo, TODAY, overall="amber", path="second tester", spent=4_800_000)

    card = talk.ana.types("/project-status apollo", in_="apollo")
    assert "48k EUR" in card.text
    card.clicks("Show here")

    (shown,) = talk.cem.reads("apollo")
    assert not shown.is_private
    assert "Shown by Ana Lind" in shown.text
    assert "second tester" in shown.text
    assert "EUR" not in shown.text + str(shown.payload)
    assert shown.buttons == []


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        ("with-guest", "A guest reads this channel"),
        ("with-client", "shared with another company"),
        ("quiet", "I am not in this channel"),
    ],
)
@pytest.mark.usefixtures("apollo")
def test_show_here_is_refused_with_the_reason(talk, channel, why):
    card = talk.ana.types("/project-status apollo", in_=channel)

    seen = card.clicks("Show here")

    assert why in seen.text
    assert [note for note in talk.mara.reads(channel) if not note.is_private] == []


@pytest.mark.usefixtures("apollo")
def test_show_here_that_slack_does_not_take_is_said(talk):
    card = talk.ana.types("/project-status apollo", in_="apollo")
    talk.sandbox.faults.next(RESPONSE_URL, Status(500))
    seen = card.clicks("Show here")

    assert "I am not sure that the card arrived." in seen.text


def test_nothing_is_asked_of_a_project_that_has_ended(talk, firm, apollo):
    firm.moves(apollo, "closed", TODAY)

    card = talk.ana.types("/project-status apollo")
    assert card.buttons == ["Log a lesson", "History"]
    assert "closed" in card.text
    refused = talk.ana.types("/project-status apollo amber testers are ill")
    assert "The project has ended on 6 May 2030" in refused.text
    assert "apollo amber testers are ill" in refused.text


@pytest.mark.usefixtures("apollo")
def test_show_here_posts_once_however_often_it_is_clicked_and_lost(talk):
    card = talk.ana.types("/project-status apollo", in_="apollo")

    talk.sandbox.faults.next(RESPONSE_URL, Drop(after=True))
    card.clicks("Show here", twice=True)

    assert len(talk.cem.reads("apollo")) == 1


@pytest.mark.usefixtures("apollo")
def test_an_update_can_follow_an_update_in_the_same_window(talk):
    form = talk.ana.opens_home().clicks("Update", near="Apollo")
    for _ in range(5):
        form.chooses("Time", "🟢 On track")
        form = form.saves().clicks("Update")

    assert form.title == "Update Apollo"


QUESTION = "Which project is this channel about?"


@pytest.mark.usefixtures("apollo")
def test_a_channel_that_is_about_no_project_is_not_asked_about_again(talk):
    seen = talk.ana.types("/project-status", in_="general")
    assert QUESTION in seen.text

    cleared = seen.clicks("None", twice=True)
    for again in (cleared, talk.mara.types("/project-status", in_="general")):
        assert "This channel is about no project." in again.text
        assert QUESTION not in again.text
    assert QUESTION in talk.ana.types("/project-status", in_="apollo").text
    assert "This channel" not in talk.ana.types("/project-status").text


@pytest.mark.usefixtures("apollo")
def test_that_a_channel_is_about_none_can_be_changed(talk):
    seen = talk.ana.types("/project-status", in_="general").clicks("None").clicks("Change")
    seen.chooses("Choose a project", "Apollo (Acme)", query="apo")

    assert "Apollo for Acme" in talk.ana.types("/project-status", in_="general").text


def test_only_who_could_place_a_project_says_that_a_channel_has_none(talk, firm, apollo):
    seen = talk.ana.types("/project-status", in_="general")
    firm.hands_over(apollo, firm.called("Mara Okoye"), TODAY)

    assert "You may not" in seen.clicks("None").text
    assert QUESTION in talk.mara.types("/project-status", in_="general").text
