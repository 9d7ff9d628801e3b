import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.message import fits, inert, strong


def test_text_that_fits_stays():
    assert fits("a\nb", 3) == "a\nb"


def test_text_is_cut_at_the_end_of_a_line_where_one_is_near():
    assert fits(f"{'a' * 90}\n{'b' * 50}", 100) == f"{'a' * 90}\n…"


def test_one_long_line_is_cut_and_not_dropped():
    assert fits("a" * 200, 100) == f"{'a' * 98}…"


@pytest.mark.parametrize("end", ["&amp;", "&lt;", "<!date^1^{time}|x>"])
def test_nothing_is_cut_through(end):
    for length in range(len(end) + 3):
        cut = fits("x" * (97 - length) + end + "y" * 20, 100)
        assert cut.rstrip("…").rstrip("y") in ("x" * (97 - length) + end, "x" * (97 - length))


@given(st.text("&<*\n a", max_size=400), st.integers(10, 100))
def test_typed_words_always_fit(words, longest):
    assert len(fits(inert(words, 1000), longest)) <= longest


def test_a_name_with_a_star_is_not_bold_so_that_no_star_of_ours_is_left():
    assert strong("Apollo") == "*Apollo*"
    assert strong("Apollo *new*").count("*") == 2
