"""The five-minute tour, step by step as README tells it, in two languages and at two widths, with a picture of each."""

import json
import re
from urllib.parse import urlsplit

import pytest

from kokoaan.finder.shortlist import Stage
from kokoaan.partners.models import Tie
from kokoaan.public.starting import STARTER as PAGES
from kokoaan.sources.starting import STARTER
from tests.browser.reader import DESKTOP, PHONE

pytestmark = pytest.mark.browser
NEED = "kaukolämpö hukkalämmöstä"
# As places are called in each language.
NAMES = {
    "fi": {"copenhagen": "Kööpenhamina", "petersburg": "Pietari", "beijing": "Peking"},
    "en": {"copenhagen": "Copenhagen", "petersburg": "Saint Petersburg", "beijing": "Beijing"},
}
OVERSEAS = ("Vancouver", "Temuco", "Coyhaique")


def started(file, key):
    """A row of the starter's file."""
    rows = json.loads((STARTER / f"{file}.json").read_text(encoding="utf-8"))
    return next(row for row in rows if row["key"] == key)


def in_words(reader, text):
    """A text of the starter as this reader sees it: in their language where it has one, else in English."""
    return text.get(reader.language) or text["en"]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_tour(language, width, house, reader_at):
    reader = reader_at(house, language, width)
    public_home(reader)
    networks(reader)
    partners(reader)
    signed_in(reader)
    answers(reader)
    a_project(reader)
    kept_and_compared(reader)
    a_need(reader)
    weighed(reader)
    outcomes(reader)
    a_meeting(reader)
    confirmed(reader)
    searched(reader)


def public_home(reader):
    """Each figure opens its rows: as many as it says."""
    reader.open("/")
    assert urlsplit(reader.page.url).path == f"/{reader.language}/"
    home = json.loads(PAGES.read_text(encoding="utf-8"))["home"]
    assert reader.texts("h1") == [home[reader.language]["title"]]
    reader.shoot("home")
    figures = reader.page.locator(".figures > li > a")
    assert figures.count() == 4
    for number in range(4):
        count = figures.nth(number).locator("strong").inner_text()
        reader.follow(figures.nth(number))
        assert count == rows_shown(reader)
        reader.page.go_back()


def rows_shown(reader):
    """How many rows the page says that it shows, at the place where the figure led."""
    part = urlsplit(reader.page.url).fragment
    if part:
        return reader.page.locator(f"[id='{part}'] .count").inner_text()
    if urlsplit(reader.page.url).path.endswith("/practices/"):
        return reader.page.get_by_role("status").inner_text().split(" ")[0]
    # An organisation is one membership, however many spells; those that have all ended are shown and not counted.
    return str(reader.page.locator(".rows > li:has(.status:not(.ended))").count())


def networks(reader):
    """METREX was left for a reason, and joined again."""
    reader.follow(reader.page.locator(".figures > li > a").nth(1))
    metrex = reader.page.locator(".rows > li", has=reader.page.get_by_role("heading", name="METREX"))
    told = metrex.inner_text()
    assert metrex.locator(".spell").count() == 3
    assert reader.say("Why we left") in told
    assert in_words(reader, started("memberships", "metrex-2002")["why_left"]) in told
    assert "2015" in told
    assert "2019" in told
    metrex.scroll_into_view_if_needed()
    reader.shoot("networks")


def partners(reader):
    """Tallinn's dated agreements, St Petersburg suspended with the reason, Beijing as each side sees it."""
    reader.open(f"/{reader.language}/ties/")
    rows, names = reader.page.locator(".rows > li"), NAMES[reader.language]
    tallinn = rows.filter(has_text="Tallinn").filter(has=reader.page.get_by_role("heading", name="Tallinn"))
    told = " ".join(tallinn.all_inner_texts())
    assert tallinn.count() == 2
    assert all(year in told for year in ("2018", "2021", "2022"))
    tallinn.first.scroll_into_view_if_needed()
    reader.shoot("ties")
    petersburg = rows.filter(has=reader.page.get_by_role("heading", name=names["petersburg"])).inner_text()
    assert reader.label(Tie.Status.SUSPENDED) in petersburg.lower()
    assert started("ties", "helsinki-saint-petersburg")["reason"][:60] in petersburg
    beijing = rows.filter(has=reader.page.get_by_role("heading", name=names["beijing"])).inner_text()
    assert reader.label(Tie.Kind.AGREEMENT) in beijing.lower()
    assert reader.say("they say: %(kind)s", kind=reader.label(Tie.Kind.SISTER)) in beijing


