"""Names of any length and script: each surface is taken by Slack, and none is turned round."""

from datetime import date

import pytest

from models.milestone import Milestone
from models.schedule import Step
from models.text import NAME
from tests.handlers.lessons import known
from tests.handlers.weekly import week_comes
from views.typed import END, ISOLATE

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SPACED = f"*of* the _old_ ~ledger~ `x` <b> & @channel :smile: {FAMILY} e\u0301\u030a "
UNBROKEN = f"Donaudampfschifffahrtsgesellschaft_e\u0301{FAMILY}"
TURNED = "\u05de\u05e2\u05e8\u05db\u05ea 3 \u0645\u0634\u0631\u0648\u0639 ERP \u202e\u2067 "
NAME_ONE = "Name manager"
SAID = date(2030, 4, 29)


@pytest.fixture(params=[SPACED, UNBROKEN, TURNED], ids=["spaced", "unbroken", "turned"])
def named(request):
    """Return a name of as many characters as a name may have, another one for each thing."""

    def named(what):
        return f"{what} {request.param * 30}"[:NAME].strip()

    return named


@pytest.fixture
def project(firm, named):
    """Ana runs a project that is off track, Ben holds its client, Cem its offering, Mara leads."""
    ana, ben, cem = (
        firm.person(named(who), email=f"{who}@example.org")
        for who in ("ana.lind", "ben.ito", "cem.aydin")
    )
    mara = firm.leader("Mara Okoye")
    client, offering = firm.client(named("client")), firm.offering(named("offering"))
    project = firm.project(named("one"), client, key="ONE", finish_on=date(2030, 6, 1))
    firm.project(named("two"), client, key="TWO")
    firm.shares(project, offering)
    for who, what in ((ana, project), (ben, client), (cem, offering)):
        firm.runs(who, what)
    with firm.writing() as session:
        session.add(Milestone(project_id=project.id, name=named("gate"), baseline_on=SAID))
    said = {"path": named("path"), "note": named("note"), "help_from_id": mara.id}
    firm.says(project, SAID, ana, time="red", target="amber", **said)
    for title in ("late", "early"):
        words = {name: named(name) for name in ("what_happened", "recommendation")}
        known(firm, ana.name, named(title), **words, project=project)
    return project


def answers(talk):
    """Ask and click in a channel and in the conversation with the bot."""
    yield talk.ana.types("/project-status", in_="apollo")
    yield talk.mara.types("/project-status")
    yield talk.ben.types("/project-status")
    yield talk.cem.types("/project-status nothing of that name")
    card = talk.ana.types("/project-status ONE", in_="apollo")
    yield card
    yield from windows(talk.ana, lambda: card.clicks("History"), lambda: form_of(card))
    yield card.clicks("Show here")
    yield talk.ana.types("/project-status ONE amber budget: dearer")
    yield talk.ana.types("/lesson late")
    told = talk.ben.posts("a lesson", in_="apollo")
    yield from windows(talk.ana, lambda: talk.ana.uses("Log as lesson", on=told))


def form_of(card):
    return card.clicks("Update").clicks("More")


def homes(talk):
    for who in (talk.ana, talk.ben, talk.cem, talk.mara, talk.adam):
        yield who.opens_home()
    home = talk.mara.opens_home
    yield from windows(
        talk.mara, *(lambda verb=verb: home().clicks(verb) for verb in ("Preview digest", NAME_ONE))
    )


def windows(who, *openings):
    """Look at windows, each closed before the next opens."""
    for opens in openings:
        yield opens().as_it_was()
        who.sees.closes(everything=True)


def weeks(talk, ana):
    for step in (Step.FIRST, Step.FOLLOW_UP):
        week_comes(talk, ana, step)
        yield talk.ana.reads()[-1]


def texts(said):
    """Return every text in blocks."""
    if isinstance(said, list):
        for part in said:
            yield from texts(part)
    if isinstance(said, dict):
        for name, part in said.items():
            yield from [part] if name == "text" and isinstance(part, str) else texts(part)


def is_balanced(text):
    return text.count(ISOLATE) == text.count(END)


@pytest.mark.usefixtures("project")
def test_every_surface_is_taken_and_leaves_nothing_open(talk, firm, named):
    shown = [*answers(talk), *homes(talk)]
    shown += weeks(talk, firm.called(named("ana.lind")))

    assert all(shown)
    words = [text for seen in shown for text in texts(seen.payload)]
    assert [text for text in words if not is_balanced(text)] == []
    assert [text for text in words if "\u202e" in text or "\u200d…" in text] == []


@pytest.mark.usefixtures("project")
def test_a_window_says_in_full_what_its_title_cuts(talk):
    card = talk.ana.types("/project-status ONE")

    assert len(card.clicks("Update").text.splitlines()[0]) > 200
    talk.ana.sees.closes()
    assert len(card.clicks("History").text.splitlines()[0]) > 200
