"""Messages, threads, files and what only one person sees, in a browser, with a foreign program."""

from playwright.sync_api import expect


def test_a_message_is_posted_edited_and_deleted(ana, library):
    ana.types("Good morning @ben & <all>")
    ana.sees("Good morning @Ben Okafor & <all>")

    ana.menu("Good morning", "Edit message")
    ana.page.get_by_label("Edit message").fill("Good evening")
    ana.button("Save").click()
    ana.sees("Good evening")
    expect(ana.message("Good evening")).to_contain_text("(edited)")

    ana.menu("Good evening", "Delete message")
    ana.button("Delete").click()
    expect(ana.messages.filter(has_text="Good evening")).to_have_count(0)
    assert library.person("ben").reads("#apollo") == []


def test_what_others_and_the_app_write_appears_by_itself(ana, library, app):
    library.person("ben").posts("Are you there?", in_="#apollo")
    ana.sees("Are you there?")

    app.chat_postMessage(channel="C0APOLLO000", text="I *am*")
    ana.sees("I am")
    expect(ana.page.locator("#announcer")).to_have_text("Library: I *am*")


def test_a_command_completes_and_its_answer_is_hers_alone(ana, library, visit):
    ana.composer.press_sequentially("/she")
    option = ana.page.get_by_role("option", name="/shelf")
    expect(option).to_contain_text("see the books")
    ana.composer.press("Tab")
    expect(ana.composer).to_have_value("/shelf ")
    ana.composer.press("Enter")

    expect(ana.message("Emma is here")).to_contain_text("Only visible to you")
    ben = visit(library.sandbox, "U0BEN000000", "C0APOLLO000")
    expect(ben.page.locator("#scroll")).to_contain_text("Nothing was said here yet.")


def test_a_button_replaces_what_it_stands_on_and_a_menu_is_answered(ana):
    ana.types("/shelf")
    card = ana.message("Emma is here")
    card.get_by_role("button", name="More actions").first.click()
    ana.page.get_by_role("menuitem", name="History").click()
    ana.sees("You chose history")

    card.get_by_role("button", name="Return").last.click()
    ana.sees("Book 2 is back")


def test_a_command_that_fails_says_so_and_gives_back_what_was_typed(ana):
    ana.types("/crash now")

    ana.sees("/crash failed")
    expect(ana.composer).to_have_value("/crash now")

    ana.types("Never mind")
    ana.sees("Never mind")
    expect(ana.messages.filter(has_text="/crash failed")).to_have_count(0)


def test_a_thread_has_its_pane_and_takes_no_command(ana, library, app):
    ana.types("Who has Dune?")
    message = ana.message("Who has Dune?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    field = ana.thread.get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("I do")
    field.press("Enter")
    expect(ana.thread.locator("article").last).to_contain_text("I do")
    expect(message).to_contain_text("1 reply")
    expect(ana.messages.filter(has_text="I do")).to_have_count(0)

    root = library.person("ana").reads("#apollo")[0]
    app.chat_postMessage(channel=root.channel, text="Noted", thread_ts=root.ts)
    expect(ana.thread.locator("article").last).to_contain_text("Noted")

    field.fill("/shelf")
    field.press("Enter")
    expect(ana.page.locator(".toast")).to_contain_text("not supported in threads")
    ana.page.keyboard.press("Escape")
    expect(ana.thread).to_be_hidden()


def test_unread_marks_come_and_go(ana, library):
    library.person("ben").posts("Look, @ana", in_="#leads")
    room = ana.page.locator(".room", has_text="leads")
    expect(room).to_have_attribute("aria-label", "leads, private channel, 1 unread")

    room.click()
    expect(ana.page.locator(".day.new")).to_be_visible()
    ana.opens("apollo")
    expect(room).to_have_attribute("aria-label", "leads, private channel")


def test_a_file_is_attached_and_a_picture_is_shown(ana, library):
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
    )
    files = [
        {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b"},
        {"name": "dot.png", "mimeType": "image/png", "buffer": picture},
    ]
    ana.page.locator("#foot input[type=file]").set_input_files(files)
    ana.types("The notes")

    ana.sees("notes.csv")
    image = ana.page.get_by_alt_text("Picture dot.png")
    expect(image).to_have_js_property("naturalWidth", 1)
    with ana.page.expect_download() as download:
        ana.page.get_by_role("button", name="notes.csv").click()
    assert download.value.path().read_bytes() == b"a,b"
    assert library.workspace.files


def test_a_file_is_dropped_into_the_conversation(ana):
    dropped = ana.page.evaluate_handle(
        "() => { const it = new DataTransfer(); it.items.add(new File(['a'], 'dropped.txt'));"
        " return it }"
    )
    ana.page.locator(".composer").dispatch_event("drop", {"dataTransfer": dropped})
    expect(ana.page.locator(".composer")).to_contain_text("dropped.txt")

    ana.button("Send").click()

    ana.sees("dropped.txt")


def test_names_and_emoji_complete(ana):
    for typed, offered, written in (
        ("ask @oka", "Ben Okafor", "ask @ben "),
        ("see #lea", "#leads", "see #leads "),
        ("well :tad", "🎉 tada", "well 🎉 "),
    ):
        ana.composer.fill("")
        ana.composer.press_sequentially(typed)
        ana.page.get_by_role("option", name=offered).click()
        expect(ana.composer).to_have_value(written)


def test_home_and_messages_of_the_app(ana):
    ana.opens("Library")
    expect(ana.page.locator("#scroll")).to_contain_text("Your books")

    ana.page.get_by_role("tab", name="Messages").click()
    ana.types("hello")
    ana.sees("You wrote: hello")


def test_a_public_channel_is_joined_and_left(ana):
    ana.opens("borealis")
    ana.button("Join channel").click()
    ana.types("I am here")
    ana.sees("I am here")

    ana.button("Leave").click()
    expect(ana.button("Join channel")).to_be_visible()


def test_a_private_channel_is_not_left_by_a_slip(ana):
    ana.opens("leads")

    ana.button("Leave").click()
    asked = ana.page.get_by_role("dialog", name="Leave leads?")
    expect(asked).to_contain_text("only somebody who is in it")
    asked.get_by_role("button", name="Stay").click()
    expect(ana.page.get_by_role("heading", name="leads")).to_be_visible()

    ana.button("Leave").click()
    asked.get_by_role("button", name="Leave").click()
    expect(ana.page.locator(".room").filter(has_text="leads")).to_have_count(0)


def test_colleagues_write_to_each_other(ana, library, visit):
    ana.opens("Ben Okafor")
    ana.types("Between us")

    ben = visit(library.sandbox, "U0BEN000000")
    ben.opens("Ana Ferreira")
    ben.sees("Between us")
