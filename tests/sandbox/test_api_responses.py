"""Later answers to a command or a click: new, in the place of what was there, or gone."""

import pytest
from slack_sdk.webhook import WebhookClient


@pytest.fixture
def respond(sandbox, id_of):
    """Return what gives Ana a new response_url in #apollo, and an answer to it."""

    def make(ts=None):
        url = sandbox.site.new_response_url(id_of("ana"), id_of("#apollo"), ts)
        webhook = WebhookClient(url, retry_handlers=[])

        def send(**arguments):
            answer = webhook.send_dict(arguments)
            return answer.status_code, answer.body

        return send

    return make


@pytest.fixture
def stands(workspace, id_of):
    """Return what gives the messages that stand in #apollo."""
    return lambda: workspace.messages.get(id_of("#apollo"), [])


def test_an_answer_is_for_one_person_unless_it_says_otherwise(respond, stands, id_of):
    send = respond()

    send(text="psst")
    send(text="hear", response_type="in_channel")

    assert [(m.text, m.only_for) for m in stands()] == [("psst", id_of("ana")), ("hear", None)]


def test_what_was_clicked_is_replaced(client, respond, stands):
    ts = client.chat_postMessage(channel="#apollo", text="old")["ts"]

    status, _ = respond(ts)(text="new", replace_original=True)

    (message,) = stands()
    assert (status, message.ts, message.text) == (200, ts, "new")
    assert message.edited_at


def test_what_one_person_sees_is_replaced_and_removed(client, respond, stands, id_of):
    said = client.chat_postEphemeral(channel="#apollo", user=id_of("ana"), text="old")
    send = respond(said["message_ts"])

    send(text="new", replace_original=True)
    assert [(m.text, m.only_for) for m in stands()] == [("new", id_of("ana"))]

    send(delete_original=True)
    assert stands() == []
    assert send(delete_original=True)[0] == 400


def test_it_is_good_five_times(respond, stands):
    send = respond()

    statuses = [send(text="hi")[0] for _ in range(6)]

    assert statuses == [200] * 5 + [404]
    assert "used_url" in send(text="hi")[1]
    assert len(stands()) == 5


def test_it_is_good_for_thirty_minutes(respond, watch):
    send = respond()
    watch.passes(30 * 60)
    assert send(text="hi")[0] == 200

    watch.passes(1)

    status, body = send(text="hi")
    assert status == 404
    assert "expired_url" in body


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("no_text", {"text": ""}),
        ("invalid_blocks", {"text": "hi", "blocks": [{"type": "sign"}]}),
        ("invalid_arguments", {"text": "hi", "response_type": "loud"}),
        ("message_not_found", {"delete_original": True}),
    ],
)
def test_what_cannot_be_answered_costs_nothing(respond, stands, code, arguments):
    send = respond()

    for _ in range(6):
        status, body = send(**arguments)
        assert status == 400
        assert code in body

    assert stands() == []
    assert send(text="hi")[0] == 200


def test_it_reaches_a_channel_that_does_not_have_the_app(sandbox, workspace, id_of):
    url = sandbox.site.new_response_url(id_of("ana"), id_of("#board"))

    WebhookClient(url).send(text="hi", response_type="in_channel")

    assert [m.text for m in workspace.messages[id_of("#board")]] == ["hi"]
