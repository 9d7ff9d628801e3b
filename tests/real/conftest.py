"""The real portfolio and the real lessons: they lie beside the project and are no part of it."""

from pathlib import Path

import pytest

from models.exchange.files import read_path
from models.exchange.importing import Order, import_sheets
from tests.conftest import NOON

DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def data():
    if not DATA.is_dir():
        pytest.skip(f"the real data is not at hand: {DATA} is missing")
    return DATA


@pytest.fixture
def bring(database):
    """Import a folder as a leader would; return what it did."""

    def import_folder(path):
        return import_sheets(database.reading, database.begin, Order(read_path(path), NOON))

    return import_folder
