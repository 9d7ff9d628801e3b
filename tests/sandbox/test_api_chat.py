"""What the app says: in channels, to people, to one person in a channel; and what it takes back."""

import pytest

SECTION = {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "*Hi*"}}
METADATA = {"event_type": "nudge", "event_payload": {"key": "k1"}}


@pytest.fixture
def posted(client):
    """Return what posts in #apollo and gives the channel and ts of it."""

    def post(text="hi", **more):
        answer = client.chat_postMessage(channel="#apollo", text=text, **more)
        return {"channel": answer["channel"], "ts": answer["ts"]}

    return post


def test_a_message_stands_in_its_channel(client, workspace, id_of):
    answer = client.chat_postMessage(channel=id_of("#apollo"), text="hi", blocks=[SECTION])

    (message,) = workspace.messages[id_of("#apollo")]
    assert answer["ts"] == message.ts
    assert answer["message"]["bot_id"] == workspace.app.bot_id
    assert (message.text, message.blocks) == ("hi", [SECTION])


def test_a_channel_is_known_by_its_name_too(client, id_of):
    assert client.chat_postMessage(channel="#apollo", text="hi")["channel"] == id_of("#apollo")
    assert client.chat_postMessage(channel="leads", text="hi")["channel"] == id_of("#leads")


def test_a_message_to_a_person_goes_to_their_direct_channel(client, id_of):
    first = client.chat_postMessage(channel=id_of("ana"), text="hi")
    second = client.chat_postMessage(channel=id_of("ana"), text="again")

    assert first["channel"] == second["channel"]
    assert first["channel"].startswith("D")


def test_a_long_text_is_cut(client):
    answer = client.chat_postMessage(channel="#apollo", text="x" * 40_001)

    assert len(answer["message"]["text"]) == 40_000


def test_a_message_in_markdown_is_a_block(client):
    answer = client.chat_postMessage(channel="#apollo", markdown_text="**hi**")

    (block,) = answer["message"]["blocks"]
    assert (block["type"], block["text"]) == ("markdown", "**hi**")


def test_metadata_is_kept(client, workspace, id_of):
    client.chat_postMessage(channel="#apollo", text="hi", metadata=METADATA)

    assert workspace.messages[id_of("#apollo")][0].metadata == METADATA


def test_a_reply_to_a_reply_is_in_the_thread_of_both(client, posted):
    root = posted()["ts"]
    reply = posted(thread_ts=root)["ts"]

    answer = client.chat_postMessage(channel="#apollo", text="hi", thread_ts=reply)

    assert answer["message"]["thread_ts"] == root


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("channel_not_found", {"channel": "C0NOWHERE0", "text": "hi"}),
        ("channel_not_found", {"channel": "#board", "text": "hi"}),  # private, and not in it
        ("channel_not_found", {"channel": "U0OLGA00000", "text": "hi"}),  # has left
        ("channel_not_found", {"channel": "U0BUILDBOT0", "text": "hi"}),
        ("is_archived", {"channel": "#old-launch", "text": "hi"}),
        ("invalid_blocks", {"channel": "#apollo", "text": "hi", "blocks": [{"type": "sign"}]}),
        ("invalid_blocks_format", {"channel": "#apollo", "text": "hi", "blocks": "{"}),
        ("invalid_blocks_format", {"channel": "#apollo", "text": "hi", "blocks": '{"type": "x"}'}),
        ("invalid_metadata_format", {"channel": "#apollo", "text": "hi", "metadata": {"a": 1}}),
        ("too_many_attachments", {"channel": "#apollo", "text": "hi", "attachments": [{}] * 101}),
        ("cannot_reply_to_message", {"channel": "#apollo", "text": "hi", "thread_ts": "1.000001"}),
        ("markdown_text_conflict", {"channel": "#apollo", "text": "a", "markdown_text": "b"}),
        ("invalid_arguments", {"channel": "#apollo", "markdown_text": "x" * 12_001}),
    ],
)
def test_what_slack_would_not_post(client, refused, workspace, code, arguments):
    answer = refused(client.chat_postMessage, **arguments)

    assert answer["error"] == code
    assert not any(workspace.messages.values())


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral", "chat.update"])
def test_nothing_at_all_cannot_be_said(client, refused, posted, id_of, method):
    arguments = posted() | {"user": id_of("ana"), "text": " "}

    answer = refused(client.api_call, api_method=method, json=arguments)

    assert answer["error"] == "no_text"


def test_a_bad_block_is_pointed_at(client, refused):
    answer = refused(client.chat_postMessage, channel="#apollo", text="hi", blocks=[{"type": "x"}])

    (line,) = answer["response_metadata"]["messages"]
    assert "[json-pointer:/blocks/0" in line


def test_an_image_must_be_a_file_that_is_there(client, refused):
    image = {"type": "image", "alt_text": "a chart", "slack_file": {"id": "F0NOWHERE0"}}

    answer = refused(client.chat_postMessage, channel="#apollo", text="hi", blocks=[image])

    assert "invalid slack file" in answer["response_metadata"]["messages"][0]


