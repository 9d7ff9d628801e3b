import json
from itertools import count

import pytest
from sqlmodel import select

from models.project import Project
from tests.conftest import NOON
from tests.handlers.record import said

TODAY = NOON.date()
NUMBERS = count(1)
OUTSIDERS = ("gus", "sam", "olga", "robo")
FORGED = ["999", "abc", "²", "9" * 18, "9" * 40, "", "-1", "1 OR 1=1", None]


@pytest.fixture(autouse=True)
def _amber(firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="amber", path="new tester", spent=4_800_000)


@pytest.fixture(params=["project", "client"])
def secret(request, firm, ana):
    """Ana runs Nimbus too, which is confidential itself or by its client."""
    client = firm.client("Hushco", confidential=request.param == "client")
    project = firm.project("Nimbus", client, confidential=request.param == "project")
    firm.runs(ana, project)
    firm.says(project, TODAY, ana, time="red", path="hush", someone_must_decide=True)
    return project


def as_of(person, payload, **changed):
    """Return a request of Ana's as if this person had sent it."""
    made = json.loads(json.dumps(payload)) | changed
    if "command" in made:
        return made | {
            "user_id": person.user.id,
            "team_id": person.user.team_id,
            "trigger_id": new(),
        }
    made["user"] |= {"id": person.user.id, "team_id": person.user.team_id}
    return made | {"trigger_id": new()}


def new():
    return f"{next(NUMBERS)}.1.forged"


def requests_of(talk):
    """Return what Ana sends in each way there is in this feature, by its name."""
    return typed(talk.ana) | filled(talk.ana) | clicked(talk.ana)


def typed(ana):
    found = {}
    ana.types("/project-status apollo", in_="apollo")
    found["card"] = ana.last.payload
    ana.types("/project-status apollo green all well")
    found["quick"] = ana.last.payload
    ana.types("/project-status apolo green").clicks("Apollo")
    found["again"] = ana.last.payload
    ana.reads()[-1].clicks("Undo")
    found["undo"] = ana.last.payload
    ana.types("/project-status", in_="general").offers("Choose a project", "apo")
    found["options"] = ana.last.payload
    return found


def filled(ana):
    found = {}
    month = ana.types("/project-status", in_="general").clicks("Fill in")
    found["month"] = ana.last.payload
    month.saves()
    found["month form"] = ana.last.payload
    form = ana.types("/project-status apollo", in_="apollo").clicks("Update")
    found["update"] = ana.last.payload
    form.chooses("Time", "🟡 At risk")
    found["colour"] = ana.last.payload
    form.fills("What gets it back", "a tester")
    form.saves()
    found["form"] = ana.last.payload
    return found


def clicked(ana):
    found = {}
    card = ana.types("/project-status apollo", in_="apollo")
    card.clicks("History").closes()
    found["history"] = ana.last.payload
    card.clicks("Show here")
    found["show here"] = ana.last.payload
    ana.types("/project-status", in_="general").clicks("Open", near="Apollo")
    found["open"] = ana.last.payload
    listed = ana.types("/project-status", in_="general")
    found["list"] = ana.last.payload
    listed.chooses("Choose a project", "Apollo (Acme)", query="")
    found["place"] = ana.last.payload
    return found


def test_whoever_is_no_colleague_gets_in_nowhere(talk):
    asked = requests_of(talk)
    before, shown = said(talk), len(talk.mara.reads("apollo"))
    channel = project(talk, "Apollo").channel

    for name in OUTSIDERS:
        person = talk.person(name)
        for payload in asked.values():
            answer = talk.ana.sends(as_of(person, payload))
            assert answer.status == 200
            assert "Apollo" not in answer.text
    assert [update.id for update in said(talk)] == [update.id for update in before]
    assert len(talk.mara.reads("apollo")) == shown
    assert project(talk, "Apollo").channel == channel


def project(talk, name):
    with talk.database.reading() as session:
        return session.exec(select(Project).where(Project.name == name)).one()


def test_a_colleague_whom_nobody_has_named_reads_and_does_nothing_else(talk):
    asked = requests_of(talk)
    before = len(said(talk))
    for name in ("quick", "again", "undo", "form", "month form", "colour", "update"):
        talk.ana.sends(as_of(talk.dora, asked[name]))

    assert len(said(talk)) == before
    card = talk.dora.types("/project-status apollo")
    assert card.buttons == ["History"]
    assert talk.dora.types("/project-status").buttons == []


def test_an_id_that_is_none_is_refused_without_effect(talk, caplog):
    asked = requests_of(talk)
    before = len(said(talk))
    caplog.clear()
    for forged in FORGED:
        forge(talk, asked, forged)

    assert len(said(talk)) == before
    assert [record for record in caplog.records if "reference" in record.message] == []


def forge(talk, asked, forged):
    """Ask in every way for what has this id, or with this in the form's memory."""
    for name in ("open", "update", "history", "show here", "undo"):
        action = asked[name]["actions"][0] | {"value": forged}
        answer = talk.ana.sends(as_of(talk.ana, asked[name], actions=[action]))
        assert answer.status == 200
    action = asked["place"]["actions"][0] | {"selected_option": {"value": forged}}
    talk.ana.sends(as_of(talk.ana, asked["place"], actions=[action]))
    for name in ("form", "colour", "month form"):
        view = asked[name]["view"] | {"id": new()}
        for memory in (
            f'{{"project": {json.dumps(forged)}, "opened": {{"{forged}": 3}}}}',
            "[",
            "[1]",
        ):
            view["private_metadata"] = memory
            talk.ana.sends(as_of(talk.ana, asked[name], view=view))


