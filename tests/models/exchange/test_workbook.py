"""A workbook brings and gives back the same firm; its cells are typed, and each is what is seen."""

from datetime import datetime

from openpyxl import load_workbook

from tests.models.exchange.conftest import FIRM, give_back, take_in, tallies

ODD = [
    *("=1+1", "+1", "-1", "@x", "'=1", "\t=1", "\r=1", "＝1"),  # noqa: RUF001  # the wide form
    *(" blank ", "a\r\nb\nc", "ends \r", "x" * 10_000, "a" + "\r" * 9000, "😀\u200f\u05d0"),
    *("_x000D_", "_x000D_x000D_", "_x005F_x000D_", "_xABCD\r", "x005F_", "<b>&amp;"),
    *("#N/A", "#REF!", "TRUE", "1e5", "0012"),
]


def test_any_text_comes_back_to_the_letter(bring, database, tmp_path, exported):
    bring(**FIRM)
    quoted = [note.replace('"', '""') for note in ODD]
    rows = "".join(f'X,2029-{n // 28 + 1:02}-{n % 28 + 1:02},"{q}"\n' for n, q in enumerate(quoted))
    bring(status=f"project,as_of,note\n{rows}")
    before = exported()

    done = take_in(database, give_back(database, tmp_path / "firm.xlsx"))

    assert all(new == changed == 0 for new, changed, _ in tallies(done).values())
    assert exported() == before


def test_numbers_are_numbers_dates_are_dates_and_formulas_are_text(bring, database, tmp_path):
    header = "key,name,client,start_on,budget,description,value_from\n"
    bring(**FIRM | {"projects": f"{header}X,One,Acme,2030-01-31,1000.5,'=1+1,12345678901234567\n"})

    sheet = load_workbook(give_back(database, tmp_path / "firm.xlsx"))["projects"]

    row = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["start_on"].value, row["budget"].value) == (datetime(2030, 1, 31), 1000.5)  # noqa: DTZ001
    assert (row["description"].value, row["description"].data_type) == ("'=1+1", "s")
    assert row["value_from"].value == "12345678901234567"


def test_seventeen_digits_and_old_dates_are_exact(bring, database, tmp_path, exported):
    header = "key,name,client,start_on,budget,value_from,value_to\n"
    row = "X,One,Acme,1899-12-30,92233720368547758.07,0.00000001,-123456789012345678.12345678\n"
    bring(**FIRM | {"projects": header + row})
    before = exported()

    done = take_in(database, give_back(database, tmp_path / "firm.xlsx"))

    assert tallies(done)["projects"] == (0, 0, 1)
    assert exported() == before
