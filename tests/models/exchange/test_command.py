"""`trefoil import` and `trefoil export`: what a clerk reads, and what a program gets."""

import json

import pytest

from tests.models.exchange.conftest import FIRM, write

BAD = FIRM | {"projects": "key,name,client,budget\nX,One,Acme,lots\n"}


@pytest.fixture
def run(trefoil, new_url):
    """Run a command against a new database, always the same."""
    url = new_url()
    return lambda *words, ok=True: trefoil(url, *words, ok=ok)


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "good", **FIRM)


@pytest.fixture
def bad(tmp_path):
    return write(tmp_path / "bad", **BAD)


def test_an_import_says_in_a_table_what_it_brought(run, good):
    said = run("import", good).out

    assert "Imported" in said
    assert "people    │   3" in said


def test_a_trial_says_that_it_is_one(run, good):
    assert "Would be imported" in run("import", good, "--dry-run").out
    assert "people    │   3" in run("import", good).out


def test_a_program_gets_json(run, good):
    brought = json.loads(run("import", good, "--json").out)

    assert brought["people"] == {"new": 3, "changed": 0, "unchanged": 0, "kept": 0}


def test_a_refusal_ends_with_one_and_says_where(run, bad, tmp_path):
    said = run("import", bad, ok=False)

    assert said.out == ""
    assert said.err.endswith(
        "Nothing was imported:\nprojects.csv, row 2, column budget: found “lots”;"
        " expected an amount like 48000 or 48000.50, not below zero\n"
    )
    assert json.loads(run("export", tmp_path / "out", "--json").out)["people"] == 0


def test_the_words_of_a_file_are_no_markup(run, tmp_path):
    folder = write(tmp_path / "odd", people="email,name\n[bold]Ana[/bold],Ana\n")

    assert "found “[bold]Ana[/bold]”" in run("import", folder, ok=False).err


@pytest.mark.parametrize("name", ["missing", "missing.xlsx", "firm.csv", "empty", "fake.xlsx"])
def test_a_path_without_sheets_is_refused_without_a_traceback(run, tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "firm.csv").write_text("key\nX\n")
    (tmp_path / "fake.xlsx").write_text("not a zip")

    said = run("import", tmp_path / name, ok=False).err
    assert "Nothing was imported:" in said
    assert "Traceback" not in said


def test_a_file_that_leads_nowhere_is_refused_without_a_traceback(run, good):
    (good / "clients.csv").unlink()
    (good / "clients.csv").symlink_to(good / "nowhere")

    assert (
        "clients.csv: cannot be read: No such file or directory"
        in run("import", good, ok=False).err
    )


@pytest.mark.parametrize("name", ["taken", "taken/inside", "nowhere/firm.xlsx"])
def test_an_export_that_cannot_be_written_says_so(run, tmp_path, name):
    (tmp_path / "taken").write_text("a file")

    said = run("export", tmp_path / name, ok=False).err
    assert f"{tmp_path / name} cannot be used: " in said


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_can_be_imported_and_changes_nothing(run, good, tmp_path, name):
    run("import", good)

    counts = json.loads(run("export", tmp_path / name, "--json").out)
    again = json.loads(run("import", tmp_path / name, "--json").out)

    assert counts["projects"] == 1
    assert {tally["new"] + tally["changed"] for tally in again.values()} == {0}
