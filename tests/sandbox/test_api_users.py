"""Who is here, and who does not want to be disturbed."""

from datetime import UTC, datetime

import pytest


def test_a_person_is_described(client, id_of):
    user = client.users_info(user=id_of("ana"))["user"]

    assert (user["name"], user["real_name"], user["is_admin"]) == ("ana", "Ana Ferreira", True)
    assert (user["tz"], user["tz_offset"]) == ("Europe/Berlin", 7200)
    assert user["profile"]["email"] == "ana@larkspur.example"


def test_an_address_is_shown_by_its_own_scope_only(client, without, id_of):
    without("users:read.email")

    assert "email" not in client.users_info(user=id_of("ana"))["user"]["profile"]
    assert all("email" not in user["profile"] for user in client.users_list()["members"])


@pytest.mark.parametrize(
    ("name", "mark"), [("gus", "is_restricted"), ("sam", "is_stranger"), ("olga", "deleted")]
)
def test_who_is_not_like_the_others_is_marked(client, id_of, name, mark):
    assert client.users_info(user=id_of(name))["user"][mark]
    assert not client.users_info(user=id_of("ben"))["user"].get(mark)


def test_nobody_has_that_id(client, refused):
    assert refused(client.users_info, user="U0NOBODY00")["error"] == "user_not_found"


def test_everybody_of_this_workspace_is_listed_in_pages(client, workspace):
    pages = [[user["name"] for user in page["members"]] for page in client.users_list(limit=4)]

    names = [name for page in pages for name in page]
    assert [len(page) for page in pages] == [4, 4, 1]
    assert "olga" in names
    assert "sam" not in names  # of another workspace
    assert workspace.users[workspace.app.bot_user_id].name in names


@pytest.mark.parametrize(
    ("code", "more"), [("invalid_cursor", {"cursor": "?"}), ("invalid_arguments", {"limit": -1})]
)
def test_a_list_that_there_is_not(client, refused, code, more):
    assert refused(client.users_list, **more)["error"] == code


def test_a_person_is_found_by_their_address(client, refused, id_of):
    found = client.users_lookupByEmail(email="Ana@Larkspur.example")["user"]["id"]

    assert found == id_of("ana")
    for lost in ("nobody@larkspur.example", "olga@larkspur.example"):
        assert refused(client.users_lookupByEmail, email=lost)["error"] == "users_not_found"


def test_the_hours_of_quiet_are_those_of_the_users_own_clock(client, id_of):
    dev = client.dnd_info(user=id_of("dev"))  # in Kolkata it is half past five in the afternoon

    assert dev["dnd_enabled"]
    assert datetime.fromtimestamp(dev["next_dnd_start_ts"], UTC).isoformat() == (
        "2030-05-06T16:30:00+00:00"
    )
    assert dev["next_dnd_end_ts"] - dev["next_dnd_start_ts"] == 10 * 3600


def test_quiet_that_lasts_is_told_from_its_start(client, watch, id_of):
    watch.passes(12 * 3600)

    dev = client.dnd_info(user=id_of("dev"))

    assert dev["next_dnd_start_ts"] < watch.wall().timestamp() < dev["next_dnd_end_ts"]


def test_the_quiet_of_several_is_told_at_once(client, id_of):
    wanted = [id_of("ana"), id_of("dev"), "U0NOBODY00"]

    users = client.dnd_teamInfo(users=wanted)["users"]

    assert {id_: users[id_]["dnd_enabled"] for id_ in users} == {wanted[0]: False, wanted[1]: True}


def test_whose_quiet_cannot_be_told(client, refused):
    assert refused(client.dnd_info, user="U0NOBODY00")["error"] == "user_not_found"
    assert refused(client.dnd_teamInfo, users=",")["error"] == "no_users_provided"
    many = refused(client.dnd_teamInfo, users=["U0ANA000000"] * 51)
    assert many["error"] == "invalid_arguments"
