from datetime import timedelta

import pytest

from tests.conftest import NOON
from tests.handlers.record import said, standing

TODAY = NOON.date()
COLOURS = ("time", "target", "budget", "overall")


def colours(update):
    return {name: str(colour) for name in COLOURS if (colour := getattr(update, name))}


@pytest.mark.parametrize(
    ("line", "parts", "note"),
    [
        ("apollo green", {"overall": "green"}, None),
        ("apollo 🟢 all well", {"overall": "green"}, "all well"),
        ("apollo AMBER budget: prices *rose*", {"budget": "amber"}, "prices *rose*"),
        ("apollo budget amber prices rose", {"budget": "amber"}, "prices rose"),
        ("apollo yellow time and scope, ill", {"time": "amber", "target": "amber"}, "ill"),
        ("apollo :large_yellow_circle: time ill", {"time": "amber"}, "ill"),
    ],
)
@pytest.mark.usefixtures("apollo")
def test_a_line_is_an_update_confirmed_to_its_author_alone(talk, line, parts, note):
    seen = talk.ana.types(f"/project-status {line}", in_="apollo")

    update = standing(talk)
    assert (colours(update), update.note) == (parts, note)
    assert seen.is_private
    assert seen.text.startswith("Saved ")
    assert "Ben Ito (looks after Acme) can see it on the card" in seen.text
    assert seen.buttons == ["Undo", "Update", "Log a lesson", "History", "Show here"]


def test_a_part_leaves_the_other_parts_and_the_way_back_as_they_were(talk, firm, apollo):
    firm.says(
        apollo,
        TODAY - timedelta(days=3),
        firm.called("Ana Lind"),
        time="amber",
        target="green",
        path="new tester",
        forecast_finish_on=TODAY + timedelta(days=9),
    )

    seen = talk.ana.types("/project-status apollo amber budget: prices rose")

    update = said(talk)[-1]
    assert colours(update) == {"time": "amber", "target": "green", "budget": "amber"}
    assert (update.path, update.forecast_finish_on.day) == ("new tester", 15)
    assert "What gets it back: new tester" in seen.text


@pytest.mark.parametrize(
    ("line", "chosen", "note"),
    [
        ("apollo red", None, None),
        ("apollo red time: supplier is broke", "🔴 Off track", "supplier is broke"),
        ("apollo amber", None, None),
        ("apollo amber time, red budget", "🟡 At risk", "red budget"),
    ],
)
@pytest.mark.usefixtures("apollo")
def test_a_line_that_is_not_enough_begins_the_form(talk, line, chosen, note):
    form = talk.ana.types(f"/project-status {line}")

    assert form.title == "Update Apollo"
    assert form.value("Time") == chosen
    assert form.value("Note") == note
    assert said(talk) == []


def test_who_said_a_colour_for_the_whole_is_named(talk, firm, apollo):
    firm.says(
        apollo, TODAY - timedelta(days=3), firm.called("Mara Okoye"), overall="amber", path="soon"
    )

    form = talk.ana.types("/project-status apollo").clicks("Update")

    assert "Mara Okoye said 🟡 At risk for the whole on 3 May. Which part is it?" in form.text


@pytest.mark.usefixtures("apollo")
def test_a_form_begun_by_a_line_is_answered_where_the_line_was_typed(talk):
    form = talk.ana.types("/project-status apollo red: supplier is broke", in_="apollo")
    form.chooses("Which part is off track?", "Budget")
    form.fills("What gets it back", "a new supplier")
    form.chooses("Who must help", "Mara Okoye")

    card = form.saves()

    assert form.is_gone
    assert "Saved" in card.text
    assert "Who must help: Mara Okoye" in card.text
    assert [note.text for note in talk.ana.reads("apollo")] == [card.text]
    assert "Show here" in card.buttons


@pytest.mark.usefixtures("apollo")
def test_in_the_channel_of_a_project_its_name_need_not_be_said(talk, firm):
    firm.runs(firm.called("Ana Lind"), firm.project("Borealis", channel="apollo"))

    for line in ("amber budget: red tape", "budget amber red-hot prices"):
        seen = talk.ana.types(f"/project-status {line}", in_="apollo")
        assert "Borealis for Acme" in seen.text
        assert colours(standing(talk)) == {"budget": "amber"}


def test_names_may_hold_colours_and_parts(talk, firm):
    ana = firm.person("Ana Lind")
    here = firm.project("Apollo", channel="apollo")
    names = ("Red", "Green Light", "Time", "Amber budget")
    for project in (here, *(firm.project(name) for name in names)):
        firm.runs(ana, project)

    for name in names:
        assert f"{name} for Acme" in talk.ana.types(f"/project-status {name}").text
        done = talk.ana.types(f"/project-status {name} amber time: ill", in_="apollo")
        assert f"{name} for Acme" in done.text
        assert "Time  🟡 At risk" in done.text


@pytest.mark.usefixtures("apollo")
def test_without_a_name_the_place_must_say_which(talk, firm):
    seen = talk.ana.types("/project-status amber two testers are ill")
    assert "Say which project" in seen.text
    assert "amber two testers are ill" in seen.text.partition("You typed:")[2]

    ana = firm.called("Ana Lind")
    for name in ("Borealis", "Corvus"):
        firm.runs(ana, firm.project(name, channel="apollo"))
    seen = talk.ana.types("/project-status amber two testers are ill", in_="apollo")
    assert "This channel has 2 projects" in seen.text
    done = seen.clicks("Corvus")
    assert "Corvus for Acme" in done.text
    assert standing(talk).note == "two testers are ill"


