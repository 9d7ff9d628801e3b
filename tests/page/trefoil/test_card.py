"""A project is shown and reported on: the card, the form, what is wrong in it, and its mending."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def test_a_project_is_shown_to_who_asks_alone(sit):
    cem = sit("cem")
    cem.composer.press_sequentially("/project-status eri")
    expect(cem.page.locator(".usage")).to_contain_text("[project] [green, amber or red]")
    assert amiss(cem) == []
    cem.composer.press_sequentially("danus")
    cem.composer.press("Enter")

    card = cem.message("Eridanus for Acme")
    expect(card).to_contain_text("Only visible to you")
    expect(card).to_contain_text("Cem Aydin runs it")
    assert amiss(cem) == []


def test_a_project_is_reported_on_and_a_wrong_field_is_mended(sit):
    cem = sit("cem")
    cem.types("/project-status eridanus")
    cem.message("Eridanus for Acme").get_by_role("button", name="Update").click()
    expect(cem.form.get_by_role("heading", name="Update Eridanus")).to_be_visible()
    assert amiss(cem) == []
    cem.chooses("Time", "At risk")
    expect(cem.field("What gets it back")).to_be_visible()
    cem.field("Finish").fill("2030-01-01")
    cem.saves()
    wrong = cem.form.locator(".wrong .error")
    expect(wrong).to_contain_text(["Finish is before today.", "Say in one line"])
    assert amiss(cem) == []

    cem.field("Finish").fill("2031-01-24")
    cem.field("What gets it back").fill("A second tester from Monday")
    cem.saves()

    expect(cem.form).to_have_count(0)
    expect(cem.message("A second tester from Monday")).to_contain_text("At risk")
    assert amiss(cem) == []


def test_the_fields_behind_more_are_led_to_and_what_was_typed_stays(sit):
    cem = sit("cem")
    cem.types("/project-status eridanus")
    cem.message("Eridanus for Acme").get_by_role("button", name="Update").click()
    cem.field("Note").fill("The feed is there")

    cem.form.get_by_role("button", name="More").click()

    expect(cem.field("Percent done")).to_be_focused()
    expect(cem.field("Note")).to_have_value("The feed is there")
    assert amiss(cem) == []
    cem.page.keyboard.press("Escape")
    expect(cem.form).to_have_count(0)
