"""The digest in words: what its first line says, and one line for each project."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from models.colour import Colour
from models.digest.change import Told
from models.digest.digest import Digest
from models.digest.ending import Ending
from models.digest.overview import BAD
from models.digest.quiet import Quiet
from models.digest.vacant import Gap
from models.text import LINE
from views.mark import MARKS, WORDS, amount_words, count_words, day_words, minor_words
from views.message import inert, plain, strong

WORST_FIRST = (Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY)
FORTNIGHT, TWO_MONTHS, TWO_YEARS = 14, 60, 730
WEEK, MONTH, YEAR = 7, 30.44, 365.25
NAME, CLIENT, PATH, REASON, TELLING = 80, 50, 70, 120, 20


def verdict(digest: Digest) -> str:
    """Say how the firm stands in one sentence; where too little was heard, of how many."""
    if not digest.projects:
        return "No project is on record yet."
    waits = _waits(digest.decisions)
    if not digest.heard:
        count = count_words(digest.projects, "project")
        return f"{', '.join(filter(None, (f'{count}, none reported', waits)))}."
    if not digest.is_known:
        found = ", ".join(filter(None, (_off(digest), waits)))
        so_far = f"{digest.heard:,} of {count_words(digest.projects, 'project')} reported so far"
        return f"{so_far}{': ' if found else ''}{found}."
    return f"{', '.join(filter(None, (_standing(digest), waits)))}."


def counts_words(digest: Digest) -> str:
    """Return "🟢 31 on track (+1)   🟡 9 at risk   ..."; what nothing is, and was, is left out.

    Where nothing was reported, the first line has said so.
    """
    if not digest.heard:
        return ""
    changes = digest.changes or {}
    shown = [c for c in WORST_FIRST if digest.counts[c] or changes.get(c)]
    return "   ".join(f"{_counted(c, digest)}{_change(changes.get(c, 0))}" for c in shown)


def secret_words(digest: Digest) -> str:
    """Count the confidential projects that are red or amber; they have no names here."""
    found = [(c, n) for c in (Colour.RED, Colour.AMBER) if (n := digest.secret[c])]
    return ", ".join(
        f"{count_words(n, 'confidential project')} {MARKS[c]} {WORDS[c].lower()}" for c, n in found
    )


def line_words(told: Told, day: date, *, under: Colour | None = None) -> str:
    """Draw a project: mark, name, client, what it is and where, and why.

    Under a title that says the colour, it is not said again.
    """
    line, why = told.line, (*fact_words(told, day), *need_words(told, day, _gist))
    parts = ", ".join(told.parts)
    if told.colour is not under:
        parts = f"{_word(told)} ({parts})" if parts else _word(told)
    name = f"{strong(line.name, NAME)}, {named(line.client, CLIENT)}"
    said = (f"{MARKS[told.colour]} {name}", parts, *(named(words, REASON) for words in why))
    return " · ".join(filter(None, said))


def short_words(told: Told) -> str:
    """Draw a project in a list of several: mark, name, what it is."""
    return f"{MARKS[told.colour]} {named(told.line.name)} ({_word(told)})"


def fact_words(told: Told, day: date) -> Iterator[str]:
    """Say the cost that is likely, and how late it will be or is; in plain words."""
    line = told.line
    if told.is_over_budget:
        amounts = (minor_words(told.likely, line.currency), minor_words(line.budget, line.currency))
        yield f"likely {amounts[0].removesuffix(f' {line.currency}')} against {amounts[1]}"
    if late := _late(told, day):
        yield late


def whole(path: str) -> str:
    """Return all of what gets a project back, as it was typed."""
    return plain(path, LINE)


def need_words(told: Told, day: date, told_as: Callable[[str], str] = whole) -> Iterator[str]:
    """Say what gets it back, who must help, and that somebody must decide; in plain words."""
    said = told.said
    if said.path:
        yield told_as(said.path).removesuffix(".")
    elif said.path_due_on:
        passed = " was promised" if said.path_due_on < day else ""
        yield f"a plan by {day_words(said.path_due_on, day)}{passed}"
    if said.helper:
        yield f"{plain(said.helper, CLIENT)} must help"
    if said.wants_decision:
        yield "a decision waits"


def ending_words(ending: Ending, most: int, day: date) -> str:
    """Say how many end, for how much, and the next of them."""
    amounts = [amount_words(amount, currency) for currency, amount in ending.amounts]
    head = ", ".join([count_words(len(ending.projects), "project"), " + ".join(amounts)])
    names = [f"{named(line.name)} {day_words(on, day)}" for line, on in ending.projects]
    return f"{head.removesuffix(', ')}: {and_more(names, most)}"


def quiet_words(quiet: Quiet, day: date) -> str:
    """Name the project and its manager: for how many weeks, or until when they are away."""
    name, manager = named(quiet.line.name), named(quiet.manager, CLIENT)
    if quiet.back_on:
        return f"{name} ({manager} is away, back {day_words(quiet.back_on, day)})"
    return f"{name} ({manager}, {quiet.weeks} weeks)"


def gap_words(gap: Gap, day: date) -> str:
    since = f", since {day_words(gap.since, day)}" if gap.since else ""
    return f"{named(gap.name)} ({gap.kind}{since})"


def named(words: str, longest: int = NAME) -> str:
    """Return typed words made inert, shorter than elsewhere: a digest is read in a minute."""
    return inert(words, longest)


def and_more(words: Sequence[str], most: int) -> str:
    """Return the first few, and how many there are beside."""
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")


def span_of(days: int) -> str:
    """Return "3 days", "3 weeks", "4 months", "2 years"."""
    for least, size, word in (
        (TWO_YEARS, YEAR, "year"),
        (TWO_MONTHS, MONTH, "month"),
        (FORTNIGHT, WEEK, "week"),
    ):
        if days >= least:
            return count_words(round(days / size), word)
    return count_words(days, "day")


def _late(told: Told, day: date) -> str:
    plan, expected = told.line.finish_on, told.said.expected_on
    finish = expected or plan
    if finish and finish < day and told.line.shown.time in BAD:
        return f"{span_of((day - finish).days)} past its finish"
    if plan and expected and expected > plan:
        return f"{span_of((expected - plan).days)} late"
    return ""


def _standing(digest: Digest) -> str:
    """Say the worst there is, of all projects; that all is well only where all were heard of."""
    of = f"of {digest.projects:,}"
    if digest.counts[Colour.RED]:
        return f"{digest.counts[Colour.RED]:,} {of} off track"
    if digest.counts[Colour.AMBER]:
        return f"Nothing is off track, {digest.counts[Colour.AMBER]:,} {of} at risk"
    if digest.heard == digest.projects:
        return "All on track" if digest.projects > 1 else "It is on track"
    return f"{digest.heard:,} {of} on track, the others not reported"


def _off(digest: Digest) -> str:
    reds = digest.counts[Colour.RED]
    return f"{reds:,} off track" if reds else ""


def _waits(decisions: int) -> str:
    if not decisions:
        return ""
    return f"{count_words(decisions, 'decision')} {'waits' if decisions == 1 else 'wait'}"


def _counted(colour: Colour, digest: Digest) -> str:
    return f"{MARKS[colour]} {digest.counts[colour]:,} {WORDS[colour].lower()}"


def _change(change: int) -> str:
    return f" ({change:+,})" if change else ""


def _gist(path: str) -> str:
    """Return the first sentence, if it says enough; the rest is in the thread."""
    line = " ".join(path.split())
    first = line.split(". ")[0]
    return plain(first if len(first) >= TELLING else line, PATH)


def _word(told: Told) -> str:
    return WORDS[told.colour].lower()
