"""The form for a lesson: what it asks, what its menus offer, and who will be able to find it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models import blocks as kit

from models.lesson_form import ProjectChoice
from models.offering import Offering
from models.text import NAME, fold
from views.ids import ActionId, ViewId
from views.message import OPTION, Form, Json, inert, option, plain, small
from views.typed import clamp

FIELD = 3000
"""So many characters Slack lets into one field."""
NO_PROJECT = "none"
OFFERINGS = "offerings"
IDENTIFYING, UNSIGNED = "identifying", "unsigned"
NONE_LABEL = "No project"
NONE = option(NONE_LABEL, NO_PROJECT)
CUT = "The message is longer than a field; this is its beginning."
OFFERED = "The projects you run, and those of your clients and offerings; leaders see all"
NOT_THEIRS = "Its manager can log it for a project; without one it is everybody's."
NOT_FOR_ALL = "Only those who run the project or its client, and leaders, find it"


@dataclass(frozen=True, slots=True)
class LessonForm:
    """What the form is drawn from: what stands in its fields, and what it remembers.

    A field whose id changes takes what the form presets; one that keeps it keeps what was typed.
    """

    title: str = ""
    happened: str = ""
    advice: str = ""
    project: ProjectChoice | None = None
    offerings: Sequence[Offering] = ()
    offerings_id: str = OFFERINGS
    ticks: frozenset[str] = frozenset()
    memory: Mapping[str, Any] = field(default_factory=dict)
    may_choose: bool = True
    """Whether there are projects to choose from."""


def lesson_form(form: LessonForm) -> Form:
    """Draw the form; before it is sent it says who will be able to find the lesson."""
    cut = [small(CUT)] if len(form.happened) > FIELD else []
    blocks = [
        _words("title", "Title", _box("title", form.title, NAME), optional=False),
        _words("happened", "What happened", _box("happened", form.happened, FIELD)),
        *cut,
        _words("advice", "What to do next time", _box("advice", form.advice, FIELD)),
        _project(form.project) if form.may_choose else small(NOT_THEIRS),
        _offerings(form),
        _ticks(form.ticks),
        small(f"{inert(readers(form.project, form.ticks))} can find this."),
    ]
    return Form(ViewId.LESSON, "Log a lesson", blocks, memory=form.memory)


def readers(project: ProjectChoice | None, ticks: frozenset[str]) -> str:
    """Return plain words for those who can find a lesson, its author aside where it is signed."""
    if IDENTIFYING not in ticks and not (project and project.is_confidential):
        return "Every colleague"
    if project:
        name = plain(project.name, 100)
        return f"Only the managers of {name}, of its client and of its offerings, and leaders,"
    return "Only leaders" if UNSIGNED in ticks else "Only you and leaders"


def project_options(choices: Sequence[ProjectChoice], typed: str) -> list[Json]:
    """Return what the menu of projects shows; a lesson of none can be chosen by its words too."""
    none = [NONE] if fold(typed) in fold(NONE_LABEL) else []
    return [one.to_dict() for one in (*none, *map(_project_option, choices))]


def offering_options(offerings: Sequence[Offering]) -> list[Json]:
    return [option(one.name, one.id).to_dict() for one in offerings]


def _project(choice: ProjectChoice | None) -> kit.Block:
    menu = kit.ExternalDataSelectElement(
        action_id=ActionId.LESSON_PROJECT,
        placeholder=kit.PlainTextObject(text="Type a name, a key or a client"),
        initial_option=_project_option(choice) if choice else NONE,
        min_query_length=0,
    )
    return _words("project", "Project", menu, hint=OFFERED, dispatch_action=True)


def _project_option(choice: ProjectChoice) -> kit.Option:
    """Show a project with its client; its key tells apart two that are called the same."""
    label = kit.PlainTextObject(text=plain(f"{choice.name} · {choice.client}", OPTION))
    return kit.Option(text=label, value=str(choice.id), description=plain(choice.key, OPTION))


def _offerings(form: LessonForm) -> kit.Block:
    menu = kit.ExternalDataMultiSelectElement(
        action_id=ActionId.LESSON_OFFERINGS,
        placeholder=kit.PlainTextObject(text="Type a name"),
        initial_options=[option(one.name, one.id) for one in form.offerings] or None,
        min_query_length=0,
    )
    return _words(form.offerings_id, "Offerings", menu)


def _ticks(ticks: frozenset[str]) -> kit.Block:
    options = [*_tick_options()]
    boxes = kit.CheckboxesElement(
        action_id=ActionId.LESSON_TICK,
        options=options,
        initial_options=[one for one in options if one.value in ticks] or None,
    )
    return _words("ticks", "Before you save", boxes, dispatch_action=True)


def _tick_options() -> Iterator[kit.Option]:
    for value, label, description in (
        (IDENTIFYING, "It could identify the client", NOT_FOR_ALL),
        (UNSIGNED, "Leave my name out", "It is kept nowhere; only a leader can then remove it"),
    ):
        text = kit.PlainTextObject(text=label)
        yield kit.Option(text=text, value=value, description=description)


def _box(name: str, words: str, longest: int) -> kit.PlainTextInputElement:
    return kit.PlainTextInputElement(
        action_id=name,
        initial_value=clamp(words, longest) or None,
        max_length=longest,
        multiline=longest == FIELD,
    )


def _words(
    name: str,
    label: str,
    element: kit.InputInteractiveElement,
    *,
    hint: str | None = None,
    **more: Any,
) -> kit.Block:
    return kit.InputBlock(
        block_id=name,
        label=kit.PlainTextObject(text=label),
        element=element,
        hint=kit.PlainTextObject(text=hint) if hint else None,
        **{"optional": True} | more,
    )
