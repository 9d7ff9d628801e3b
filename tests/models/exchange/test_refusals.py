# ruff: noqa: E501  # a table is read across
"""What is refused: with file, row, column and what would do; all at once, and nothing goes in."""

import pytest

from tests.models.exchange.conftest import FIRM, PEOPLE, TODAY

WHO = "people.csv, row 2, column "
WHAT = "projects.csv, row 2, column "
STATUS = "status.csv, row 2, column "
CELLS = [
    ({"people": "email,name,nam\na@x.org,Ana,A\n"}, "people.csv, row 1, column nam: unknown column; did you mean name?"),
    ({"people": "email,name,name\na@x.org,Ana,A\n"}, "people.csv, row 1, column name: this column stands there twice"),
    ({"people": "email\na@x.org\n"}, "people.csv, row 1, column name: this column is missing; it holds one line of"),
    ({"people": "email,,name\na@x.org,?,Ana\n"}, "people.csv, row 1, column 2: has no name"),
    ({"people": "email;name\na@x.org;Ana\n"}, "people.csv, row 1: the cells are parted by semicolons"),
    ({"people": "email\tname\na@x.org\tAna\n"}, "people.csv, row 1: the cells are parted by tabs"),
    ({"people": "email,name\n,Ana\n"}, f"{WHO}email: is empty; expected an e-mail address"),
    ({"people": "email,name\nana,Ana\n"}, f"{WHO}email: found “ana”; expected an e-mail address"),
    ({"people": "email,name\na@x.org,Ana\nA@x.org,Ann\n"}, "people.csv, row 3, column email: “a@x.org” stands in row 2 already"),
    ({"people": "email,name,leader\na@x.org,Ana,perhaps\n"}, f"{WHO}leader: found “perhaps”; expected yes or no"),
    ({"people": "email,name,timezone\na@x.org,Ana,Berlin\n"}, f"{WHO}timezone: found “Berlin”; expected a time zone like"),
    ({"people": "email,name,holidays\na@x.org,Ana,Bavaria\n"}, f"{WHO}holidays: found “Bavaria”; expected a country"),
    ({"people": "email,name\na@x.org,Ana,?\n"}, "people.csv, row 2: has 3 cells, but the header has 2"),
    ({"people": "email,name\na@x.org\n"}, "people.csv, row 2: has 1 cells, but the header has 2"),
    ({"people": 'email,name\na@x.org,"Ana\n'}, "people.csv, row 2: the file ends in the middle of this row"),
    ({"people": 'email,name\na@x.org,"Ana" B\n'}, "people.csv, row 2: a quotation mark stands wrong"),
    ({"people": f"email,name\na@x.org,{'x' * 2**20}y\n"}, "people.csv, row 2: is too large; the limit is 1,048,576 characters in a cell"),
    ({"people": f"email,name\na@x.org,{'x' * 301}\n"}, f"{WHO}name: is 301 characters long; expected at most 300 characters"),
    ({"people": "email,name\na@x.org,A\0na\n"}, f"{WHO}name: holds an invisible control character"),
    ({"people": "email,name\na@x.org,A\x1bna\n"}, f"{WHO}name: holds an invisible control character"),
    ({"people": "email,name\na@x.org,Ana\nb@x.org,J\xfcrgen\n".encode("latin-1")}, "people.csv, row 3, column name: is not written in UTF-8"),
    ({"people": b"email,name\na@x.org,\xed\xa0\x80\n"}, f"{WHO}name: is not written in UTF-8"),
    ({"people": PEOPLE.encode("utf-16")}, "people.csv, row 1: is not written in UTF-8"),
    ({"people": ""}, "people.csv, row 1: is empty; its first row must name the columns"),
    ({"people": "\ufeff\n\n"}, "people.csv, row 1: is empty; its first row must name the columns"),
    ({"staff": PEOPLE}, "staff.csv: Trefoil knows no sheet of this name; it takes people.csv, clients.csv"),
    ({"clients": "name\nAcme; Zenith\n"}, "clients.csv, row 2, column name: found “Acme; Zenith”; expected a name without a semicolon"),
    ({"clients": f"name,aliases\nAcme,A;{'x' * 301}\n"}, "clients.csv, row 2, column aliases: found “A;xxx"),
    ({"projects": "key,name,client,finish_on\nX,One,Acme,31.12.2030\n"}, f"{WHAT}finish_on: found “31.12.2030”; expected a date like 2026-03-31"),
    ({"projects": "key,name,client,budget\nX,One,Acme,-5\n"}, f"{WHAT}budget: found “-5”; expected an amount like 48000 or 48000.50, not below zero"),
    ({"projects": 'key,name,client,budget\nX,One,Acme,"48,000"\n'}, f"{WHAT}budget: found “48,000”; expected an amount like"),
    ({"projects": "key,name,client,currency\nX,One,Acme,EURO\n"}, f"{WHAT}currency: found “EURO”; expected a currency code like EUR"),
    ({"projects": "key,name,client,status\nX,One,Acme,done\n"}, f"{WHAT}status: found “done”; expected proposed or active or"),
    ({"projects": "key,name,client,offerings\nX,One,Acme,Audit 50%; Design 40%\n"}, f"{WHAT}offerings: found “Audit 50%; Design 40%”; expected offerings like"),
    ({"status": "project,as_of,percent_complete\nX,2030-01-01,101\n"}, f"{STATUS}percent_complete: found “101”; expected a number from 0 to 100"),
]  # fmt: skip
NAMES = [
    ({"projects": "key,name,client\nY,Two,Acmee\n"}, f"{WHAT}client: “Acmee” is not known; did you mean Acme?"),
    ({"projects": "key,name,client,manager\nX,One,Acme,an@example.org\n"}, f"{WHAT}manager: “an@example.org” is not known; did you mean ana@example.org"),
    ({"projects": "key,name,client,offerings\nX,One,Acme,Audits\n"}, f"{WHAT}offerings: “Audits” is not known; did you mean Audit?"),
    ({"projects": "key,name,client,budget,currency\nX,One,Acme,1.5,JPY\n"}, f"{WHAT}budget: found “1.5”; expected at most 0 decimals in JPY"),
    ({"status": "project,as_of\nZ9,2030-01-01\n"}, f"{STATUS}project: “Z9” is not known"),
    ({"status": "project,as_of,overall\nX,2030-05-07,red\n"}, f"{STATUS}as_of: found “2030-05-07”; expected a day up to today, {TODAY}"),
    ({"status": "project,as_of,by\nX,2030-01-01,zoe@x.org\n"}, f"{STATUS}by: “zoe@x.org” is not known"),
    ({"milestones": "project,name,baseline_on\nQ,Go live,2030-01-01\n"}, "milestones.csv, row 2, column project: “Q” is not known"),
    ({"lessons": "title,offering\nBoots,Audt\n"}, "lessons.csv, row 2, column offering: “Audt” is not known; did you mean Audit?"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "told"), CELLS, ids=range(len(CELLS)))
