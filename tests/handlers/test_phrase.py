from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.phrase import PARTS, SAID, Phrase, readings, says_more
from models.colour import Colour

GREEN, AMBER, RED, _ = Colour
PIECES = st.sampled_from(
    [
        *SAID,
        *PARTS,
        "apollo",
        "Red",
        "AMBER",
        "t\u0131me",
        "and",
        ":",
        ",",
        ".",
        "-",
        "\n",
        "x",
        "*",
        "é",
    ]
)
LINES = st.lists(PIECES | st.text(max_size=6), max_size=14).map(" ".join)


def said(line):
    return [(p.name, p.colour, p.parts, p.words) for p in readings(line)][1:]


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("apollo amber", ("apollo", AMBER, (), "")),
        ("apollo: on  track", ("apollo", GREEN, (), "")),
        ("apollo - Off-Track!", ("apollo", RED, (), "")),
        ("apollo :red_circle: x", ("apollo", RED, (), "x")),
        ("apollo amber. Two ill", ("apollo", AMBER, (), "Two ill")),
        ("apollo amber time, scope and budget: x", ("apollo", AMBER, (*PARTS.values(),), "x")),
        ("apollo amber TIME time x", ("apollo", AMBER, ("time",), "x")),
        ("apollo amber timely", ("apollo", AMBER, (), "timely")),
        ("amber", ("", AMBER, (), "")),
    ],
)
def test_a_line_has_a_name_a_colour_parts_and_words(line, phrase):
    name, colour, parts, words = phrase

    assert said(line)[0] == (name, colour, tuple(dict.fromkeys(parts)), words)


def test_a_line_is_first_a_name_and_last_nobodys():
    assert [p.name for p in readings("green light amber budget red")] == [
        "green light amber budget red",
        "green light",
        "green light amber budget",
        "green light amber",
        "",
    ]


@pytest.mark.parametrize(
    "line", ["apollo", "apolloamber", "amberfold", "at r\u0131sk", "redder x", ""]
)
def test_a_word_that_only_holds_a_colour_is_none(line):
    assert said(line) == []


@pytest.mark.parametrize("words", ["red budget", "budget red", "and time amber", "red", "red: x"])
def test_a_second_colour_is_noticed(words):
    assert says_more(Phrase("apollo", GREEN, words=words))


@pytest.mark.parametrize("words", ["", "red tape", "two red lights", "budget approved", "redder"])
def test_a_word_like_a_colour_is_none_more(words):
    assert not says_more(Phrase("apollo", GREEN, words=words))


@given(LINES)
def test_no_reading_loses_a_word(line):
    for phrase in readings(line):
        kept = f"{phrase.name} {phrase.rest}"
        lost = letters(line) - letters(kept)
        assert lost == set()
        if phrase.colour:
            assert letters(phrase.words) <= letters(phrase.rest)
            assert (phrase.parts == ()) or any(p in phrase.rest.casefold() for p in PARTS)


@given(LINES)
def test_a_line_made_of_a_reading_is_read_alike(line):
    for phrase in readings(line):
        if phrase.colour and phrase.name:
            again = [p for p in readings(f"{phrase.name} {phrase.rest}") if p.name == phrase.name]
            assert (phrase.colour, phrase.parts, phrase.words) in [
                (p.colour, p.parts, p.words) for p in again
            ]


def test_a_line_full_of_colours_is_read_in_few_ways():
    assert len([*islice(readings("red " * 2000), 100)]) < 15


def letters(words):
    return {(c, n) for c in set(words) if c.isalnum() for n in range(words.count(c))}
