"""Find partners in the browser, on a small real house."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kokoaan.finder import reading
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.lib.text import text
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.records.changing import create
from kokoaan.strategy.models import Goal

HEAT = "kaukolämmön päästöt"
AARHUS = "place:2"


@pytest.fixture
def ask(client, people, house):
    def asked(name="ella", page="finder:find", args=(), **query):
        client.force_login(people[name])
        return client.get(reverse(page, args=args), query)

    return asked


def said(response):
    return " ".join(response.content.decode().split())


def tie(people, circle, owner="strategy", **changed):
    fields = {
        "kind": Tie.Kind.AGREEMENT,
        "status": Tie.Status.SUSPENDED,
        "decision": "HEL 1 § 2",
        "place_id": 2,
        **changed,
    }
    return create(
        Tie(owner=people["units"][owner], circle=people["circles"].get(circle) or Circle.objects.get(pk=1), **fields),
        None,
    )


def test_a_finnish_need_is_answered_with_the_passage_marked_in_its_own_language(ask):
    page = said(ask(need=HEAT))
    assert "Aarhus led “Heat without coal”." in page
    assert '<blockquote lang="en">' in page
    assert "<mark>district</mark>" in page


def test_evidence_opens_the_record_and_the_address_it_comes_from(ask):
    page = said(ask(need=HEAT))
    assert reverse("projects:project", args=["keep-eu", "keep:P:HEAT"]) in page


def test_without_a_need_the_page_says_what_to_write_and_gives_examples(ask):
    page = said(ask())
    assert "as you would say it to a colleague" in page
    assert "?need=reduce%20emissions%20of%20district%20heating" in page


def test_a_goal_alone_is_searched_for(ask, people):
    goal = Goal(name=text(en="Emissions of district heating"), term="2025–2029", owner=people["units"]["strategy"])
    goal.circle_id = Circle.EVERYONE
    create(goal, None)
    assert "Aarhus" in said(ask(goal=goal.pk))


def test_a_theme_that_nobody_knows_is_named(ask):
    page = said(ask(need=HEAT, themes="zxq"))
    assert "No theme is called “zxq”." in page
    assert "Aarhus led" not in page


@pytest.mark.parametrize(("query", "there"), [({"where": "nordic"}, True), ({"size": "metropolis"}, False)])
def test_where_and_size_narrow_the_answers(ask, query, there):
    assert ("Aarhus led" in said(ask(need=HEAT, wanted="places", **query))) is there


def test_international_organisations_alone(ask):
    page = said(ask(need=HEAT, wanted="international"))
    assert "Union of Heat" in page
    assert "Aarhus led" not in page


def test_a_suspended_tie_shows_its_status_and_decision_and_gives_no_points(ask, people):
    before = ask(need=HEAT).context["results"][0][0].score
    tie(people, "everyone")
    response = ask(need=HEAT)
    assert "Our tie (cooperation agreement) is suspended, HEL 1 § 2: it gives no points." in said(response)
    assert "find-suspended" in said(response)
    assert response.context["results"][0][0].score == before


def test_a_hidden_tie_is_not_spoken_of(ask, people):
    tie(people, "strategy")
    assert "HEL 1 § 2" in said(ask("ella", need=HEAT))
    assert "HEL 1 § 2" not in said(ask("omar", need=HEAT))


def test_a_hidden_tie_is_in_no_spreadsheet_and_no_comparison(ask, people):
    tie(people, "strategy")
    for page, args in (("finder:export", ["csv"]), ("finder:export", ["json"]), ("finder:compare", [])):
        assert "HEL 1 § 2" in ask("ella", page=page, args=args, need=HEAT, keep=AARHUS).content.decode()
        assert "HEL 1 § 2" not in ask("omar", page=page, args=args, need=HEAT, keep=AARHUS).content.decode()


def test_a_search_for_a_hidden_need_says_nothing_of_it(ask, people):
    secret = Need(text="secret plan", owner=people["units"]["strategy"], circle=people["circles"]["strategy"])
    secret.candidates = [Candidate("place:4", "Nairobi", place=4)]
    create(secret, None)
    query = {"need": "tram lines", "for": secret.pk}
    assert "secret plan" in said(ask("ella", **query))
    page = said(ask("omar", **query))
    assert "secret plan" not in page
    assert "Nairobi" not in page


def test_another_bodys_tie_is_not_called_ours(ask, people):
    tie(people, "eu", owner="region", status=Tie.Status.ACTIVE)
    assert "Region has a tie: cooperation agreement, active, HEL 1 § 2." in said(ask("ella", need=HEAT))
    assert "We have a tie: cooperation agreement, active, HEL 1 § 2." in said(ask("ada", need=HEAT))


def test_who_is_kept_stands_in_the_address_and_can_be_taken_off(ask):
    page = said(ask(need=HEAT, keep=[AARHUS, "place:999", "nonsense"]))
    assert "Kept for this need (1)" in page
    assert "keep=place%3A2" in page


def test_the_map_has_the_numbers_of_the_list_and_a_table(ask):
    page = said(ask(need=HEAT))
    assert 'href="#answer-1"' in page
    assert "The map as a table" in page


def test_two_are_compared_side_by_side_with_the_same_questions(ask):
    identity = NamedOrganisation.objects.get(name="Union of Heat").identity
    page = said(ask(page="finder:compare", need=HEAT, keep=[AARHUS, f"organisation:{identity}"]))
    assert '<th scope="col">Aarhus</th><th scope="col">Union of Heat</th>' in page
    assert "no one country" in page


def test_at_most_four_are_compared(ask):
    response = ask(page="finder:compare", need=HEAT, keep=[f"place:{number}" for number in (2, 3, 4, 1, 5)])
    assert len(response.context["table"].names) == 4
    assert "1 more is kept" in said(response)


def test_nobody_kept_leads_back_to_the_answers(ask):
    assert ask(page="finder:compare", need=HEAT).status_code == 302


def test_all_formats_hold_the_same_rows(ask, house):
    sheet = load_workbook(io.BytesIO(ask(page="finder:export", args=["xlsx"], need=HEAT).content)).active
    workbook = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]
    body = ask(page="finder:export", args=["csv"], need=HEAT).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))[1:]
    assert workbook == rows
    told = json.loads(ask(page="finder:export", args=["json"], need=HEAT).content)
    assert len({row[0] for row in rows}) == len(told["matches"])


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(ask, house, settings):
    NamedOrganisation.objects.filter(name="Union of Heat").update(name="=HYPERLINK(1)")
    # The facts are read anew.
    reading.ledger_of.cache_clear()
    for kept in settings.INDEX_ROOT.glob("facts-*.pickle"):
        kept.unlink()
    body = ask(page="finder:export", args=["csv"], need=HEAT).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in body
    assert ",=HYPERLINK(1)" not in body


def test_a_missing_index_is_said_with_what_to_do(ask, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "gone"
    response = ask(need=HEAT)
    assert response.status_code == 503
    assert "kokoaan index" in said(response)


def test_without_an_index_a_need_is_not_saved_without_its_shortlist(ask, client, people, settings, tmp_path):
    ask("omar", page="need:add", need=HEAT, keep=AARHUS)
    settings.INDEX_ROOT = tmp_path / "gone"
    form = {"text": HEAT, "stage": "open", "order": "fresh", "wanted": "all", "where": "world", "size": "any"}
    form |= {"owner": people["units"]["city"].pk, "circle": people["circles"]["staff"].pk}
    response = client.post(f"{reverse('need:add')}?need={HEAT}&keep={AARHUS}", form)
    assert "kokoaan index" in said(response)
    assert not Need.objects.exists()
    for page in ("finder:compare", "finder:export"):
        args = ["csv"] if page == "finder:export" else []
        response = ask("omar", page=page, args=args, need=HEAT, keep=AARHUS)
        assert response.url.startswith("/office/find/?need=")


def test_a_search_is_saved_as_a_need_with_its_shortlist_and_what_the_finder_said(ask, client, people):
    response = ask("omar", page="need:add", need=HEAT, keep=AARHUS, where="nordic")
    assert "On the shortlist: Aarhus." in said(response)
    form = {"text": HEAT, "gain": "learn", "stage": "open", "order": "fresh", "wanted": "all", "where": "nordic"}
    form |= {"size": "any", "owner": people["units"]["city"].pk, "circle": people["circles"]["staff"].pk}
    # As a browser does: to the address that the form names.
    (address,) = re.findall(rf'action="({reverse("need:add")}[^"]*)"', response.content.decode())
    assert client.post(unescape(address), form).status_code == 302
    need = Need.objects.get()
    assert (need.where, need.gain, need.circle) == ("nordic", "learn", people["circles"]["staff"])
    (kept,) = need.candidates
    assert (kept.name, kept.place) == ("Aarhus", 2)
    assert "Aarhus led “Heat without coal”." in kept.seen
