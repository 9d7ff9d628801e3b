import pytest
from sqlmodel import select

from models.account import Profile, note_accounts
from models.errors import NotAllowedError, TooLongError
from models.lesson_form import (
    choice_of,
    colleagues_named,
    has_projects,
    offerings_named,
    offerings_with,
    preset_in,
    preset_of,
    project_to_log_for,
    projects_to_log_for,
    written,
)
from models.permission import Act, Deed, is_allowed
from models.person import Person
from models.project import Project, Share
from tests.conftest import NOON


@pytest.fixture
def ana(firm):
    return firm.person("Ana")


@pytest.fixture
def apollo(firm):
    project = firm.project("Apollo", firm.client("Acme Söhne"), key="AP-1", channel="C1")
    offerings = [firm.offering(name) for name in ("Data", "Coaching")]
    with firm.writing() as session:
        shares = [Share(offering_id=one.id, basis_points=5000) for one in offerings]
        session.add_all(share.sqlmodel_update({"project_id": project.id}) for share in shares)
    return project


def read(firm, ask, *words, actor):
    with firm.database.reading() as session:
        return ask(session, Deed(actor, NOON), *words)


def offered(firm, actor, words="", limit=99):
    found = read(firm, projects_to_log_for, words, limit, actor=actor)
    return [choice.name for choice in found]


@pytest.mark.usefixtures("apollo")
def test_the_menu_offers_what_its_reader_may_log_for_and_nothing_else(firm, ana):
    zoe, hush = firm.leader("Zoe"), firm.client("Hush", confidential=True)
    firm.project("Quiet", hush)
    firm.project("Far")
    firm.project("Lent", hush, key="LENT")
    firm.runs(ana, firm.project("Own", hush))
    firm.runs(firm.person("Ben"), hush)
    with firm.writing() as session:
        offering = session.merge(offerings_named(session, "data", 1)[0])
    firm.runs(ana, offering)

    for reader in (ana, zoe, firm.called("Ben"), firm.person("Cem"), Person(name="New")):
        with firm.database.reading() as session:
            deed = Deed(reader, NOON)
            theirs = [
                project.name
                for project in session.exec(select(Project))
                if is_allowed(session, deed, Act.LOG_LESSON, project)
            ]
        assert offered(firm, reader) == sorted(theirs)
        assert read(firm, has_projects, actor=reader) == (theirs != [])
    assert offered(firm, ana) == ["Apollo", "Own"]


@pytest.mark.usefixtures("apollo")
@pytest.mark.parametrize(
    "typed", ["apollo", "AP-1", "acme sohne", "söh apo", "Apollo · Acme Söhne"]
)
def test_a_project_is_found_as_it_is_typed_by_name_key_or_client(firm, typed):
    zoe = firm.leader("Zoe")
    firm.project("Borealis", firm.client("Globex"))

    assert offered(firm, zoe, typed) == ["Apollo"]
    assert offered(firm, zoe, "no such") == []
    assert offered(firm, zoe, "", 1) == ["Apollo"]


def test_who_has_left_is_offered_nothing(firm, apollo):
    gus = firm.person("Gus")
    firm.runs(gus, apollo)
    with firm.writing() as session:
        session.merge(gus).active = False

    assert offered(firm, firm.called("Gus")) == []


@pytest.mark.parametrize("ask", [project_to_log_for, choice_of])
def test_a_project_that_is_not_there_is_refused_like_one_not_theirs(firm, ana, apollo, ask):
    for number in (apollo.id, 0, 999_999_999):
        with pytest.raises(NotAllowedError) as refused:
            read(firm, ask, number, actor=ana)
        assert refused.value.field == "project"

    firm.runs(ana, apollo)
    assert read(firm, ask, apollo.id, actor=ana).name == "Apollo"


def test_a_channel_presets_its_project_for_managers_and_its_offerings_for_all(firm, ana, apollo):
    here = ("C1", "")
    bare = read(firm, preset_in, here, actor=ana)
    assert (bare.project, [one.name for one in bare.offerings]) == (None, ["Coaching", "Data"])

    firm.runs(ana, apollo)
    assert read(firm, preset_in, here, actor=ana).project.name == "Apollo"
    assert read(firm, preset_in, ("C2", ""), actor=ana).project is None


@pytest.mark.usefixtures("apollo")
def test_a_channel_of_two_projects_presets_neither(firm):
    firm.project("Borealis", channel="C1")

    assert read(firm, preset_in, ("C1", ""), actor=firm.leader("Zoe")).project is None


def test_a_project_out_of_sight_presets_nothing(firm, ana, apollo):
    with firm.writing() as session:
        session.merge(apollo).confidential = True

    assert read(firm, preset_of, apollo.id, actor=ana) == (None, (), False)
    assert read(firm, preset_of, apollo.id, actor=firm.leader("Zoe")).project.is_confidential


@pytest.mark.usefixtures("apollo")
def test_offerings_are_found_by_all_of_their_words(firm):
    with firm.database.reading() as session:
        both = offerings_named(session, "", 9)
        assert [one.name for one in both] == ["Coaching", "Data"]
        assert [one.name for one in offerings_named(session, "dat", 9)] == ["Data"]
        assert offerings_with(session, [0, 999_999_999]) == []


@pytest.mark.parametrize("title", [None, "", "  \n ", "\u200b\u200e", "\x00"])
def test_a_title_must_be_seen(title):
    with pytest.raises(TooLongError) as refused:
        written(title, None, None, identifying=False)

    assert (refused.value.length, refused.value.field) == (0, "title")


def test_words_are_read_as_a_sheet_would_read_them():
    words = written(" Late \n again\x00 ", " one\n\ntwo \ud83d", " ", identifying=True)

    assert (words.title, words.what_happened) == ("Late again", "one\n\ntwo")
    assert (words.recommendation, words.client_identifying) == (None, True)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("x" * 301, None, None), "title"),
        (("x", "y" * 32_001, None), "happened"),
        (("x", None, "y" * 32_001), "advice"),
    ],
)
def test_what_is_too_long_is_said_at_its_field(words, field):
    with pytest.raises(TooLongError) as refused:
        written(*words, identifying=False)

    assert refused.value.field == field


def test_only_colleagues_are_named(firm):
    accounts = [
        Profile(slack_user_id="U1", team_id="T1", name="Ana"),
        Profile(slack_user_id="U2", team_id="T1", name="Guest", is_guest=True),
        Profile(slack_user_id="U3", team_id="T1", name="Gone", is_gone=True),
    ]
    with firm.writing() as session:
        note_accounts(session, accounts, NOON)

    with firm.database.reading() as session:
        assert colleagues_named(session, {"U1", "U2", "U3", "U4"}) == {"U1": "Ana"}
