"""Beside the weekly message: why it comes, being away, and that somebody is asked no more."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.week.week import Week
from views.field import day_of, field, person_of
from views.ids import ViewId
from views.mark import count_words, day_words
from views.message import Form, Json, Message, inert, plain, section, small
from views.notice import window


def stopped_message(name: str, *, is_theirs: bool) -> Message:
    """Say that somebody is asked no more, to them or to a leader."""
    if is_theirs:
        text = (
            "Four weeks went by without an answer, so I stop asking. Say how one of your projects"
            " stands, here or on Home, and I ask again."
        )
    else:
        text = (
            f"{plain(name, 80)} did not answer for four weeks, so I stopped asking. Home has"
            " Ask again; or name somebody else there."
        )
    return Message(text, (section(inert(text, 600)),))


def why_window(week: Week) -> Json:
    """Say why somebody gets this message, and how to change it."""
    return window(
        "Why this message",
        [
            section(
                f"You run {count_words(week.runs, 'project')}, or stand in for who does. Once a"
                " week I ask how they stand, so that nobody else has to."
            ),
            section(
                "What was said this week is not asked again. If you do not answer I ask once more;"
                " after four weeks without an answer I stop and tell the leaders."
            ),
            section("*···* at the top changes day and hour, and says when you are away."),
        ],
    )


def away_form(occurrence_id: int, memory: Mapping[str, Any]) -> Form:
    """Ask until when somebody is away, and who is asked meanwhile."""
    blocks = [
        field("end_on", "Back on", day_of("end_on"), hint="The first day at work again."),
        field(
            "cover",
            "Who is asked meanwhile",
            person_of("cover"),
            hint="Without anybody I ask you when you are back.",
        ),
    ]
    return Form(ViewId.WEEK_AWAY, "I'm away", blocks, memory={"week": occurrence_id, **memory})


def away_message(until: date, cover: str | None, day: date) -> Message:
    """Put this in the place of a message to somebody who is away."""
    who = f"{plain(cover, 80)} is asked meanwhile." if cover else "I ask you when you are back."
    return _line(f"Away; back on {day_words(until, day)}. {who}")


def _line(text: str) -> Message:
    return Message(text, (small(text),))
