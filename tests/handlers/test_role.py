from datetime import timedelta

import pytest

from models.appointment import end
from models.client import Client
from models.person import name_of
from models.role import history, holder_on
from tests.conftest import NOON
from tests.handlers.forgery import as_if

TODAY = NOON.date()


@pytest.fixture
def apollo(firm):
    """Mara leads; Ana runs Apollo for Acme since January."""
    firm.leader("Mara Okoye")
    project = firm.project("Apollo", firm.client("Acme"))
    firm.runs(firm.person("Ana Lind"), project, TODAY.replace(month=1, day=7))
    return project


def holder(firm, subject, day=TODAY):
    with firm.database.reading() as session:
        held = holder_on(history(session, session.merge(subject, load=False)), day)
        return name_of(session, held.person_id) if held else None


@pytest.mark.usefixtures("apollo")
def test_what_nobody_answers_for_is_offered_first(talk, firm):
    firm.offering("Zebra")
    firm.moves(firm.project("Gone"), "closed", TODAY)

    form = talk.mara.opens_home().clicks("Name manager")

    assert form.offers("Project, client or offering", "") == [
        "Acme (client)",
        "Zebra (offering)",
        "Apollo (project for Acme)",
    ]
    assert form.offers("Project, client or offering", "acme pro") == ["Apollo (project for Acme)"]


@pytest.mark.usefixtures("apollo")
def test_a_first_manager_is_named(talk, firm):
    acme = firm.client("Globex")
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Globex (client)")
    assert "Nobody looks after Globex today." in form.text

    said = form.chooses("Who", "Ben Ito").saves()

    assert said.text == "Ben Ito looks after Globex from today. I have told nobody."
    assert holder(firm, acme) == "Ben Ito"


def test_who_has_it_is_said_before_it_is_handed_over(talk, firm, apollo):
    form = talk.mara.opens_home().clicks("Name manager").chooses("Who", "Ben Ito")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")
    assert "Ana Lind runs Apollo since 7 Jan. It will be handed over today." in form.text
    assert form.value("Who") == talk.ben.user.id

    said = form.saves()

    assert said.text == (
        "Ben Ito runs Apollo from today; until now it was Ana Lind. I have told neither of them."
    )
    assert holder(firm, apollo) == "Ben Ito"
    assert holder(firm, apollo, TODAY - timedelta(days=1)) == "Ana Lind"


@pytest.mark.usefixtures("apollo")
def test_a_hand_over_is_announced_only_once_somebody_else_is_chosen(talk, firm):
    firm.person("Lost Person")
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")
    assert "Ana Lind runs Apollo since 7 Jan.\n" in form.text

    for who, goes_on in (("Ana Lind", False), ("Ben Ito", True)):
        talk.person(who.split()[0].casefold()).opens_home()
        form = form.chooses("Who", who)
        assert ("It will be handed over today." in form.text) is goes_on
    form = form.clears("Who")
    assert "It will be handed over today." not in form.text

    form = form.chooses("Or somebody without a Slack account", "Lost Person")
    assert "It will be handed over today." in form.text


def test_a_hand_over_that_was_not_shown_is_shown_first(talk, firm, apollo):
    """Between the choice and the saving another leader has named somebody else."""
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")
    form = form.chooses("Who", "Ben Ito")
    firm.hands_over(apollo, firm.person("Cem Aydin"), TODAY)

    form = form.saves()
    assert "Cem Aydin runs Apollo since 6 May. It will be handed over today." in form.text
    assert holder(firm, apollo) == "Cem Aydin"

    form.saves()
    assert holder(firm, apollo) == "Ben Ito"


@pytest.mark.usefixtures("apollo")
def test_who_has_it_already_is_refused_at_the_field(talk):
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")

    form = form.chooses("Who", "Ana Lind").saves()

    assert form.errors == {"Who": "Ana Lind has this role already."}


@pytest.mark.usefixtures("apollo")
def test_somebody_without_a_slack_account_is_named(talk, firm):
    firm.person("Lost Person")
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Acme (client)")

    form.chooses("Or somebody without a Slack account", "Lost Person").saves()

    assert holder(firm, firm.called("Acme", Client)) == "Lost Person"
    assert "Lost Person · has a role" in talk.mara.opens_home().text


@pytest.mark.usefixtures("apollo")
def test_nobody_or_two_people_cannot_be_named(talk, firm):
    firm.person("Lost Person")
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Acme (client)").saves()
    assert form.errors == {"Who": "This is needed."}

    form.chooses("Who", "Ben Ito").chooses("Or somebody without a Slack account", "Lost Person")

    said = form.saves().errors["Or somebody without a Slack account"]
    assert said == "Choose a colleague here or above, not both."


@pytest.mark.parametrize("who", ["gus", "sam", "olga", "robo"])
@pytest.mark.usefixtures("apollo")
def test_an_outsider_cannot_be_named(talk, firm, who):
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Acme (client)")

    form = form.chooses("Who", who).saves()

    assert [*form.errors] == ["Who"]
    assert holder(firm, firm.called("Acme", Client)) is None


def test_a_role_that_begins_later_stays(talk, firm, apollo):
    """Ana stops today, Cem begins in a week: whoever is named now has it until then."""
    with firm.writing() as session:
        end(session, firm.deed, history(session, session.merge(apollo))[0], TODAY)
    later = TODAY + timedelta(days=7)
    firm.runs(firm.person("Cem Aydin"), apollo, later)

    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")
    form.chooses("Who", "Ben Ito").saves()

    assert holder(firm, apollo) == "Ben Ito"
    assert holder(firm, apollo, later) == "Cem Aydin"


def test_only_leaders_name_managers(talk, firm, apollo):
    form = talk.mara.opens_home().clicks("Name manager")
    form = form.chooses("Project, client or offering", "Apollo (project for Acme)")
    form.chooses("Who", "Ana Lind").saves()
    saved = talk.mara.last.payload
    saved["view"]["state"]["values"]["person"]["role.person"]["selected_user"] = talk.dora.user.id

    answer = talk.dora.sends(as_if(saved, talk.sandbox.workspace, "dora"))

    assert "You may not give or end a role. Ask a leader." in answer.text
    assert holder(firm, apollo) == "Ana Lind"


@pytest.mark.usefixtures("firm", "apollo")
def test_the_search_gives_nothing_away(talk):
    form = talk.mara.opens_home().clicks("Name manager")
    form.offers("Project, client or offering", "apollo")

    answer = talk.dora.sends(as_if(talk.mara.last.payload, talk.sandbox.workspace, "dora"))

    assert "Apollo" not in answer.text
