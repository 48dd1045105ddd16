"""What a reader does in a browser: open, press, read; in one language, at one width."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext, override

from kokoaan.people.demo import PASSWORD
from tests.browser.house import ROOT

DESKTOP, PHONE = 1360, 390
HEIGHT = {DESKTOP: 900, PHONE: 844}
SHOTS = Path(os.environ.get("KOKOAAN_SHOTS", ROOT / "build" / "screenshots"))
# A busy machine takes its time.
PATIENCE = 60_000


class Reader:
    """One person in one browser. `say` gives a text of the product in this person's language."""

    def __init__(self, page, language="en", width=DESKTOP):
        self.page, self.language, self.width = page, language, width
        self.shots = 0

    def say(self, text, **values):
        """A text as this reader sees it; whole gettext, so that a better translation breaks nothing."""
        with override(self.language):
            return str(gettext(text)) % values if values else str(gettext(text))

    def label(self, choice):
        with override(self.language):
            return str(choice.label)

    def open(self, address):
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"

    def sign_in(self, name):
        """Through the page for it, from wherever the reader was sent to sign in."""
        if "/account/login/" not in self.page.url:
            self.open("/account/login/")
        self.page.get_by_label(self.say("User name or e-mail address")).fill(name)
        self.page.get_by_label(self.say("Password"), exact=True).fill(PASSWORD)
        self.press("Sign in")
        self.page.wait_for_url("**/office/")

    def follow(self, what):
        """Press what leads to a page, and wait for the page."""
        with self.page.expect_navigation():
            what.click()

    def press(self, text, role="button", what=""):
        """Press the button or link with this text; `what` is said of it to those who do not see the page."""
        name = f"{self.say(text)} {what}".strip()
        self.follow(self.page.get_by_role(role, name=name, exact=True).first)

    def reads(self, text, **values):
        """Wait until the text can be read on the page."""
        said = self.say(text, **values)
        self.page.locator("main, [role=main]").get_by_text(said).first.wait_for()

    def texts(self, selector):
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def fits(self):
        """Whether all of the page is within its width."""
        wide = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        return self.page.evaluate(wide) <= 0

    def shoot(self, name):
        """Keep what is on the screen, and look whether it fits."""
        self.shots += 1
        folder = SHOTS / f"{self.language}-{self.width}"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.shots:02}-{name}.png")
        assert self.fits(), f"{name} ({self.page.url}) scrolls sideways at {self.width} px"
