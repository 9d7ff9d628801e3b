"""Modals and Homes: triggers, the stack of three, hashes, external ids."""

import pytest

BLOCKS = [{"type": "section", "block_id": "s", "text": {"type": "plain_text", "text": "Hello"}}]


def modal(title="One", **more):
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "blocks": BLOCKS,
        **more,
    }


def home(**more):
    return {"type": "home", "blocks": BLOCKS, **more}


@pytest.fixture
def opened(client, trigger):
    """Return what opens a modal for Ana and gives it as Slack describes it."""

    def open_(**more):
        return client.views_open(trigger_id=trigger("ana"), view=modal(**more))["view"]

    return open_


def test_a_modal_opens_for_who_has_just_acted(opened, workspace, id_of):
    view = opened(private_metadata="m", callback_id="c")

    assert workspace.stacks[id_of("ana")] == [view["id"]]
    assert (view["private_metadata"], view["callback_id"]) == ("m", "c")
    assert view["root_view_id"] == view["id"]
    assert view["previous_view_id"] is None
    assert view["state"] == {"values": {}}


@pytest.mark.parametrize("method", ["views.open", "views.push"])
def test_a_trigger_is_good_for_three_seconds_and_once(client, refused, trigger, watch, method):
    root = client.views_open(trigger_id=trigger("ana"), view=modal())["view"]["id"]

    def arguments(trigger_id):
        return {"api_method": method, "json": {"trigger_id": trigger_id, "view": modal()}}

    good, late = trigger("ana", root), trigger("ana", root)
    client.api_call(**arguments(good))
    watch.passes(3.1)
    used = [refused(client.api_call, **arguments(t))["error"] for t in (good, late, "1.2.nothing")]
    assert used == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


def test_a_view_that_slack_refuses_leaves_the_trigger_good(client, refused, trigger):
    trigger_id = trigger("ana")

    answer = refused(client.views_open, trigger_id=trigger_id, view={"type": "modal"})

    assert answer["error"] == "invalid_arguments"
    assert "json-pointer" in answer["response_metadata"]["messages"][0]
    assert client.views_open(trigger_id=trigger_id, view=modal())["ok"]


@pytest.mark.parametrize("view", ["{", "[]", home()])
def test_what_is_no_modal(client, refused, trigger, view):
    answer = refused(client.views_open, trigger_id=trigger("ana"), view=view)

    assert answer["error"] == "invalid_arguments"


def test_a_view_can_be_too_large(client, refused, trigger):
    large = [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2_900}}] * 90

    answer = refused(client.views_open, trigger_id=trigger("ana"), view=modal() | {"blocks": large})

    assert answer["error"] == "view_too_large"


def test_three_modals_lie_on_one_another_and_no_more(client, refused, trigger, opened):
    root = opened()

    def push():
        return {"trigger_id": trigger("ana", root["id"]), "view": modal("Next")}

    second = client.views_push(**push())["view"]
    third = client.views_push(**push())["view"]

    assert (second["previous_view_id"], second["root_view_id"]) == (root["id"], root["id"])
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], root["id"])
    assert refused(client.views_push, **push())["error"] == "push_limit_reached"


def test_nothing_is_pushed_where_nothing_is_open(client, refused, trigger):
    answer = refused(client.views_push, trigger_id=trigger("ana"), view=modal())

    assert answer["error"] == "not_found"


def test_a_view_is_drawn_anew_and_keeps_its_id(client, opened):
    view = opened(external_id="e1")

    by_id = client.views_update(view_id=view["id"], view=modal("Two", external_id="e1"))["view"]
    by_name = client.views_update(external_id="e1", view=modal("Three"))["view"]

    assert by_id["id"] == by_name["id"] == view["id"]
    assert by_id["title"]["text"] == "Two"
    assert len({view["hash"], by_id["hash"], by_name["hash"]}) == 3


def test_an_old_hash_is_no_good(client, refused, opened):
    view = opened()
    place = {"view_id": view["id"], "hash": view["hash"], "view": modal("Two")}

    client.views_update(**place)

    assert refused(client.views_update, **place)["error"] == "hash_conflict"


def test_a_modal_that_is_gone_cannot_be_changed(client, refused, opened):
    first = opened()
    opened()  # in its place

    for lost in ({"view_id": first["id"]}, {"external_id": "nothing"}):
        assert refused(client.views_update, **lost, view=modal())["error"] == "not_found"


def test_an_external_id_names_one_view(client, refused, opened, trigger, id_of):
    opened(external_id="mine")

    ben = refused(client.views_open, trigger_id=trigger("ben"), view=modal(external_id="mine"))
    his = refused(client.views_publish, user_id=id_of("ben"), view=home(external_id="mine"))

    assert ben["error"] == his["error"] == "duplicate_external_id"


def test_each_person_has_one_home(client, workspace, id_of):
    first = client.views_publish(user_id=id_of("ana"), view=home())["view"]
    again = client.views_publish(user_id=id_of("ana"), view=home(), hash=first["hash"])["view"]
    other = client.views_publish(user_id=id_of("ben"), view=home())["view"]

    assert first["id"] == again["id"] != other["id"]
    assert workspace.homes == {id_of("ana"): first["id"], id_of("ben"): other["id"]}


def test_what_cannot_be_a_home(client, workspace, refused, id_of):
    ana = id_of("ana")
    old = client.views_publish(user_id=ana, view=home())["view"]["hash"]
    client.views_publish(user_id=ana, view=home())

    def refuse(user_id=ana, view=None, **more):
        return refused(client.views_publish, user_id=user_id, view=view or home(), **more)["error"]

    assert refuse(hash=old) == "hash_conflict"
    assert refuse(user_id="U0NOBODY00") == "invalid_arguments"
    assert refuse(view=modal()) == "invalid_arguments"
    workspace.app.home_tab = False
    assert refuse() == "not_enabled"
