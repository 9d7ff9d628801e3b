"""A firm on a Wednesday: the digest came on Monday, the weekly messages a minute ago.

The stories of one look share it, so each is about people and projects that no other is about.
"""

from datetime import UTC, date, datetime, timedelta

from models.baseline import Baseline
from sandbox.config import workspace_from
from sandbox.page.routes import Page
from sandbox.state import Clocks
from tests.beat import Beat
from tests.firm import Firm
from tests.talk import FIRM, MANIFEST, NAMES, Talk

MONDAY = datetime(2030, 5, 6, 8, tzinfo=UTC)
WEDNESDAY = datetime(2030, 5, 8, 12, 1, tzinfo=UTC)
"""Just after 14:00 in Berlin, where all are."""
LAST_WEEK = MONDAY - timedelta(days=6)
MAY = date(2030, 5, 1)
"""What begins then owes no figures for April."""
FINISH = date(2030, 12, 20)
RUN_BY = {
    "ana": ("Apollo", "Borealis"),
    "ben": ("Corvus", "Draco"),
    "cem": ("Eridanus", "Fornax"),
    "dora": ("Gemini", "Hydra"),
    "mara": ("Leo", "Libra"),
}
SILENT = "Fornax"
TROUBLED = (
    *("Indus", "Lupus", "Lyra", "Mensa", "Norma", "Orion"),
    *("Pavo", "Pictor", "Sagitta", "Scutum", "Tucana", "Vela"),
)
"""So many that their table has two pages."""
LEADERS = {"name": "leaders", "kind": "private", "members": ["mara"], "with_app": True}
DESCRIBED = FIRM | {"channels": [*FIRM["channels"], LEADERS]}


def workspace_at(clock):
    return workspace_from(DESCRIBED, MANIFEST, Clocks(clock, clock.stopwatch))


def found_firm(database):
    """Put on record who runs what, and what they said of it last week."""
    firm = Firm(database, LAST_WEEK)
    firm.client("Acme")
    firm.leader(NAMES["mara"])
    for name in RUN_BY.keys() - {"mara"}:
        firm.person(NAMES[name])
    for name, titles in RUN_BY.items():
        runs(firm, firm.called(NAMES[name]), titles)
    runs(firm, firm.person("Nora Quist"), TROUBLED)  # she has no account, and is not asked
    return firm


def runs(firm, person, titles):
    """Let a person run projects; of one nothing was said yet, and a third of the bad are amber."""
    for title in titles:
        project = firm.project(title)
        plan = Baseline(project_id=project.id, recorded_at=firm.now, start_on=MAY, finish_on=FINISH)
        with firm.writing() as session:
            session.add(plan)
        firm.runs(person, project)
        said = {"time": "green", "target": "green"}
        if title in TROUBLED:
            said = {"time": "amber" if title in TROUBLED[::3] else "red", "path": "A call"}
        if title != SILENT:
            firm.says(project, LAST_WEEK.date(), person, **said)


class Office:
    """The bot with its jobs, its people, and the page before them."""

    def __init__(self, sandbox, database, clock):
        self.firm = found_firm(database)
        self.talk = Talk(sandbox, database, clock)
        self.beat = Beat(self.talk)
        self.firm.sets(is_launched=True, digest_channel=self.beat.channel("leaders"))
        self.beat.until(WEDNESDAY)
        self.page = Page(sandbox, self.talk.transport)

    def person(self, name):
        return self.talk.person(name)