def signed_in(reader):
    """The front page of an expert: three big buttons."""
    reader.press("Office: for staff", "link")
    reader.sign_in("omar")
    deeds = [text.splitlines()[0] for text in reader.texts(".front-deed")]
    assert deeds == [reader.say(text) for text in ("Find partners", "Log a meeting", "Confirm what is mine")]
    reader.reads("What waits for you")
    reader.shoot("landing")


def answers(reader):
    """Copenhagen, a city outside Europe and an international organisation, each with a passage that can be opened."""
    reader.follow(reader.page.locator(".front-deed").first)
    reader.page.locator("#find-need").fill(NEED)
    reader.press("Find")
    fresh = reader.page.locator(".find-tab[aria-current=true]")
    assert fresh.inner_text() == reader.say("Fresh")
    proven = reader.page.locator(".find-answer", has=reader.page.locator("blockquote mark"))
    proven = proven.filter(has=reader.page.locator("a[href^=http]"))
    heads = proven.locator(".find-head").all_inner_texts()
    for wanted in (
        [NAMES[reader.language]["copenhagen"]],
        OVERSEAS,
        [reader.say("international organisation")],
    ):
        assert any(name in head for head in heads for name in wanted), (wanted, heads)
    reader.shoot("find")


def a_project(reader):
    """The practice behind an answer, and back."""
    asked = reader.page.url
    project = reader.page.locator(".find-answer").get_by_role("link", name=reader.say("Open the project"))
    reader.follow(project.first)
    reader.reads("What came of it")
    reader.shoot("project")
    reader.page.go_back()
    assert reader.page.url == asked


def kept_and_compared(reader):
    names = [text.split(maxsplit=1)[1] for text in reader.texts(".find-answer h2")[:2]]
    for name in names:
        reader.press("Keep", "link", name)
    reader.press("Compare", "link")
    assert reader.texts(".compare thead th") == names
    reader.shoot("compare")
    reader.press("Back to the answers", "link")


def a_need(reader):
    """A search is saved as a need, with who was kept."""
    reader.press("Save as a need", "link")
    assert reader.page.get_by_label(reader.say("need").capitalize(), exact=False).first.input_value() == NEED
    reader.shoot("save-as-need")
    reader.follow(reader.page.locator("#w-editor-form footer button[type=submit]"))
    assert reader.page.locator(".need-cards > li").count() == 2


def weighed(reader):
    """What speaks for and against the first, who has been contacted."""
    card = reader.page.locator(".need-cards > li").first
    card.locator("textarea[name=pro]").fill("They have done it for ten years.")
    card.locator("textarea[name=con]").fill("Their network is larger than ours.")
    card.locator("select[name=stage]").select_option(Stage.CONTACTED)
    reader.follow(card.locator(".need-weigh button"))
    assert card.locator(".need-stage").inner_text().lower() == reader.label(Stage.CONTACTED)
    assert card.locator("textarea[name=pro]").input_value() == "They have done it for ten years."
    reader.shoot("need")


def outcomes(reader):
    reader.open("/office/find/")
    reader.press("What became of our needs", "link")
    contacted = reader.page.locator("section.outcomes", has=reader.page.locator("#stage-contacted"))
    assert contacted.get_by_role("link", name=NEED).count() >= 1
    reader.shoot("outcomes")


def a_meeting(reader):
    """Four fields; names are offered while one types."""
    reader.open("/office/")
    reader.follow(reader.page.locator(".front-deed").nth(1))
    who = reader.page.get_by_role("combobox", name=reader.say("Who"), exact=True)
    who.press_sequentially("tallin")
    option = reader.page.get_by_role("option").filter(has_text=re.compile(r"^\s*Tallinn")).first
    option.wait_for()
    reader.shoot("log")
    option.click()
    assert who.input_value().startswith("Tallinn")
    reader.page.get_by_label(reader.say("What about"), exact=True).fill("Heat from waste water.")
    reader.page.locator("[name=next_step]").fill("Ask for their figures.")
    reader.press("Save the meeting")
    reader.reads("Heat from waste water.")


def confirmed(reader):
    """What the unit owns and nobody has confirmed for long."""
    reader.open("/office/")
    reader.follow(reader.page.locator(".front-deed").nth(2))
    rows = reader.page.locator(".mine-row")
    before = rows.count()
    rows.last.locator("input").check()
    reader.shoot("confirm")
    reader.press("These still hold")
    assert rows.count() == before - 1


def searched(reader):
    """The key "/" leads to the search of everything from any page."""
    reader.page.locator("#menu-search-q[title]").wait_for(state="attached")
    if reader.width == PHONE:
        # The menu is shut there: the key opens the page for it.
        with reader.page.expect_navigation():
            reader.page.keyboard.press("/")
    else:
        reader.page.keyboard.press("/")
    reader.page.keyboard.type("Tallinn")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert any("Tallinn" in text for text in reader.texts(".found h2"))
    reader.shoot("search")
