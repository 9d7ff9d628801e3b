"""The digest as it is read: in a minute, within Slack's limits, and without a word too many."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.colour import Colour, Declared, Horizon, shown
from models.digest.change import Movement, Told, movement
from models.digest.digest import Digest
from models.digest.ending import summed_up
from models.digest.lesson import Learnt
from models.digest.quiet import Quiet
from models.digest.said import Saying
from models.digest.vacant import Gap
from models.portfolio import ProjectLine, mix
from models.state import State
from models.workdays import Workdays
from sandbox.reading import block_words
from sandbox.strict import check_message, check_view
from tests.views.test_card import FORBIDDEN
from views.digest import digest_message, preview_view
from views.digest_table import CELLS, MOST_MESSAGES, NONE, ROWS, Theme, theme_messages
from views.digest_thread import digest_thread
from views.digest_words import span_of

TODAY, LAST_WEEK = date(2030, 5, 6), date(2030, 4, 29)
GREEN, AMBER, RED, GREY = Colour
WAITS = True
HORIZON = Horizon.seen_from(TODAY, Workdays(), 5)
EVIL = "<!channel> *bold* <@U1> & \u202e\u05d0\u05d1 `code` <http://x|y> "


def line(n, name="Apollo", said=None, **facts):
    about = (n, f"K{n}", name, 1, facts.pop("client", "Acme"), False, "EUR")
    said = said or Declared()
    if not said.confirmed_on and said.colour is not GREY:
        said = replace(said, confirmed_on=TODAY)
    finish_on, budget = facts.pop("finish_on", None), facts.pop("budget", None)
    seen = shown(said, HORIZON)
    return ProjectLine(*about, State.ACTIVE, None, None, finish_on, budget, said, seen)


def told(n, now, then=None, **facts):
    """Return a project as it is now and as it was then, each a colour or the three of its parts."""
    said, likely = facts.pop("said", Saying()), facts.pop("likely", None)
    after = line(n, said=declared(now), **facts)
    before = line(n, said=declared(then)) if then else None
    moved = movement(after, before) if then else None
    return Told(after, moved, before.shown if before else None, said, likely)


def declared(colours):
    return Declared(overall=colours) if isinstance(colours, Colour) else Declared(*colours)


def digest(*bad, green=0, grey=0, **more):
    counts = mix([*(one.colour for one in bad), *[GREEN] * green, *[GREY] * grey])
    facts: dict[str, Any] = {"counts": counts, "earlier": counts, "since": LAST_WEEK} | more
    return Digest(day=TODAY, told=tuple(bad), **facts)


def drawn(found):
    """Return the lines of a digest, after Slack has had its look."""
    blocks = digest_message(found).payload()["blocks"]
    assert check_message(blocks) == []
    return "\n".join(block_words(block) for block in blocks if block["type"] != "actions")


def test_when_all_is_well_it_is_three_lines():
    assert drawn(digest(green=45)).splitlines() == [
        "The firm, week 19",
        "All on track.",
        "🟢 45 on track",
    ]


def test_an_empty_firm_has_nothing_on_record_and_no_spreadsheet():
    empty = digest_message(Digest(day=TODAY))

    assert "No project is on record yet." in empty.text
    assert [block.type for block in empty.blocks] == ["section"]


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (digest(told(1, RED), green=3), "1 of 4 off track."),
        (digest(told(1, RED), green=3, decisions=1), "1 of 4 off track, 1 decision waits."),
        (digest(told(1, AMBER), green=3), "Nothing is off track, 1 of 4 at risk."),
        (digest(green=3, decisions=2), "All on track, 2 decisions wait."),
        (digest(green=1), "It is on track."),
        (digest(green=3, grey=1), "3 of 4 on track, the others not reported."),
        (digest(green=1, grey=3), "1 of 4 projects reported so far."),
        (digest(grey=3), "3 projects, none reported."),
        (digest(grey=1, decisions=1), "1 project, none reported, 1 decision waits."),
        (
            digest(told(1, RED), grey=3, decisions=1),
            "1 of 4 projects reported so far: 1 off track, 1",
        ),
    ],
)
def test_the_first_line_says_how_the_firm_stands(found, first):
    assert drawn(found).splitlines()[1].startswith(first)


def test_counts_carry_their_change_and_colours_their_word():
    earlier = {GREEN: 5, AMBER: 0, RED: 2, GREY: 0}

    words = drawn(digest(told(1, AMBER), green=4, earlier=earlier)).splitlines()[2]

    assert words == "🟢 4 on track (-1)   🟡 1 at risk (+1)   🔴 0 off track (-2)"


def test_a_project_that_got_worse_says_where_why_and_who():
    said = Saying("Scope decision by 2 Jun.", None, WAITS, "Mara Okoye", date(2030, 6, 21))
    about = {"said": said, "likely": 112_000_00, "budget": 90_000_00}
    apollo = told(1, (GREEN, GREEN, RED), GREEN, finish_on=date(2030, 6, 1), **about)

    words = drawn(digest(apollo, green=3, decisions=1)).splitlines()

    assert words[3] == "Worse since 29 Apr"
    assert words[4] == (
        "🔴 Apollo, Acme · off track (budget) · likely 112k against 90k EUR · 3 weeks late"
        " · Scope decision by 2 Jun · Mara Okoye must help · a decision waits"
    )


@pytest.mark.parametrize(
    ("time", "expected", "words"),
    [
        (AMBER, None, "7 days past its finish"),
        (GREEN, None, ""),
        (AMBER, TODAY - timedelta(days=1), "1 day past its finish"),
        (AMBER, TODAY + timedelta(days=20), "4 weeks late"),
        (AMBER, LAST_WEEK - timedelta(days=1), "8 days past its finish"),
    ],
)
def test_how_late_it_is_or_will_be(time, expected, words):
    said, colours = Saying(expected_on=expected), (time, RED, GREEN)
    apollo = told(1, colours, said=said, finish_on=LAST_WEEK)

    line = drawn(digest(apollo, green=3)).splitlines()[4]

    assert line == " · ".join(filter(None, ("🔴 Apollo, Acme", "target", words)))


@pytest.mark.parametrize(
    ("due_on", "words"), [(date(2030, 5, 9), "a plan by 9 May"), (LAST_WEEK, "29 Apr was promised")]
)
def test_a_plan_that_is_promised_has_its_day(due_on, words):
    assert words in drawn(digest(told(1, RED, said=Saying(path_due_on=due_on)), green=3))


@pytest.mark.parametrize(
    ("path", "gist"),
    [
        ("Second tester from Monday. Then the rest.", "Second tester from Monday"),
        ("No plan. One by Friday.", "No plan. One by Friday"),
        ("word " * 40, f"{('word ' * 14)[:69]}…"),
    ],
)
def test_of_a_long_way_back_the_first_sentence_is_enough(path, gist):
    apollo = told(1, RED, said=Saying(path))

    assert drawn(digest(apollo, green=3)).splitlines()[4].endswith(f", Acme · {gist}")
    assert " ".join(path.split())[:100].removesuffix(".") in str(digest_thread(digest(apollo)))


def test_reds_that_stay_red_follow_those_that_turned_and_none_is_told_twice():
    found = digest(told(1, RED, AMBER, name="Apollo"), told(2, RED, RED, name="Delta"), green=3)

    words = drawn(found).splitlines()

    assert [words[3], words[5]] == ["Worse since 29 Apr", "Other projects off track"]
    assert "Delta" in words[6]
    assert sum("Apollo" in one for one in words) == 1


def test_what_waits_for_a_decision_and_is_not_bad_is_named_too():
    green = told(1, GREEN, GREEN, said=Saying(wants_decision=True))

    words = drawn(digest(green, green=3, decisions=1))

    assert "A decision waits: 🟢 Apollo (on track)" in words


def test_what_got_better_stands_in_one_line():
    better = [told(n, GREEN, RED, name=f"P{n}") for n in range(5)]

    assert "Better: 🟢 P0 (on track), 🟢 P1 (on track), 🟢 P2 (on track) and 2 more" in drawn(
        digest(*better)
    )


def test_what_ends_what_is_silent_and_what_nobody_holds():
    ends = summed_up([(line(1, budget=310_000_00), date(2030, 6, 12))])
    silent = Quiet(line(2, "Borealis"), "Ana Lind", 2, None)
    away = Quiet(line(3, "Corvus"), "Ben Ito", 0, date(2030, 5, 13))
    gaps = (Gap("project", "Eos", "Acme", LAST_WEEK), Gap("client", "Initech", None, None))
    found = digest(green=9, grey=2, ending=ends, quiet=(silent, away), vacant=gaps)

    words = drawn(found)

    assert "Ending within 90 days, nothing next: 1 project, 310k EUR: Apollo 12 Jun" in words
    assert "No news: Borealis (Ana Lind, 2 weeks), Corvus (Ben Ito is away, back 13 May)" in words
    assert "Nobody holds: Eos (project, since 29 Apr), Initech (client)" in words


def test_lessons_are_counted_and_those_that_may_be_are_named():
    assert "New lessons: 2: “Ask early”" in drawn(digest(green=3, learnt=Learnt(2, ("Ask early",))))
    assert "New lessons: 2\n" in drawn(digest(green=3, learnt=Learnt(2))) + "\n"


def test_confidential_projects_are_a_number_with_mark_and_word():
    found = digest(told(1, RED), green=3, secret={GREEN: 4, AMBER: 2, RED: 1, GREY: 0})

    assert "1 confidential project 🔴 off track, 2 confidential projects 🟡 at risk" in drawn(found)


def test_with_little_data_short_lists_are_absent_but_not_what_is_off_track():
    gaps = (Gap("client", "Initech", None, None),)
    found = digest(told(1, RED, GREEN), grey=9, vacant=gaps, learnt=Learnt(1, ("Ask early",)))

    words = drawn(found)

    assert "Off track\n🔴 Apollo" in words
    assert [w for w in ("Worse", "Nobody holds", "lesson", "(+", "(-") if w in words] == []
    assert "on track" not in words.splitlines()[1]
    assert "Nobody holds" in drawn(replace(found, vacant=gaps * 3))


def test_who_hears_it_hears_the_counts_without_marks():
    text = digest_message(digest(told(1, RED), green=3)).text

    assert text == "The firm, week 19: 1 of 4 off track. 3 on track, 1 off track."


def everything(name, count):
    """Return a digest in which each list has that many projects of that name."""
    said = Saying(name * 2, None, WAITS, name, TODAY)
    facts = {"name": name, "client": name, "said": said, "likely": 2, "budget": 1}
    bad = [told(n, RED, GREEN, finish_on=LAST_WEEK, **facts) for n in range(count)]
    lines = [one.line for one in bad]
    return digest(
        *bad,
        green=count * 2,
        left=tuple(lines),
        ending=summed_up((one, TODAY) for one in lines),
        quiet=tuple(Quiet(one, name, 2, None) for one in lines),
        vacant=tuple(Gap("project", name, name, TODAY) for _ in lines),
        learnt=Learnt(count, (name,) * count),
        secret=mix([RED]),
    )


@pytest.mark.parametrize("name", ["N" * 300, EVIL * 6, "&<>*_~" * 50, "\u05d0" * 300], ids=repr)
@pytest.mark.parametrize("count", [1, 300])
def test_slack_takes_it_whatever_the_firm_and_its_names(name, count):
    found = everything(name[:300], count)

    root = digest_message(found)
    thread = digest_thread(found)

    for message in (root, *thread, *(part.instead for part in thread if part.instead)):
        assert check_message(message.payload()["blocks"]) == []
    assert check_view(preview_view(found)) == []


def test_what_people_typed_is_inert():
    found = everything(EVIL, 2)
    thread = digest_thread(found)

    for message in (digest_message(found), *(part.instead for part in thread if part.instead)):
        said = str(message.payload())
        assert [bad for bad in ("<!", "<@", "<http") if bad in said] == []
    cells = [cell for part in thread for row in part.payload()["blocks"][1]["rows"] for cell in row]
    assert {cell["type"] for cell in cells} == {"raw_text"}


@pytest.mark.parametrize(
    ("name", "isolated"),
    [("\u05d0\u05d1 Ltd", 1), ("Evil \u202e Inc", 0), ("\u2069\u05d0", 1)],
)
def test_a_name_from_right_to_left_turns_nothing_around(name, isolated):
    words = drawn(digest(told(1, RED, name=name), green=3)).splitlines()[4]

    assert words.count("\u2068") == words.count("\u2069") == isolated
    assert "\u202e" not in words
    assert words.endswith(", Acme")


def test_the_thread_has_a_whole_list_per_theme():
    found = everything("Apollo", 2)

    titles = [message.text for message in digest_thread(found)]

    assert titles == [
        "Off track and at risk: 2",
        "Changed since 29 Apr: 4",
        "Ending within 90 days, nothing next: 2",
        "Nobody holds: 2",
        "New lessons: 2",
    ]
    assert digest_thread(digest(green=3)) == []


def test_where_nothing_was_reported_the_counts_do_not_say_so_again():
    assert drawn(digest(grey=3)).splitlines()[1:] == ["3 projects, none reported."]


def test_a_table_says_how_many_there_are_and_leaves_out_what_none_has():
    part = digest_thread(digest(told(1, RED), told(2, AMBER)))[0]

    title, table = part.payload()["blocks"]
    assert title["text"]["text"] == "*Off track and at risk*"
    assert table["caption"] == "2 projects"
    columns = [cell["text"] for cell in table["rows"][0]]
    assert columns[:3] == ["Colour", "Project", "Client"]
    assert not {"Fact", "What it needs"} & {*columns}
    cells = [[cell["text"] for cell in row] for row in table["rows"][1:]]
    assert all(set(column) != {NONE} for column in zip(*cells, strict=True))


def test_a_change_says_what_a_project_was():
    heard = told(1, AMBER, GREY)
    moved = (heard, replace(told(2, RED), movement=Movement.NEW))

    (_, changed) = digest_thread(digest(*moved))

    rows = changed.payload()["blocks"][1]["rows"]
    words = [[cell["text"] for cell in row] for row in rows[1:]]
    assert words == [
        ["Reported again", "Apollo", "Acme", "⚪ Not reported", "🟡 At risk"],
        ["New", "Apollo", "Acme", NONE, "🔴 Off track"],
    ]


def test_in_a_channel_who_is_silent_is_counted_and_not_named():
    silent = (Quiet(line(1), "Ana Lind", 3, None), Quiet(line(2), "Ben Ito", 0, date(2030, 5, 13)))
    found = digest(green=9, grey=2, quiet=silent)

    words = "\n".join(
        block_words(b) for b in digest_message(found, in_channel=True).payload()["blocks"]
    )

    assert "No news for two weeks: 2 projects" in words
    assert "Ana Lind" not in words
    assert digest_thread(found) == []


def test_of_a_silent_project_it_is_said_what_was_said_last():
    silent = line(1, said=Declared(overall=RED, confirmed_on=TODAY - timedelta(days=60)))

    (changed,) = digest_thread(digest(green=1, left=(silent,)))

    assert "⚪ Not reported, before 🔴 off track" in str(changed.payload())


def test_a_long_list_is_parted_and_what_is_beyond_is_in_the_spreadsheet():
    theme = Theme("Lists", ("A", "B"), tuple((f"{n}", "x") for n in range(ROWS * 3 + 7)))

    parts = theme_messages(theme)

    assert [part.text for part in parts] == [
        "Lists: 307 (1 of 3)",
        "Lists: 307 (2 of 3)",
        "Lists: 307 (3 of 3). 7 more are in the spreadsheet",
    ]
    assert len(parts) == MOST_MESSAGES
    assert [len(part.payload()["blocks"][1]["rows"]) for part in parts] == [ROWS + 1] * 3


def test_a_list_of_long_rows_is_parted_by_what_slack_takes():
    theme = Theme("Lists", ("A",) * 9, (("w" * 300,) * 9,) * 20)

    for part in theme_messages(theme):
        rows = part.payload()["blocks"][1]["rows"]
        assert sum(len(cell["text"]) for row in rows for cell in row) <= CELLS


def test_no_row_is_lost_between_the_parts():
    theme = Theme("Lists", ("A",), tuple((f"row {n}",) for n in range(250)))

    drawn = "".join(str(part.payload()) for part in theme_messages(theme))

    assert [n for n in range(250) if f"'row {n}'" not in drawn] == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (61, "2 months"), (800, "2 years")],
)
def test_spans_are_said_as_people_say_them(days, words):
    assert span_of(days) == words


FILES = sorted(Path("views").glob("digest*.py"))
STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_the_trade_and_no_exclamation_stands_on_the_screen(path):
    code = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text(encoding="utf-8"))
    said = [words for words in STRINGS.findall(code) if " " in words or words.istitle()]

    assert said
    assert [w for w in said if FORBIDDEN.search(w) or re.search(r"!(\s|$)", w)] == []
