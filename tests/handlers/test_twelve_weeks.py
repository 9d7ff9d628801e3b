"""Twelve weeks of one Project Manager with five projects, day by day as they come."""

import sys
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from models.colour import Colour
from models.portfolio import AsOf, project_lines
from models.setting import firm_settings
from tests.beat import Beat
from tests.conftest import NOON

NAMES = ("Apollo", "Borealis", "Corvus", "Delta", "Eridanus")
WEEKS = 12


@dataclass
class Manager:
    """Ana, who answers each weekly message on the spot; counts what that takes."""

    beat: Beat
    seen: set[str] = field(default_factory=set)
    forms: int = 0
    diary: list[str] = field(default_factory=list)

    @property
    def ana(self):
        return self.beat.talk.ana

    def news(self):
        """Return what the bot wrote by itself since she looked."""
        found = [n for n in self.ana.reads() if n.ts not in self.seen and not n.is_private]
        self.seen |= {note.ts for note in found}
        return found

    def answers(self, message, week):
        """Say that all is well; give the percentages when they are asked for."""
        before = self.ana.actions
        for name in (n for n in NAMES if f"{n} for" in message.text):
            if "On track" in message.buttons:
                message = message.clicks("On track", near=name)
        if "All still on course" in message.buttons:
            message = message.clicks("All still on course")
        if "Fill in" in message.buttons:
            self.fills(message.clicks("Fill in"), week)
        self.diary.append(f"week {week + 1:>2}: {self.ana.actions - before} actions")

    def fills(self, form, week):
        self.forms += 1
        for name in NAMES:
            form.fills("Percent done", str(5 * week), near=name)
        form.saves()

    def message(self, ts):
        return next(note for note in self.ana.reads() if note.ts == ts)


@pytest.fixture
def manager(talk, firm, ana, monkeypatch):
    """Ana runs five projects that were never reported on; it is Monday noon, 6 May."""
    assert talk
    firm.leader("Mara Okoye")
    acme = firm.client("Acme")
    for name in NAMES:
        firm.runs(ana, firm.project(name, acme))
    firm.sets(is_launched=True)
    monkeypatch.setattr(
        "models.planning.deciding.AT_LEAST", timedelta(days=7)
    )  # nobody travels here
    return Manager(Beat(talk))


def colours(talk):
    """Return what is shown of each project today."""
    with talk.database.reading() as session:
        settings = firm_settings(session)
        lines = project_lines(session, settings, AsOf(settings.today(talk.clock())))
        return {line.shown.colour for line in lines}


def test_who_confirms_each_week_is_never_grey_and_fills_one_form_a_month(manager, talk, capsys):
    for week in range(WEEKS):
        monday = NOON + timedelta(weeks=week)
        manager.beat.until(monday + timedelta(days=2, hours=2, minutes=1))
        [message] = manager.news()

        manager.answers(message, week)
        manager.beat()

        assert "Fill in" not in manager.message(message.ts).buttons
        manager.beat.until(monday + timedelta(days=6, hours=23))
        assert colours(talk) == {Colour.GREEN}
        assert manager.news() == []

    assert manager.forms == 3
    with capsys.disabled():
        sys.stdout.write("\n".join(["", "twelve weeks, five projects:", *manager.diary, ""]))
