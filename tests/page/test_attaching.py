"""Files in a browser: by the paperclip, dropped or pasted, into a conversation or a thread."""

import pytest
from playwright.sync_api import expect

from tests.page.blocks import every_field

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
FILES = [
    {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b"},
    {"name": "dot.png", "mimeType": "image/png", "buffer": DOT},
]
GIVEN = """([kind, field]) => {
    const given = new DataTransfer();
    given.items.add(new File(["a"], "given.txt"));
    const how = { bubbles: true, cancelable: true };
    const event = kind === "paste"
        ? new ClipboardEvent("paste", { ...how, clipboardData: given })
        : new DragEvent("drop", { ...how, dataTransfer: given });
    document.querySelector(field).dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.fixture
def threaded(ana, library):
    """Open the thread of a message of Ben's."""
    library.person("ben").posts("Who has the notes?", in_="#apollo")
    message = ana.message("Who has the notes?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    expect(ana.thread.get_by_role("combobox")).to_be_focused()
    return ana


def test_files_are_attached_to_a_reply(threaded, library):
    threaded.thread.locator("input[type=file]").set_input_files(FILES)
    field = threaded.thread.get_by_role("combobox")
    field.fill("Here they are")
    field.press("Enter")

    reply = threaded.thread.locator("article").last
    expect(reply).to_contain_text("Here they are")
    expect(reply).to_contain_text("notes.csv")
    expect(reply.get_by_alt_text("Picture dot.png")).to_have_js_property("naturalWidth", 1)
    expect(threaded.message("Who has the notes?")).to_contain_text("1 reply")
    expect(threaded.messages.filter(has_text="Here they are")).to_have_count(0)
    root, posted = library.person("ana").reads("#apollo")
    assert posted.message.thread_ts == root.ts
    assert len(posted.files) == 2


@pytest.mark.parametrize(
    ("kind", "where"), [("paste", "#thread textarea"), ("drop", "#thread article")]
)
def test_files_are_given_to_a_thread(threaded, kind, where):
    assert threaded.page.evaluate(GIVEN, [kind, where])

    expect(threaded.thread.locator(".composer")).to_contain_text("given.txt")
    expect(threaded.page.locator("#foot")).not_to_contain_text("given.txt")
    threaded.thread.get_by_role("button", name="Send").click()
    expect(threaded.thread.locator("article").last).to_contain_text("given.txt")


def test_a_file_is_dropped_anywhere_on_the_page(ana, library):
    library.person("ben").posts("Any notes?", in_="#apollo")
    ana.sees("Any notes?")

    assert ana.page.evaluate(GIVEN, ["drop", "#sidebar"])
    assert ana.page.evaluate(GIVEN, ["drop", "#scroll article"])

    expect(ana.page.locator("#foot li")).to_have_text("given.txt")


def test_what_was_begun_in_a_thread_stays(threaded):
    field = threaded.thread.get_by_role("combobox")
    field.fill("I think I ha")
    threaded.page.keyboard.press("Escape")
    expect(threaded.thread).to_be_hidden()

    message = threaded.message("Who has the notes?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()

    expect(field).to_have_value("I think I ha")


def test_what_cannot_be_read_is_given_back_with_the_words(ana, tmp_path):
    paths = [tmp_path / name for name in ("notes.csv", "gone.txt")]
    for path in paths:
        path.write_text("a,b")
    ana.page.locator("#foot input[type=file]").set_input_files(paths)
    paths[1].unlink()
    ana.types("Here they are")

    ana.sees("“gone.txt” cannot be read.")
    expect(ana.composer).to_have_value("Here they are")
    expect(ana.page.locator("#foot li")).to_have_text(["notes.csv", "gone.txt"])

    ana.button("Remove gone.txt").click()
    ana.button("Send").click()
    ana.sees("Here they are")
    expect(ana.messages).to_have_count(1)
    expect(ana.messages).to_contain_text("notes.csv")


def test_a_field_of_a_form_says_what_it_cannot_read_and_keeps_the_rest(ana, library, tmp_path):
    @library.app.command("/card")
    def open_card(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=every_field())

    path = tmp_path / "notes.csv"
    path.write_text("a,b")
    ana.types("/card")
    field = ana.form.locator("input[type=file]")
    field.set_input_files(path)
    expect(ana.form.locator(".files li")).to_have_text("notes.csv")
    path.unlink()
    field.dispatch_event("change")

    expect(ana.form.locator(".toast")).to_have_text("“notes.csv” cannot be read.")
    expect(ana.form.locator(".files li")).to_have_text("notes.csv")
