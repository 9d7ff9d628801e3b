"""Where the digest goes: others than leaders who read there are counted, and read no amounts."""

import pytest

from models.appointment import name_leader
from models.baseline import Baseline
from models.founding import resign
from models.setting import firm_settings
from tests.conftest import NOON

OTHERS = "#general: 5 people who do not lead read there. Amounts are left out."


@pytest.fixture
def over(firm, apollo, beat):
    """Apollo is off track and costs more than it has; Mara leads, the others do not."""
    firm.says(apollo, NOON.date(), overall="red", forecast_cost=112_000_00)
    with firm.writing() as session:
        money = {"recorded_at": firm.now, "budget": 90_000_00, "finish_on": NOON.date()}
        session.merge(apollo).currency = "EUR"
        session.add(Baseline(project_id=apollo.id, **money))
    firm.sets(is_launched=True)
    beat.knows()
    beat()
    return beat


def posts(talk, over, channel):
    talk.mara.opens_home().clicks("Post digest now")
    over.passes(minutes=1)
    return "\n".join(note.text for note in talk.mara.reads(channel))


def test_settings_say_once_who_else_would_read_it(talk, over):
    form = talk.mara.opens_home().clicks("Firm settings")
    form.chooses("Leaders' digest in", "#general").chooses("Leaders' digest: day", "Tuesday")

    again = form.saves()

    assert OTHERS in again.text
    with talk.database.reading() as session:
        assert firm_settings(session).digest_channel is None
    again.saves()
    with talk.database.reading() as session:
        settings = firm_settings(session)
    assert (settings.digest_channel, settings.digest_on) == (over.channel("general"), 1)


def test_launch_says_it_too_and_keeps_what_was_chosen(talk, firm, over):
    firm.sets(is_launched=False)
    form = talk.mara.opens_home().clicks("Launch")
    form.chooses("To whom", "Everybody who runs or looks after something (2)")

    again = form.chooses("Leaders' digest in", "#general").saves()

    assert OTHERS in again.text
    again.saves()
    with talk.database.reading() as session:
        settings = firm_settings(session)
    assert (settings.digest_channel, settings.is_launched) == (over.channel("general"), True)


def test_home_and_the_question_name_the_channel_and_who_reads_there(talk, firm, over):
    firm.sets(digest_channel=over.channel("general"))

    home = talk.mara.opens_home()

    assert OTHERS in home.text
    assert OTHERS in str(home.surface)


def test_where_others_read_no_amount_is_posted(talk, firm, over):
    firm.sets(digest_channel=over.channel("general"))

    posted = posts(talk, over, "general")

    assert "🔴 Apollo" in posted
    assert "Without amounts: not only leaders read here." in posted
    assert "EUR" not in posted
    assert "112k" not in posted


def test_where_leaders_alone_read_amounts_stand(talk, firm, over):
    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(firm.called("Ana Lind")), None)
    firm.sets(digest_channel=over.channel("secret"))

    home = talk.mara.opens_home().text
    posted = posts(talk, over, "secret")

    assert "#secret: only leaders read there." in home
    assert "likely 112k against 90k EUR" in posted
    assert "Without amounts" not in posted


def test_who_leads_no_more_when_it_leaves_counts(talk, firm, over):
    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(firm.called("Ana Lind")), None)
    firm.sets(digest_channel=over.channel("secret"))
    talk.mara.opens_home().clicks("Post digest now")
    with firm.writing() as session:
        resign(session, firm.deed, [session.merge(firm.called("Ana Lind"))])

    over.passes(minutes=1)

    posted = "\n".join(note.text for note in talk.mara.reads("secret"))
    assert "🔴 Apollo" in posted
    assert "EUR" not in posted
