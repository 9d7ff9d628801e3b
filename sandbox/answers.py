"""What the app's answer does: a command's reply, a form's next step, a list of options."""

from typing import Any

from sandbox import modals
from sandbox.delivery import Answer, SlackSaysError
from sandbox.elements import Element, interactive
from sandbox.state import Json, Message, View, Workspace
from sandbox.strict import check_message, check_view

TROUBLE = "We had some trouble connecting. Try again?"
MOST_OPTIONS = 100
LABEL, VALUE = 75, 150
"""The most characters that an option shows, and that it stands for."""


def reply_to_command(workspace: Workspace, form: Json, answer: Answer) -> None:
    """Show what a command was answered with: to her alone, unless it says `in_channel`."""
    reply = answer.json
    if isinstance(reply, str):
        reply = {"text": reply}
    said = _is_reply(reply) or "its answer is no message"
    if isinstance(said, str):
        raise SlackSaysError(
            "invalid_command_response", f"{form['command']} failed: {said}: {answer.text[:200]}"
        )
    if not reply.get("text") and not reply.get("blocks"):
        return
    _refuse_faults(check_message(reply.get("blocks", [])), "invalid_command_response")
    _post(workspace, form, reply)


def _is_reply(reply: Any) -> bool | str:
    if not isinstance(reply, dict):
        return False
    if reply.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
        return "its response_type is neither ephemeral nor in_channel"
    if not isinstance(reply.get("text", ""), str) or not isinstance(reply.get("blocks", []), list):
        return "its text is no text, or its blocks are no list"
    return True


def _post(workspace: Workspace, form: Json, reply: Json) -> None:
    app = workspace.app
    is_public = reply.get("response_type") == "in_channel"
    with workspace.lock:
        blocks = modals.named(workspace, {"blocks": reply.get("blocks", [])})["blocks"]
        message = Message(
            ts=workspace.new_ts(),
            channel_id=form["channel_id"],
            user_id=app.bot_user_id,
            text=reply.get("text", ""),
            blocks=blocks,
            bot_id=app.bot_id,
            only_for=None if is_public else form["user_id"],
        )
        workspace.messages.setdefault(message.channel_id, []).append(message)


def after_submission(workspace: Workspace, view: View, answer: Answer) -> dict[str, str]:
    """Do what the app wants with a form that was sent; return the errors, by block id."""
    if not answer.text.strip():
        modals.close(workspace, view)
        return {}
    step = answer.json
    action = step.get("response_action") if isinstance(step, dict) else None
    match action:
        case "errors":
            return _errors(view, step.get("errors"))
        case "clear":
            modals.clear(workspace, view.user_id)
        case "update" | "push":
            _refuse_faults(check_view(step.get("view")), "invalid_view")
            _show(workspace, view, action, step["view"])
        case None if step == {}:
            modals.close(workspace, view)
        case _:
            raise SlackSaysError("invalid_response", f"{TROUBLE} The answer: {answer.text[:200]}")
    return {}


def _show(workspace: Workspace, view: View, action: str, payload: Json) -> None:
    if action == "update":
        modals.update(workspace, view, payload)
        return
    if len(workspace.stacks.get(view.user_id, [])) >= modals.HIGHEST:
        raise SlackSaysError("push_limit_reached", f"{TROUBLE} Three modals are open already.")
    modals.push(workspace, view, payload)


def _errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {e.block_id for e in interactive(view.payload["blocks"]) if e.is_input}
    if not isinstance(errors, dict) or not errors:
        raise SlackSaysError("invalid_errors", f"{TROUBLE} Its errors are no object: {errors!r}")
    if unknown := set(errors) - inputs:
        raise SlackSaysError(
            "unknown_block_id",
            f"{TROUBLE} Errors for {sorted(unknown)}, but the input blocks are {sorted(inputs)}.",
        )
    if not all(isinstance(text, str) and text for text in errors.values()):
        raise SlackSaysError("invalid_errors", f"{TROUBLE} An error has no words: {errors}")
    return errors


def options_of(element: Element, answer: Answer) -> list[Json]:
    """Return the options that the app offers, those in groups too."""
    offer = answer.json
    groups = offer.get("option_groups") if isinstance(offer, dict) else None
    lists = [g.get("options") for g in groups] if isinstance(groups, list) else [_list(offer)]
    for options in lists:
        _check_options(element, options)
    return [option for options in lists for option in options]


def _list(offer: Any) -> Any:
    return offer.get("options") if isinstance(offer, dict) else None


def _check_options(element: Element, options: Any) -> None:
    said = None
    if not isinstance(options, list):
        said = "the answer holds no options"
    elif len(options) > MOST_OPTIONS:
        said = f"{len(options)} options, and {MOST_OPTIONS} is the most"
    elif bad := [option for option in options if not _is_option(option)]:
        said = f"this is no option: {bad[0]}"
    if said:
        raise SlackSaysError("invalid_options", f"No results for {element.label!r}: {said}")


def _is_option(option: Any) -> bool:
    match option:
        case {"text": {"type": "plain_text" | "mrkdwn", "text": str(text)}, "value": str(value)}:
            return 0 < len(text) <= LABEL and 0 < len(value) <= VALUE
        case _:
            return False


def _refuse_faults(faults: list[Any], code: str) -> None:
    if faults:
        raise SlackSaysError(code, f"{TROUBLE} {'; '.join(map(str, faults))}")
