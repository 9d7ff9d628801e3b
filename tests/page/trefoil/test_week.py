"""The weekly message, made and sent by the jobs: answered in one click, or one by one."""

from playwright.sync_api import expect

from tests.page.sight import amiss

ASKING = ("All still on course", "Still on course", "Update", "Snooze to tomorrow")


def week(seat):
    """Return the weekly message, where its reader finds it."""
    seat.opens("Trefoil")
    seat.page.get_by_role("tab", name="Messages").click()
    return seat.message("Your week · 8 May")


def asked(message, name):
    """Return the buttons of this name."""
    return message.get_by_role("button", name=name, exact=True)


def test_one_click_answers_the_week_and_leaves_nothing_to_press(sit):
    ana = sit("ana")
    message = week(ana)
    expect(message).to_contain_text("Borealis for Acme · on track")
    assert amiss(ana) == []

    asked(message, "All still on course").click()

    expect(message).to_contain_text("Done for this week. Next: 15 May.")
    expect(message).to_contain_text("Apollo · still on course, 14:01")
    for name in ASKING:
        expect(asked(message, name)).to_have_count(0)
    expect(ana.messages).to_have_count(1)
    assert amiss(ana) == []


def test_one_project_is_answered_and_its_answer_taken_back(sit):
    ben = sit("ben")
    message = week(ben)
    asked(message, "Still on course").first.click()
    expect(message).to_contain_text("Corvus · still on course")
    expect(message).to_contain_text("1 project")
    expect(asked(message, "Still on course")).to_have_count(1)
    assert amiss(ben) == []

    asked(message, "Undo").click()

    expect(message).to_contain_text("Corvus for Acme · on track")
    expect(asked(message, "Still on course")).to_have_count(2)
    expect(asked(message, "Undo")).to_have_count(0)
    assert amiss(ben) == []


def test_what_changed_is_said_in_the_form_and_the_message_is_done(sit, office):
    mara = sit("mara")
    message = week(mara)
    asked(message, "Still on course").last.click()
    expect(message).to_contain_text("Libra · still on course")
    asked(message, "Update").click()
    expect(mara.form.get_by_role("heading", name="Update Leo")).to_be_visible()
    mara.chooses("Budget", "Off track")
    mara.field("What gets it back").fill("Ask for a second budget")
    mara.form.get_by_role("checkbox", name="Someone must decide").check()
    assert amiss(mara) == []

    mara.saves()
    expect(mara.form.get_by_role("heading", name="Saved")).to_be_visible()
    assert amiss(mara) == []
    mara.form.get_by_role("button", name="Close").last.click()
    office.beat.passes(seconds=5)

    expect(message).to_contain_text("Done for this week.")
    expect(message).to_contain_text("Leo · off track")
    assert amiss(mara) == []
