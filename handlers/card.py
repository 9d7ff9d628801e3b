"""A project's card for one reader in one place: read in the reader's own transaction."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from models.card import project_card
from models.eyes import eyes_on
from models.portfolio import AsOf
from models.ports import Session
from models.project import Project
from models.setting import firm_settings
from models.visitor import Visitor
from views.card import Frame, project_message, shown_card
from views.message import Message


def card_for(
    session: Session,
    visitor: Visitor,
    project: Project,
    *,
    in_channel: bool = False,
    notice: Sequence[Block] = (),
) -> Message:
    """Return the card as this reader may see it, with a notice above it."""
    settings = firm_settings(session)
    day = settings.today(visitor.now)
    card = project_card(session, settings, project, AsOf(day))
    eyes = eyes_on(session, visitor.deed, project)
    frame = Frame(day, eyes, settings.currency, in_channel=in_channel)
    return project_message(card, frame, notice)


def card_for_all(session: Session, visitor: Visitor, project: Project) -> Message:
    """Return the card as everybody in a channel may see it."""
    settings = firm_settings(session)
    day = settings.today(visitor.now)
    card = project_card(session, settings, project, AsOf(day))
    return shown_card(card, day, visitor.person.name)