def test_a_public_channel_needs_membership_or_a_scope(client, refused, without):
    assert client.chat_postMessage(channel="#borealis", text="hi")["ok"]

    without("chat:write.public")

    answer = refused(client.chat_postMessage, channel="#borealis", text="hi")
    assert answer["error"] == "not_in_channel"


@pytest.mark.parametrize("method", ["chat_postMessage", "chat_postEphemeral"])
def test_nobody_is_written_to_where_the_messages_tab_is_off(
    client, workspace, refused, id_of, method
):
    workspace.app.messages_tab = False

    answer = refused(getattr(client, method), channel=id_of("ana"), user=id_of("ana"), text="hi")

    assert answer["error"] == "messages_tab_disabled"


def test_an_ephemeral_message_is_for_one_person(client, workspace, id_of):
    answer = client.chat_postEphemeral(channel="#apollo", user=id_of("ben"), text="psst")

    (message,) = workspace.messages[id_of("#apollo")]
    assert answer["message_ts"] == message.ts
    assert message.is_seen_by(id_of("ben"))
    assert not message.is_seen_by(id_of("ana"))
    assert client.conversations_history(channel=id_of("#apollo"))["messages"] == []


@pytest.mark.parametrize(
    ("code", "channel", "user"),
    [
        ("user_not_in_channel", "#apollo", "U0DEV000000"),
        ("not_in_channel", "#borealis", "U0BEN000000"),
        ("channel_not_found", "#board", "U0ANA000000"),
        ("is_archived", "#old-launch", "U0ANA000000"),
    ],
)
def test_who_cannot_be_told_in_private(client, refused, code, channel, user):
    answer = refused(client.chat_postEphemeral, channel=channel, user=user, text="psst")

    assert answer["error"] == code


def test_an_update_changes_what_it_mentions(client, workspace, id_of, posted):
    place = posted(blocks=[SECTION], metadata=METADATA)

    client.chat_update(**place, text="done")
    (message,) = workspace.messages[id_of("#apollo")]
    assert (message.text, message.blocks, message.metadata) == ("done", [SECTION], METADATA)
    assert message.edited_at

    client.chat_update(**place, text="all", blocks=[], metadata={})
    assert (message.blocks, message.metadata) == ([], None)


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("message_not_found", {"ts": "1.000001", "text": "hi"}),
        ("channel_not_found", {"channel": "U0ANA000000", "text": "hi"}),
        ("channel_not_found", {"channel": "#apollo", "text": "hi"}),
        ("msg_too_long", {"text": "x" * 4_001}),
        ("invalid_blocks", {"text": "hi", "blocks": [{"type": "sign"}]}),
    ],
)
def test_what_slack_would_not_change(client, refused, posted, code, arguments):
    place = posted()

    assert refused(client.chat_update, **(place | arguments))["error"] == code


def test_blocks_that_are_too_long_have_another_name_in_an_update(client, refused, posted):
    long = [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2_900}}] * 6
    place = posted()

    posting = refused(client.chat_postMessage, channel="#apollo", text="hi", blocks=long)
    updating = refused(client.chat_update, **place, text="hi", blocks=long)

    assert (posting["error"], updating["error"]) == ("msg_blocks_too_long", "msg_too_long")


def test_only_its_own_messages_are_the_apps_to_change(client, workspace, refused, posted, id_of):
    place = posted()
    workspace.messages[id_of("#apollo")][0].user_id = id_of("ana")

    assert refused(client.chat_update, **place, text="x")["error"] == "cant_update_message"
    assert refused(client.chat_delete, **place)["error"] == "cant_delete_message"


def test_what_is_archived_stays_as_it_is(client, workspace, refused, posted, id_of):
    place = posted()
    workspace.channels[id_of("#apollo")].is_archived = True

    assert refused(client.chat_update, **place, text="x")["error"] == "is_inactive"


def test_an_ephemeral_message_cannot_be_changed(client, refused, id_of):
    said = client.chat_postEphemeral(channel="#apollo", user=id_of("ben"), text="psst")
    place = {"channel": id_of("#apollo"), "ts": said["message_ts"]}

    assert refused(client.chat_update, **place, text="x")["error"] == "message_not_found"
    assert refused(client.chat_delete, **place)["error"] == "message_not_found"


def test_a_message_is_taken_back_once(client, workspace, refused, posted, id_of):
    place = posted()

    client.chat_delete(**place)

    assert workspace.messages[id_of("#apollo")] == []
    assert refused(client.chat_delete, **place)["error"] == "message_not_found"


def test_a_permalink_leads_to_a_message_or_into_its_thread(client, refused, posted):
    root = posted()
    reply = posted(thread_ts=root["ts"])
    channel = root["channel"]

    plain = client.chat_getPermalink(channel=channel, message_ts=root["ts"])["permalink"]
    inside = client.chat_getPermalink(channel=channel, message_ts=reply["ts"])["permalink"]

    mark = root["ts"].replace(".", "")
    assert plain == f"https://larkspur.slack.com/archives/{channel}/p{mark}"
    assert inside.endswith(f"?thread_ts={root['ts']}&cid={channel}")
    lost = refused(client.chat_getPermalink, channel=channel, message_ts="1.000001")
    assert lost["error"] == "message_not_found"
