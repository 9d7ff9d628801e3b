"""Every way in, tried by everybody who must not come in: nothing is read, nothing is written."""

import pytest
from sqlalchemy import func, select

from models.tables import METADATA
from tests.handlers.ways import every_way

OUTSIDERS = ["gus", "sam", "olga", "robo"]


def rows(database):
    """Count the rows of every table but the directory, which may note who asked."""
    with database.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in METADATA.tables.items()
            if name not in {"account", "receipt"}
        }


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_from_outside_gets_in_by_any_way(talk, firm, name):
    project = firm.project("Apollo")
    firm.runs(firm.person("Ana Lind"), project)
    firm.leader("Mara Okoye")
    outsider = talk.person(name)
    before = rows(talk.database)

    for way, made in every_way(talk).items():
        opened = len(talk.sandbox.calls("views.open"))
        answer = outsider.sends(made(outsider.user))
        said = f"{way}: {answer.text[:200]}"
        assert answer.status == 200, said
        assert "Apollo" not in answer.text, said
        if not way.startswith("options"):
            heard = answer.text + str(talk.sandbox.calls("views.open")[opened:])
            assert "for colleagues of this firm only" in heard, said

    assert rows(talk.database) == before
    assert "Apollo" not in str(talk.sandbox.calls("views.open"))


def test_a_forged_id_of_what_is_confidential_is_as_if_it_were_not_there(talk, firm):
    """Dora is a colleague; project 1 is confidential and not hers."""
    firm.person("Dora Weiss")
    firm.leader("Mara Okoye")
    project = firm.project("Apollo", confidential=True)
    firm.says(project, firm.now.date(), overall="amber", note="secret words")
    before = rows(talk.database)
    dora = talk.dora

    for way, made in every_way(talk).items():
        answer = dora.sends(made(dora.user))
        assert answer.status == 200, way
        for secret in ("*Apollo*", "Apollo for", "secret words"):
            assert secret not in answer.text, way

    changed = {name for name, count in rows(talk.database).items() if count != before[name]}
    assert changed <= {"lesson", "lesson_offering"}, changed
    for method in ("views.open", "views.push", "views.update", "views.publish"):
        for call in talk.sandbox.calls(method):
            assert "secret words" not in str(call["view"]), method
            assert "*Apollo*" not in str(call["view"]), method
