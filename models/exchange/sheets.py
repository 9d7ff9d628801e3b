"""Every sheet of the firm, in the order in which they need each other."""

from typing import Any

from models.exchange.baseline import BASELINES
from models.exchange.client import CLIENTS
from models.exchange.figures import FIGURES
from models.exchange.lesson import LESSONS
from models.exchange.milestone import MILESTONES
from models.exchange.noun import Noun
from models.exchange.offering import OFFERINGS
from models.exchange.person import PEOPLE
from models.exchange.project import PROJECTS
from models.exchange.status import STATUS

NOUNS: dict[str, Noun[Any]] = {
    noun.layout.name: noun
    for noun in (
        PEOPLE,
        CLIENTS,
        OFFERINGS,
        PROJECTS,
        BASELINES,
        MILESTONES,
        STATUS,
        FIGURES,
        LESSONS,
    )
}
LAYOUTS = {name: noun.layout for name, noun in NOUNS.items()}
