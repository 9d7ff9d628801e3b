"""Channels and direct conversations: which there are, who is in them, what was said in them."""

import pytest


@pytest.fixture
def said(client):
    """Return what posts some texts in #apollo and gives their ts."""

    def say(*texts, **more):
        return [client.chat_postMessage(channel="#apollo", text=t, **more)["ts"] for t in texts]

    return say


def texts(answer):
    return [message["text"] for message in answer["messages"]]


def test_a_channel_is_described(client, id_of):
    channel = client.conversations_info(channel=id_of("#apollo"), include_num_members=True)[
        "channel"
    ]

    assert (channel["name"], channel["is_private"], channel["is_member"]) == ("apollo", False, True)
    assert channel["num_members"] == 5
    assert not channel["is_ext_shared"]


def test_a_shared_channel_says_with_whom(client, workspace, id_of):
    channel = client.conversations_info(channel=id_of("#client-harbour"))["channel"]

    assert channel["is_ext_shared"]
    assert channel["shared_team_ids"] == sorted([workspace.team_id, "T0CLIENT00"])


@pytest.mark.parametrize("method", ["info", "members", "history"])
def test_a_private_channel_is_hidden_from_who_is_not_in_it(client, refused, id_of, method):
    call = getattr(client, f"conversations_{method}")

    assert call(channel=id_of("#leads"))["ok"]
    assert refused(call, channel=id_of("#board"))["error"] == "channel_not_found"


@pytest.mark.parametrize(("id_", "scope"), [("C0APOLLO000", "channels"), ("C0LEADS0000", "groups")])
def test_each_kind_of_channel_has_a_scope_of_its_own(client, refused, without, id_, scope):
    without(f"{scope}:read", f"{scope}:history")

    info = refused(client.conversations_info, channel=id_)
    history = refused(client.conversations_history, channel=id_)

    assert (info["error"], info["needed"]) == ("missing_scope", f"{scope}:read")
    assert (history["error"], history["needed"]) == ("missing_scope", f"{scope}:history")


def test_members_come_in_pages(client, workspace, id_of):
    channel = id_of("#apollo")

    pages = [page["members"] for page in client.conversations_members(channel=channel, limit=2)]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert set().union(*pages) == workspace.channels[channel].members


@pytest.mark.parametrize(
    ("code", "more"), [("invalid_cursor", {"cursor": "?"}), ("invalid_limit", {"limit": "many"})]
)
def test_a_page_that_there_is_not(client, refused, id_of, code, more):
    found = refused(client.conversations_members, channel=id_of("#apollo"), **more)
    listed = refused(client.conversations_list, **more)

    assert (found["error"], listed["error"]) == (code, code)


def test_public_channels_are_listed_and_private_ones_on_demand(client):
    def names(**more):
        return [channel["name"] for channel in client.conversations_list(**more)["channels"]]

    assert names() == ["general", "apollo", "borealis", "client-harbour", "old-launch"]
    assert "old-launch" not in names(exclude_archived=True)
    assert names(types="private_channel") == ["leads"]
    assert names(types="mpim") == []


def test_direct_conversations_are_listed_with_their_partner(client, id_of):
    client.conversations_open(users=id_of("ana"))

    (channel,) = client.conversations_list(types="im")["channels"]

    assert (channel["is_im"], channel["user"]) == (True, id_of("ana"))


def test_a_type_needs_its_scope_and_must_exist(client, refused, without):
    assert refused(client.conversations_list, types="sect")["error"] == "invalid_types"

    without("groups:read")

    answer = refused(client.conversations_list, types="public_channel,private_channel")
    assert answer["needed"] == "groups:read"


def test_a_direct_conversation_opens_once(client, id_of):
    first = client.conversations_open(users=[id_of("ana")])["channel"]
    again = client.conversations_open(users=id_of("ana"), return_im=True)["channel"]
    resumed = client.conversations_open(channel=first["id"])["channel"]

    assert first == resumed == {"id": again["id"]}
    assert again["user"] == id_of("ana")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("user_not_found", {"users": "U0NOBODY00"}),
        ("user_disabled", {"users": "U0OLGA00000"}),
        ("users_list_not_supplied", {}),
        ("too_many_users", {"users": ["U0ANA000000"] * 9}),
        ("channel_not_found", {"channel": "D0NOWHERE0"}),
        ("channel_not_found", {"users": "U0BEN000000", "prevent_creation": True}),
        ("method_not_supported_for_channel_type", {"users": "U0ANA000000,U0BEN000000"}),
    ],
)
def test_what_slack_would_not_open(client, refused, code, arguments):
    answer = refused(client.api_call, api_method="conversations.open", json=arguments)

    assert answer["error"] == code


def test_history_is_newest_first_and_without_replies(client, said, id_of):
    one, _ = said("one", "two")
    said("aside", thread_ts=one)

    assert texts(client.conversations_history(channel=id_of("#apollo"))) == ["two", "one"]


def test_history_between_two_instants(client, said, id_of):
    one, two, three = said("one", "two", "three")

    def between(**more):
        return texts(
            client.conversations_history(channel=id_of("#apollo"), oldest=one, latest=three, **more)
        )

    assert between() == ["two"]
    assert between(inclusive=True) == ["three", "two", "one"]
    assert one < two < three


def test_history_comes_in_pages(client, said, id_of):
    said("one", "two", "three")

    history = client.conversations_history(channel=id_of("#apollo"), limit=2)
    pages = [(texts(page), page["has_more"]) for page in history]

    assert pages == [(["three", "two"], True), (["one"], False)]


def test_metadata_is_shown_on_demand(client, said, id_of):
    metadata = {"event_type": "nudge", "event_payload": {"key": "k1"}}
    said("one", metadata=metadata)

    def first(**more):
        return client.conversations_history(channel=id_of("#apollo"), **more)["messages"][0]

    assert "metadata" not in first()
    assert first(include_all_metadata=True)["metadata"] == metadata


@pytest.mark.parametrize("name", ["oldest", "latest"])
def test_an_instant_that_is_none(client, refused, id_of, name):
    answer = refused(client.conversations_history, channel=id_of("#apollo"), **{name: "noon"})

    assert answer["error"] == f"invalid_ts_{name}"


def test_history_is_for_members(client, refused, id_of):
    answer = refused(client.conversations_history, channel=id_of("#borealis"))

    assert answer["error"] == "not_in_channel"


def test_a_thread_is_the_message_and_its_replies(client, refused, said, id_of):
    (root,) = said("root")
    (reply,) = said("reply", thread_ts=root)
    said("elsewhere")

    by_root = client.conversations_replies(channel=id_of("#apollo"), ts=root)
    by_reply = client.conversations_replies(channel=id_of("#apollo"), ts=reply)

    assert texts(by_root) == texts(by_reply) == ["root", "reply"]
    lost = refused(client.conversations_replies, channel=id_of("#apollo"), ts="1.000001")
    assert lost["error"] == "thread_not_found"
