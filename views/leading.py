"""The week on a leader's Home: its messages, the digest, and what waits for a leader."""

from collections.abc import Iterator
from datetime import date

from slack_sdk.models import blocks as kit

from models.leading import Leading
from views.ids import ActionId
from views.launch import launch_blocks
from views.message import button, heading, inert, numbered, section
from views.week_ahead import digest_words, stopped_blocks, week_blocks

MOST_REFUSED = 8


def leaders_week(leading: Leading, day: date) -> Iterator[kit.Block]:
    """Draw it; before the launch there is little more than the launch itself."""
    yield heading("The week")
    yield from launch_blocks(leading.launch)
    is_begun = leading.launch.is_launched or bool(leading.launch.tried)
    if is_begun:
        digest = digest_words(leading.digest, day, leading.zone)
        yield from week_blocks(leading.planned, digest, can_send=True)
    yield from stopped_blocks(leading.stopped)
    for person, project, project_id in leading.refused[:MOST_REFUSED]:
        yield section(
            f"{inert(person, 80)} says that *{inert(project, 120)}* is somebody else's.",
            button(
                "Name manager", numbered(ActionId.ROLE_NAME, project_id), f"project:{project_id}"
            ),
        )
