"""Reports for people: tables and lines for a terminal. Words of users are never markup."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from models.card import ProjectCard
from models.colour import Age, Colour
from models.portfolio import Portfolio, ProjectLine, worst_first
from models.report import GroupReport, RolesReport
from models.role import RoleKind, Term
from models.text import LINE
from views.mark import MARKS, WORDS, amount_words, count_words, day_words, marked, minor_words

MOST_LINES = 25
ENOUGH = 0.6
"""Below this part nothing is said about all of it."""
AGES = {
    Age.FRESH: "",
    Age.DUE: "due",
    Age.STALE: "last",
    Age.EXPIRED: "last",
    Age.NEVER: "never",
}
KINDS = {
    RoleKind.PROJECT_MANAGER: "projects",
    RoleKind.CLIENT_MANAGER: "clients",
    RoleKind.OFFERING_MANAGER: "offerings",
}


def portfolio_report(total: Portfolio, lines: Sequence[ProjectLine]) -> RenderableType:
    """Say how the firm's projects stand, then list the worst."""
    head = Text(f"Portfolio on {total.as_of:%d %B %Y}: {_counted(total)}", style="bold")
    return Group(head, *_totals(total), Text(), _list(lines, total.as_of))


def project_report(card: ProjectCard, day: date) -> RenderableType:
    """Draw the card of one project."""
    line, shown = card.line, card.line.shown
    rows = _rows(
        ("Colour", f"{marked(shown.colour)}{_since(line, day)}"),
        ("Time · target · budget", _three(line)),
        ("Offerings", ", ".join(f"{name} {points / 100:g} %" for name, points in _shares(card))),
        ("Runs it", card.manager or "nobody"),
        ("Holds the client", card.client_manager or "nobody"),
        ("State", line.state),
        ("Start, finish", _plan(line, day)),
        ("Budget", minor_words(line.budget, line.currency)),
        ("Figures", "; ".join(_figures(card, day)) or "–"),
        ("Last 8 weeks", " ".join(MARKS[colour] for _, colour in card.weeks)),
        ("Said", _said(card)),
        ("What gets it back", card.last_said.path if card.last_said else None),
        ("Who must help", _helper(card)),
        ("Finish expected", _expected(card, day)),
    )
    head = Text(f"{line.name} for {line.client} ({line.key})", style="bold")
    return Group(head, rows, *_milestones(card, day))


def group_report(what: str, report: GroupReport) -> RenderableType:
    """Draw what is known of a client or an offering, and its projects."""
    day = report.total.as_of
    facts = [(name.replace("_", " "), _plain(value)) for name, value in report.about.items()]
    since = f" since {day_words(_last_gap(report.held_by_nobody), day)}" if _gap_now(report) else ""
    rows = _rows(
        ("State", report.state),
        ("Holds it", report.manager or f"nobody{since}"),
        *((name.capitalize(), value) for name, value in facts if value),
    )
    head = Text(f"{what.capitalize()} {report.name}: {_counted(report.total)}", style="bold")
    return Group(head, rows, *_totals(report.total), Text(), _list(report.lines, day))


def roles_report(report: RolesReport) -> RenderableType:
    """Say who holds what, and what nobody holds."""
    table = Table("Person", "leads", box=SIMPLE_HEAD, pad_edge=False)
    for heading in KINDS.values():
        table.add_column(heading, justify="right")
    for who in report.holders:
        counts = [str(who.counts[kind] or "") for kind in KINDS]
        table.add_row(Text(who.name), "yes" if who.counts[RoleKind.LEADER] else "", *counts)
    vacant = [f"{line.name} ({line.key})" for line in report.vacant_projects]
    run = f"{report.held_projects} of {count_words(report.open_projects, 'project')}"
    head = Text(f"Roles on {report.as_of:%d %B %Y}: somebody runs {run}", style="bold")
    nobody = (
        ("project", vacant),
        ("client", report.vacant_clients),
        ("offering", report.vacant_offerings),
    )
    lines = [_nobody(what, names) for what, names in nobody if names]
    return Group(head, table, *lines)


def _nobody(what: str, names: Sequence[str]) -> Text:
    rest = f" and {len(names) - MOST_LINES} more" if len(names) > MOST_LINES else ""
    listed = ", ".join(names[:MOST_LINES])
    return Text(f"Nobody holds {count_words(len(names), what)}: {listed}{rest}")


def _counted(total: Portfolio) -> str:
    """Say how many are off track; where too little is known, only of how many we have heard."""
    red, heard = total.shown[Colour.RED], total.projects - total.shown[Colour.GREY]
    projects = count_words(total.projects, "project")
    if heard < ENOUGH * total.projects:
        return f"{projects}, {heard} heard of" + (f", {red} off track" if red else "")
    return f"{red} of {projects} off track" if red else f"{projects}, none off track"


