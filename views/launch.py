"""The launch: who is written to from now on, and where the leaders' digest goes."""

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.models import blocks as kit

from models.launch import MOST_TRIED
from models.leading import Launch
from views.field import field, people_of
from views.ids import ActionId, ViewId
from views.mark import count_words
from views.message import Form, button, option, section, small
from views.settings import channel_field, warning

FEW, ALL = "few", "all"


def launch_form(
    launch: Launch, memory: Mapping[str, Any] | None = None, why: str | None = None
) -> Form:
    """Ask who is written to; before that nobody is. `why` it is asked once more."""
    everybody = option(f"Everybody who runs or looks after something ({launch.people})", ALL)
    few = option(f"A few first, up to {MOST_TRIED}", FEW)
    who = kit.RadioButtonsElement(
        action_id="who",
        options=[few, everybody],
        initial_option=everybody if launch.is_launched else few,
    )
    people = people_of("people", launch.tried)
    people.max_selected_items = MOST_TRIED
    blocks: list[kit.Block] = [
        section(
            "Once a week I write to everybody who runs a project: one message, one click if nothing"
            " changed. Who looks after a client hears when a project there turns. The leaders'"
            " channel gets one digest a week."
        ),
        field("who", "To whom", who, optional=False),
        field("people", "The few", people, hint="Only for a try."),
        *warning(why),
        channel_field(launch.channel),
    ]
    return Form(ViewId.LAUNCH, "Launch", blocks, submit="Launch", memory=memory)


def launch_blocks(launch: Launch) -> Iterator[kit.Block]:
    """Draw the last step of setting up, until everybody is written to."""
    if launch.is_launched:
        return
    words = "nobody is written to yet"
    if launch.tried:
        words = f"tried with {count_words(len(launch.tried), 'person', 'people')}"
    yield section(f"○ *Launch*: {words}.", button("Launch", ActionId.LAUNCH_OPEN))
    if launch.tried and launch.channel is None:
        yield small("No channel is chosen for the digest.")
