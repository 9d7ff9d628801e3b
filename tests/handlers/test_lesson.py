from functools import partial

import pytest
from sqlmodel import select

from handlers.call import Call
from handlers.lesson import is_private
from models.client import Client
from models.lesson import Lesson, LessonOffering
from models.person import Person
from models.receipt import Receipt
from tests.handlers.lessons import bare, begins, firm_of_apollo, kept, marked

LONG = "We lost two days because the test data came late.\n" * 260
EVERYBODY = "Every colleague can find this."


@pytest.fixture
def apollo(firm):
    return firm_of_apollo(firm)


def test_a_lesson_takes_a_title_and_one_click(talk, firm):
    form = begins(talk.dora, "Ask for data early", in_="general")
    assert form.title == "Log a lesson"
    assert form.value("Title") == "Ask for data early"
    assert EVERYBODY in form.text

    answer = form.saves()

    assert answer.is_private
    assert "Saved: Ask for data early" in answer.text
    assert "Every colleague can find it." in answer.text
    assert answer.buttons == ["Open", "Remove"]
    assert [lesson.title for lesson in kept(firm)] == ["Ask for data early"]
    assert firm.called("Dora Weiss").slack_user_id == talk.dora.user.id
    assert talk.ana.reads("general") == []


def test_everything_that_was_typed_is_kept(talk, firm, apollo):
    form = talk.ana.types("/lesson")
    form.fills({"Title": "Late data", "What happened": LONG[:3000], "What to do next time": "Ask"})
    form = form.chooses("Project", "Apollo · Acme")
    form.chooses("Offerings", "Coaching", "Data")
    form.saves()

    lesson = kept(firm)[0]
    assert (lesson.title, lesson.recommendation) == ("Late data", "Ask")
    assert lesson.what_happened == LONG[:3000].strip()
    assert lesson.project_id == apollo.id
    with firm.database.reading() as session:
        assert len(session.exec(select(LessonOffering)).all()) == 2


@pytest.mark.usefixtures("apollo")
def test_a_project_brings_its_offerings_and_what_was_typed_stays(talk, firm):
    firm.runs(firm.called("Ana Lind"), firm.project("Borealis", key="BO", confidential=True))
    form = talk.ana.types("/lesson")
    form.fills("Title", "Late data")

    form = form.chooses("Project", "Apollo · Acme", query="ap")
    assert (form.value("Title"), form.value("Offerings")) == ("Late data", ["Data"])
    assert EVERYBODY in form.text

    form = form.chooses("Project", "Borealis · Acme")
    assert form.value("Offerings") == []
    assert "Only the managers of Borealis" in form.text

    form = form.chooses("Project", "No project")
    assert EVERYBODY in form.text
    assert kept(firm) == []


def test_the_ticks_say_who_will_find_it_before_it_is_sent(talk, firm):
    form = begins(talk.dora, "Late")

    form = form.chooses("Before you save", "It could identify the client")
    assert "Only you and leaders can find this." in form.text

    form = form.chooses("Before you save", "It could identify the client", "Leave my name out")
    assert "Only leaders can find this." in form.text

    answer = form.saves()
    assert "Only leaders can find it." in answer.text
    assert answer.buttons == ["Open"]
    lesson = kept(firm)[0]
    assert (lesson.client_identifying, lesson.author_id) == (True, None)


def test_of_who_leaves_their_name_out_nothing_is_written_down(talk, firm):
    firm.person("Ana Lind")
    form = begins(talk.dora, "We were late")
    form = form.chooses("Before you save", "Leave my name out")
    form.saves()

    with firm.database.reading() as session:
        assert session.exec(select(Person.name)).all() == ["Ana Lind"]
        assert all(talk.dora.user.id not in row.mark for row in session.exec(select(Receipt)))
        lesson = session.exec(select(Lesson)).one()
    assert lesson.author_id is None
    found = talk.ana.types("/lesson late")
    assert "Dora" not in found.words
    assert "6 May" not in found.words


@pytest.mark.parametrize("title", ["", "   "])
def test_a_lesson_without_a_title_is_refused_at_the_title(talk, firm, title):
    form = talk.dora.types("/lesson")
    form.fills("Title", title)

    assert "Title" in form.saves().errors
    assert kept(firm) == []


def test_a_refused_form_keeps_its_words_and_can_be_sent_again(talk, firm):
    form = talk.dora.types("/lesson")
    form.fills({"Title": "   ", "What happened": "Two days lost"})
    form = form.saves()
    assert form.errors == {"Title": "Write something here."}

    form.fills("Title", "Late")
    form.saves()

    assert [(one.title, one.what_happened) for one in kept(firm)] == [("Late", "Two days lost")]