def _totals(total: Portfolio) -> Iterator[Text]:
    yield Text("   ".join(f"{MARKS[c]} {total.shown[c]} {WORDS[c].lower()}" for c in Colour))
    if total.budget:
        sums = " · ".join(amount_words(amount, c) for c, amount in total.budget.items())
        known = total.projects - total.without_budget
        yield Text(f"Budget {sums} (known for {known} of {total.projects})")
    if total.past_finish:
        yield Text(f"{count_words(total.past_finish, 'project')} past the planned finish")
    vacant = [count_words(n, kind) for kind, n in total.vacancies.items() if n]
    if vacant:
        yield Text(f"Nobody holds {', '.join(vacant)}")


def _list(lines: Sequence[ProjectLine], day: date) -> RenderableType:
    if not lines:
        return Text("No open projects.")
    table = Table(box=SIMPLE_HEAD, caption_justify="left", pad_edge=False)
    for heading, fixed in (("", True), ("Project", False), ("Client", False), ("Finish", True)):
        table.add_column(heading, no_wrap=fixed)
    table.add_column("Said", no_wrap=True)
    for line in worst_first(lines)[:MOST_LINES]:
        late = " (past)" if line.finish_on and line.finish_on < day else ""
        table.add_row(
            marked(line.shown.colour),
            Text(line.name),
            Text(line.client),
            f"{day_words(line.finish_on, day)}{late}",
            f"{AGES[line.shown.age]} {_confirmed(line, day)}".strip(),
        )
    if len(lines) > MOST_LINES:
        table.caption = f"and {len(lines) - MOST_LINES} more; --json lists them all"
    return table


def _rows(*facts: tuple[str, object]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for name, value in facts:
        if value not in (None, ""):
            grid.add_row(Text(name, style="dim"), Text(str(value)))
    return grid


def _three(line: ProjectLine) -> str:
    shown = line.shown
    return " · ".join(marked(colour) for colour in (shown.time, shown.target, shown.budget))


def _since(line: ProjectLine, day: date) -> str:
    if line.shown.age in (Age.STALE, Age.EXPIRED):
        last = f"{WORDS[line.shown.last].lower()}, {_confirmed(line, day)}"
        return f" (last said {last})"
    return f", said {_confirmed(line, day)}" if line.said.confirmed_on else ""


def _confirmed(line: ProjectLine, day: date) -> str:
    return day_words(line.said.confirmed_on, day) if line.said.confirmed_on else ""


def _shares(card: ProjectCard) -> Sequence[tuple[str, int]]:
    return list(card.offerings.items())


def _figures(card: ProjectCard, day: date) -> Iterator[str]:
    said, finance, currency = card.last_figures, card.finance, card.line.currency
    if said and said.percent_complete is not None:
        yield f"{said.percent_complete.normalize():f} % done ({day_words(said.as_of, day)})"
    if finance:
        told = day_words(finance.as_of, day)
        yield f"{minor_words(finance.spent, currency)} spent (finance, {told})"
    elif said and said.spent is not None:
        yield f"{minor_words(said.spent, currency)} spent ({day_words(said.as_of, day)})"


def _plan(line: ProjectLine, day: date) -> str:
    """Say from when to when, with the years where one of them is another than today's."""
    far = {d.year for d in (line.start_on, line.finish_on) if d} != {day.year}
    start, finish = (
        f"{d.day} {d:%b %Y}" if d and far else day_words(d, day)
        for d in (line.start_on, line.finish_on)
    )
    past = " (past)" if line.finish_on and line.finish_on < day else ""
    return f"{start} to {finish}{past}"


def _helper(card: ProjectCard) -> str | None:
    if card.last_said and card.last_said.someone_must_decide:
        return "someone must decide"
    return card.help_from


def _expected(card: ProjectCard, day: date) -> str | None:
    said = card.last_said
    return day_words(said.forecast_finish_on, day) if said and said.forecast_finish_on else None


def _said(card: ProjectCard) -> str | None:
    if card.last_said is None or not card.last_said.note:
        return None
    note = card.last_said.note
    words = note if len(note) <= LINE else f"{note[: LINE - 1]}…"
    return f"{words} ({card.said_by})" if card.said_by else words


def _milestones(card: ProjectCard, day: date) -> Iterator[RenderableType]:
    if not card.milestones:
        return
    table = Table("Milestone", "Plan", "Expected", "Reached", "Late", box=SIMPLE_HEAD)
    for one in card.milestones:
        late = count_words(one.slip_days, "day") if one.slip_days > 0 else ""
        days = (one.baseline_on, one.forecast_on, one.actual_on)
        table.add_row(Text(one.name), *(day_words(d, day) for d in days), late)
    yield table


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _gap_now(report: GroupReport) -> bool:
    return report.manager is None and bool(_last_gap(report.held_by_nobody))


def _last_gap(found: Sequence[Term]) -> date | None:
    return found[-1].start_on if found else None