@pytest.mark.usefixtures("secret")
def test_what_is_confidential_is_told_to_nobody_else(talk, firm):
    firm.project("Nimbus II")
    firm.runs(firm.person("Cem Aydin"), firm.project("Cirrus"))
    person = talk.cem

    assert "Nimbus II for Acme" in person.types("/project-status nimbus").text
    miss = person.types("/project-status nimbas")
    assert miss.buttons == ["Nimbus II"]
    assert "No project is called “nimbas”" in miss.text
    assert person.types("/project-status nimbu amber x").buttons == ["Nimbus II"]
    seen = person.types("/project-status zzz hushco")
    assert "Hushco" not in seen.text.partition("You typed")[0]
    listed = person.types("/project-status", in_="apollo")
    assert "Nimbus for" not in listed.text
    assert listed.offers("Choose a project", "") == [
        "Apollo (Acme)",
        "Cirrus (Acme)",
        "Nimbus II (Acme)",
    ]
    assert listed.offers("Choose a project", "hush") == []


def test_in_its_channel_it_is_not_there_for_others(talk, firm, secret):
    with firm.writing() as session:
        session.merge(secret).channel = "apollo"

    assert "Nimbus" in talk.ana.types("/project-status", in_="apollo").text
    assert "Nimbus" not in talk.cem.types("/project-status", in_="apollo").text
    assert "Say which project" in talk.cem.types("/project-status green", in_="apollo").text


def test_its_id_leads_others_nowhere(talk, secret):
    asked = requests_of(talk)
    done = talk.ana.types("/project-status nimbus green")
    undo = done.press("Undo").element.json["value"]
    before = len(said(talk))
    talk.sandbox.traffic.clear()
    for name in ("open", "update", "history", "show here"):
        action = asked[name]["actions"][0] | {"value": str(secret.id)}
        talk.ana.sends(as_of(talk.cem, asked[name], actions=[action]))
    action = asked["undo"]["actions"][0] | {"value": undo}
    talk.ana.sends(as_of(talk.cem, asked["undo"], actions=[action]))
    action = asked["place"]["actions"][0] | {"selected_option": {"value": str(secret.id)}}
    talk.ana.sends(as_of(talk.cem, asked["place"], actions=[action]))
    for name in ("form", "month form"):
        memory = {"project": secret.id, "opened": {str(secret.id): {}}}
        view = asked[name]["view"] | {"id": new(), "private_metadata": json.dumps(memory)}
        answer = talk.ana.sends(as_of(talk.cem, asked[name], view=view))
        assert "Nimbus" not in answer.text

    assert len(said(talk)) == before
    told = [str(one.answer) for one in talk.sandbox.traffic]
    told += [str(one.arguments) for one in talk.sandbox.traffic if one.direction == "to_slack"]
    assert [words for words in told if "Nimbus" in words] == []


def test_its_managers_and_leaders_see_that_it_is_confidential(talk, secret):
    for person in (talk.ana, talk.mara):
        card = person.types("/project-status nimbus", in_="apollo")
        assert "Nimbus for Hushco · confidential" in card.text
        assert "Show here" not in card.buttons

    action = {"action_id": "project.show_here", "value": str(secret.id)}
    talk.ana.types("/project-status apollo", in_="apollo").clicks("Show here")
    click = talk.ana.last.payload
    forged = as_of(talk.ana, click, actions=[click["actions"][0] | action])
    talk.ana.sends(forged)
    assert [n for n in talk.cem.reads("apollo") if "Nimbus" in n.text] == []
    assert "confidential, so the card stays with you" in talk.ana.reads("apollo")[-1].text


def test_money_is_for_its_managers_and_leaders(talk):
    for person, sees in ((talk.ana, True), (talk.ben, True), (talk.mara, True), (talk.cem, False)):
        card = person.types("/project-status apollo")
        assert ("EUR" in card.text + str(card.payload)) == sees
        past = card.clicks("History")
        assert "48" not in past.text
        past.closes()


def test_who_has_left_the_firm_but_not_slack_may_only_read(talk, firm, ana):
    with firm.writing() as session:
        session.merge(ana).active = False

    assert talk.ana.types("/project-status apollo").buttons == ["History"]
    assert "Only who runs this project" in talk.ana.types("/project-status apollo green").text


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "https://hooks.slack.com.evil.example/x",
        "https://hooks.slack.com@evil.example/x",
        "https://[::1",
        "file:///etc/passwd",
        "/relative",
    ],
)
def test_an_answer_goes_to_slack_and_nowhere_else(talk, url):
    assert talk.given.client.answer(url, {"text": "secret"}) is None
    assert talk.given.client.metrics.registry.get_sample_value(
        "trefoil_slack_calls_total", {"method": "response_url", "outcome": "unreachable"}
    )