@pytest.mark.usefixtures("apollo")
def test_who_may_not_report_keeps_the_words(talk):
    for line in ("apollo amber testers are ill", "apollo red testers are ill"):
        seen = talk.ben.types(f"/project-status {line}")

        assert "Only who runs this project and leaders say how it stands." in seen.text
        assert line in seen.text
    assert said(talk) == []


@pytest.mark.parametrize("length", [4_000, 10_000])
@pytest.mark.usefixtures("apollo")
def test_a_long_note_is_kept_whole_and_shown_cut(talk, length):
    words = f"{'&<!channel> *x* ' * 1000}"[: length - 1] + "."

    seen = talk.ana.types(f"/project-status apollo amber {words}")

    assert standing(talk).note == " ".join(words.split())
    assert "Saved" in seen.text
    assert "Last 8 weeks" in seen.text


@pytest.mark.usefixtures("apollo")
def test_a_note_beyond_all_measure_is_refused_and_shown(talk):
    seen = talk.ana.types(f"/project-status apollo amber {'word ' * 3000}")

    assert "between 1 and 10,000 are possible" in seen.text
    assert "You typed" in seen.text
    assert said(talk) == []


@pytest.mark.parametrize(
    "words",
    [
        "<!channel> <@U1> *x* `code` ~no~ _it_ <https://a.b|c> &amp; :tada:",
        "\u202eright to left\u202c \U0001f469\u200d\U0001f4bb",
        "one\ntwo\r\nthree\x00four\x1b[31m",
    ],
)
def test_what_is_typed_has_no_effect(talk, firm, words):
    ana = firm.person("Ana Lind")
    project = firm.project(f"Odd {' '.join(words.replace(chr(0), '').split())}", key="ODD")
    firm.runs(ana, project)

    seen = talk.ana.types(f"/project-status odd amber {words}", in_="apollo")
    seen.clicks("Show here")
    form = seen.clicks("Update")
    form.fills("What gets it back", words.replace("\n", " ").replace("\r", ""))
    form.saves()
    past = talk.ana.types("/project-status odd").clicks("History")
    past.closes()

    for note in talk.ana.reads("apollo"):
        sent = str(note.payload)
        assert "<!channel>" not in sent
        assert "<@U1>" not in sent
        assert "<https" not in sent
        assert note.text.isprintable() or "\n" in note.text


def test_a_name_of_300_letters_is_cut_and_a_longer_one_fits_no_project(talk, firm):
    name = "&*<" * 100
    ana = firm.person("Ana Lind")
    client = firm.client("<@U1>" * 60)
    firm.runs(ana, firm.project(name, client, key="K" * 100))

    card = talk.ana.types(f"/project-status {name}", in_="apollo")
    assert "for <@U1><@U1>" in card.text
    assert card.clicks("History").title.startswith("History of &*<")
    talk.ana.sees.closes()
    assert card.clicks("Update").title.startswith("Update &*<")
    talk.ana.sees.closes()
    assert "Open" in talk.ana.types("/project-status").buttons
    missed = talk.ana.types(f"/project-status {'x' * 5000} amber ill")
    assert "No project is called" in missed.text


@pytest.mark.parametrize(
    ("line", "word", "colour", "parts"),
    [
        ("apollo ambr supplier raised prices", "ambr", "Amber", {"overall": "amber"}),
        ("apollo budget: Yelow, supplier raised prices", "Yelow", "Yellow", {"budget": "amber"}),
        ("apollo gren time supplier raised prices", "gren", "Green", {"time": "green"}),
        ("apollo at rsk: supplier raised prices", "at rsk", "At risk", {"overall": "amber"}),
    ],
)
@pytest.mark.usefixtures("apollo")
def test_a_colour_that_is_nearly_said_is_asked_and_nothing_typed_is_lost(
    talk, line, word, colour, parts
):
    seen = talk.ana.types(f"/project-status {line}")

    assert f"“{word}” is no colour. Did you mean {colour.casefold()}?" in seen.text
    assert line in seen.text.partition("You typed:")[2]
    assert said(talk) == []
    assert "Saved" in seen.clicks(colour).text
    assert colours(standing(talk)) == parts
    assert standing(talk).note == "supplier raised prices"


def test_in_its_channel_a_colour_is_nearly_said_without_a_name(talk, firm):
    firm.runs(firm.person("Ana Lind"), firm.project("Borealis", channel="apollo"))

    seen = talk.ana.types("/project-status ambr red tape", in_="apollo")
    assert "Did you mean amber?" in seen.text
    assert "Saved" in seen.clicks("Amber").text
    assert standing(talk).note == "red tape"


@pytest.mark.usefixtures("apollo")
def test_a_name_that_is_nearly_said_is_no_misspelt_colour(talk, firm):
    firm.project("Apollo Amber")

    for line, meant in (("apollo ambr", "Apollo Amber"), ("apolo ambr ill", "Apollo")):
        seen = talk.ana.types(f"/project-status {line}")
        assert "No project is called" in seen.text
        assert meant in seen.buttons


@pytest.mark.usefixtures("apollo")
def test_a_misspelt_colour_in_a_long_line_is_asked_without_a_button(talk):
    seen = talk.ana.types(f"/project-status apollo ambr {'word ' * 500}")

    assert "Did you mean amber?" in seen.text
    assert seen.buttons == []
    assert "word word" in seen.text.partition("You typed:")[2]
