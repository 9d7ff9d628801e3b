"""The gate: who is let in, what whoever is not is told, and when it is empty."""

import json
from threading import Thread

import pytest
from slack_bolt import BoltRequest

from bot.gate import THREADS
from bot.request import read_body, request_from
from tests.bot.conftest import LONG, TEAM, command

JOINED = {
    "type": "event_callback",
    "team_id": TEAM,
    "event_id": "Ev1",
    "event": {"type": "team_join", "user": {"id": "U0NEW00000"}},
}


def asked(house, body=None, **headers):
    """Return what is answered to a request, as words."""
    return house.gate.answer(request(house, body or command("/ping", "one"), **headers))


def request(house, body, **headers):
    payload = body if isinstance(body, dict) else read_body(body, "")
    return request_from(payload, headers, house.client.hosts)


def test_a_command_gets_in_and_is_counted(house):
    assert asked(house).body == "pong"
    assert house.counted("requests_total", kind="command", outcome="ok") == 1
    assert house.counted("request_seconds_count", kind="command") == 1


def test_an_event_gets_in(house):
    assert asked(house, JOINED).status == 200
    assert house.talk.heard == ["U0NEW00000"]
    assert house.counted("requests_total", kind="event", outcome="ok") == 1


def test_another_workspace_is_told_so_and_nothing_happens(house):
    answer = asked(house, command("/ping", team_id="T0OTHER000"))

    assert "another workspace" in answer.body
    assert asked(house, JOINED | {"team_id": "T0OTHER000"}).status == 200
    assert house.talk.heard == []
    assert house.counted("turned_away_total", reason="otherworkspace") == 2


def test_before_the_first_contact_nobody_is_served(house):
    house.team.team_id = None

    assert "not reached Slack yet" in asked(house).body
    assert asked(house, JOINED).status == 503
    assert house.talk.heard == []


def test_a_closed_gate_says_that_we_restart_and_events_come_again(house):
    house.gate.close()

    assert "restarting. Nothing was saved" in asked(house).body
    assert asked(house, JOINED).status == 503
    assert house.talk.heard == []


def test_who_waited_too_long_is_told_so_and_nothing_happens(new_house):
    times = iter([0.0, 2.6])
    house = new_house(stopwatch=lambda: next(times))

    answer = house.gate.submit(lambda: request(house, command("/ping", "late"))).result(LONG)

    assert "Nothing was saved" in answer.body
    assert house.talk.heard == []


def test_it_knows_when_it_is_empty(house):
    body = command("/wait", "one")
    inside = [house.gate.submit(lambda: request(house, body)) for _ in range(3)]
    house.talk.wait_until_entered(3)

    assert not house.gate.wait_until_empty(0)
    house.talk.go.set()
    assert house.gate.wait_until_empty(LONG)
    assert {one.result().body for one in inside} == {"done"}


def test_the_answer_is_sent_before_it_counts_as_left(house):
    sent = []
    answered = house.gate.submit(
        lambda: request(house, command("/ping")),
        lambda answer: sent.append((answer.body, house.gate.wait_until_empty(0))),
    )

    answered.result(LONG)

    assert sent == [("pong", False)]


def test_more_than_there_are_threads_wait_and_are_answered(house):
    body = command("/wait", "one")
    inside = [house.gate.submit(lambda: request(house, body)) for _ in range(THREADS + 5)]
    house.talk.wait_until_entered(THREADS)
    house.talk.go.set()

    assert {one.result(LONG).body for one in inside} == {"done"}


def test_a_failure_is_an_apology_with_a_reference_that_is_counted(house, caplog):
    answer = asked(house, command("/fail", "secret words"))

    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.getMessage().split()[-1] in answer.body
    assert house.counted("guard_references_total") == 1
    assert house.counted("requests_total", kind="command", outcome="failed") == 1


def test_a_busy_database_is_a_refusal_that_is_counted(house):
    assert "Nothing was saved" in asked(house, command("/busy")).body
    assert house.counted("database_busy_total") == 1
    assert house.counted("guard_references_total") == 0
    assert house.counted("requests_total", kind="command", outcome="refused") == 1


def test_what_no_listener_takes_is_said_without_its_words(house, caplog):
    assert asked(house, command("/unknown", "private words")).status == 404
    assert "private" not in caplog.text
    assert "no listener" in caplog.text
    assert house.counted("requests_total", kind="command", outcome="unhandled") == 1


def test_a_listener_asks_slack_with_our_client_and_our_token(new_house, slack):
    house = new_house(slack.api_url)

    assert asked(house, command("/ask", user_id=slack.workspace.app.bot_user_id)).body == "app"
    assert house.counted("slack_calls_total", method="users.info", outcome="ok") == 1


def test_nothing_is_asked_of_slack_in_the_path_of_a_request(new_house, slack):
    asked(new_house(slack.api_url))

    assert len(slack.traffic) == 0


def test_retries_of_an_event_are_known_to_bolt_and_nothing_else_is(house):
    got = request(house, JOINED, **{"x-slack-retry-num": "1", "x-slack-bolt-lazy-only": "1"})

    assert isinstance(got, BoltRequest)
    assert list(got.headers) == ["x-slack-retry-num"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"type": "block_actions", "actions": [{"action_id": "a"}]}, "action"),
        ({"type": "view_submission", "view": {"blocks": []}}, "submission"),
        ({"type": "view_closed", "view": {}}, "closed"),
        ({"type": "message_action", "callback_id": "c"}, "shortcut"),
        ({"type": "block_suggestion"}, "options"),
        ({"type": "of next year"}, "other"),
    ],
)
def test_each_kind_is_counted_apart_also_when_it_is_refused(house, body, kind):
    house.team.team_id = "T0OTHER000"

    answer = asked(house, body | {"team": {"id": TEAM}, "user": {"id": "U0ANA00000"}})

    assert answer.status == 200
    assert house.counted("requests_total", kind=kind, outcome="turned away") == 1


def test_what_is_answered_in_parallel_is_counted_once_each(house):
    def ask():
        for _ in range(20):
            json.dumps(asked(house).body)

    people = [Thread(target=ask) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert house.counted("requests_total", kind="command", outcome="ok") == 80
    assert house.counted("requests_in_flight") == 0
