"""Who may use the page, and what one user must not see: it never leaves the server."""

import httpx
import pytest

from sandbox.page.picture import PICTURES

ANA, BEN, GUS, OLGA = "U0ANA000000", "U0BEN000000", "U0GUS000000", "U0OLGA00000"


@pytest.fixture
def door(library):
    """Return what asks the server as the page does."""
    headers = {"x-page-token": library.page.token}
    with httpx.Client(base_url=library.sandbox.url, headers=headers) as client:
        yield client


def state(door, user, place="C0APOLLO000"):
    return door.get("page/state", params={"as": user, "in": place}).json()


def test_the_page_carries_its_token_and_may_load_only_its_own(door, library):
    page = door.get("/")

    assert f'name="page-token" content="{library.page.token}"' in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-page-token": "guessed"},
        {"x-page-token": "ü".encode()},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"host": "evil.example"},
        {"host": "127.0.0.1:1"},
    ],
)
def test_a_page_of_another_site_cannot_drive_it(door, library, headers):
    said = {"do": "send", "channel": "C0APOLLO000", "text": "hello"}

    answer = door.post("page/act", params={"as": ANA}, json=said, headers=headers)

    assert answer.status_code == 403
    assert library.person("ana").reads("#apollo") == []


def test_by_another_name_of_this_machine_there_is_no_token(door):
    answer = door.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 403
    assert "token" not in answer.text


@pytest.mark.parametrize("user", [OLGA, "U0BUILDBOT0", "U0NOBODY000", ""])
def test_nobody_signs_in_who_has_left_or_is_no_person(door, user):
    assert state(door, user)["error"] == "cannot"


def test_a_private_note_is_in_nobody_elses_state(door, library):
    library.person("ana").types("/shelf", in_="#apollo")

    assert "Emma" in str(state(door, ANA))
    assert "Emma" not in str(state(door, BEN))


def test_a_private_channel_is_for_its_members(door, library):
    library.person("ana").posts("Only for the board", in_="#board")

    assert state(door, ANA, "C0BOARD0000")["place"]
    ben = state(door, BEN, "C0BOARD0000")
    assert ben["place"] is None
    assert "C0BOARD0000" not in str(ben)


def test_a_guest_sees_only_the_channels_that_have_him(door):
    assert [each["name"] for each in state(door, GUS)["channels"]] == ["apollo"]


def test_another_persons_form_cannot_be_used(door, library):
    form = library.person("ana").types("/lend", in_="#apollo")
    on = {"view": form.surface.view.id}

    for said in ({"do": "submit", "on": on}, {"do": "close", "on": on}):
        answer = door.post("page/act", params={"as": BEN}, json=said).json()
        assert answer["said"] == "That is not there any more."
    assert not form.is_gone


def test_a_file_is_given_to_those_who_see_it_and_never_run(door, library):
    evil = b"<script>alert(1)</script>"
    note = library.person("ana").drops("a.html", evil, in_="#leads")
    ask = {"id": note.files[0]}

    answer = door.get("page/file", params={"as": ANA, **ask})
    assert answer.content == evil
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
    assert "image/svg+xml" not in PICTURES
    assert door.get("page/file", params={"as": GUS, **ask}).status_code == 404


def test_the_inspector_shows_others_only_that_something_was_said(door, library):
    library.person("ana").types("/shelf", in_="#apollo")

    mine, theirs = (
        door.get("page/traffic", params={"as": user}).json()["exchanges"][0] for user in (ANA, BEN)
    )
    assert mine["kind"] == theirs["kind"] == "/shelf"
    assert (mine["is_open"], theirs["is_open"]) == (True, False)
    asked = {"number": mine["number"]}
    assert "Emma" in door.get("page/exchange", params={"as": ANA, **asked}).text
    assert door.get("page/exchange", params={"as": BEN, **asked}).json() == {"ok": False}


def test_only_its_author_changes_a_message(door, library):
    note = library.person("ana").posts("Mine", in_="#apollo")
    said = {"do": "edit", "on": {"channel": note.channel, "ts": note.ts}, "text": "Yours"}

    answer = door.post("page/act", params={"as": BEN}, json=said).json()

    assert not answer["ok"]
    assert note.text == "Mine"


@pytest.mark.parametrize(
    "said",
    [
        {"do": "fly"},
        {"do": "send"},
        {"do": "press", "on": {"channel": "C0APOLLO000", "ts": "1.0"}, "block": "b", "action": "a"},
        {"do": "join", "channel": "C0BOARD0000"},
        {"do": "write_to", "user": OLGA},
    ],
)
def test_what_cannot_be_done_is_refused_with_a_word(door, said):
    answer = door.post("page/act", params={"as": BEN}, json=said).json()

    assert not answer["ok"]
    assert answer["said"]


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff"])
def test_what_cannot_be_read_is_refused(door, body):
    assert door.post("page/act", params={"as": ANA}, content=body).status_code == 400


@pytest.mark.parametrize(
    "path", ["page/js/../routes.py", "page/js/%2e%2e%2froutes.py", "page/py/x"]
)
def test_only_the_pages_own_files_are_given(door, path):
    assert door.get(path).status_code == 404


def test_switching_the_user_leaves_the_private_note_behind(ana):
    ana.types("/shelf")
    ana.sees("Emma is here")

    ana.acts_as("Ben Okafor")

    assert ana.page.get_by_text("Emma is here").count() == 0
    assert "Emma" not in ana.page.evaluate(
        "import('/page/js/store.js').then(({ store }) => JSON.stringify(store.seen))"
    )
