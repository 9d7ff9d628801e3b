"""What is pressed on something that has just been drawn anew, or that lies behind a form."""

import pytest
from playwright.sync_api import expect

from sandbox.page.acts import perform
from tests.page.blocks import every_field, section, words

ANA = "U0ANA000000"


def lend(book):
    return {"type": "button", "action_id": "lend", "value": book, "text": words(f"Lend {book}")}


def home(*books):
    return {"type": "home", "blocks": [section(book, accessory=lend(book)) for book in books]}


@pytest.fixture
def desk(library, app):
    """Return Ana's place; Emma stands in a block whose name is new with each drawing of Home."""
    app.views_publish(user_id=ANA, view=home("Emma", "Persuasion"))
    return library.page.desks.of(ANA)


def pressed(desk, book, block):
    view = desk.workspace.homes[ANA]
    return perform(
        desk,
        {"do": "press", "on": {"view": view}, "block": block, "action": "lend", "carries": book},
    )


def blocks(desk):
    view = desk.workspace.views[desk.workspace.homes[ANA]]
    return [block["block_id"] for block in view.payload["blocks"]]


def test_what_has_moved_meanwhile_is_still_pressed(desk, library, app):
    heard = []

    @library.app.action("lend")
    def lend_it(ack, action):
        heard.append(action["value"])
        ack()

    emma, _ = blocks(desk)
    app.views_publish(user_id=ANA, view=home("Ulysses", "Emma"))
    assert emma not in blocks(desk)

    assert pressed(desk, "Emma", emma)["ok"]

    assert heard == ["Emma"]


def test_another_button_in_its_place_is_not_pressed_for_it(desk, app):
    emma, _ = blocks(desk)
    app.views_publish(user_id=ANA, view=home("Ulysses"))
    ulysses = blocks(desk)[0]

    assert pressed(desk, "Emma", emma)["said"] == "That is not there any more."
    assert pressed(desk, "Emma", ulysses)["said"] == "That is not there any more."


def test_a_menu_is_never_taken_for_that_of_another_row(desk, app):
    choices = [{"text": words(each), "value": each} for each in ("delete", "edit")]
    menu = {"type": "overflow", "action_id": "menu", "options": choices}
    rows = [section(task, accessory=menu, block_id=task) for task in ("task-1", "task-2")]
    app.views_publish(user_id=ANA, view={"type": "home", "blocks": rows[1:]})
    on = {"view": desk.workspace.homes[ANA]}

    done = perform(
        desk, {"do": "press", "on": on, "block": "task-1", "action": "menu", "choice": "delete"}
    )

    assert done["said"] == "That is not there any more."


def test_what_lies_behind_a_form_says_which_to_close(ana, library, visit):
    """One tab opens it; the other presses before it has heard of that."""

    @library.app.command("/card")
    def open_card(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=every_field())

    ana.types("/shelf")
    ana.sees("Emma is here")
    elsewhere = visit(library.sandbox, ANA, "C0APOLLO000")
    late = []

    def hold(look):
        late.append(look)

    ana.page.route("**/page/state*", hold)
    elsewhere.types("/card")
    expect(elsewhere.form).to_be_visible()

    with ana.page.expect_response("**/page/act*"):
        ana.message("Emma is here").get_by_role("button").first.click()
    for look in late:
        look.continue_()
    ana.page.unroute("**/page/state*", hold)

    expect(ana.form.locator(".toast")).to_have_text("Close “Every field” first.")


def test_the_choice_of_users_opens_on_who_one_is(ana):
    ana.acts_as("Ben Okafor")

    ana.page.locator(".switcher").click()

    expect(ana.page.get_by_role("menuitemradio", name="Ben Okafor")).to_be_focused()
