"""Adding to the firm by hand: one small form each for a project, client, offering or person."""

from collections.abc import Sequence

from slack_sdk.models import blocks as kit

from models.text import KEY, NAME
from views.field import day_of, field, line_of, person_of, search_of, searches_of, ticks_of
from views.ids import ActionId, ViewId
from views.message import Form, Json, inert, option
from views.notice import notice

LONGEST_EMAIL = 254
LONGEST_TEXT = 3000
ANOTHER = field(
    "another",
    "Similar names",
    ticks_of("another", [option("Add it even if a similar name exists", "yes")]),
)


def project_form(currency: str) -> Form:
    """Ask for a project: its name and client, the rest when it is known."""
    blocks = [
        _name(),
        field("client", "Client", search_of(ActionId.ADD_CLIENT, "Search by name")),
        field("new_client", "Or a client that is new", line_of("new_client", max_length=NAME)),
        _manager("Who runs it"),
        field("offerings", "Offerings", searches_of(ActionId.ADD_OFFERINGS, "Search by name")),
        field("start_on", "Start", day_of("start_on")),
        field("finish_on", "Finish", day_of("finish_on")),
        field("budget", f"Budget in {currency}", line_of("budget", max_length=40)),
        field(
            "key",
            "Key",
            line_of("key", max_length=KEY),
            hint="A short name for sheets; made from the name when left empty.",
        ),
        _confidential("Only its managers and leaders see it"),
        ANOTHER,
    ]
    return Form(ViewId.ADD_PROJECT, "Add project", blocks)


def client_form() -> Form:
    blocks = [
        _name(),
        field(
            "aliases",
            "Other names",
            line_of("aliases", max_length=LONGEST_TEXT),
            hint="Several with a semicolon between.",
        ),
        _manager("Who holds it"),
        _confidential("Only its managers and leaders see its projects"),
        ANOTHER,
    ]
    return Form(ViewId.ADD_CLIENT, "Add client", blocks)


def offering_form() -> Form:
    about = line_of("description", multiline=True, max_length=LONGEST_TEXT)
    blocks = [
        _name(),
        field("description", "What it is", about),
        _manager("Who holds it"),
        ANOTHER,
    ]
    return Form(ViewId.ADD_OFFERING, "Add offering", blocks)


def person_form() -> Form:
    email = kit.EmailInputElement(action_id="email")
    blocks = [
        _name(),
        field(
            "email",
            "E-mail",
            email,
            optional=False,
            hint="The Slack account with this e-mail is theirs.",
        ),
    ]
    return Form(ViewId.ADD_PERSON, "Add person", blocks)


def added_notice(what: str, name: str, facts: Sequence[str]) -> Json:
    """Say what was added, and what is known of it; the facts' typed words are inert already."""
    return notice(f"{what.capitalize()} added", f"*{inert(name, 120)}* was added.", *facts)


def _name() -> kit.Block:
    return field("name", "Name", line_of("name", max_length=NAME), optional=False)


def _manager(label: str) -> kit.Block:
    return field("manager", label, person_of("manager"))


def _confidential(what: str) -> kit.Block:
    return field("confidential", "Confidential", ticks_of("confidential", [option(what, "yes")]))