def test_the_same_form_sent_twice_is_one_lesson(talk, firm):
    begins(talk.dora, "Late").saves(twice=True)
    assert len(kept(firm)) == 1

    begins(talk.dora, "Later").saves()
    talk.dora.repeats()
    assert len(kept(firm)) == 2


def test_what_was_typed_is_never_markup(talk, firm):
    firm.person("Dora Weiss")
    said = talk.ben.posts("<!channel> x_y <@U0ANA> & co", in_="general")
    form = talk.dora.uses("Log as lesson", on=said)
    form.fills("What to do next time", "<!here> https://evil.example _x_ ~x~ שלום 🚀")
    answer = form.saves()
    found = talk.ana.types("/lesson channel")

    for seen in (answer, found):
        assert [m for m in ("<!", "<@", "_x_", "~x~") if m in marked(seen)] == []
        assert "<!channel> x_y <@U0ANA> & co" in bare(seen.text)
    assert "<!here> https://evil.example x x שלום 🚀" in bare(found.text)


def test_a_project_that_is_not_theirs_cannot_be_forged_into_the_form(talk, firm, apollo):
    firm.project("Quiet", confidential=True)
    firm.runs(firm.person("Dora Weiss"), firm.project("Own"))
    form = begins(talk.dora, "Late")
    assert form.offers("Project") == ["No project", "Own · Acme"]
    assert form.offers("Project", "apo") == []

    form.surface.view.values["project"] = {
        "lesson.project": {
            "type": "external_select",
            "selected_option": {
                "text": {"type": "plain_text", "text": "Apollo"},
                "value": str(apollo.id),
            },
        }
    }

    assert form.saves().errors["Project"].startswith("You may not log a lesson")
    assert kept(firm) == []


@pytest.mark.usefixtures("apollo")
def test_the_menus_offer_what_fits_what_is_typed(talk, firm):
    firm.project("Borealis", firm.client("Globex"))
    form = talk.mara.types("/lesson")

    assert form.offers("Project") == ["No project", "Apollo · Acme", "Borealis · Globex"]
    assert form.offers("Project", "globex") == ["Borealis · Globex"]
    assert form.offers("Project", "ap-1") == ["Apollo · Acme"]
    assert form.offers("Offerings", "") == ["Coaching", "Data"]
    assert form.offers("Offerings", "coach") == ["Coaching"]


def test_in_a_projects_channel_the_project_is_understood(talk, firm, apollo):
    with firm.writing() as session:
        session.merge(apollo).channel = "apollo"

    form = talk.ana.types("/lesson", in_="apollo")
    assert (form.value("Project"), form.value("Offerings")) == ("Apollo · Acme", ["Data"])
    form.closes()

    for open_form, words in ((talk.dora.types, "/lesson"), (partial(begins, talk.dora), "Late")):
        form = open_form(words, in_="apollo")
        assert form.value("Offerings") == ["Data"]
        assert "Project" not in form.labels
        form.closes()

    form = begins(talk.ana, "Late", in_="apollo")
    assert (form.value("Title"), form.value("Project")) == ("Late", "Apollo · Acme")


@pytest.mark.usefixtures("apollo")
def test_who_may_log_for_no_project_is_told_who_can(talk, firm):
    form = talk.dora.types("/lesson")
    assert "Its manager can log it for a project; without one it is everybody's." in form.text
    assert "Project" not in form.labels

    form.fills("Title", "Late")
    form = form.chooses("Before you save", "It could identify the client")
    assert "Project" not in form.labels
    form.saves()
    assert kept(firm)[0].project_id is None

    firm.runs(firm.called("Dora Weiss"), firm.called("Acme", Client))
    form = talk.dora.types("/lesson")
    assert "Its manager can log it" not in form.text
    assert form.offers("Project") == ["No project", "Apollo · Acme"]


def test_the_button_on_a_card_presets_project_and_offering(talk, firm, apollo):
    card = talk.ana.types("/project-status apollo")

    form = card.clicks("Log a lesson")
    assert (form.value("Project"), form.value("Offerings")) == ("Apollo · Acme", ["Data"])
    form.fills("Title", "Late")

    answer = form.saves()
    assert "Saved: Late" in answer.text
    assert "Apollo for Acme" in card.text
    assert kept(firm)[0].project_id == apollo.id


@pytest.mark.usefixtures("apollo")
def test_a_forged_project_on_the_button_presets_nothing(talk, firm):
    firm.runs(firm.called("Ana Lind"), firm.project("Quiet", confidential=True))
    firm.runs(firm.person("Dora Weiss"), firm.project("Own"))
    nothing = talk.dora.types("/lesson penguins")

    for value in ("2", "999999999999", "abc"):
        payload = talk.dora.speaker.press(nothing.surface, nothing.press("Log a lesson"))
        payload["actions"][0]["value"] = value
        talk.dora.hands.acts(lambda sent=payload: talk.dora.courier.ask(sent), on=nothing)
        form = talk.dora.sees
        assert (form.value("Project"), form.value("Offerings")) == ("No project", [])
        form.closes()


