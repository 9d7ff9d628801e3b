"""Adding to the firm by hand: one small form each for a project, client, offering or person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from slack_sdk.models import blocks as kit

from models.text import KEY, NAME
from views.field import day_of, field, line_of, person_of, search_of, searches_of, ticks_of
from views.ids import ActionId, ViewId
from views.message import Form, button, buttons, inert, option, section

LONGEST_EMAIL = 254
LONGEST_TEXT = 3000
YES = "yes"


@dataclass(frozen=True, slots=True)
class Adding:
    """What a form is drawn from: what stands in its fields, if it was drawn before.

    `names` are those of what was chosen, by code; `near` is a name that is nearly the same.
    """

    currency: str = ""
    values: Mapping[str, Any] = default(default_factory=dict)
    names: Mapping[str, str] = default(default_factory=dict)
    near: str | None = None
    has_more: bool = False

    def options(self, *codes: str) -> list[kit.Option]:
        """Return what was chosen, for a menu."""
        return [option(self.names[code], code) for code in codes if code in self.names]

    @property
    def memory(self) -> dict[str, Any]:
        return {"more": self.has_more, "near": self.near}


def project_form(adding: Adding) -> Form:
    """Ask for a project: its name and client, who runs it and until when; the rest behind More."""
    values = adding.values
    client = adding.options(values.get("client") or "")
    search = search_of(ActionId.ADD_CLIENT, "Search by name", client[0] if client else None)
    blocks = [
        *_near(adding),
        _name(adding),
        field("client", "Client", search),
        _line(adding, "new_client", "Or a client that is new", max_length=NAME),
        _manager(adding, "Who runs it"),
        field("finish_on", "Finish", day_of("finish_on", values.get("finish_on"))),
        *(_rest(adding) if adding.has_more else _more()),
    ]
    return Form(ViewId.ADD_PROJECT, "Add project", blocks, memory=adding.memory)


def client_form(adding: Adding) -> Form:
    hint = "Several with a semicolon between."
    blocks = [
        *_near(adding),
        _name(adding),
        _line(adding, "aliases", "Other names", hint, max_length=LONGEST_TEXT),
        _manager(adding, "Who looks after it"),
        _confidential(adding, "Only its managers and leaders see its projects"),
    ]
    return Form(ViewId.ADD_CLIENT, "Add client", blocks, memory=adding.memory)


def offering_form(adding: Adding) -> Form:
    blocks = [
        *_near(adding),
        _name(adding),
        _line(adding, "description", "What it is", multiline=True, max_length=LONGEST_TEXT),
        _manager(adding, "Who looks after it"),
    ]
    return Form(ViewId.ADD_OFFERING, "Add offering", blocks, memory=adding.memory)


def person_form(adding: Adding) -> Form:
    email = kit.EmailInputElement(action_id="email")
    hint = "The Slack account with this e-mail is theirs."
    blocks = [_name(adding), field("email", "E-mail", email, optional=False, hint=hint)]
    return Form(ViewId.ADD_PERSON, "Add person", blocks, memory=adding.memory)


FORMS: dict[str, Callable[[Adding], Form]] = {
    ViewId.ADD_PROJECT: project_form,
    ViewId.ADD_CLIENT: client_form,
    ViewId.ADD_OFFERING: offering_form,
    ViewId.ADD_PERSON: person_form,
}


def _more() -> Iterator[kit.Block]:
    yield buttons(button("More", ActionId.ADD_MORE))


def _rest(adding: Adding) -> Iterator[kit.Block]:
    values = adding.values
    chosen = adding.options(*(values.get("offerings") or ()))
    search = searches_of(ActionId.ADD_OFFERINGS, "Search by name", chosen)
    yield field("offerings", "Offerings", search)
    yield field("start_on", "Start", day_of("start_on", values.get("start_on")))
    yield _line(adding, "budget", f"Budget in {adding.currency}", max_length=40)
    hint = "A short name for sheets; made from the name when left empty."
    yield _line(adding, "key", "Key", hint, max_length=KEY)
    yield _confidential(adding, "Only its managers and leaders see it")


def _near(adding: Adding) -> Iterator[kit.Block]:
    """Once a name was met that is nearly the same, ask whether this is another one."""
    if adding.near:
        is_same = adding.near in (adding.values.get("name"), adding.values.get("new_client"))
        met = "exists already" if is_same else "is nearly the same name"
        yield section(f"“{inert(adding.near, 120)}” {met}.")
        means_it = option("Add it even if a similar name exists", YES)
        yield field("another", "Another one?", _ticks(adding, "another", means_it))


def _name(adding: Adding) -> kit.Block:
    box = line_of("name", initial_value=adding.values.get("name"), max_length=NAME)
    return field("name", "Name", box, optional=False)


def _line(adding: Adding, name: str, label: str, hint: str | None = None, **more: Any) -> kit.Block:
    box = line_of(name, initial_value=adding.values.get(name), **more)
    return field(name, label, box, hint=hint)


def _manager(adding: Adding, label: str) -> kit.Block:
    return field("manager", label, person_of("manager", adding.values.get("manager")))


def _confidential(adding: Adding, what: str) -> kit.Block:
    return field("confidential", "Confidential", _ticks(adding, "confidential", option(what, YES)))


def _ticks(adding: Adding, name: str, one: kit.Option) -> kit.CheckboxesElement:
    chosen: Sequence[str] = adding.values.get(name) or ()
    return ticks_of(name, [one], chosen)
