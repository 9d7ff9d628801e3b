import pytest
from slack_bolt import Ack
from sqlmodel import select

from bot.directory import Directory
from handlers.account import ABOUT_ROOMS, AccountListeners
from handlers.desk import Desk
from handlers.profile import profile_from
from models.account import Account, Profile
from sandbox.choosing import channel
from tests.conftest import NOON
from tests.handlers.slack_users import user


def accounts(firm):
    with firm.database.reading() as session:
        return {one.slack_user_id: one for one in session.exec(select(Account))}


def event(kind, **more):
    """Return an event as Slack wraps it, with an id of its own."""
    number = more.pop("number", 1)
    return {
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "team_id": "T0CLOVER00",
        "event": {"type": kind} | more,
    }


def test_a_user_object_is_read_into_what_the_directory_keeps():
    assert profile_from(user("U1", name="Ana Lind", email="Ana@Firm.example")) == Profile(
        slack_user_id="U1",
        team_id="T0CLOVER00",
        name="Ana Lind",
        email="ana@firm.example",
        time_zone="Europe/Berlin",
        version=2_100_000_000,
    )


@pytest.mark.parametrize(
    ("facts", "is_so"),
    [
        ({"is_admin": True}, "is_admin"),
        ({"is_owner": True}, "is_admin"),
        ({"is_primary_owner": True}, "is_admin"),
        ({"is_restricted": True}, "is_guest"),
        ({"is_ultra_restricted": True}, "is_guest"),
        ({"is_stranger": True}, "is_guest"),
        ({"is_bot": True}, "is_bot"),
        ({"id": "USLACKBOT"}, "is_bot"),
        ({"deleted": True}, "is_gone"),
    ],
)
def test_what_an_account_is_is_read_from_each_of_slacks_flags(facts, is_so):
    profile = profile_from(user("U1") | facts)

    flags = ("is_admin", "is_guest", "is_bot", "is_gone")
    assert {flag for flag in flags if getattr(profile, flag)} == {is_so}


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"profile": {"real_name": " Ana \n Lind "}}, "Ana Lind"),
        ({"profile": {}, "real_name": "Ana Lind"}, "Ana Lind"),
        ({"profile": {"display_name": "ana"}, "real_name": ""}, "ana"),
        ({"profile": {}, "real_name": None, "name": "al"}, "al"),
        ({"profile": {}, "real_name": None, "name": None}, "U1"),
        ({"profile": {"real_name": "x" * 400}}, "x" * 300),
    ],
)
def test_somebody_is_called_by_the_best_name_that_slack_has(facts, name):
    assert profile_from(user("U1") | facts).name == name


@pytest.mark.parametrize("said", [None, "", "no e-mail", "a;b@c.de", f"{'x' * 260}@example.org"])
def test_what_is_no_e_mail_of_a_sheet_is_none(said):
    assert profile_from(user("U1", email=said)).email is None


@pytest.mark.parametrize("said", [None, "", "Europe/Atlantis"])
def test_a_time_zone_that_nobody_knows_is_none(said):
    assert profile_from(user("U1") | {"tz": said}).time_zone is None


def test_who_joins_is_linked_by_e_mail(talk, firm):
    ana = firm.person("Ana Lind")

    talk.ana.sends(event("team_join", user=user("U7", email="Ana.Lind@example.org")))

    with firm.database.reading() as session:
        assert session.get_one(type(ana), ana.id).slack_user_id == "U7"


def test_a_change_is_noted_and_a_new_status_text_is_no_change(talk, firm):
    talk.ana.sends(event("team_join", user=user("U7"), number=1))
    first = accounts(firm)["U7"].seen_at
    talk.clock.passes(hours=1)

    talk.ana.sends(event("user_change", user=user("U7") | {"updated": 5}, number=2))
    assert accounts(firm)["U7"].seen_at == first

    talk.ana.sends(event("user_change", user=user("U7") | {"deleted": True}, number=3))
    assert accounts(firm)["U7"].is_gone
    assert accounts(firm)["U7"].seen_at > first