@pytest.mark.usefixtures("apollo")
def test_a_message_becomes_a_lesson_once_it_is_saved(talk, firm):
    said = talk.ben.posts(
        "*Late again*: @Ana Lind & @Gus Guest waited\nTwo days lost, see #apollo", in_="general"
    )
    talk.ana.types("/lesson help")

    form = talk.ana.uses("Log as lesson", on=said)

    assert form.value("Title") == "Late again: Ana Lind & someone waited"
    assert form.value("What happened").endswith("Two days lost, see a channel")
    assert form.value("Before you save") == []
    assert kept(firm) == []
    answer = form.saves()
    assert answer.is_private
    assert kept(firm)[0].title == "Late again: Ana Lind & someone waited"


@pytest.mark.usefixtures("apollo")
def test_what_comes_from_a_private_place_is_ticked_already(talk):
    said = talk.ana.posts("Acme was late", in_="secret")

    form = talk.mara.uses("Log as lesson", on=said)

    assert form.value("Before you save") == ["It could identify the client"]
    assert "Only you and leaders can find this." in form.text


@pytest.mark.parametrize(
    ("channel", "private"),
    [
        (("C1", "general"), False),
        (("C1", ""), True),
        (("D1", ""), True),
        (("G1", "mpdm-ana--ben-1"), True),
    ],
)
def test_a_place_is_private_unless_everybody_could_read_it(channel, private):
    assert is_private(Call("U1", "mark", channel=channel)) is private


@pytest.mark.parametrize(
    "text",
    [LONG, "🚀" * 3001, "x" * 12_500, "<!channel> " * 1200, "שלום עולם\n" * 900, "@channel *a*"],
    ids=["lines", "emoji", "word", "marks", "rtl", "ping"],
)
def test_any_message_opens_a_form_that_can_be_saved(talk, firm, text):
    said = talk.ben.posts(text, in_="general")

    form = talk.dora.uses("Log as lesson", on=said)
    assert ("beginning" in form.text) == (len(text) > 3000)
    if not form.value("Title"):
        form.fills("Title", "Rockets")
    form.saves()

    assert 1 <= len(kept(firm)[0].title) <= 121
    assert "<!" not in marked(talk.dora.sees)


def test_a_message_without_words_is_answered_kindly(talk):
    said = talk.ben.posts("", in_="general")

    answer = talk.dora.uses("Log as lesson", on=said)

    assert answer.is_private
    assert "no words in this message" in answer.text
    assert answer.clicks("Log a lesson").title == "Log a lesson"


def test_nothing_of_a_message_is_logged(talk, caplog):
    caplog.set_level("DEBUG")
    said = talk.ben.posts("Confidential zebra", in_="general")
    talk.dora.uses("Log as lesson", on=said).saves()

    ours = [
        r.getMessage() for r in caplog.records if r.name.split(".")[0] in {"handlers", "models"}
    ]
    assert "zebra" not in " ".join(ours)


def test_a_place_that_can_no_longer_be_answered_is_answered_in_the_window(talk, firm):
    form = begins(talk.dora, "Late")
    talk.clock.passes(minutes=31)

    saved = form.saves()

    assert saved.title == "Saved"
    assert "Every colleague can find it." in saved.text
    gone = saved.clicks("Remove")
    assert gone.text == "Removed. Nobody can find it any more."
    assert kept(firm)[0].title == ""


@pytest.mark.parametrize(("words", "is_asked"), [("data " * 100, True), ("data " * 300, False)])
def test_a_long_line_becomes_what_happened_and_loses_nothing(talk, words, is_asked):
    """What no button could carry is no question: its form opens at once."""
    seen = talk.dora.types(f"/lesson {words}")
    assert (seen.buttons == ["Log a lesson"]) is is_asked

    form = seen.clicks("Log a lesson") if is_asked else seen

    assert form.value("What happened") == words.strip()
    assert form.value("Title").endswith("data…")


def test_words_of_digits_are_a_title_and_no_project(talk, apollo):
    form = begins(talk.ana, str(apollo.id))

    assert (form.value("Title"), form.value("Project")) == (str(apollo.id), "No project")


@pytest.mark.parametrize("words", ["🚀" * 900, "&<>*_" * 180])
def test_any_words_find_their_way_into_the_form(talk, words):
    assert begins(talk.dora, words).value("What happened") == words
