"""Typed words of any length and script: cut between signs, and turning nothing around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.message import fits, inert, plain
from views.typed import END, ISOLATE, clamp

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SIGNS = (
    "a",
    " ",
    "e\u0301\u030a",
    "\U0001f469\U0001f3fd\u200d\U0001f680",
    FAMILY,
    "\u2764\ufe0f",
    "1\ufe0f\u20e3",
    "\U0001f1f3\U0001f1f1",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u0915\u094d\u0937\u093f",
    "\u1112\u1161\u11ab",
    "\u0e17\u0e35\u0e48",
)
"""What a reader takes for one sign each, however many characters it is made of."""
HEBREW, ARABIC = "\u05d0\u05d1", "\u0645\u0634"
NUMBERS = "\u0661\u0662"
TYPED = st.text(st.sampled_from([*"aZ 5_*<&.", *HEBREW, *ARABIC, *NUMBERS, ISOLATE, END, "\u202e"]))


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=60), st.integers(12, 80))
def test_no_sign_is_cut_in_two(signs, longest):
    words = "".join(signs)
    whole = {"".join(signs[:n]).rstrip() for n in range(len(signs) + 1)}

    cut = clamp(words, longest)

    assert len(cut) <= longest
    assert cut == words or cut.removesuffix("…") in whole


def test_a_sign_with_no_end_is_cut_all_the_same():
    assert len(clamp("e" + "\u0301" * 500, 100)) == 100


def open_after(words):
    """Return how many isolates are open after each sign; fewer than none is a fault."""
    depths = [0]
    for sign in words:
        depths.append(depths[-1] + (sign == ISOLATE) - (sign == END))
    return depths


@given(TYPED, st.integers(10, 80))
def test_no_isolate_is_left_open_and_what_turns_stands_in_one(words, longest):
    said = plain(words, longest)

    assert len(said) <= longest
    depths = open_after(said)
    assert min(depths) == depths[-1] == 0
    turning = {*HEBREW, *ARABIC, *NUMBERS}
    pairs = zip(said, depths[1:], strict=True)
    assert [sign for sign, depth in pairs if sign in turning and not depth] == []
    assert "\u202e" not in said


@given(TYPED)
def test_made_ready_twice_is_made_ready_once(words):
    once = plain(words, 200)

    assert plain(once, 200) == once
    assert plain(f"By {once}, 5 Mar", 300) == f"By {once}, 5 Mar"


@given(st.lists(TYPED, min_size=1, max_size=8), st.integers(20, 200))
def test_a_paragraph_that_is_cut_closes_what_it_opened(names, longest):
    text = "\n".join(f"*{inert(name)}* for {inert(name)}" for name in names)

    cut = fits(text, longest)

    assert len(cut) <= longest
    assert open_after(cut)[-1] == 0


@pytest.mark.parametrize("name", [f"{HEBREW} Ltd", f"Ltd {ARABIC} 3", f"{NUMBERS} - 7"])
def test_a_day_beside_a_name_from_right_to_left_stays_beside_it(name):
    assert f"{inert(name)} · 5 Mar" == f"{ISOLATE}{name}{END} · 5 Mar"


def test_a_name_from_left_to_right_stays_as_it_is():
    assert plain("Zürich 東京 Ελλάδα") == "Zürich 東京 Ελλάδα"