def test_guests_and_strangers_are_noted_too(talk, firm):
    guest = user("U7") | {"is_restricted": True}
    stranger = user("U8") | {"team_id": "T0CLIENT00"}

    assert talk.ana.sends(event("user_change", user=guest, number=1)).status == 200
    assert talk.ana.sends(event("user_change", user=stranger, number=2)).status == 200

    assert accounts(firm)["U7"].is_guest
    assert accounts(firm)["U8"].team_id == "T0CLIENT00"


def test_an_event_that_comes_again_has_its_effect_once(talk, firm):
    joined = event("team_join", user=user("U7"), number=1)
    talk.ana.sends(joined)
    talk.ana.sends(event("user_change", user=user("U7") | {"deleted": True}, number=2))

    assert talk.ana.sends(joined).status == 200

    assert accounts(firm)["U7"].is_gone


def test_who_became_a_guest_is_let_in_no_more(talk, firm):
    firm.leader("Mara Okoye")
    assert "For leaders" in talk.mara.opens_home().text

    became = user(talk.mara.user.id, email="mara.okoye@example.org") | {"is_restricted": True}
    talk.ana.sends(event("user_change", user=became))

    assert talk.mara.opens_home().text == "Trefoil is for colleagues of this firm only."


class Forgetful(Directory):
    """Only notes which rooms it is told to forget."""

    def __init__(self):
        self.forgot = []

    def forget_room(self, channel_id):
        self.forgot.append(channel_id)


@pytest.mark.parametrize(
    "channel", ["C1", {"id": "C1", "name": "apollo"}], ids=["by its id", "as an object"]
)
def test_a_room_is_forgotten_whose_readers_may_have_changed(firm, channel):
    slack, ack = Forgetful(), Ack()
    database = firm.database
    desk = Desk(database.begin, database.reading, lambda: NOON, slack)

    AccountListeners(desk).forget_room(ack, event("channel_shared", channel=channel))

    assert slack.forgot == ["C1"]
    assert ack.response


def test_who_joins_a_channel_is_seen_there_at_once(talk, firm):
    firm.runs(firm.person("Ana Lind"), firm.project("Apollo"))
    talk.ana.types("/project-status apollo", in_="apollo").clicks("Show here")
    apollo = channel(talk.sandbox.workspace, "apollo")
    apollo.members.add(talk.gus.user.id)
    talk.ana.sends(event("member_joined_channel", channel=apollo.id, user=talk.gus.user.id))

    said = talk.ana.types("/project-status apollo", in_="apollo").clicks("Show here")

    assert "A guest reads this channel" in said.text


@pytest.mark.parametrize("kind", ABOUT_ROOMS)
def test_each_event_about_a_room_is_taken(talk, kind):
    said = event(kind, channel="C0APOLLO000", user=talk.ana.user.id)

    assert talk.ana.sends(said).status == 200


def test_an_older_event_that_comes_late_makes_no_colleague_of_a_guest(talk):
    talk.dora.types("/project-status")
    user = talk.sandbox.workspace.users[talk.dora.user.id]

    def changed(updated, **flags):
        about = {"id": user.id, "team_id": user.team_id, "name": user.name, "updated": updated}
        told = about | {"profile": {"real_name": "Dora Weiss"}} | flags
        event = {"type": "user_change", "user": told}
        talk.dora.sends(
            {
                "type": "event_callback",
                "team_id": talk.team_id,
                "event_id": f"Ev{updated}{len(flags)}",
                "event": event,
            }
        )

    changed(2_000_000_200, is_restricted=True)
    assert "for colleagues of this firm only" in talk.dora.types("/project-status").text
    changed(2_000_000_100)
    assert "for colleagues of this firm only" in talk.dora.types("/project-status").text
    changed(2_000_000_300)
    assert "for colleagues" not in talk.dora.types("/project-status").text
