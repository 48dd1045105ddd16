"""Two people who are signed in at the same time see different rows of the same house."""

import re

import pytest

from kokoaan.finder.shortlist import Stage
from kokoaan.office.demo import EXAMPLES

pytestmark = pytest.mark.browser
# "staff": what every member of the city's staff sees; the rest is Ella's alone.
SHARED = {name for name, (_kind, circle, _notes) in EXAMPLES.items() if circle == "staff"}
HERS = set(EXAMPLES) - SHARED
NEED = "district heating without coal"


@pytest.fixture
def two(house, reader_at):
    """Omar, a division expert, and Ella, who coordinates in the Strategy department; each in a browser."""
    readers = [reader_at(house, user=name) for name in ("omar", "ella")]
    for reader in readers:
        reader.open("/office/")
    return readers


def named(reader):
    """Which of the examples the page names."""
    told = reader.page.locator("body").inner_text()
    return {name for name in EXAMPLES if name in told}


def test_front_pages_registers_and_search_show_each_their_own_rows(two):
    omar, ella = two
    assert omar.page.get_by_role("heading", name=omar.say("The overall picture")).count() == 0
    assert ella.page.get_by_role("heading", name=ella.say("The overall picture")).count() == 1
    for address in ("/office/organisation/?q=Example", "/office/search/?q=Example&kind=organisation"):
        omar.open(address)
        ella.open(address)
        assert named(omar) == SHARED, address
        assert named(ella) == SHARED | HERS, address


def test_what_one_keeps_in_her_circle_does_not_exist_for_the_other(two):
    """A need, and the tie that comes of it: in sight of the finder for one, and not for the other."""
    omar, ella = two
    ella.open(f"/office/find/?need={NEED}&where=nordic")
    ella.press("Keep", "link", "Copenhagen")
    asked = ella.page.url
    ella.press("Save as a need", "link")
    ella.page.locator("[name=circle]").select_option(label="Strategy department")
    ella.follow(ella.page.locator("#w-editor-form footer button[type=submit]"))
    page = ella.page.url.partition("#")[0]
    ella.page.locator(".need-weigh [name=stage]").select_option(Stage.AGREED)
    ella.follow(ella.page.locator(".need-weigh button"))

    assert omar.page.goto(page).status == 404
    assert ella.page.goto(page).status == 200
    number = re.search(r"\d+", page.rsplit("/office/", 1)[1])[0]
    for reader, sees in ((omar, 0), (ella, 1)):
        reader.open("/office/need/outcomes/")
        assert reader.page.get_by_role("link", name=NEED).count() == sees
        reader.open(f"/office/find/?need={NEED}&for={number}")
        assert reader.page.locator(".find-for").count() == sees
        reader.open(asked)
        copenhagen = reader.page.locator(".find-answer", has=reader.page.get_by_role("heading", name="Copenhagen"))
        assert copenhagen.count() == 1
        assert copenhagen.get_by_role("link", name=reader.say("Open the tie")).count() == sees
