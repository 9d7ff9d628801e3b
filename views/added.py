"""What was added, repeated as it was saved, with the way to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.adding import Plan
from models.money import to_decimal
from views.ids import ActionId
from views.mark import day_words
from views.message import Json, button, inert, strong
from views.notice import notice


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: a project, client, offering or person, of which name."""

    what: str
    name: str


def added_notice(added: Added, facts: Sequence[str]) -> Json:
    """Say what was added, and what is known of it; the facts' typed words are inert already."""
    again = button("Add another", ActionId.ADD_OPEN, added.what)
    title = f"{added.what.capitalize()} added"
    return notice(title, f"{strong(added.name, 120)} was added.", *facts, verbs=[again])


def plan_words(plan: Plan, currency: str, day: date) -> str:
    """Repeat what a new project delivers to whom, when, and for how much."""
    parts = [
        f"For {inert(plan.client.name, 120)}" if plan.client else "",
        ", ".join(inert(offering.name, 80) for offering in plan.offerings),
        f"start {day_words(plan.start_on, day)}" if plan.start_on else "",
        f"finish {day_words(plan.finish_on, day)}" if plan.finish_on else "",
        f"budget {exact_words(plan.budget, currency)}" if plan.budget is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def exact_words(minor: int, currency: str) -> str:
    """Return all of an amount, as "1,250 EUR" or "1,250.50 EUR"."""
    amount = to_decimal(minor, currency)
    is_whole = amount == amount.to_integral_value()
    return f"{amount:,.0f} {currency}" if is_whole else f"{amount:,f} {currency}"
