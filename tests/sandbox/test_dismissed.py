"""What one person alone sees and puts away."""

import pytest

from sandbox.cannot import CannotError
from tests.sandbox.ways import stage


@pytest.fixture
def stand():
    with stage() as found:
        yield found


def test_what_she_alone_sees_is_dismissed_by_her(stand):
    ana = stand.person("ana")
    card = ana.types("/shelf", in_="#apollo")

    ana.dismisses(card)

    assert card.is_gone
    assert card.message not in [note.message for note in ana.reads("#apollo")]


def test_what_all_see_is_not_dismissed(stand):
    ana = stand.person("ana")
    note = ana.posts("for all", in_="#apollo")

    with pytest.raises(CannotError, match="Only what she alone sees is dismissed"):
        ana.dismisses(note)
