import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from kokoaan.desk.models import Meeting
from kokoaan.office.demo import PASSWORD, make_demo
from kokoaan.organisations.models import ContactDetail, Organisation, Person, Role
from kokoaan.partners.models import Agreement
from kokoaan.people.models import Circle, CircleMember, Post, Unit, User
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_post, make_unit, make_user
from kokoaan.practices.models import Adoption, Practice
from kokoaan.projects.models import ProjectPartner
from kokoaan.records.changing import delete
from kokoaan.records.models import Change

pytestmark = pytest.mark.django_db
# The real hasher is slow on purpose.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada():
    """She works for two bodies that share the EU office."""
    user = make_user("ada")
    user.groups.add(make_roles()["Adviser"])
    for name in ("City", "Region"):
        make_post(user, make_unit(name))
    return user


def menu(client):
    """The names in the side menu, which Wagtail hands to the page as JSON."""
    from wagtail.admin.menu import admin_menu

    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    return [item.name for item in items]


def test_the_menu_holds_what_works(ada):
    daily = ["need", "meeting", "goal", "benefit", "practice", "enquiry"]
    daily += ["tie", "agreement", "commitment", "membership"]
    others = ["organisation", "person", "jointproject", "countryprogramme", "memberlist"]
    keeping = ["import", "duplicates", "savedview", "watch", "languages", "changes", "circles"]
    assert menu(client_of(ada)) == ["add", "find", "library", "picture", *daily, *others, *keeping]


def test_who_turned_keys_off_in_the_account_is_told_of_none_and_has_none(ada):
    client = client_of(ada)
    assert "(press n)" in client.get(reverse("wagtailadmin_home")).content.decode()
    UserProfile.objects.update_or_create(user=ada, defaults={"keyboard_shortcuts": False})
    said = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "(press n)" not in said
    # What the scripts read (static/office/add.js and search.js).
    assert '"KEYBOARD_SHORTCUTS_ENABLED": false' in said


def test_accounts_are_for_those_with_the_verb(ada):
    sulo = User.objects.create_superuser("sulo", "sulo@example.org")
    assert "settings" in menu(client_of(sulo))
    assert client_of(sulo).get(reverse("wagtailusers_users:index")).status_code == 200
    assert client_of(ada).get(reverse("wagtailusers_users:index")).status_code == 302


def test_a_person_of_two_bodies_chooses_which_one_us_is(ada):
    client, region = client_of(ada), Unit.objects.get(name__en__text="Region")
    assert "<option" in client.get(reverse("wagtailadmin_home")).content.decode()
    client.post(reverse("office:act_for"), {"organisation": region.pk})
    ada.refresh_from_db()
    assert ada.acts_for == region
    assert client.get(reverse("organisation:add")).context["form"]["owner"].value() == region.pk
    assert client.post(reverse("office:act_for"), {"organisation": make_unit("Other").pk}).status_code == 404
    assert client.post(reverse("office:act_for"), {"organisation": "x"}).status_code == 404


def test_demo_is_made_once_and_a_deleted_example_stays_deleted(settings):
    settings.DEBUG = True
    settings.PASSWORD_HASHERS = QUICK
    accounts = make_demo()
    delete(Meeting.objects.get(who__startswith="Example Harbour Authority"), by=None)
    delete(Role.objects.get(organisation__name="Example Harbour Authority"), by=None)
    for agreement in Agreement.objects.filter(parties__name="Example Harbour Authority"):
        delete(agreement, by=None)
    delete(ProjectPartner.objects.get(organisation__name="Example Harbour Authority"), by=None)
    delete(Organisation.objects.get(name="Example Harbour Authority"), by=None)
    kinds = (User, Unit, Circle, CircleMember, Post, Organisation, Meeting, Person, Role, ContactDetail, Change)
    kinds += (Practice, Adoption)
    before = [kind.objects.count() for kind in kinds]
    assert make_demo() == accounts
    assert [kind.objects.count() for kind in kinds] == before
    assert all(
        record.is_example
        for kind in (Organisation, Meeting, Person, ContactDetail, Practice, Adoption)
        for record in kind.objects.all()
    )


def test_demo_people_see_what_is_said_of_them(settings):
    settings.DEBUG = True
    settings.PASSWORD_HASHERS = QUICK
    make_demo()
    seen = {}
    for user in User.objects.all():
        assert user.check_password(PASSWORD)
        seen[user.username] = {record.name.split()[1] for record in Organisation.objects.visible_to(user)}
    assert seen == {
        "ella": {"Harbour", "Climate", "Brussels", "City"},
        "omar": {"Harbour", "City"},
        "ada": {"Brussels"},
        "noor": set(),
    }


def test_demo_is_refused_in_production(settings):
    settings.DEBUG = False
    with pytest.raises(ImproperlyConfigured):
        make_demo()
    assert not User.objects.exists()
