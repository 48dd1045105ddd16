"""axe finds no violation on any page of the office or of the public face, at both widths."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.urls import reverse

from kokoaan.finder.shortlist import Stage
from kokoaan.office.registers import REGISTERS
from tests.browser.reader import DESKTOP, HEIGHT, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="Pages look the same."),
]
PUBLIC = (
    *("/en/", "/fi/", "/sv/", "/en/ties/", "/en/projects/", "/en/projects/?continent=AF", "/en/sources/"),
    *("/account/login/", "/account/password/reset/"),
)
ASKED = "find/?need=district+heating"
# Vancouver and Stockholm.
KEPT = f"{ASKED}&keep=place:6173331&keep=place:2673730"
COMPARED = KEPT.replace("find/", "find/compare/")
OFFICE = (
    *("", "account/", "confirm/", "search/", "search/?q=Tallinn", "search/?q=zzzzzz", "meeting/log/", "need/outcomes/"),
    *("changes/", "circles/", "find/", ASKED, f"{KEPT}&order=likely", COMPARED, KEPT.replace("find/", "need/new/")),
    "find/?need=zzzzzz&wanted=university",
)
GATHERED = (
    *("picture/", "about/place/588409/", "about/country/EE/", "about/place/588409/?show=timeline"),
    *("add/", "add/tie/", "add/organisation/", "import/", "duplicates/", "languages/"),
    *("benefit/log/", "benefit/worth/"),
)
DARK = ("", KEPT, COMPARED, "need/outcomes/", "meeting/log/", "confirm/", "search/?q=Tallinn")
KINDS = [register.model._meta.model_name for register in REGISTERS]


class Inspector:
    """Opens pages and gathers what axe says of each, at both widths of one window."""

    def __init__(self, reader):
        self.reader, self.page, self.found = reader, reader.page, []

    def look(self, address, theme="light"):
        self.page.emulate_media(color_scheme=theme)
        self.reader.open(address)
        self.page.evaluate(AXE_SCRIPT)
        for width in (DESKTOP, PHONE):
            self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
            for violation in self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"]]
                self.found.append((address, width, theme, violation["id"], nodes[:3]))
            if not self.reader.fits():
                self.found.append((address, width, theme, "scrolls sideways", []))

    def links(self, pattern):
        """Where links of the page that look so lead to, each once."""
        hrefs = [link.get_attribute("href") or "" for link in self.page.locator("a[href]").all()]
        return list(dict.fromkeys(href for href in hrefs if re.search(pattern, href)))


@pytest.fixture
def visitor(house, reader_at):
    return Inspector(reader_at(house))


@pytest.fixture
def ella(house, reader_at):
    return Inspector(reader_at(house, user="ella"))


@pytest.fixture
def omar(house, reader_at):
    return Inspector(reader_at(house, user="omar"))


def test_public_pages(visitor):
    visitor.page.goto("/en/")
    sections = visitor.links(r"^/en/[a-z-]+/$")
    assert len(sections) >= 8
    visitor.page.goto("/en/projects/")
    project = visitor.links(r"/projects/starter/")[0]
    for address in dict.fromkeys([*PUBLIC, *sections, project]):
        visitor.look(address)
    assert visitor.found == []


def test_pages_of_the_office(ella):
    for address in OFFICE:
        ella.look(f"/office/{address}")
    ella.page.goto("/office/circles/")
    ella.look(ella.links(r"circles/[0-9a-f-]{36}/")[0])
    ella.page.goto("/office/changes/")
    ella.look(ella.links(r"changes/[0-9a-f-]{36}/undo/")[0])
    assert ella.found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_that_gather(theme, ella):
    """Everything about something, the overall picture, and the ways in and out."""
    for address in GATHERED:
        ella.look(f"/office/{address}", theme)
    ella.page.goto("/office/search/?q=METREX")
    ella.look(ella.links(r"/office/about/organisation/")[0], theme)
    for listed in ("/office/tie/", "/office/person/"):
        ella.page.goto(listed)
        ella.look(ella.links(rf"{listed}inspect/\d+/")[0], theme)
    assert ella.found == []


def test_pages_of_the_office_in_the_dark(omar):
    need = keep_a_need(omar.reader)
    for address in (*(f"/office/{address}" for address in DARK), need):
        omar.look(address, "dark")
    assert omar.found == []


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_a_register(kind, ella):
    if kind in FIRST:
        FIRST[kind](ella.reader)
    listed = reverse(f"{kind}:index")
    ella.look(listed)
    inspected = ella.links(rf"{listed}inspect/\d+/")[:1]
    # Nobody has kept any in a new house.
    assert inspected or kind in {"attachment", "savedview"}
    for page in ("inspect", "edit", "history", "delete"):
        for address in inspected:
            ella.look(address.replace("inspect", page))
    if kind not in {"meeting", "need", "attachment", "benefit"}:
        ella.look(f"{listed}new/")
    assert ella.found == []


def keep_a_need(reader):
    """A need of which something came: agreed with the first, the second dropped."""
    reader.open(f"/office/{KEPT}")
    reader.press("Save as a need", "link")
    reader.follow(reader.page.locator("#w-editor-form footer button[type=submit]"))
    for number, stage in enumerate((Stage.AGREED, Stage.DROPPED)):
        card = reader.page.locator(".need-cards > li").nth(number)
        card.locator("[name=stage]").select_option(stage)
        card.locator("[name=why]").fill("An example.")
        reader.follow(card.locator(".need-weigh button"))
    return reader.page.url.partition("#")[0]


def save_a_watch(reader):
    reader.open("/office/watch/new/?query=q%3Dwater")
    reader.follow(reader.page.locator("#w-editor-form footer button[type=submit]"))


def ask_to_learn(reader):
    reader.open("/en/practices/ask/")
    told = {"city": "Example City", "contact_name": "Ada Example", "email": "ada@example.org", "question": "How?"}
    for name, words in told.items():
        reader.page.locator(f"main [name={name}]").fill(words)
    reader.press("Send")


# What nobody has written in a new house.
FIRST = {"need": keep_a_need, "watch": save_a_watch, "enquiry": ask_to_learn}