def test_a_cell_that_cannot_be_read_is_named(problems, files, told):
    (line,) = problems(**files)

    assert line.startswith(told)


@pytest.mark.parametrize(("files", "told"), NAMES, ids=range(len(NAMES)))
def test_a_name_that_leads_nowhere_is_named(bring, problems, exported, files, told):
    bring(**FIRM)
    before = exported()

    (line,) = problems(**files)

    assert line.startswith(told)
    assert exported() == before


def test_every_problem_of_every_file_is_told_at_once(problems):
    told = problems(
        people="email,name,leader\nana,Ana,maybe\n",
        clients='name\n"Acme\n',
        projects="key,name,client\nX,,Acme\n",
        costs="a\n1\n",
    )

    assert [line.split(":")[0] for line in told] == [
        "costs.csv",
        "clients.csv, row 2",
        "people.csv, row 2, column email",
        "people.csv, row 2, column leader",
        "projects.csv, row 2, column name",
    ]


def test_problems_of_cells_and_of_names_are_told_at_once(problems):
    told = problems(
        people="email,name,leader\na@x.org,Ana,maybe\n",
        projects="key,name,client,manager,budget\nX,One,Nobody,zoe@x.org,1.001\n",
        status="project,as_of\nX,2031-01-01\n",
    )

    assert [line.split(": ")[0] for line in told] == [
        "people.csv, row 2, column leader",
        "projects.csv, row 2, column client",
        "projects.csv, row 2, column budget",
        "projects.csv, row 2, column manager",
        "status.csv, row 2, column as_of",
    ]


def test_what_only_misses_a_refused_row_is_not_told(problems):
    told = problems(
        people="email,name,leader\nANA@x.org,Ana,maybe\n",
        clients="name,tier,manager\nAcme,Z,ana@x.org\n",
        projects="key,name,client,manager\nX,One,Acme,ana@x.org\n",
        status="project,as_of,by\nX,2030-01-01,ana@x.org\n",
    )

    assert [line.split(":")[0] for line in told] == [
        "people.csv, row 2, column leader",
        "clients.csv, row 2, column tier",
    ]


def test_thousands_of_wrong_rows_are_told_in_a_page(problems):
    rows = "".join(f"P{n},2030-01-01\n" for n in range(3000))
    told = problems(**FIRM, status=f"project,as_of\n{rows}", milestones="project,name\n,\n")

    assert len(told) == 41
    assert any("milestones.csv" in line for line in told)
    assert told[-1] == "... and 2,961 more."


def test_what_would_steer_a_terminal_is_not_printed(problems):
    (told,) = problems(people="email,name,\x1b[2J\u202egnp\nx@x.org,X,1\n")

    assert told.startswith("people.csv, row 1, column \ufffd[2J\ufffdgnp: unknown column")
