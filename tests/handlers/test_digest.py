"""The digest on demand: preview and spreadsheet, for leaders alone."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.appointment import name_leader
from models.digest.digest import digest_of
from models.digest.moment import moment_at
from models.founding import resign
from models.setting import firm_settings
from sandbox.faults import Say
from sandbox.places import direct_with
from sandbox.state import Message
from tests.conftest import NOON
from views.digest import digest_message

TODAY = NOON.date()
AGES = timedelta(days=1)


pytestmark = pytest.mark.usefixtures("clover")


@pytest.fixture
def clover(talk, firm, apollo):
    """Mara leads, Apollo is off track since yesterday; the digest stands in #general."""
    firm.says(apollo, TODAY - AGES, overall="red", path="Second tester from Monday")
    talk.clock.passes(hours=1)
    with talk.database.reading() as session:
        settings = firm_settings(session)
        digest = digest_of(session, settings, moment_at(session, settings, talk.clock()))
    payload = digest_message(digest).payload()
    slack = talk.sandbox.workspace
    general = next(c for c in slack.channels.values() if c.name == "general")
    app = slack.app
    posted = Message(slack.new_ts(), general.id, app.bot_user_id, payload["text"])
    posted.blocks, posted.bot_id = payload["blocks"], app.bot_id
    slack.messages.setdefault(general.id, []).append(posted)
    return apollo


def in_channel(person):
    return person.reads("general")[-1]


def files_of(talk, person):
    """Return what lies in somebody's own conversation with the bot."""
    slack = talk.sandbox.workspace
    place = direct_with(slack, person.user.id)
    messages = slack.messages.get(place.id, []) if place else []
    return [slack.files[id_] for message in messages for id_ in message.files]


def test_a_leader_sees_the_digest_as_it_would_be_posted_now(talk):
    view = talk.mara.opens_home().clicks("Preview digest")

    assert view.title == "Digest preview"
    assert "1 of 1 off track." in view.text
    assert "🔴 Apollo, Acme · Second tester from Monday" in view.text
    assert "What got worse in the last ten minutes can still be taken back" in view.text


def test_only_what_got_worse_just_now_is_not_in_the_preview(talk):
    talk.clock.passes(minutes=1)
    talk.ana.types("/project-status apollo green")
    talk.clock.passes(minutes=11)

    talk.ana.types("/project-status apollo amber late again")
    before = talk.mara.opens_home().clicks("Preview digest")
    assert before.text.splitlines()[1] == "It is on track."
    before.closes()

    talk.clock.passes(minutes=10)
    after = talk.mara.opens_home().clicks("Preview digest")

    assert after.text.splitlines()[1] == "Nothing is off track, 1 of 1 at risk."


def test_a_leader_gets_the_spreadsheet_privately_from_the_channel(talk):
    said = in_channel(talk.mara).clicks("Spreadsheet")

    assert said.is_private
    head = "As of 6 May 2030, 13:00 (UTC)."
    assert said.text == f"The spreadsheet is in our conversation, for you alone. {head}"
    assert head in talk.mara.reads()[-1].text
    (file,) = files_of(talk, talk.mara)
    assert len(file.channels) == 1
    assert file.name == "projects-2030-05-06.xlsx"
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    assert (sheet["A1"].value, sheet["A3"].value) == (head, "Apollo")


def test_a_leader_gets_it_from_home_and_from_the_preview(talk):
    home = talk.mara.opens_home()

    sent = home.clicks("Spreadsheet")
    assert "for you alone" in sent.text
    sent.closes()
    assert "for you alone" in home.clicks("Preview digest").clicks("Spreadsheet").text
    assert len(files_of(talk, talk.mara)) == 2


@pytest.mark.parametrize("who", ["ana", "ben", "dora", "adam"])
def test_who_does_not_lead_gets_no_spreadsheet(talk, who):
    said = in_channel(talk.person(who)).clicks("Spreadsheet")

    assert said.text == "You may not see how the whole firm stands. Ask a leader."
    assert files_of(talk, talk.person(who)) == []
    assert talk.sandbox.calls("files.getUploadURLExternal") == []


@pytest.mark.parametrize("who", ["ana", "dora"])
def test_who_does_not_lead_has_no_buttons_on_home(talk, who):
    buttons = talk.person(who).opens_home().buttons

    assert {"Preview digest", "Spreadsheet"} & {*buttons} == set()


def test_who_led_when_home_was_drawn_and_leads_no_more_sees_nothing(talk, firm):
    home = talk.mara.opens_home()
    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(firm.called("Ben Ito")), None)
        resign(session, firm.deed, [session.merge(firm.called("Mara Okoye"))])

    refused = home.clicks("Preview digest")

    assert refused.title == "That did not work"
    assert "You may not see how the whole firm stands." in refused.text


@pytest.mark.parametrize(
    "method",
    ["conversations.open", "files.getUploadURLExternal", "files.completeUploadExternal"],
)
def test_a_file_that_slack_does_not_take_is_said_not_to_have_come(talk, method):
    talk.sandbox.faults.next(method, Say("internal_error"))

    said = in_channel(talk.mara).clicks("Spreadsheet")

    assert said.text.startswith("I could not send you the file")
    assert files_of(talk, talk.mara) == []


def test_a_file_that_came_is_not_taken_back_because_a_window_did_not_open(talk):
    home = talk.mara.opens_home()
    talk.sandbox.faults.next("views.open", Say("expired_trigger_id"))

    home.clicks("Spreadsheet")

    assert len(files_of(talk, talk.mara)) == 1
    assert len(talk.sandbox.calls("views.open")) == 1
