"""The five tasks that a coordinator does most, by hand in a real Chromium: what each costs in steps and clicks.

A step is a page that is read or a field that is filled in; a click is a press of the mouse or of a key that acts. The
bounds are promises: a page that asks for one more fails here.
"""

import secrets

import pytest

pytestmark = pytest.mark.browser


class Hand:
    """One hand that counts what it does."""

    def __init__(self, reader):
        self.reader, self.page = reader, reader.page
        self.steps = self.clicks = 0

    def click(self, what, *, leads=True):
        self.clicks += 1
        if leads:
            self.steps += 1
            self.reader.follow(what)
        else:
            what.click()

    def key(self, key):
        self.clicks += 1
        self.steps += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, field, text):
        self.steps += 1
        field.fill(text)

    def choose(self, field, value):
        self.steps += 1
        field.select_option(value)

    def button(self, name):
        return self.page.locator("main").get_by_role("button", name=name, exact=True).first

    def link(self, name):
        return self.page.locator("main").get_by_role("link", name=name, exact=True).first

    def cost(self, steps, clicks):
        assert (self.steps, self.clicks) <= (steps, clicks), f"{self.steps} steps and {self.clicks} clicks"
        assert self.clicks <= clicks, f"{self.clicks} clicks"


@pytest.fixture
def hand(house, reader_at):
    reader = reader_at(house, user="ella")
    reader.open("/office/")
    return Hand(reader)


def test_everything_about_a_city_before_a_meeting(hand):
    """Search its name from the front page, open everything about it."""
    hand.write(hand.page.locator("main input[type=search], main [name=q]").first, "Tallinn")
    hand.key("Enter")
    hand.click(hand.page.locator(".found a").first)
    assert hand.reader.texts(".about-title") == ["Tallinn"]
    hand.reader.reads("Now")
    hand.reader.reads("Timeline")
    hand.reader.shoot("about")
    hand.cost(steps=3, clicks=2)


def test_a_tie_with_a_body_that_nobody_has_entered_yet(hand):
    """From anywhere, in one save: the body is added with the tie, and one Undo takes both back."""
    name = f"Example body {secrets.token_hex(4)}"
    hand.page.locator("body").click()
    hand.key("n")
    hand.click(hand.page.locator(".add-kinds a", has=hand.page.get_by_text("Tie", exact=True)))
    hand.write(hand.page.locator("main [name=organisation]"), name)
    hand.choose(hand.page.locator("main [name=kind]"), "informal")
    hand.click(hand.page.locator(".log-save"))
    hand.page.locator("main [name=new-organisation]").check()
    hand.clicks += 1
    hand.click(hand.page.locator(".log-save"))
    hand.page.locator(".messages").get_by_text(name).wait_for()
    hand.reader.shoot("tie-added")
    hand.cost(steps=6, clicks=5)


def test_a_tie_is_suspended_with_decision_and_reason(hand):
    """From the tie's page; what was stays in the history."""
    hand.reader.open("/office/tie/?q=Stockholm")
    hand.click(hand.page.locator("main tbody .title a, main tbody a").first)
    hand.click(hand.page.get_by_role("link", name="Change status", exact=True).first)
    hand.page.locator("main [name=status][value=suspended]").check()
    hand.clicks += 1
    hand.write(hand.page.locator("main [name=decision]"), "Example decision § 1")
    hand.write(hand.page.locator("main [name=reason_en]"), "An example of a reason.")
    hand.click(hand.page.locator("main form[method=post] [type=submit], main form[method=post] button.button").last)
    hand.reader.reads("An example of a reason.")
    hand.reader.shoot("suspended")
    hand.cost(steps=5, clicks=4)


def test_a_benefit_is_logged_in_one_line(hand):
    """What a membership gave: one line, kind, of what; under a minute."""
    line = f"An example of a benefit {secrets.token_hex(4)}"
    hand.page.locator("body").click()
    hand.key("n")
    hand.click(hand.page.locator(".add-kinds a", has=hand.page.get_by_text("Benefit", exact=True)))
    hand.write(hand.page.locator("[name=gave]"), line)
    hand.page.locator("[name=kind]").first.check()
    hand.clicks += 1
    giver = hand.page.locator("[name=giver]")
    giver.press_sequentially("Eurocit")
    hand.steps += 1
    hand.page.get_by_role("option").first.wait_for()
    hand.click(hand.page.get_by_role("option").first, leads=False)
    hand.click(hand.page.locator(".benefit-save"))
    hand.reader.reads(line)
    hand.reader.shoot("benefit")
    hand.cost(steps=5, clicks=5)


def test_many_rows_are_changed_at_once_and_taken_back(hand):
    """All rows of a list get the day of their next review; one press takes it back."""
    hand.reader.open("/office/tie/?status=active")
    hand.page.locator("#together [name=all]").check()
    hand.clicks += 1
    hand.choose(hand.page.locator("#together-act"), "review")
    hand.click(hand.page.locator("#together button"))
    hand.write(hand.page.locator("main [name=review]"), f"20{secrets.randbelow(60) + 40}-05")
    hand.click(hand.page.locator("button[value=look]"))
    hand.click(hand.page.locator("button[value=do]"))
    hand.reader.shoot("changed")
    hand.click(hand.page.locator(".messages").get_by_role("link", name="Undo"))
    hand.click(hand.button("Yes, undo"))
    hand.cost(steps=7, clicks=6)
