"""Somebody before the page in a browser: what a test does there, by the words it shows."""

from playwright.sync_api import expect

NARROW = 720
"""Up to this width, in points, the page shows one pane at a time."""
SOON = 4000
"""Milliseconds in which what was done must show."""


class Seat:
    """One tab; `page` is Playwright's own."""

    def __init__(self, page):
        self.page = page

    @property
    def composer(self):
        return self.page.locator("#foot textarea")

    @property
    def form(self):
        return self.page.locator("dialog.form")

    @property
    def messages(self):
        return self.page.locator("#scroll article")

    @property
    def thread(self):
        return self.page.locator("#thread")

    def message(self, words):
        """Return the newest message with these words."""
        return self.messages.filter(has_text=words).last

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label):
        """Return a field of the form by its label."""
        block = self.form.locator(".input").filter(has_text=label)
        return block.locator("input, textarea").first

    def types(self, text):
        self.composer.fill(text)
        self.composer.press("Enter")

    def sees(self, words):
        expect(self.message(words)).to_be_visible()

    def chooses(self, label, option, query=None):
        """Pick from a field that has a list."""
        field = self.page.get_by_role("combobox", name=label, exact=False).last
        field.click()
        if query:
            field.press_sequentially(query)
        self.page.get_by_role("option", name=option).first.click()

    def saves(self):
        self.form.locator("button[type=submit]").click()

    def menu(self, words, item):
        """Pick from the menu of a message."""
        message = self.message(words)
        message.hover()
        message.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("menuitem", name=item).click()

    def lists(self):
        """Go to the list of conversations, which on a phone is another pane."""
        is_narrow = self.page.viewport_size["width"] <= NARROW
        if is_narrow and self.page.locator("body").get_attribute("data-pane") != "list":
            self.button("All conversations").click()

    def acts_as(self, name):
        self.lists()
        self.page.locator(".switcher").click()
        self.page.get_by_role("menuitemradio", name=name).click()
        expect(self.page.locator(".switcher")).to_contain_text(name)

    def opens(self, name):
        """Go to a conversation by the list on the left."""
        self.lists()
        self.page.locator(".room").filter(has_text=name).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)
