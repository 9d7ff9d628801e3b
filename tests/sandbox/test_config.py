"""What a description of a workspace may say, and how its mistakes are told."""

import pytest

from sandbox.config import ConfigError, load, workspace_from
from sandbox.state import Clocks, Kind
from tests.sandbox.conftest import NOON

CLOCKS = Clocks(lambda: NOON, lambda: 0.0)
MANIFEST = """
display_information: {name: Tester}
features:
  bot_user: {display_name: Tester}
  app_home: {home_tab_enabled: true, messages_tab_enabled: false}
  slash_commands: [{command: /try, description: Try}]
  shortcuts: [{name: Try, type: global, callback_id: try, description: Try}]
oauth_config: {scopes: {bot: [chat:write, commands]}}
settings:
  socket_mode_enabled: true
  event_subscriptions: {bot_events: [app_home_opened]}
"""


def built(**config):
    return workspace_from(config, {}, CLOCKS)


def user(name="ana", **more):
    return {"name": name, **more}


def test_a_manifest_says_what_the_app_has(tmp_path):
    path = tmp_path / "manifest.yaml"
    path.write_text(MANIFEST, encoding="utf-8")

    workspace = load(None, path, CLOCKS)

    app = workspace.app
    assert app.scopes == {"chat:write", "commands"}
    assert [command["command"] for command in app.commands] == ["/try"]
    assert [shortcut["callback_id"] for shortcut in app.shortcuts] == ["try"]
    assert app.events == {"app_home_opened"}
    assert (app.home_tab, app.messages_tab, app.socket_mode) == (True, False, True)
    assert workspace.users[app.bot_user_id].name == "tester"


def test_a_description_makes_people_and_channels():
    workspace = built(
        team={"id": "T0MINE0000", "name": "Mine", "domain": "mine"},
        users=[user(), user("zoe", id="U0ZZZ000000", team="T0OTHER000")],
        channels=[
            {"name": "all", "members": ["*"], "with_app": True},
            {"name": "few", "kind": "private", "members": ["zoe"], "shared_with": ["T0OTHER000"]},
        ],
    )

    everybody, few = workspace.channels.values()
    assert everybody.members == {"U0ANA000000", workspace.app.bot_user_id}
    assert (few.kind, few.members, few.is_shared) == (Kind.PRIVATE, {"U0ZZZ000000"}, True)
    assert workspace.users["U0ZZZ000000"].team_id == "T0OTHER000"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"user": []}, "user: Extra inputs"),
        ({"users": [user("A B")]}, "users.0.name: String should match"),
        ({"users": [user(), user()]}, "users: the id U0ANA000000 is taken twice"),
        ({"users": [user("app")]}, "users: two have the same name"),
        ({"users": [user(tz="Mars/Base")]}, "users.0.tz: .*no such time zone"),
        ({"users": [user(quiet={"from": "9", "to": "10:00"})]}, "users.0.quiet.from"),
        ({"channels": [{"name": "c", "members": ["ana"]}]}, "channels.c: no user is called ana"),
        ({"channels": [{"name": "c", "kind": "im"}]}, "channels.c: direct messages"),
        ({"channels": [{"name": "c", "kind": "x"}, {}]}, r"channels.0.kind: .*\(and 1 more\)"),
    ],
)
def test_a_mistake_is_told_with_its_place(config, said):
    with pytest.raises(ConfigError, match=said):
        built(**config)


@pytest.mark.parametrize(("text", "said"), [("[", "workspace.toml: "), (None, "workspace.toml: ")])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text, said):
    path = tmp_path / "workspace.toml"
    if text:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=said):
        load(path, None, CLOCKS)


def test_a_manifest_must_hold_names_and_values(tmp_path):
    path = tmp_path / "manifest.yaml"
    path.write_text("- a", encoding="utf-8")

    with pytest.raises(ConfigError, match="names and values are expected, found list"):
        load(None, path, CLOCKS)
