"""Saving what was typed into the update form, or showing the form again where something is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.call import marks_in
from handlers.card import card_for
from handlers.report import Faults, doubted, report_of, typed, with_long_note
from handlers.status_form import Filling, Memory, filled_form, with_named_part
from models.absence import away
from models.audience import Audience, audience
from models.edit import Marks, Merged, mark, marks, merge
from models.errors import FaultsError
from models.person import name_of
from models.ports import Session
from models.prefill import Prefill, prefill
from models.project import Project
from models.setting import FirmSettings, firm_settings
from models.status import COLOURS, Report, StatusUpdate, doubts
from models.turning import tell_now, tellings
from models.visitor import Visitor
from models.week.confirming import CONFIRMED
from models.week.reporting import report_status
from views.message import Form, Message
from views.saved import Reach, saved_notice, told_notice
from views.status import PARTS, clash_lines, gap_lines

Sent = tuple[Memory, dict[str, Any]]
"""What a form remembers, and what stands in its fields."""
CHANNELS = {"C", "G"}
"""With these begins what Slack calls a place where others read, too."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed, brought together with what stands on record now."""

    mine: dict[str, Any]
    merged: Merged
    last: Prefill
    faults: Faults
    today: date


def saved_or_shown(
    session: Session, visitor: Visitor, project: Project, sent: Sent
) -> Message | Form:
    """Save what was typed and return the card; or, where two clash, return the form with both.

    The form comes also where it lacks a field that is needed now, for what somebody else said, or
    for a colour that was chosen a moment ago. Raises FaultsError with all that needs mending.
    """
    memory, fields = sent
    attempt = _attempt(session, visitor, project, sent)
    merged = attempt.merged
    doubts = doubted(merged, attempt.last.values, attempt.today)
    if attempt.faults:
        raise FaultsError({n: v for n, v in doubts.items() if n in fields} | attempt.faults)
    if merged.clashes:
        lines = _clash(session, project, attempt)
        return _again(session, visitor, project, (memory, attempt, lines))
    if doubts.keys() - fields.keys():
        return _again(session, visitor, project, (memory, attempt, gap_lines(doubts.values())))
    if doubts:
        raise FaultsError(doubts)
    report = report_of(merged)
    in_channel = str(memory.get("place"))[:1] in CHANNELS
    return reported(session, visitor, project, report, in_channel=in_channel)


def reported(
    session: Session, visitor: Visitor, project: Project, report: Report, *, in_channel: bool
) -> Message:
    """Put a report on record; return the card with what was saved, who reads it, and Undo."""
    today = firm_settings(session).today(visitor.now)
    update = report_status(session, visitor.deed, project, report, today)
    readers = audience(session, project, today, visitor.person.name)
    notice = saved_notice(update, reach_of(session, visitor, update, readers))
    return card_for(session, visitor, project, in_channel=in_channel, notice=notice)


def _has_digest(settings: FirmSettings) -> bool:
    return settings.is_launched and settings.digest_channel is not None


def reach_of(session: Session, visitor: Visitor, update: StatusUpdate, readers: Audience) -> Reach:
    """Return who hears of a report, and who should but cannot."""
    told, settings = tellings(session, update), firm_settings(session)
    asked = update.help_from_id if update.help_from_id != visitor.person.id else None
    today = settings.today(visitor.now)
    name = name_of(session, asked)
    return Reach(
        readers=readers,
        told=told,
        digest_on=settings.digest_on if _has_digest(settings) else None,
        helper=None if name in {one.name for one in told} else name,
        away=away(session, asked, today) if asked else None,
    )


def told_at_once(session: Session, visitor: Visitor, update: StatusUpdate) -> list[Block]:
    """Let what is to be told of a report leave now; return what is said of that."""
    tell_now(session, update, visitor.now)
    today = firm_settings(session).today(visitor.now)
    helper = away(session, update.help_from_id, today)
    return told_notice(tellings(session, update), helper)


def confirmed_or_shown(
    session: Session, visitor: Visitor, project: Project, memory: Memory
) -> Message | Form:
    """Put on record for today what was said last, figures aside; or return the form to mend it.

    A note is of its day, and is not said again.
    """
    today = firm_settings(session).today(visitor.now)
    last = prefill(session, project, today)
    values = {name: last.values[name] for name in (*COLOURS, *CONFIRMED)}
    said = Report(**values)
    if not any(values[name] for name in COLOURS) or any(doubts(said, today)):
        return filled_form(session, visitor, project, memory)
    in_channel = str(memory.get("place"))[:1] in CHANNELS
    return reported(session, visitor, project, said, in_channel=in_channel)


def _attempt(session: Session, visitor: Visitor, project: Project, sent: Sent) -> Attempt:
    memory, fields = sent
    settings = firm_settings(session)
    today = settings.today(visitor.now)
    last = prefill(session, project, today)
    opened = marks_in(memory)
    fields = with_named_part(fields, memory)
    mine, faults = typed(session, fields, project.currency or settings.currency)
    mine = with_long_note(mine, opened, last)
    merged = merge(opened, _standing(last, opened), mine)
    if not any(merged.values[part] for part in PARTS):
        merged.values["overall"] = last.values["overall"]  # what was said for the whole stays
    return Attempt(mine, merged, last, faults, today)


def _standing(last: Prefill, opened: Marks) -> dict[str, Any]:
    """Return what stands now; a note that stood in the form does so also after midnight."""
    standing, (_, note) = last.standing, last.last_note or (None, None)
    is_same = standing["note"] is None and note and opened.get("note") == mark(note)
    return standing | {"note": note} if is_same else standing


def _clash(session: Session, project: Project, attempt: Attempt) -> list[str]:
    currency = project.currency or firm_settings(session).currency
    helper = name_of(session, attempt.mine.get("help_from_id"))
    mine = attempt.mine | {"help_from_id": helper}
    return clash_lines(attempt.last.said_by, attempt.merged.clashes, mine, currency)


def _again(
    session: Session,
    visitor: Visitor,
    project: Project,
    drawn: tuple[Memory, Attempt, Sequence[str]],
) -> Form:
    """Return the form once more: theirs where two clash, else mine, and why it is shown again."""
    memory, attempt, lines = drawn
    merged, last = attempt.merged, attempt.last
    kept = {name: v for name, v in merged.values.items() if name not in merged.clashes}
    if last.long_note and kept.get("note") == last.long_note:
        kept["note"] = None
    again = memory | {"opened": marks(last.standing), "round": memory.get("round", 0) + 1}
    return filled_form(session, visitor, project, again, Filling(kept, why=lines))
