"""What somebody does on the page; each act is one of the test client's own."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from sandbox.cannot import CannotError, NotThereError, OutOfReachError
from sandbox.delivery import SlackSaysError
from sandbox.elements import presses
from sandbox.form import Form
from sandbox.page.desk import GONE, Desk, can_sign_in
from sandbox.page.holding import held, offers
from sandbox.places import open_direct, open_pair
from sandbox.state import Json


def perform(desk: Desk, said: Json) -> Json:
    """Do what the page asks; what Slack would show instead of a result is in `error`."""
    act = ACTS.get(str(said.get("do")))
    if act is None:
        return _refused("unknown_act", "The page asks for something unknown.")
    try:
        with desk.turn:
            return {"ok": True, **(act(desk, said) or {})}
    except SlackSaysError as error:
        return _refused(error.code, error.words)
    except CannotError as error:
        return _refused("cannot", _for_people(error))
    except KeyError as error:
        return _refused("incomplete", f"The page did not say {error}.")


def _for_people(error: CannotError) -> str:
    match error:
        case OutOfReachError(front=str(title)):
            return f"Close “{title}” first."
        case NotThereError() | OutOfReachError():
            return GONE
        case _:
            return str(error)


def _refused(code: str, words: str) -> Json:
    return {"ok": False, "error": code, "said": words}


def _send(desk: Desk, said: Json) -> None:
    """Post what was typed, or give the command."""
    text, channel = str(said["text"]), desk.place(str(said["channel"]))
    if under := said.get("thread"):
        if text.startswith("/"):
            words = f"{text.split(maxsplit=1)[0]} is not supported in threads. Sorry!"
            raise CannotError(words)
        desk.person.posts(text, under=desk.note(channel.id, str(under)))
        return
    desk.person.types(text, in_=channel.id)


def _drop(desk: Desk, said: Json) -> None:
    """Post files, all in one message, perhaps in a thread."""
    files = [(str(each["name"]), b64decode(each["content"])) for each in said["files"]]
    channel = desk.place(str(said["channel"]))
    under = desk.note(channel.id, str(said["thread"])) if said.get("thread") else None
    desk.person.shares(files, channel.id, text=str(said.get("text", "")), under=under)


def _press(desk: Desk, said: Json) -> None:
    sight = desk.sight(said["on"])
    element = desk.element(sight, said)
    chosen = said.get("choice")
    for press in presses([element]):
        if chosen is None or (press.choice or {}).get("value") == chosen:
            desk.person.hands.press(sight, press, twice=False)
            return
    raise CannotError(GONE)


def _fill(desk: Desk, said: Json) -> None:
    sight = desk.sight(said["on"])
    element = desk.element(sight, said)
    value = held(desk, sight, element, said["value"])
    desk.person.hands.put(sight, element, value)


def _offer(desk: Desk, said: Json) -> Json:
    sight = desk.sight(said["on"])
    element = desk.element(sight, said)
    return {"options": offers(desk, sight, element, str(said.get("query", "")))}


def _submit(desk: Desk, said: Json) -> None:
    desk.sight(said["on"]).saves()


def _close(desk: Desk, said: Json) -> None:
    form = desk.sight(said["on"])
    if isinstance(form, Form):
        form.closes(everything=bool(said.get("everything")))


def _use(desk: Desk, said: Json) -> None:
    """Pick a shortcut, on a message or from anywhere."""
    on = desk.note(said["on"]["channel"], said["on"]["ts"]) if "on" in said else None
    desk.person.uses(str(said["name"]), on=on)


def _home(desk: Desk, _said: Json) -> None:
    desk.person.opens_home()


def _messages(desk: Desk, _said: Json) -> Json:
    desk.person.opens_messages()
    with desk.workspace.lock:
        return {"channel": open_direct(desk.workspace, desk.user.id).id}


def _write_to(desk: Desk, said: Json) -> Json:
    """Open the conversation with a colleague."""
    other = desk.workspace.users.get(str(said["user"]))
    if other is None or not can_sign_in(other):
        raise CannotError(GONE)
    with desk.workspace.lock:
        return {"channel": open_pair(desk.workspace, desk.user.id, other.id).id}


def _edit(desk: Desk, said: Json) -> None:
    desk.person.edits(_own(desk, said), str(said["text"]))


def _delete(desk: Desk, said: Json) -> None:
    desk.person.deletes(_own(desk, said))


def _dismiss(desk: Desk, said: Json) -> None:
    """Put away what she alone sees; the app is not told, as in Slack."""
    desk.person.dismisses(desk.note(said["on"]["channel"], said["on"]["ts"]))


def _own(desk: Desk, said: Json) -> Any:
    note = desk.note(said["on"]["channel"], said["on"]["ts"])
    if note.message.user_id != desk.user.id:
        words = "Only who wrote it can do that."
        raise CannotError(words)
    return note


def _join(desk: Desk, said: Json) -> None:
    desk.person.joins(desk.place(str(said["channel"])).id)


def _leave(desk: Desk, said: Json) -> None:
    desk.person.leaves(desk.place(str(said["channel"])).id)


def _read(desk: Desk, said: Json) -> None:
    desk.read[desk.place(str(said["channel"])).id] = str(said["ts"])


ACTS: dict[str, Callable[[Desk, Json], Json | None]] = {
    "send": _send,
    "drop": _drop,
    "press": _press,
    "fill": _fill,
    "offer": _offer,
    "submit": _submit,
    "close": _close,
    "use": _use,
    "home": _home,
    "messages": _messages,
    "write_to": _write_to,
    "edit": _edit,
    "delete": _delete,
    "dismiss": _dismiss,
    "join": _join,
    "leave": _leave,
    "read": _read,
}
