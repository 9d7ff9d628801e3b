"""Every kind of message that the outbox sends, and what makes its words: one line for each."""

from models.delivery.doubt import UNSURE
from models.delivery.refusal import REFUSED
from models.greeting import KIND as GREETING
from models.withheld import KIND
from schedules import digest, doubt, greeting, week
from schedules.renderer import Renderer

WORDS: dict[str, Renderer] = {
    "week": week.week,
    "week.follow_up": week.follow_up,
    "week.edit": week.edit,
    "week.stopped": week.stopped,
    KIND: week.turn,
    "digest": digest.digest,
    digest.PART: digest.part,
    UNSURE: doubt.unsure,
    REFUSED: doubt.refused,
    GREETING: greeting.greeting,
}
