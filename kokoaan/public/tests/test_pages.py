import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page

from kokoaan.public.models import HomePage, Section, SectionPage
from kokoaan.public.starting import make_pages

pytestmark = pytest.mark.django_db
LANGUAGES = ("fi", "sv", "en")


def said(client, address, **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200, address
    return response.content.decode()


def all_pages():
    return [page for kind in (HomePage, SectionPage) for page in kind.objects.all()]


def test_there_is_a_front_page_and_a_page_of_each_section_in_three_languages(site):
    assert {home.locale.language_code for home in HomePage.objects.all()} == set(LANGUAGES)
    sections = set(Section.values) - {Section.TEXT}
    for locale in Locale.objects.all():
        assert {page.section for page in SectionPage.objects.filter(locale=locale)} == sections


def test_every_page_is_of_its_language_and_has_one_heading_a_title_and_a_description(site, client):
    for page in all_pages():
        text = said(client, page.url)
        language = page.locale.language_code
        assert page.url.startswith(f"/{language}/")
        assert f'<html lang="{language}">' in text
        assert text.count("<h1") == 1
        assert f"<title>{page.title} · " in text
        assert page.lead in re.search(r'name="description" content="([^"]*)"', text)[1]
        assert 'class="skip"' in text


def test_the_language_switch_leads_to_the_same_page_and_stays_chosen(site, client):
    english = SectionPage.objects.get(section="partners", locale__language_code="en")
    finnish = SectionPage.objects.get(section="partners", locale__language_code="fi")
    text = said(client, english.url)
    assert f'<input type="hidden" name="next" value="{finnish.url}">' in text
    assert f'hreflang="fi" href="http://testserver{finnish.url}"' in text
    answer = client.post(reverse("set_language"), {"language": "fi", "next": finnish.url})
    assert answer.url == finnish.url
    assert client.get("/").url == "/fi/"


@pytest.mark.parametrize(("asked", "language"), [("sv", "sv"), ("fi-FI,en;q=0.5", "fi"), ("de", "en"), ("", "en")])
def test_an_address_without_a_language_leads_to_the_readers(asked, language, site, client):
    assert client.get("/", headers={"accept-language": asked}).url == f"/{language}/"
    assert client.get("/sources/", headers={"accept-language": asked}).url == f"/{language}/sources/"


def test_a_page_that_does_not_exist_is_not_found_in_any_language(site, client):
    assert [client.get(address).status_code for address in ("/nothing/", "/fi/ei-ole/", "/office/nothing/")] == [
        404
    ] * 3


def test_pages_that_are_not_wagtails_switch_language_too(site, client):
    text = said(client, "/en/practices/?stage=pilot")
    assert 'name="next" value="/sv/practices/?stage=pilot"' in text


def test_a_page_without_a_translation_switches_to_the_front_page(site, client):
    SectionPage.objects.get(section="appeal", locale__language_code="sv").unpublish()
    english = SectionPage.objects.get(section="appeal", locale__language_code="en")
    assert 'name="next" value="/sv/"' in said(client, english.url)


def test_prepare_again_changes_nothing(site):
    before = list(Page.objects.order_by("pk").values("pk", "title", "path", "latest_revision", "live"))
    assert make_pages() == 0
    assert list(Page.objects.order_by("pk").values("pk", "title", "path", "latest_revision", "live")) == before


def test_what_an_editor_changed_stays_and_what_they_deleted_does_not_return(site):
    changed = SectionPage.objects.get(section="partners", locale__language_code="fi")
    changed.title = "Ystävät"
    changed.save_revision().publish()
    deleted = SectionPage.objects.get(section="appeal", locale__language_code="fi")
    deleted.delete()
    assert make_pages() == 0
    changed.refresh_from_db()
    assert changed.title == "Ystävät"
    assert not SectionPage.objects.filter(section="appeal", locale__language_code="fi").exists()


def test_another_city_gets_the_pages_without_what_is_true_of_helsinki_only(settings, city, client):
    settings.CITY_GEONAMES_ID, settings.CITY_NAME = 1, "Elsewhere"
    make_pages()
    page = HomePage.objects.get(locale__language_code="en")
    assert (page.counted, page.counted_source) == (None, "")
    text = said(client, page.url)
    assert "Elsewhere in the world" in text
    assert "hel.fi" not in said(client, SectionPage.objects.get(section="partners", locale=page.locale).url)


def test_next_steps_lead_to_pages_of_the_same_language(site, client):
    page = SectionPage.objects.get(section="partners", locale__language_code="sv")
    networks = SectionPage.objects.get(section="networks", locale__language_code="sv")
    assert f'<li><a href="{networks.url}">' in said(client, page.url)


def test_ties_has_one_address_in_each_language(site, client):
    with override("sv"):
        address = reverse("public:ties")
    assert client.get(address).url == SectionPage.objects.get(section="partners", locale__language_code="sv").url


def test_ties_are_shown_where_no_page_has_them(city, client):
    assert "No tie has been published yet" in said(client, "/en/ties/")
