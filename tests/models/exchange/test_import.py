"""What an import brings, finds again, clears and leaves alone."""

import pytest

from models.errors import ImportRefusedError
from tests.conftest import NOON
from tests.models.exchange.conftest import FIRM, LATER, TODAY, tallies
from views.exchange import change_lines


def test_each_sheet_says_what_was_new(bring):
    done = bring(**FIRM)

    assert tallies(done) == {
        "people": (3, 0, 0),
        "clients": (1, 0, 0),
        "offerings": (2, 0, 0),
        "projects": (1, 0, 0),
    }


def test_importing_twice_changes_nothing(bring, exported):
    bring(**FIRM)
    before = exported()

    again = bring(LATER, **FIRM)

    assert all(new == changed == 0 for new, changed, _ in tallies(again).values())
    assert again.warned == []
    assert exported() == before


def test_rows_are_found_by_email_name_and_key_and_columns_stand_in_any_order(bring, exported):
    bring(**FIRM)

    done = bring(
        people="name,email\nBenjamin, BEN@example.org \n",
        clients="tier,name\nA,Acme\n",
        projects="client,name,key\nAcme,Uno,X\n",
    )

    assert all(tally == (0, 1, 0) for tally in tallies(done).values())
    assert "ben@example.org,Benjamin,no,,," in exported()["people"]
    assert exported()["projects"][0].startswith("X,Uno,Acme")


def test_a_missing_column_or_row_changes_nothing(bring, exported):
    bring(people="email,name,skills\na@x.org,Ana,Python\nb@x.org,Ben,Go\n")

    bring(people="email,name\na@x.org,Ana\n")

    assert exported()["people"] == ["a@x.org,Ana,no,,,Python", "b@x.org,Ben,no,,,Go"]


def test_an_empty_cell_clears(bring, exported):
    bring(
        people="email,name,timezone,holidays,skills\na@x.org,Ana,Europe/Berlin,DE-BE,Python\n",
        clients="name,aliases,tier,sector,contract_until\nAcme,ACME,A,Rail,2031-01-01\n",
    )

    bring(
        people="email,name,timezone,holidays,skills\na@x.org,Ana,,,\n",
        clients="name,aliases,tier,sector,contract_until\nAcme,,,,\n",
    )

    assert exported()["people"] == ["a@x.org,Ana,no,,,"]
    assert exported()["clients"] == ["Acme,,,,,active,no,"]


def test_a_state_and_a_currency_are_never_cleared(bring, exported):
    bring(
        clients="name\nAcme\n", projects="key,name,client,status,currency\nX,One,Acme,paused,USD\n"
    )

    bring(projects="key,name,client,status,currency\nX,One,Acme,,\n")

    assert exported()["projects"] == ["X,One,Acme,,,,,,USD,,paused,,,no,,,,"]


def test_a_dry_run_says_the_same_and_writes_nothing(bring, exported):
    done = bring(dry_run=True, **FIRM)

    assert tallies(done)["people"] == (3, 0, 0)
    assert not any(exported().values())
    assert tallies(bring(**FIRM)) == tallies(done)


def test_a_client_is_found_by_its_other_name(bring, exported):
    bring(clients="name,aliases\nAcme,ACME Corp; Acme Ltd\n")
    sheet = {"projects": "key,name,client\nX,One,ACME Corp\n"}

    assert tallies(bring(**sheet))["projects"] == (1, 0, 0)
    again = bring(LATER, **sheet)

    assert tallies(again)["projects"] == (0, 0, 1)
    assert again.warned == []
    assert exported()["projects"][0].startswith("X,One,Acme,")


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_client_renamed_in_trefoil_is_not_made_again(bring, exported, somebody, overwrite):
    sheets = FIRM | {"clients": "name,aliases\nAcme,\n"}
    bring(**sheets)
    somebody.renames_the_client("Zenith", TODAY)

    for day in (NOON, LATER):
        done = bring(day, overwrite=overwrite, **sheets)
        assert tallies(done)["clients"] == tallies(done)["projects"] == (0, 0, 1)

    assert exported()["clients"] == ["Zenith,,Acme,,,active,no,"]


def test_two_rows_that_lead_to_one_client_are_refused(bring, problems):
    bring(clients="name,aliases\nAcme,ACME Corp\n")

    assert problems(clients="name,tier\nAcme,A\nACME Corp,B\n") == [
        "clients.csv, row 3, column name: “Acme” stands in row 2 already; keep one of the two"
    ]


def test_another_name_of_one_client_cannot_be_that_of_another(bring, problems):
    bring(clients="name\nAcme\n")

    (told,) = problems(clients="name,aliases\nZenith,Acme\n")

    assert told.startswith("clients.csv, row 2, column aliases: “Acme” would lead to two clients")


def test_a_new_client_that_looks_like_another_is_remarked(bring):
    bring(clients="name\nAcme Ltd\n")

    (warned,) = bring(clients="name\nACME GmbH\n").warned

    assert (warned.at.row, warned.found) == (2, "Acme Ltd")


def test_who_comes_with_an_import_may_stand_in_all_of_its_sheets(bring, exported):
    bring(
        people="email,name\na@x.org,Ana\n",
        clients="name,manager\nAcme,a@x.org\n",
        offerings="name,manager,bring\nAudit,a@x.org,a@x.org\n",
        projects="key,name,client,manager,offerings\nX,One,Acme,a@x.org,Audit\n",
        status="project,as_of,overall,by,help_from\nX,2030-01-01,green,a@x.org,a@x.org\n",
    )

    assert exported()["status"] == ["X,2030-01-01,,,,green,,,,,,,,a@x.org,a@x.org"]
    assert exported()["offerings"] == ["Audit,a@x.org,active,,,,,a@x.org"]


def test_nothing_is_imported_when_one_row_of_one_sheet_is_wrong(bring, exported):
    with pytest.raises(ImportRefusedError):
        bring(**FIRM | {"projects": "key,name,client\nX,One,Acme\nY,Two,Nobody\n"})

    assert not any(exported().values())


def test_a_percentage_that_an_import_brought_is_changed_by_the_next(bring, exported):
    bring(**FIRM, status="project,as_of,percent_complete\nX,2030-05-01,80\n")

    done = bring(status="project,as_of,percent_complete\nX,2030-05-01,90\n")

    assert tallies(done)["status"] == (0, 1, 0)
    assert ",90," in exported()["status"][0]


def test_a_trial_with_a_new_project_takes_no_lesson_for_its_own(bring):
    lessons = "title,project\nAsk early,\n"
    bring(**FIRM, lessons=lessons)

    done = bring(projects="key,name,client\nNEW,New,Acme\n", lessons=lessons, dry_run=True)

    assert tallies(done)["lessons"] == (0, 0, 1)
    assert done.warned == []


def test_a_trial_says_what_would_become_of_which_cell(bring):
    bring(**FIRM)
    rename = "key,name,client\nX,Uno,Acme\nNEW,New,Acme\n"

    done = bring(projects=rename, dry_run=True)

    assert change_lines(done) == ["projects.csv, row 2, column name: “One” becomes “Uno”"]
