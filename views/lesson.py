"""How lessons read: a few that were found, all of one, and what is said when one was saved."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from models.lesson import Lesson
from models.lesson_reading import LessonCard
from views.ids import ActionId
from views.mark import count_words, day_words
from views.message import (
    PERSON,
    SECTION,
    Json,
    Message,
    button,
    buttons,
    fits,
    heading,
    inert,
    numbered,
    plain,
    section,
    small,
    text_of,
)

REMOVED_WORDS = "This lesson was removed."
GONE = "*Removed.* Nobody can find it any more."
LOG = "Log a lesson"
HELP = (
    "*Lessons*: what happened once, told so that it need not happen twice.",
    "`/lesson late data` finds lessons; `/lesson` alone logs one.",
    "The name of a project or a client finds what was learned there.",
    "Below each answer, *Log a lesson* opens the form with your words as its title.",
    "*Log as lesson* stands in the menu of every message; nothing is kept before you save.",
)
TYPED = "words "
"""So begins what a button carries where that is no id, but what its reader typed."""
CARRIED = 900
"""So many characters a button carries: it holds 2,000, and some are counted twice."""
GIST, ABOUT = 1500, 700
"""Characters of a lesson among others: a message holds some 13,000, escapes counted."""
WEIGHT = 180_000
"""Bytes of words in one window: with its frame it may have 250 KB."""


def found_message(words: str, cards: Sequence[LessonCard], day: date) -> Message:
    """Show the lessons that answer a question, and the way to log one on it."""
    log = buttons(log_button(words))
    if not cards:
        text = f"No lesson says anything on “{plain(words, 300)}” yet."
        return Message(text, (section(inert(text, 600)), log))
    head = f"{count_words(len(cards), 'lesson')} on “{plain(words, 100)}”"
    return Message(spoken(head, cards), (heading(head), *listed(cards, day), log))


def listed(cards: Sequence[LessonCard], day: date) -> Iterator[kit.Block]:
    """Show lessons with what can be done with each; a button knows what stands beside it."""
    ids = [card.lesson.id or 0 for card in cards]
    for n, card in enumerate(cards):
        rest = " ".join(str(id_) for id_ in ids if id_ != ids[n])
        value = f"{ids[n]}:{rest}"
        yield section(gist(card))
        if about := about_words(card, day):
            yield small(about)
        open_it = button("Open", numbered(ActionId.LESSON_OPEN, n), value)
        yield buttons(open_it, *remove_button(card, value, n))


def removed_message(left: Sequence[LessonCard], day: date) -> Message:
    """Show the same answer without what was removed."""
    return Message(spoken("Removed.", left), (section(GONE), *listed(left, day)))


def saved_message(
    card: LessonCard, readers: str, closest: Sequence[LessonCard], day: date
) -> Message:
    """Say that a lesson is on record and who finds it, beside what seems to say the same."""
    value = f"{card.lesson.id}:"
    head = f"*Saved:* {inert(card.lesson.title)}\n{inert(readers)} can find it."
    open_it = button("Open", numbered(ActionId.LESSON_OPEN, "saved"), value)
    blocks = [section(head), buttons(open_it, *remove_button(card, value, "saved"))]
    text = f"Saved: {plain(card.lesson.title, 300)}. {readers} can find it."
    if closest:
        blocks.append(section("*Same as one of these?*"))
        text = spoken(f"{text} Same as one of these?", closest)
    for n, other in enumerate(closest):
        open_other = button("Open", numbered(ActionId.LESSON_OPEN, n), other.lesson.id)
        blocks.append(section(gist(other), open_other))
        if about := about_words(other, day):
            blocks.append(small(about))
    return Message(text, tuple(blocks))


def help_message() -> Message:
    text = text_of(HELP).replace("*", "").replace("`", "")
    return Message(text, (section("\n".join(HELP)), buttons(log_button())))


def wordless_message() -> Message:
    """Say that there is nothing in a message to begin a lesson with."""
    text = "There are no words in this message to begin with. You can write the lesson yourself."
    return Message(text, (section(text), buttons(log_button())))


def lesson_modal(card: LessonCard, value: str, day: date, answer_to: str | None) -> Json:
    """Show all of a lesson; the window remembers which answer it was opened from."""
    if card.removed:
        return _window([_removed(card, day)])
    blocks = [section(f"*{inert(card.lesson.title)}*"), *_body(card)]
    if about := about_words(card, day):
        blocks.append(small(about))
    if remove := remove_button(card, value):
        blocks.append(buttons(*remove))
    return _window(blocks, {"answer_to": answer_to} if answer_to else {})


def removed_modal() -> Json:
    return _window([section(GONE)])


def log_button(words: str = "") -> kit.ButtonElement:
    """Return the button; the form that it opens has these words as its title."""
    return button(LOG, ActionId.LESSON_LOG, f"{TYPED}{words[:CARRIED]}" if words else "")


def remove_button(card: LessonCard, value: str, n: object = "") -> list[kit.ButtonElement]:
    """Return the button, for those who may; it asks once more."""
    if not card.may_remove:
        return []
    sure = kit.ConfirmObject(
        title="Remove this lesson?",
        text=kit.PlainTextObject(
            text=f"“{plain(card.lesson.title, 120)}” is emptied for everybody, for good."
            " That it was removed, by whom and when, is kept."
        ),
        confirm="Remove",
        deny="Keep",
        style="danger",
    )
    action = numbered(ActionId.LESSON_REMOVE, n) if n != "" else ActionId.LESSON_REMOVE
    return [button("Remove", action, value, confirm=sure)]


def gist(card: LessonCard) -> str:
    """Return the title and what to do next time, or else what there is."""
    lesson = card.lesson
    title = f"*{inert(lesson.title, 200)}*"
    if lesson.recommendation:
        return fits(f"{title}\nNext time: {inert(lesson.recommendation)}", GIST)
    rest = inert(lesson.lesson or lesson.what_happened)
    return fits(f"{title}\n{rest}", GIST) if rest else title


def about_words(card: LessonCard, day: date) -> str:
    """Return where it was learned, by whom and when; nothing of that for what is unsigned."""
    happened = card.lesson.occurred_on
    signed = (
        f"{inert(card.author, PERSON)}, {day_words(card.logged_on, day)}" if card.author else ""
    )
    parts = (
        inert(card.project, 100),
        inert(card.client, 100),
        ", ".join(inert(name, 60) for name in card.offerings[:3]),
        f"happened {day_words(happened, day)}" if happened else "",
        signed,
    )
    return fits(" · ".join(part for part in parts if part), ABOUT)


def spoken(head: str, cards: Sequence[LessonCard]) -> str:
    """Return an answer for those who hear it."""
    said = [
        text_of((f"{plain(card.lesson.title, 300)}.", plain(card.lesson.recommendation, 300)))
        for card in cards
    ]
    return text_of([head if head.endswith((".", "?")) else f"{head}.", *said])


def _body(card: LessonCard) -> Iterator[kit.Block]:
    """Show what was written, line ends and all, as far as a window can hold it."""
    room = WEIGHT
    for block in _passages(card.lesson):
        room -= len(json.dumps(block.to_dict()))
        if room < 0:
            yield small("There is more of it than a window holds; an export has all.")
            return
        yield block


def _passages(lesson: Lesson) -> Iterator[kit.Block]:
    for label, words in (
        ("What happened", lesson.what_happened),
        ("What was learned", lesson.lesson),
        ("What to do next time", lesson.recommendation),
        ("Topics", lesson.topics),
    ):
        if words:
            yield section(f"*{label}*")
        for part in _parts(words or ""):
            yield kit.SectionBlock(text=kit.PlainTextObject(text=part))


def _parts(words: str) -> Iterator[str]:
    """Cut a long text where a line or a word ends."""
    while len(words) > SECTION:
        cut = max(words.rfind("\n", 1, SECTION), words.rfind(" ", 1, SECTION))
        cut = cut if cut > SECTION // 2 else SECTION
        yield words[:cut]
        words = words[cut:].lstrip("\n ")
    if words.strip():
        yield words


def _removed(card: LessonCard, day: date) -> kit.Block:
    by, on = card.removed or (None, day)
    who = f"{inert(by, PERSON)}, " if by else ""
    block: kit.Block = section(f"{REMOVED_WORDS} {who}{day_words(on, day)}.")
    return block


def _window(blocks: Sequence[kit.Block], memory: Json | None = None) -> Json:
    return View(
        type="modal",
        title="Lesson",
        close="Close",
        blocks=list(blocks),
        private_metadata=json.dumps(memory) if memory else None,
    ).to_dict()
