"""What a cell's text becomes, and that the value's text is that text again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.cell import (
    ANY_NUMBER,
    DAY,
    PERCENT,
    PERSON,
    PLACE,
    YES_NO,
    ZONE,
    CellError,
    line,
    listed,
    name,
)
from models.exchange.offering import OFFERING
from models.exchange.person import SKILLS
from models.exchange.project import SHARES
from models.person import Level

NUMBERS = st.decimals(-(10**17), 10**17, places=8)


@given(NUMBERS)
def test_a_number_comes_back_exactly(number):
    assert ANY_NUMBER.read(ANY_NUMBER.show(number)) == number


@given(st.dates())
def test_a_date_comes_back(day):
    assert DAY.read(DAY.show(day)) == day


@given(st.sets(st.text("abcé =+-@'", min_size=1, max_size=8).filter(str.strip), max_size=5))
def test_a_list_comes_back_in_no_order(words):
    kind = listed(name())
    parts = tuple(sorted({kind.read(word)[0] for word in words}))

    assert kind.read(kind.show(parts)) == parts


@given(st.dictionaries(st.sampled_from(["Audit", "Design", "Run 24/7"]), st.integers(1, 99)))
def test_shares_that_make_up_the_whole_come_back(parts):
    if not parts:
        return
    rest = 10_000 - sum(parts.values())
    shares = tuple(sorted((parts | {"Zest": rest}).items()))

    assert SHARES.read(SHARES.show(shares)) == shares


def test_equal_shares_need_no_percentage():
    assert dict(SHARES.read("A; B; C")) == {"A": 3334, "B": 3333, "C": 3333}
    assert SHARES.show(SHARES.read("A; B; C")) == "A; B; C"
    assert dict(SHARES.read("A  B 60%; C 40 %")) == {"A B": 6000, "C": 4000}


@pytest.mark.parametrize(
    "words", [";", "A 60%; B 30%", "A 60%; B", "A; A", "A 100%; B 0%", "A 60%;A 40%", "A\u0661%"]
)
def test_shares_that_do_not_make_up_the_whole_are_refused(words):
    with pytest.raises(CellError):
        SHARES.read(words)


@pytest.mark.parametrize("words", ["Audit 60%", "Audit 60  %", "Audit 60\t%", "A;B"])
def test_an_offering_cannot_be_named_like_a_share(words):
    with pytest.raises(CellError):
        OFFERING.read(words)


def test_a_skill_stands_on_one_level():
    assert SKILLS.read("Dutch (learning); Python") == (
        ("Dutch", Level.LEARNING),
        ("Python", Level.CAN),
    )
    for twice in ("Python; Python (leads)", "Python; Python", "A  B; A B", "x (can) (leads)"):
        with pytest.raises(CellError):
            SKILLS.read(twice)


@pytest.mark.parametrize("words", ["60", "60%", "60 %", "60.00"])
def test_a_percentage_may_say_so(words):
    assert PERCENT.read(words) == Decimal(60)


@pytest.mark.parametrize("words", ["101", "-1", "0.6%%", "12.345", "1,5", "1e2", "\u0665", "inf"])
def test_what_is_no_percentage_is_refused(words):
    with pytest.raises(CellError):
        PERCENT.read(words)


@pytest.mark.parametrize(
    "words", ["2026-02-30", "31.03.2026", "20260331", "2026-3-1", "0000-01-01"]
)
def test_what_is_no_date_is_refused(words):
    with pytest.raises(CellError):
        DAY.read(words)


def test_an_email_is_read_without_case_and_blanks():
    assert PERSON.read(" Ana@Example.org\n") == "ana@example.org"
    assert DAY.read("2026-03-31") == date(2026, 3, 31)
    assert YES_NO.read("YES") is True
    assert line().read(" two\n words ") == "two words"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ZONE, "Berlin"),
        (PLACE, "XX"),
        (PLACE, "DE-"),
        (PLACE, "-"),
        (PLACE, "DE-XX"),
        (PERSON, "Ana"),
    ],
)
def test_an_unknown_zone_place_or_address_is_refused(kind, words):
    if (kind, words) == (PLACE, "DE-"):
        assert kind.read(words) == words
        return
    with pytest.raises(CellError):
        kind.read(words)
