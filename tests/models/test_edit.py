from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.edit import mark, marks, merge

NAMES = ("time", "note", "path", "percent", "finish")
VALUES = (
    st.none()
    | st.booleans()
    | st.sampled_from(["green", "red", "a note", "another"])
    | st.integers(0, 3)
    | st.decimals(0, 3, places=2)
    | st.dates(date(2030, 1, 1), date(2030, 1, 5))
)
FORMS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


def same(one, other):
    return mark(one) == mark(other)


@given(FORMS, FORMS, FORMS)
def test_nothing_that_either_changed_is_lost(before, theirs, mine):
    merged = merge(marks(before), theirs, mine)

    for name in NAMES:
        i_did, they_did = (not same(before[name], form[name]) for form in (mine, theirs))
        if i_did:
            assert merged.values[name] == mine[name]
        elif they_did:
            assert merged.values[name] == theirs[name]
        assert (name in merged.changed) == i_did


@given(FORMS, FORMS, FORMS)
def test_a_clash_is_exactly_where_both_changed_differently(before, theirs, mine):
    clashes = merge(marks(before), theirs, mine).clashes

    for name in NAMES:
        moved = not same(before[name], mine[name]) and not same(before[name], theirs[name])
        assert (name in clashes) == (moved and not same(mine[name], theirs[name]))


@given(FORMS, FORMS, st.sets(st.sampled_from(NAMES)))
def test_what_a_form_did_not_show_is_left_out(before, theirs, shown):
    mine = {name: before[name] for name in shown}

    merged = merge(marks(before), theirs, mine)

    assert merged.values == {name: theirs[name] for name in shown}
    assert merged.clashes == ()


def test_one_value_has_one_mark_however_it_is_written():
    assert same(Decimal("62.00"), Decimal(62))
    assert same(Decimal("6E+1"), Decimal(60))
    assert same(Decimal("-0.0"), Decimal(0))
    assert same(None, "")
    assert marks({"a": None}) == marks({"a": False})
    assert same(" a note ", "a note")
    assert not same(Decimal("0.10"), Decimal("0.01"))
    assert not same(0, None)
    assert not same("Red", "red")
