"""The update form, filled: with what was said last, or with what its author has made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.client import Client
from models.colour import Colour
from models.edit import marks
from models.errors import OverError
from models.permission import Act, require
from models.person import Person
from models.portfolio import AsOf, ProjectLine, project_line
from models.ports import Session
from models.prefill import Prefill, prefill
from models.project import Project
from models.setting import FirmSettings, firm_settings
from models.state import ENDED
from models.visitor import Visitor
from views.message import Form
from views.status import PARTS, WHICH, StatusForm, status_form

Memory = dict[str, Any]
"""What a form carries along: `project`, `opened` (marks of what it was opened with), `answer_to`
and `place` (where its card stands), `overall` (what the line that began it said of the whole: until
a part is chosen, the form asks which it is), `more` (figures are shown) and `round` (how often it
was filled anew: only a field with another name forgets what was typed)."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in the form instead of what was said last, and why it is shown again.

    `helper` is the Slack account that was chosen, where the form asked for one.
    """

    values: dict[str, Any] = field(default_factory=dict)
    why: Sequence[str] = ()
    helper: str | None = None


def filled_form(
    session: Session,
    visitor: Visitor,
    project: Project,
    memory: Memory,
    filling: Filling | None = None,
) -> Form:
    """Return the form for one who may report; it remembers what it was first opened with.

    Raises OverError for a project that has ended.
    """
    require(session, visitor.deed, Act.REPORT_STATUS, project)
    filling = filling or Filling()
    settings = firm_settings(session)
    day = settings.today(visitor.now)
    line = _line(session, settings, project, AsOf(day))
    last = prefill(session, project, day)
    known = last.values | _implied(last)
    values = known | with_named_part(filling.values, memory)
    asks = _open_whole(memory, values, known)
    client = session.get_one(Client, project.client_id)
    return status_form(
        StatusForm(
            project=project,
            prefill=last,
            values=values,
            day=day,
            currency=project.currency or settings.currency,
            memory={"project": project.id, "opened": marks(last.standing)} | memory,
            helper=filling.helper or _account_of(session, values["help_from_id"]),
            plan_finish_on=line.finish_on,
            is_walled=project.confidential or client.confidential,
            why=filling.why,
            whole=_said_whole(last, visitor),
            whole_on=last.said_on,
            asks=asks,
        )
    )


def _implied(last: Prefill) -> dict[str, Any]:
    """Return what a green for the whole says of each part; of amber and red nobody knows which."""
    is_green = last.values["overall"] is Colour.GREEN and not any(last.values[p] for p in PARTS)
    return dict.fromkeys(PARTS, Colour.GREEN) if is_green else {}


def whole_in(memory: Memory) -> Colour | None:
    """Return the colour that the line which began a form said of the whole, if it did."""
    begun = memory.get("overall")
    return Colour(begun) if begun in {Colour.AMBER, Colour.RED} else None


def with_named_part(fields: dict[str, Any], memory: Memory) -> dict[str, Any]:
    """Return what stands in a form, where the parts that were ticked have the line's colour."""
    named = [part for part in fields.get(WHICH) or () if part in PARTS]
    return {name: value for name, value in fields.items() if name != WHICH} | dict.fromkeys(
        named, whole_in(memory)
    )


def _open_whole(memory: Memory, values: dict[str, Any], known: dict[str, Any]) -> Colour | None:
    """Return the colour of which the form must ask which part it is.

    Whoever has chosen another colour for a part has said what there is to say.
    """
    whole = whole_in(memory)
    is_settled = whole in {values[part] for part in PARTS}
    is_changed = any(values[part] != known[part] for part in PARTS)
    return None if is_settled or is_changed else whole


def _said_whole(last: Prefill, visitor: Visitor) -> str:
    by = last.by.get("colours")
    return "You said" if by == visitor.person.name else f"{by or 'Somebody'} said"


def _line(session: Session, settings: FirmSettings, project: Project, as_of: AsOf) -> ProjectLine:
    line = project_line(session, settings, as_of, project)
    if line.state in ENDED:
        raise OverError(None)
    return line


def _account_of(session: Session, person_id: int | None) -> str | None:
    """Return somebody's Slack account; a menu shows none who has left."""
    person = session.get(Person, person_id) if person_id else None
    return person.slack_user_id if person and person.active else None
