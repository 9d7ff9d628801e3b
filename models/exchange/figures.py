"""figures.csv: what finance says of a project's costs. It is not a report."""

from models.exchange.book import Firm
from models.exchange.cell import AMOUNT, DAY, KEY_TEXT
from models.exchange.dated import DatedRecord, find, give, make, money, prepare, source
from models.exchange.merge import Field
from models.exchange.noun import Noun
from models.exchange.sheet import Column, Layout
from models.figures import Figures

LAYOUT = Layout(
    "figures",
    (
        Column("project", KEY_TEXT, required=True),
        Column("as_of", DAY, required=True),
        Column("spent", AMOUNT, required=True),
        Column("committed", AMOUNT),
        Column("forecast_cost", AMOUNT),
    ),
    key=("project", "as_of"),
)


def fields(_firm: Firm) -> tuple[Field[DatedRecord[Figures]], ...]:
    return tuple(money(column) for column in LAYOUT.columns[2:])


FIGURES = Noun(LAYOUT, fields, find, make(Figures), source, give(Figures, fields), prepare(Figures))
