import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokoaan.lib.text import text
from kokoaan.networks.models import MemberList, Membership, MembershipClaim, Network
from kokoaan.partners.models import TieClaim
from kokoaan.people.tests.makers import make_post, make_user
from kokoaan.projects.models import CountryProgramme
from kokoaan.public.models import SectionPage
from kokoaan.public.templatetags.public_pages import linked
from kokoaan.public.tests.makers import kept, make_organisation, make_project, make_tie
from kokoaan.records.changing import change
from kokoaan.records.models import Snapshot
from kokoaan.strategy.models import Goal

pytestmark = pytest.mark.django_db
MOST_QUERIES = 40


def page_of(client, section, language="en"):
    page = SectionPage.objects.get(section=section, locale__language_code=language)
    return client.get(page.url).content.decode()


def home(client):
    return client.get("/en/").content.decode()


def test_figures_open_their_rows_and_say_what_they_do_not_cover(site, city, places, client):
    tie = make_tie(city, places["tallinn"])
    make_tie(city, places["kyiv"], status="suspended")
    kept(city, Membership(organisation=make_organisation(city, "Eurocities")))
    figures = client.get("/en/").context["figures"]
    assert [figure.count for figure in figures] == [1, 1, 0, 0]
    assert figures[0].url == "/en/partners/#active"
    assert 'id="active"' in page_of(client, "partners")
    assert f'id="tie-{tie.uid}"' in page_of(client, "partners")
    assert figures[0].note.startswith("1 more are suspended")
    assert figures[1].note == "Entered so far; a council motion counted 92."
    assert figures[1].note_url.startswith("https://ottomeri.fi/")
    assert figures[1].note_url in home(client)


def test_an_ended_membership_is_not_among_those_entered(site, city, client):
    body = make_organisation(city, "METREX")
    kept(city, Membership(organisation=body, status="ended", begins="2002", ends="2016", why_left=text(en="Overlap.")))
    assert client.get("/en/").context["figures"][1].count == 0
    assert "Overlap." in page_of(client, "networks")


def test_an_organisation_left_and_rejoined_stands_once_with_both_spells(site, city, client):
    body = make_organisation(city, "METREX")
    kept(city, Membership(organisation=body, status="ended", begins="2002", ends="2016", why_left=text(en="Overlap.")))
    kept(city, Membership(organisation=body, status="active", begins="2019-09-30", why_joined=text(en="Needed again.")))
    shown = page_of(client, "networks")
    assert shown.count("<h3>METREX</h3>") == 1
    assert shown.index("since 30 September 2019") < shown.index("2002 – 2016") < shown.index("Overlap.")
    assert 'id="ended"' not in shown


@pytest.mark.parametrize("reader", ["vera", "omar"])
def test_only_what_everyone_may_see_is_shown_whoever_reads(reader, site, city, places, client):
    """Omar sees the hidden rows in the office; here he sees what Vera sees."""
    if reader == "omar":
        omar = make_user("omar")
        make_post(omar, city["unit"])
        client.force_login(omar)
    make_tie(city, places["tallinn"], "staff", reason=text(en="zxq-tie"))
    hidden = make_organisation(city, "zxq-body", "staff")
    kept(city, Membership(organisation=hidden, why_joined=text(en="zxq-why")), "staff")
    kept(city, MemberList(organisation=hidden, as_of="2026", members="zxq-member"), "staff")
    kept(city, CountryProgramme(name=text(en="zxq-programme"), country=places["kyiv"].country), "staff")
    kept(city, Goal(name=text(en="zxq-goal"), term="2025–2029"), "staff")
    make_organisation(city, "zxq-hosted", "staff", kind="international", place=places["helsinki"])
    pages = ["/en/", *(page.url for page in SectionPage.objects.filter(locale__language_code="en"))]
    shown = "".join(client.get(address).content.decode() for address in pages)
    assert "zxq" not in shown
    assert client.get("/en/").context["map"] is None


def test_a_public_row_does_not_name_a_hidden_organisation(site, city, client):
    hidden = make_organisation(city, "zxq-body", "staff")
    kept(city, Membership(organisation=hidden))
    assert "zxq" not in page_of(client, "networks")
    assert "something that not all readers may see" in page_of(client, "networks")
    assert "zxq" not in home(client)


def test_narrowing_a_tie_takes_it_from_page_map_and_news(site, city, places, client):
    tie = make_tie(city, places["tallinn"])
    assert str(tie.uid) in home(client)
    change(tie, {"circle": city["staff"].pk}, None)
    assert str(tie.uid) not in home(client)
    assert str(tie.uid) not in page_of(client, "partners")


def test_a_tie_shows_both_sides_its_status_its_reason_and_its_source(site, city, places, client):
    make_tie(
        city,
        places["tallinn"],
        kind_there="sister",
        status="suspended",
        reason=text(en="Because."),
        begins="2018-05-29",
    )
    shown = page_of(client, "partners")
    for part in ("Suspended", "they say: sister city", "Because.", "https://example.org/tie", "since 29 May 2018"):
        assert part in shown


