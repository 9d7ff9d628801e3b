"""Reading on: where one is stays, the way down is offered, a thread takes and gives the focus."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def long(ana, library):
    """Fill the conversation with more than a window holds; the last word is Ana's."""
    ben = library.person("ben")
    for number in range(40):
        ben.posts(f"Number {number}", in_="#apollo")
    ana.types("That is all")
    ana.sees("That is all")
    return ana


def scrolled(ana):
    return ana.page.locator("#scroll").evaluate("node => node.scrollTop")


def goes_up(ana):
    ana.page.locator("#scroll").evaluate("node => node.scrollTop = 200")
    expect(ana.button("Newest messages")).to_be_visible()


def test_what_happens_elsewhere_does_not_take_one_down(long, library):
    goes_up(long)

    library.person("ben").posts("Elsewhere", in_="#leads")
    expect(long.page.locator(".room", has_text="leads")).to_contain_text("1")
    assert scrolled(long) == 200

    library.person("ben").posts("One more", in_="#apollo")
    long.button("New messages").click()
    expect(long.message("One more")).to_be_in_viewport()
    expect(long.page.locator(".to-newest")).to_have_count(0)


def test_what_one_says_is_seen_at_once(long):
    goes_up(long)

    long.types("And this")

    expect(long.message("And this")).to_be_in_viewport()


def test_one_comes_back_to_where_one_was(long):
    goes_up(long)

    long.opens("leads")
    expect(long.page.locator(".to-newest")).to_have_count(0)
    long.opens("apollo")

    long.sees("Number 3")
    long.page.wait_for_function("document.querySelector('#scroll').scrollTop === 200")


def test_what_is_new_is_seen_where_one_comes_back(long, library):
    goes_up(long)
    long.opens("leads")
    library.person("ben").posts("One more", in_="#apollo")
    long.opens("apollo")

    expect(long.message("One more")).to_be_in_viewport()


def test_a_thread_takes_the_focus_and_escape_gives_it_back(ana, library):
    note = library.person("ben").posts("Who has Dune?", in_="#apollo")
    library.person("chloe").posts("I do", under=note)
    ana.message("Who has Dune?").get_by_role("button", name="1 reply").click()
    expect(ana.thread.get_by_role("combobox")).to_be_focused()

    ana.composer.focus()
    ana.page.keyboard.press("Escape")

    expect(ana.thread).to_be_hidden()
    expect(ana.message("Who has Dune?")).to_be_focused()


def test_a_reply_further_up_moves_nothing_that_is_being_read(long, library):
    goes_up(long)
    read = long.message("Number 9")
    stood = read.bounding_box()
    first = library.person("ana").reads("#apollo")[0]

    library.person("ben").posts("As I said", under=first)

    expect(long.message("Number 0")).to_contain_text("1 reply")
    expect(long.button("New messages")).to_have_count(0)
    assert read.bounding_box() == stood
