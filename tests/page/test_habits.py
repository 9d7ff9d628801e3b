"""What people do without thinking, since their messenger has taught them: keys, names, edits."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def threaded(ana, library):
    """Let Ana reply to Ben in a thread, which is open."""
    note = library.person("ben").posts("Who has Dune?", in_="#apollo")
    library.person("ana").posts("I do", under=note)
    ana.message("Who has Dune?").get_by_role("button", name="1 reply").click()
    expect(ana.thread).to_be_visible()
    return ana


def test_the_arrow_up_edits_what_stands_above_the_field(threaded):
    threaded.types("Good morning")
    threaded.sees("Good morning")
    field = threaded.thread.get_by_role("combobox")
    field.press("ArrowUp")
    edited = threaded.thread.get_by_label("Edit message")
    expect(edited).to_have_value("I do")
    edited.fill("I did")
    edited.press("Enter")
    expect(threaded.thread.locator("article").last).to_contain_text("I did(edited)")
    expect(field).to_be_focused()

    threaded.composer.press("ArrowUp")
    expect(threaded.page.locator("#scroll").get_by_label("Edit message")).to_have_value(
        "Good morning"
    )


def test_an_edit_stays_while_others_write(ana, library):
    ana.types("Who has Dune?")
    ana.sees("Who has Dune?")
    ana.composer.press("ArrowUp")
    field = ana.page.get_by_label("Edit message")
    field.fill("Who has Emma, which I lent to")

    root = library.person("ana").reads("#apollo")[0]
    library.person("ben").posts("I do", under=root)
    library.person("ben").posts("Good morning", in_="#apollo")
    ana.sees("Good morning")
    expect(field).to_be_focused()
    ana.page.keyboard.type(" Chloé?")
    ana.composer.press("ArrowUp")
    expect(field).to_be_focused()
    expect(field).to_have_value("Who has Emma, which I lent to Chloé?")

    field.press("Enter")
    expect(ana.message("Who has Emma, which I lent to Chloé?")).to_contain_text("1 reply")
    expect(ana.composer).to_be_focused()


def test_what_came_during_an_edit_is_drawn_once_it_is_left(ana, library):
    ana.types("Who has Dune?")
    ana.sees("Who has Dune?")
    ana.composer.press("ArrowUp")
    root = library.person("ana").reads("#apollo")[0]
    library.person("ben").posts("I do", under=root)
    library.person("ben").posts("Good morning", in_="#apollo")
    ana.sees("Good morning")

    ana.page.get_by_label("Edit message").press("Escape")

    expect(ana.message("Who has Dune?")).to_contain_text("1 reply")
    expect(ana.composer).to_be_focused()


def test_the_arrow_up_does_nothing_where_nothing_is_hers(threaded):
    threaded.composer.press("ArrowUp")

    expect(threaded.page.get_by_label("Edit message")).to_have_count(0)
    expect(threaded.composer).to_be_focused()


def test_an_edit_that_empties_asks_to_delete_and_one_that_changes_nothing_is_none(ana):
    ana.types("Oops")
    ana.menu("Oops", "Edit message")
    field = ana.page.get_by_label("Edit message")
    field.press("Enter")
    expect(ana.message("Oops")).not_to_contain_text("(edited)")

    ana.composer.press("ArrowUp")
    field.fill("")
    field.press("Enter")
    ana.page.get_by_role("dialog", name="Delete message").get_by_role(
        "button", name="Delete"
    ).click()
    expect(ana.messages).to_have_count(0)


MARKED = {
    "Control+b": "so *bold* it is",
    "Control+i": "so _bold_ it is",
    "Control+Shift+x": "so ~bold~ it is",
}


@pytest.mark.parametrize("keys", MARKED)
def test_keys_put_marks_around_words_and_take_them_off(ana, keys):
    ana.composer.fill("so bold it is")
    ana.composer.evaluate("node => node.setSelectionRange(3, 7)")
    ana.page.keyboard.press(keys)
    expect(ana.composer).to_have_value(MARKED[keys])

    ana.page.keyboard.press(keys)
    expect(ana.composer).to_have_value("so bold it is")


OFFERED = {
    "@ok": "Ben Okafor",
    "@chloe d": "Chloé Dubois",
    "*@be": "Ben Okafor",
    "@chan": "@channel",
}


@pytest.mark.parametrize("typed", OFFERED)
def test_names_are_found_as_people_type_them(ana, typed):
    ana.composer.press_sequentially(typed)

    expect(ana.page.get_by_role("option").first).to_contain_text(OFFERED[typed])


def test_a_name_that_was_taken_is_offered_no_more(ana):
    ana.composer.press_sequentially("@be")
    ana.page.keyboard.press("Enter")
    expect(ana.composer).to_have_value("@ben ")
    expect(ana.page.get_by_role("option")).to_have_count(0)

    ana.page.keyboard.press("Enter")
    ana.sees("@Ben Okafor")


def test_a_form_is_sent_from_a_long_field_by_control_enter(ana, library):
    ana.types("/lend")
    ana.chooses("Book", "Emma", query="em")
    ana.field("Note").fill("fine")
    ana.field("Note").press("Control+Enter")

    expect(ana.form).to_have_count(0)
    assert len(library.heard("view_submission")) == 1


def test_letters_find_a_conversation(ana):
    ana.page.keyboard.press("Control+k")
    ana.page.keyboard.type("oka")
    expect(ana.page.locator(".room", has_text="Ben Okafor")).to_be_focused()


def test_a_thread_says_where_it_is_when_and_how_long(threaded):
    expect(threaded.thread.get_by_role("heading", name="Thread")).to_contain_text("#apollo")
    expect(threaded.thread.get_by_role("separator")).to_have_text("1 reply")
    expect(threaded.thread.locator("article").last).to_contain_text("today at")
    expect(threaded.message("Who has Dune?")).to_contain_text("Last reply today at")


def test_in_a_narrow_window_a_thread_has_the_room_of_the_conversation(threaded):
    threaded.page.set_viewport_size({"width": 800, "height": 700})
    expect(threaded.page.locator("#middle")).to_be_hidden()
    assert threaded.thread.bounding_box()["width"] > 500

    threaded.thread.get_by_role("button", name="Close thread").click()
    expect(threaded.composer).to_be_visible()
    expect(threaded.message("Who has Dune?")).to_be_focused()


def test_an_address_of_nobody_opens_the_page_all_the_same(library, visit):
    nobody = visit(library.sandbox, "U0NOBODY000")

    expect(nobody.page.locator(".switcher")).to_contain_text("Ana Ferreira")


def test_where_something_is_new_in_a_thread_it_says_so(ana, library):
    ben = library.person("ben")
    note = ben.posts("Who has Dune?", in_="#leads")
    ana.opens("leads")
    ana.opens("apollo")
    room = ana.page.locator(".room", has_text="leads")
    expect(room).to_have_attribute("aria-label", "leads, private channel")
    library.person("chloe").posts("I do", under=note)
    expect(room).to_contain_text("1")

    ana.opens("leads")
    expect(ana.message("Who has Dune?")).to_contain_text("1 reply1 new")

    ana.opens("apollo")
    ana.opens("leads")
    expect(ana.message("Who has Dune?")).not_to_contain_text("new")
