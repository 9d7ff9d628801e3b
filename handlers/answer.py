"""Answers that leave by a response_url: in the place of what was clicked, or beside it."""

import logging
from typing import Protocol

from slack_bolt import Respond

from views.message import Json

log = logging.getLogger(__name__)
WELL = 200


class Answers(Protocol):
    """What carries an answer to Slack, once and to Slack alone."""

    def answer(self, url: str, body: Json) -> int | None:
        """Return the HTTP status; nothing where nobody answered, or the address is not Slack's."""


def say(answers: Answers, respond: Respond, answer: Json, *, replace_original: bool = True) -> None:
    """Answer a click, by putting the answer in the place of what was clicked or beside it."""
    send(answers, respond.response_url, answer, replace_original=replace_original)


def send(answers: Answers, url: object, answer: Json, *, replace_original: bool = True) -> bool:
    """Answer by a response_url; an answer that gets lost undoes nothing of what was saved.

    Returns whether it arrived.
    """
    body = answer | {"replace_original": replace_original, "response_type": "ephemeral"}
    return _sent(answers, url, body)


def send_to_all(answers: Answers, url: object, answer: Json) -> bool:
    """Let everybody in the place see an answer; False where it is not known to have arrived."""
    body = answer | {"replace_original": False, "response_type": "in_channel"}
    return _sent(answers, url, body)


def _sent(answers: Answers, url: object, body: Json) -> bool:
    if not url or not isinstance(url, str):
        return False
    status = answers.answer(url, body)
    if status != WELL:
        log.warning("an answer was lost: %s", status or "nobody took it")
    return status == WELL
