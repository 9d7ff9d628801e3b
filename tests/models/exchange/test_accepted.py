"""What looks strange and is taken in all the same."""

import pytest

from models.errors import ImportRefusedError
from models.exchange.problem import Remark
from tests.models.exchange.conftest import FIRM, PEOPLE, take_in, tallies, write


def test_a_byte_order_mark_is_no_part_of_the_first_column(bring):
    done = bring(people=b"\xef\xbb\xbf" + PEOPLE.encode())

    assert tallies(done)["people"] == (3, 0, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(bring, exported, end):
    bring(people=PEOPLE.replace("\n", end))

    assert exported()["people"][0] == "ana@example.org,Ana,yes,,,"


def test_a_header_without_rows_brings_nothing(bring):
    assert tallies(bring(people="email,name\n"))["people"] == (0, 0, 0)


def test_rows_and_outer_columns_without_a_word_are_left_out(bring):
    done = bring(people="email,name,,\n,,,\na@x.org,Ana,,\n  ,,,\nb@x.org,Ben,,\n\n\n")

    assert tallies(done)["people"] == (2, 0, 0)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300,
        "Zoë 👩‍👩‍👧 😀",
        "\u05e9\u05dc\u05d5\u05dd \u200fAcme",
        "O'Brien & <Sons> *bold* :bug: [red]",
        "=HYPERLINK(1)",
        "'quoted",
        "\U0001f3f4 \u202eevil",
        "__x000D_",
    ],
)
def test_any_words_are_a_name_and_come_back(bring, exported, name):
    cell = f'"{name}"' if not name.startswith("=") else f"'{name}"
    bring(clients=f"name\n{cell}\n")

    assert exported()["clients"] == [f"{cell.strip(chr(34))},,,,,active,no,"]
    assert tallies(bring(clients=f"name\n{cell}\n"))["clients"] == (0, 0, 1)


def test_files_that_begin_with_a_dot_are_left_alone(database, tmp_path):
    folder = write(tmp_path / "firm", people=PEOPLE)
    (folder / "._people.csv").write_bytes(b"\x00\x05")
    (folder / "notes.txt").write_text("not ours")

    assert tallies(take_in(database, folder))["people"] == (3, 0, 0)


def test_a_note_may_be_ten_thousand_characters_long(bring, problems):
    status = "project,as_of,note\nX,2030-01-01,{}\n"
    bring(**FIRM, status=status.format("é" * 10_000))

    (told,) = problems(status=status.format("é" * 10_001))
    assert told.endswith("is 10,001 characters long; expected at most 10,000 characters")


@pytest.mark.parametrize("missing", ["nowhere", "nowhere.xlsx", "nowhere.csv"])
def test_a_path_that_is_not_there_is_said(database, tmp_path, missing):
    with pytest.raises(ImportRefusedError) as refused:
        take_in(database, tmp_path / missing)

    (problem,) = refused.value.problems
    assert (problem.at.file, problem.hint) == (str(tmp_path / missing), "No such file or directory")


def test_a_report_of_a_day_after_the_end_is_taken_and_remarked(bring):
    project = "key,name,client,finish_on,status\nX,One,Acme,2030-01-31,closed\n"
    status = "project,as_of,overall\nX,2030-01-30,green\nX,2030-03-01,green\n"

    done = bring(**FIRM | {"projects": project}, status=status)

    found = [(w.at.row, w.remark) for w in done.warned]
    assert found == [(3, Remark.AFTER_THE_END)]
