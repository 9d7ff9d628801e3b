"""Every kind of message that the outbox sends, and what makes its words: one line for each."""

from models.refusal import REFUSED
from models.unsettled import UNSURE
from schedules import doubt
from schedules.renderer import Renderer

WORDS: dict[str, Renderer] = {
    UNSURE: doubt.unsure,
    REFUSED: doubt.refused,
}
