"""What people changed in Trefoil since the last import: kept, said, and never brought back."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.client import Client
from models.colour import Colour
from models.exchange.problem import Remark
from models.lesson import Lesson
from models.lesson_index import missing_from_search
from models.project import Project
from models.status import StatusUpdate
from tests.models.exchange.conftest import FIRM, LATER, TODAY, tallies

STATUS = f"project,as_of,overall,note,path\nX,{TODAY},{{}},It rains,An umbrella\n"
LESSONS = "title,lesson,topics\nBring boots,It is wet,weather\n"
AGAIN = LATER + timedelta(days=7)


def kept(done, sheet):
    places = [
        w.at.column for w in done.warned if w.remark is Remark.KEPT and w.at.file == f"{sheet}.csv"
    ]
    assert done.sheets[sheet].kept == len(places)
    return places


def test_what_was_changed_in_trefoil_is_kept_until_told_otherwise(bring, somebody, exported):
    sheet = {"clients": "name,sector,tier\nAcme,Rail,A\n"}
    bring(**sheet)
    somebody.changes(Client, sector="Road")

    for _ in range(2):
        done = bring(LATER, **sheet)
        assert (tallies(done)["clients"], kept(done, "clients")) == ((0, 0, 1), ["sector"])
    assert exported()["clients"] == ["Acme,,,A,Road,active,no,"]

    bring(LATER, overwrite=True, **sheet)
    assert exported()["clients"] == ["Acme,,,A,Rail,active,no,"]


def test_what_was_never_set_in_trefoil_is_filled(bring, exported):
    bring(clients="name\nAcme\n")

    done = bring(LATER, clients="name,sector\nAcme,Rail\n")

    assert kept(done, "clients") == []
    assert exported()["clients"] == ["Acme,,,,Rail,active,no,"]


def test_what_was_cleared_in_trefoil_stays_cleared(bring, somebody, exported):
    sheet = {"clients": "name,sector\nAcme,Rail\n"}
    bring(**sheet)
    somebody.changes(Client, sector=None)

    assert kept(bring(LATER, **sheet), "clients") == ["sector"]
    assert exported()["clients"] == ["Acme,,,,,active,no,"]


def test_what_was_made_in_trefoil_is_kept_and_its_gaps_are_filled(bring, firm, exported):
    firm.client("Acme", sector="Road")

    done = bring(LATER, clients="name,sector,tier\nAcme,Rail,A\n")

    assert kept(done, "clients") == ["sector"]
    assert exported()["clients"] == ["Acme,,,A,Road,active,no,"]


def test_when_file_and_trefoil_agree_again_the_file_may_change_it(bring, somebody, exported):
    bring(clients="name,sector\nAcme,Rail\n")
    somebody.changes(Client, sector="Road")
    bring(clients="name,sector\nAcme,Road\n")

    done = bring(LATER, clients="name,sector\nAcme,Sea\n")

    assert kept(done, "clients") == []
    assert exported()["clients"] == ["Acme,,,,Sea,active,no,"]


def test_a_project_that_was_given_another_name_keeps_it(bring, somebody, exported):
    bring(**FIRM)
    somebody.changes(Project, name="Uno")

    assert kept(bring(LATER, **FIRM), "projects") == ["name"]
    assert exported()["projects"][0].startswith("X,Uno,")


def test_a_report_made_in_trefoil_is_kept(bring, somebody, exported):
    bring(**FIRM)
    somebody.reports(TODAY, overall=Colour.GREEN, note="It shines")

    done = bring(LATER, status=STATUS.format("amber"))

    assert sorted(kept(done, "status")) == ["note", "overall"]
    assert exported()["status"] == [f"X,{TODAY},,,,green,,,,,,It shines,An umbrella,,"]


def test_a_report_corrected_by_a_later_import_leaves_the_first_on_record(bring, database):
    bring(**FIRM, status=STATUS.format("green"))
    bring(LATER, status=STATUS.format("amber"))

    with database.reading() as session:
        old, new = session.exec(select(StatusUpdate).order_by(col(StatusUpdate.id))).all()
        assert (old.overall, old.superseded_at) == (Colour.GREEN, LATER)
        assert (new.overall, new.recorded_at, new.note) == (Colour.AMBER, LATER, "It rains")


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_note_that_was_removed_never_comes_back(bring, somebody, exported, overwrite):
    bring(**FIRM, status=STATUS.format("green"))
    somebody.removes_the_note(TODAY)

    for now, colour in ((LATER, "amber"), (AGAIN, "amber"), (AGAIN, "red")):
        done = bring(now, overwrite=overwrite, status=STATUS.format(colour))
        remarks = [w.at.column for w in done.warned if w.remark is Remark.STAYS_REMOVED]
        assert remarks == ["note", "path"]

    (row,) = exported()["status"]
    assert "It rains" not in row
    assert "An umbrella" not in row


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_lesson_that_was_removed_never_comes_back(bring, somebody, exported, database, overwrite):
    bring(lessons=LESSONS)
    somebody.removes_the_lesson()

    done = bring(LATER, overwrite=overwrite, lessons=LESSONS)

    assert [w.remark for w in done.warned] == [Remark.STAYS_REMOVED]
    assert (exported()["lessons"], tallies(done)["lessons"]) == ([], (0, 0, 1))
    with database.reading() as session:
        assert missing_from_search(session) == (0, 0)


def test_a_lesson_changed_in_trefoil_is_found_by_its_first_words_and_by_its_last(
    bring, somebody, exported
):
    bring(lessons=LESSONS)
    somebody.changes(Lesson, topics="rain")

    for now in (LATER, AGAIN):
        assert tallies(bring(now, lessons=LESSONS))["lessons"] == (0, 0, 1)
    (row,) = exported()["lessons"]

    assert row == "Bring boots,,,,,It is wet,,rain,"
    assert tallies(bring(AGAIN, lessons=LESSONS.replace("weather", "rain")))["lessons"] == (0, 0, 1)


def test_a_lesson_with_an_id_may_change_its_words_and_is_searched_by_the_new_ones(bring, database):
    bring(lessons="external_id,title,lesson\nL1,Bring boots,It is wet\n")
    done = bring(LATER, lessons="external_id,title,lesson\nL1,Bring skates,It is frozen\n")

    assert tallies(done)["lessons"] == (0, 1, 0)
    with database.reading() as session:
        assert session.exec(select(Lesson.title)).all() == ["Bring skates"]
        assert missing_from_search(session) == (0, 0)
