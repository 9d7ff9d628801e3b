"""A program that knows nothing of the sandbox: it lends books, by Slack's own framework."""

from threading import Event
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

MANIFEST: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Library"},
        "slash_commands": [
            {"command": "/shelf", "description": "see the books"},
            {"command": "/tell", "description": "tell all", "should_escape": True},
            {"command": "/lend", "description": "lend a book"},
            {"command": "/card", "description": "fill in a card"},
            {"command": "/crash", "description": "fails"},
            {"command": "/slow", "description": "takes long"},
            {"command": "/wrong", "description": "answers nonsense"},
        ],
        "shortcuts": [
            {"name": "Lend a book", "type": "global", "callback_id": "lend_now"},
            {"name": "Review this", "type": "message", "callback_id": "review"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:write", "users:read"]}},
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "message.im",
                "team_join",
                "user_change",
                "channel_archive",
                "file_shared",
            ]
        },
        "socket_mode_enabled": True,
    },
}
BOOKS = ("Dune", "Emma", "Ulysses")


def words(text):
    return {"type": "plain_text", "text": text}


def option(text):
    return {"text": words(text), "value": text.lower()}


def entry(name, label, kind, **more):
    outside = {k: more.pop(k) for k in ("optional", "dispatch_action", "hint") if k in more}
    element = {"type": kind, "action_id": name, **more}
    block = {"type": "input", "block_id": name, "label": words(label), "element": element}
    return block | outside


def button(label, name, **more):
    return {"type": "button", "action_id": name, "text": words(label), **more}


def section(text, accessory=None, **more):
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}
    return block | ({"accessory": accessory} if accessory else {})


def modal(title, *blocks, **more):
    view = {"type": "modal", "callback_id": "lend", "title": words(title), "blocks": list(blocks)}
    return view | {"submit": words("Lend")} | more


def shelf():
    """Return a card with the books, two buttons that share a label, and a menu."""
    menu = {"type": "overflow", "action_id": "menu", "options": [option("History"), option("Burn")]}
    return [
        {"type": "header", "text": words("Shelf")},
        section("*Dune* is with <@U0BEN000000> &amp; late", button("Return", "return", value="1")),
        section("*Emma* is here", button("Return", "return", value="2", style="danger")),
        {"type": "actions", "block_id": "more", "elements": [button("Lend", "open"), menu]},
    ]


def lending(note=None):
    """Return the form that lends: its answers depend on the note."""
    return modal(
        "Lend a book",
        entry("book", "Book", "external_select", min_query_length=2),
        entry("note", "Note", "plain_text_input", max_length=40, initial_value=note or "none"),
        entry("till", "Until", "datepicker", optional=True, dispatch_action=True),
        section("Condition", {"type": "static_select", "action_id": "state",
                              "options": [option("Good"), option("Torn")]}, block_id="state"),
        notify_on_close=True,
        private_metadata="shelf 7",
    )  # fmt: skip


class Library:
    """The program; `heard` is all that reached it, `fails` what is raised next."""

    def __init__(self, sandbox):
        secrets = sandbox.workspace.app
        self.heard, self.fails, self.may_go = [], [], Event()
        self.app = App(
            client=WebClient(secrets.bot_token, base_url=sandbox.api_url),
            signing_secret=secrets.signing_secret,
            process_before_response=True,
            token_verification_enabled=False,
        )
        self.app.use(self.hear)
        self.app.command("/slow")(self.slow)
        self.app.options("book")(offer_books)
        for register, listeners in TABLE:
            for name, listener in listeners.items():
                getattr(self.app, register)(name)(listener)
        for name in MANIFEST["settings"]["event_subscriptions"]["bot_events"]:
            if "message." not in name and name != "app_home_opened":
                self.app.event(name)(take_note)

    def hear(self, body, next_):
        self.heard.append(body)
        if self.fails:
            raise self.fails.pop()
        next_()

    def slow(self, ack):
        self.may_go.wait(5)
        ack("At last")


def show_shelf(ack):
    ack(text="The shelf", blocks=shelf())


def tell(ack, command):
    ack(text=f"Read *{command['text']}*", response_type="in_channel")


def lend(ack, body, client):
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=lending())


def crash():
    raise RuntimeError("the shelf fell")  # noqa: TRY003


def answer_wrongly(ack, command):
    if command["text"] == "blocks":
        ack(blocks=[{"type": "section"}])
    else:
        ack(response_type="shouted", text="no")


def give_back(ack, action, respond):
    ack()
    respond(text=f"Book {action['value']} is back", replace_original=True)


def say_choice(ack, action, body, client):
    ack()
    place = {"channel": body["channel"]["id"], "user": body["user"]["id"]}
    client.chat_postEphemeral(text=f"You chose {action['selected_option']['value']}", **place)


def note_choice(ack, body, client, action):
    ack()
    chosen = action.get("selected_date") or action["selected_option"]["value"]
    view = lending()
    view["blocks"].append(section(f"Noted: {chosen}"))
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)


def offer_books(ack, payload):
    found = [book for book in BOOKS if payload["value"].lower() in book.lower()]
    ack(options=[option(book) for book in found])


def save(ack, view):
    note = view["state"]["values"].get("note", {}).get("note", {}).get("value")
    ack(**ANSWERS.get(note, {}))


def closed(ack):
    ack()


def review(ack, body, client):
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=lending(body["message"]["text"]))


def show_home(event, client):
    if event["tab"] == "home":
        blocks = [section("*Your books*", button("Lend", "open"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


def answer_message(event, client):
    if event["channel_type"] == "im":
        client.chat_postMessage(channel=event["channel"], text=f"You wrote: {event['text']}")


def take_note():
    pass


ANSWERS = {
    "errors": {"response_action": "errors", "errors": {"note": "Not like this"}},
    "unknown": {"response_action": "errors", "errors": {"nowhere": "Not like this"}},
    "push": {"response_action": "push", "view": modal("On top", section("Sure?"))},
    "update": {"response_action": "update", "view": lending("Look again")},
    "clear": {"response_action": "clear"},
    "broken": {"response_action": "update", "view": modal("x" * 25, section("Too long"))},
    "shout": {"response_action": "shout"},
}
"""What a form is answered with, by the note in it."""
TABLE = (
    (
        "command",
        {
            "/shelf": show_shelf,
            "/tell": tell,
            "/lend": lend,
            "/crash": crash,
            "/wrong": answer_wrongly,
        },
    ),
    (
        "action",
        {
            "return": give_back,
            "menu": say_choice,
            "open": lend,
            "till": note_choice,
            "state": note_choice,
        },
    ),
    ("view", {"lend": save}),
    ("view_closed", {"lend": closed}),
    ("shortcut", {"lend_now": lend, "review": review}),
    ("event", {"app_home_opened": show_home, "message": answer_message}),
)
