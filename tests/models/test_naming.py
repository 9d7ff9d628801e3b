import pytest

from models.errors import AmbiguousError, NotFoundError
from models.naming import bare, find

KNOWN = [("Apollo", 1), ("Apollon", 2), ("Böreas", 3), ("STRASSE", 4), ("Straße", 5)]


def test_the_exact_name_wins():
    assert find("project", "Apollo", KNOWN, str) == 1


def test_case_and_accents_do_not_matter_where_one_is_meant():
    assert find("project", "boreas", KNOWN, str) == 3


def test_two_that_differ_only_in_case_are_asked_about():
    with pytest.raises(AmbiguousError) as refused:
        find("project", "strasse", KNOWN, str)
    assert refused.value.options == ("4", "5")


def test_a_slip_of_the_finger_is_answered_with_what_is_near():
    with pytest.raises(NotFoundError) as refused:
        find("project", "apolo", KNOWN, str)
    assert set(refused.value.near) == {"Apollo", "Apollon"}


def test_nothing_near_is_not_invented():
    with pytest.raises(NotFoundError) as refused:
        find("project", "zzzz", KNOWN, str)
    assert refused.value.near == ()


@pytest.mark.parametrize("other", ["ACME", "Acme Ltd", "acme, Inc.", "Ácme  GmbH", "Acme S.A."])
def test_a_firm_is_the_same_firm_under_its_legal_forms(other):
    assert bare(other) == bare("Acme")


def test_a_name_of_nothing_but_a_legal_form_keeps_it():
    assert bare("SAS") != bare("AG")
    assert bare("Co") == ("co",)


def test_one_thing_under_two_names_is_not_two():
    assert find("project", "apollo", [("APOLLO", 1), ("Apollo", 1)], str) == 1