def test_claims_are_shown_as_claims(site, city, places, client):
    fact = {"source": "twin-towns", "snapshot": Snapshot.objects.create(source="twin-towns")}
    TieClaim.objects.create(key="1", place=places["kyiv"], other=places["helsinki"], names="Kyiv – Helsinki", **fact)
    network = Network.objects.create(key="n", name="Network of Nets", **fact)
    MembershipClaim.objects.create(key="m", network=network, member="Helsinki", place=places["helsinki"], **fact)
    assert "What others claim" in page_of(client, "partners")
    assert "Kyiv – Helsinki" in page_of(client, "partners")
    assert "Network of Nets" in page_of(client, "networks")


def test_the_map_shows_ties_by_status_and_faintly_who_shares_a_network(site, city, places, client):
    make_tie(city, places["tallinn"], status="suspended")
    fact = {"source": "networks", "snapshot": Snapshot.objects.create(source="networks")}
    network = Network.objects.create(key="n", name="Network of Nets", **fact)
    for key in ("helsinki", "kyiv"):
        MembershipClaim.objects.create(key=key, network=network, member=key, place=places[key], **fact)
    shown = client.get("/en/").context["map"]
    kinds = {mark.dot.label: mark.dot.kind for mark in shown.pictures[0].marks}
    assert kinds == {"Kyiv": "faint", "Helsinki": "us", "Tallinn": "suspended"}
    assert [kind for kind, _line in shown.pictures[0].lines] == ["suspended"]
    assert [dot.label for dot in shown.rows] == ["Helsinki", "Tallinn"]


def test_lists_of_members_stand_side_by_side_with_their_dates(site, city, client):
    office = make_organisation(city, "EU Office")
    kept(city, MemberList(organisation=office, as_of="2020-10", members="City\nRegion"))
    kept(city, MemberList(organisation=office, as_of="2026", members="City\nRegion\nUniversity"))
    kept(city, Membership(organisation=office, status="notice"))
    shown = page_of(client, "advocacy")
    assert "2 bodies, as of October 2020" in shown
    assert "3 bodies, as of 2026" in shown
    assert "Notice given" in shown


def test_only_projects_of_the_citys_own_administration_are_its_own(site, places, client):
    make_project("keep:a", places["helsinki"], source="keep", title="Ours")
    make_project("keep:b", places["helsinki"], source="keep", title="A company’s", kind="company")
    shown = page_of(client, "cooperation")
    assert "Ours" in shown
    assert "A company’s" not in shown


def test_hosted_organisations_and_goals_are_on_their_pages(site, city, places, client):
    make_organisation(city, "Agency of Things", kind="international", place=places["helsinki"], notes="Since 2007.")
    goal = kept(city, Goal(name=text(en="Be heard", fi="Tule kuulluksi"), term="2025–2029"))
    kept(city, Goal(name=text(en="In Brussels"), term="2025–2029", parent=goal))
    assert "Agency of Things" in page_of(client, "community")
    assert "Tule kuulluksi" in page_of(client, "strategy", "fi")
    assert '<span class="number">1.1</span> In Brussels' in page_of(client, "strategy")


def test_a_section_without_rows_says_so_and_what_comes_next(site, client):
    for section in ("strategy", "partners", "networks", "advocacy", "cooperation", "appeal", "community"):
        shown = page_of(client, section)
        assert "yet" in shown, section
        assert "What to do next" in shown


def test_no_page_asks_more_of_the_database_when_there_are_more_rows(site, city, places, client):
    def asked():
        found = {}
        for address in ["/en/", *(page.url for page in SectionPage.objects.filter(locale__language_code="en"))]:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found[address] = len(queries)
        return found

    def add(number):
        make_tie(city, places["tallinn"])
        body = make_organisation(city, f"Body {number}", kind="international", place=places["helsinki"])
        kept(city, Membership(organisation=body))
        kept(city, MemberList(organisation=body, as_of="2026", members="A"))
        kept(city, Goal(name=text(en=f"Goal {number}"), term="2025–2029", position=number + 1))
        make_project(f"starter:{number}", places["helsinki"], results=text(en="It works."))

    add(0)
    asked()
    few = asked()
    for number in range(1, 5):
        add(number)
    # What the library knows of facts is read anew after an import, once.
    asked()
    assert asked() == few
    assert max(few.values()) <= MOST_QUERIES


def test_addresses_in_a_text_are_links_and_no_mark_is_lost():
    said = linked("<b> It ran out (https://example.org/a?b=1&c=2). Then https://example.org/d, and no more.")
    first, second = "https://example.org/a?b=1&amp;c=2", "https://example.org/d"
    assert f'&lt;b&gt; It ran out (<a href="{first}" rel="nofollow">{first}</a>). Then' in said
    assert f'<a href="{second}" rel="nofollow">{second}</a>, and no more.' in said
