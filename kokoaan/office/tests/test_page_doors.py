"""Coordinators write the public pages in the office; others find those doors shut."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from kokoaan.people.models import User
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_post, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    """The English page about partners, as a new house has it."""
    call_command("pages", verbosity=0)
    return Page.objects.get(slug="partners").specific


def signed_in(role):
    user = make_user(role.lower())
    user.groups.add(make_roles()[role])
    make_post(user, make_unit("City"))
    client = Client()
    client.force_login(user)
    return client


def form(page, **changed):
    words = {"title": page.title, "slug": page.slug, "menu_name": page.menu_name, "lead": page.lead}
    rich = '{"blocks": [{"key": "a", "text": "New words.", "type": "unstyled", "depth": 0}], "entityMap": {}}'
    return {**words, "body": rich, "next_step": "null", "section": page.section, "source": "", **changed}


def test_a_coordinator_changes_and_publishes_a_page(partners):
    ella = signed_in("Coordinator")
    address = reverse("wagtailadmin_pages:edit", args=[partners.pk])
    assert ella.get(address).status_code == 200
    answer = ella.post(address, form(partners, title="Friends", **{"action-publish": "1"}))
    assert answer.status_code == 302
    partners.refresh_from_db()
    assert (partners.title, partners.live) == ("Friends", True)
    assert "New words." in ella.get(partners.url).content.decode()


def test_a_coordinator_adds_a_section_below_a_front_page_and_nothing_above(partners):
    ella, home = signed_in("Coordinator"), partners.get_parent()
    adding = reverse("wagtailadmin_pages:add", args=["public", "sectionpage", home.pk])
    assert ella.get(adding).status_code == 200
    assert ella.post(adding, form(partners, title="More", slug="more")).status_code == 302
    assert Page.objects.get(slug="more").live is False
    another = reverse("wagtailadmin_pages:add", args=["public", "homepage", Page.get_first_root_node().pk])
    assert ella.get(another).status_code == 302
    assert ella.get(another).url == reverse("wagtailadmin_home")


def test_a_draft_is_seen_in_the_office_and_not_by_the_public(partners):
    ella = signed_in("Coordinator")
    ella.post(reverse("wagtailadmin_pages:edit", args=[partners.pk]), form(partners, lead="A draft lead."))
    draft = ella.get(reverse("wagtailadmin_pages:view_draft", args=[partners.pk]))
    assert "A draft lead." in draft.content.decode()
    assert "A draft lead." not in Client().get(partners.url).content.decode()


def test_a_draft_is_in_the_language_of_its_page_and_not_of_its_reader(partners):
    finnish = Page.objects.get(translation_key=partners.translation_key, locale__language_code="fi")
    draft = signed_in("Coordinator").get(reverse("wagtailadmin_pages:view_draft", args=[finnish.pk]))
    assert '<html lang="fi">' in draft.content.decode()


@pytest.mark.parametrize("role", ["Expert", "Adviser"])
def test_other_roles_do_not_write_pages(role, partners):
    client = signed_in(role)
    address = reverse("wagtailadmin_pages:edit", args=[partners.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, form(partners, title="Mine")).status_code == 403
    assert client.get(reverse("wagtailadmin_explore_root")).status_code == 403
    assert "Public pages" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_those_who_write_pages_to_them(partners):
    assert "Public pages" in signed_in("Coordinator").get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    "door", ["wagtailimages:index", "wagtaildocs:index", "wagtailsites:index", "wagtaillocales:index"]
)
def test_images_documents_sites_and_locales_stay_shut(door, partners):
    sulo = Client()
    sulo.force_login(User.objects.create_superuser("sulo", "sulo@example.org"))
    assert sulo.get(reverse(door)).status_code == 404
