"""auth.test and apps.connections.open: who the app is, and its way to a WebSocket."""

from sandbox.api.call import Call
from sandbox.state import Json


def test(call: Call) -> Json:
    workspace = call.workspace
    bot = workspace.users[workspace.app.bot_user_id]
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": bot.name,
        "team_id": workspace.team_id,
        "user_id": bot.id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(call: Call) -> Json:
    address = call.site.url.replace("http://", "ws://")
    app_id = call.workspace.app.id
    return {"url": f"{address}link/?ticket={call.site.new_ticket()}&app_id={app_id}"}
