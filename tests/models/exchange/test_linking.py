from models.account import Profile, note_accounts
from models.workspace import claim
from tests.conftest import NOON

EMAIL = "ana@example.org"


def with_account(session, **facts):
    claim(session, "T1")
    facts = {"slack_user_id": "U1", "team_id": "T1", "name": "Ana", "email": EMAIL} | facts
    note_accounts(session, [Profile(**facts)], NOON)


def unlinks(firm, person):
    with firm.writing() as session:
        session.merge(person).slack_user_id = None


def test_people_of_an_import_are_linked_when_the_directory_knows_them(firm, bring):
    with firm.writing() as session:
        with_account(session, time_zone="Asia/Kolkata")

    bring(people=f"email,name\n{EMAIL},Ana\nben@example.org,Ben\n")

    assert firm.called("Ana").slack_user_id == "U1"
    assert firm.called("Ben").slack_user_id is None


def test_a_second_import_finds_nothing_that_was_changed_in_trefoil(firm, bring):
    """The time zone of the account must not look like a word of somebody's in Trefoil."""
    with firm.writing() as session:
        with_account(session, time_zone="Asia/Kolkata")
    rows = f"email,name,timezone\n{EMAIL},Ana,\n"
    bring(people=rows)

    done = bring(people=rows)

    assert (done.sheets["people"].unchanged, done.warned) == (1, [])


def test_a_trial_import_links_nobody(firm, bring):
    with firm.writing() as session:
        with_account(session)
    ana = firm.person("Ana", email=EMAIL)
    unlinks(firm, ana)

    bring(people=f"email,name\n{EMAIL},Ana Lind\n", dry_run=True)

    assert firm.called("Ana").slack_user_id is None
