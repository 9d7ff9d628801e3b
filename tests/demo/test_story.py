"""The nine weeks end with what the welcome promises, and nobody did what may not be done."""

from datetime import UTC, datetime

from demo.story import WELCOME

SECRETS = ("Alderbrook", "Claims Triage", "Data Owners", "Adjuster Assistant")


def texts(office, name, place=None):
    return [note.text for note in office.person(name).reads(place)]


def test_it_opens_at_a_welcome_of_three_lines(told):
    workspace = told.sandbox.workspace
    people = [user for user in workspace.users.values() if not user.is_bot]

    assert people[0].name == "anneke"
    assert next(iter(workspace.channels.values())).name == "welcome"
    assert [note.message.text for note in told.person("anneke").reads("welcome")] == [WELCOME]
    assert len(WELCOME.splitlines()) == 3


def test_the_weekly_message_waits_for_annekes_click(told):
    *before, message = [note for note in told.person("anneke").reads() if "Your week" in note.text]

    assert "All unchanged" in message.buttons
    assert "Leak Forecast" in message.text
    assert "Night Desk Assistant" in message.text
    assert len(before) == 8
    assert not [
        note for note in before if {*note.buttons} & {"All unchanged", "All still on course"}
    ]


def test_who_answers_each_week_is_not_reminded(told):
    names = ("anneke", "bongani", "leyla", "saoirse", "yuki")

    assert [n for n in names if any("asked again" in text for text in texts(told, n))] == []


def test_what_happened_stands_at_its_own_time(told):
    days = {
        datetime.fromtimestamp(float(note.ts), UTC).date().isoformat()
        for note in told.person("anneke").reads()
        if "Your week" in note.text
    }

    assert min(days) == "2027-03-17"
    assert max(days) == "2027-05-12"
    assert len(days) == 9


def test_the_leaders_have_a_digest_with_its_thread(told):
    notes = told.person("ines").reads("leaders")
    heads = [note for note in notes if note.message.thread_ts is None]
    last = [note.text for note in notes if note.message.thread_ts == heads[-1].ts]

    assert "The firm, week 19" in heads[-1].text
    assert "Berth Planning" in heads[-1].text
    assert len(last) >= 3


def test_what_gets_better_is_told_too(told):
    digests = texts(told, "ines", "leaders")

    assert any("Meter Data Clean-up" in text for text in texts(told, "tobias"))
    assert any("Better" in text and "Meter Data Clean-up" in text for text in digests)


def test_nothing_confidential_stands_in_the_leaders_channel(told):
    said = "\n".join(texts(told, "ines", "leaders"))

    assert [secret for secret in SECRETS if secret in said] == []


def test_a_red_reached_the_clients_manager_and_who_is_to_help(told):
    assert any("off track" in text and "Berth" in text for text in texts(told, "bongani"))
    assert any("asks for your help" in text for text in texts(told, "ines"))


def test_no_call_was_refused(told):
    calls = [one for one in told.sandbox.traffic if one.direction == "to_slack"]
    refused = [(one.kind, one.answer) for one in calls if not (one.answer or {}).get("ok", True)]

    assert refused == []
    assert len(calls) > 200
    assert {one.status for one in told.sandbox.traffic} == {200}


def test_nothing_was_posted_where_a_guest_or_a_client_reads(told):
    workspace = told.sandbox.workspace
    strangers = {user.id for user in workspace.users.values() if user.name in {"fenna", "morag"}}
    rooms = [room for room in workspace.channels.values() if room.members & strangers]
    said = [m for room in rooms for m in workspace.messages.get(room.id, []) if m.bot_id]

    assert len(rooms) == 2
    assert said == []


def test_what_the_welcome_names_is_answered(told):
    anneke, ines = told.person("anneke"), told.person("ines")

    card = anneke.types("/project-status berth planning", in_="welcome")
    assert "Berth Planning" in card.text
    assert "Off track" in card.text
    form = anneke.types("/project-status leak forecast red", in_="welcome")
    assert form.title
    form.closes()
    assert "data" in anneke.types("/lesson data", in_="welcome").text.casefold()
    assert "How the firm stands" in ines.opens_home().text
    assert "Yuki Tanahira" in str(told.person("rafal").reads()[-1].text)


def test_one_click_answers_annekes_week(told):
    message = next(n for n in told.person("anneke").reads() if "All unchanged" in n.buttons)

    assert "All answered" in message.clicks("All unchanged").text or "Done" in message.text
