"""The office pages of a record, proved on organisations."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kokoaan.organisations.models import Organisation, OrganisationIdentity
from kokoaan.people.models import Circle
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import change, create
from kokoaan.records.models import Change, ChangeSet, Outbox
from kokoaan.records.register.forms import form_for
from kokoaan.records.undoing import Choice

pytestmark = pytest.mark.django_db


class House:
    """Ella of the Strategy department and Omar of the city; both see City staff and may change organisations."""

    def __init__(self):
        self.city = make_unit("City")
        self.strategy = make_unit("Strategy", parent=self.city)
        self.staff = make_circle("City staff", self.city)
        self.team = make_circle("Strategy team", self.strategy)
        self.city.circle = self.staff
        self.city.save()
        roles = make_roles()
        self.ella, self.omar = make_user("ella"), make_user("omar")
        for user, unit in ((self.ella, self.strategy), (self.omar, self.city)):
            make_post(user, unit)
            user.groups.add(roles["Coordinator"])

    def record(self, name="Harbour", **changed):
        fields = {"owner": self.strategy, "circle": self.staff, **changed}
        return create(Organisation(name=name, **fields), by=self.ella)

    def form(self, record, **changed):
        kept = {"name": record.name, "kind": record.kind, "owner": record.owner_id, "circle": record.circle_id}
        kept |= {"website": record.website, "notes": record.notes, "source": record.source}
        return {**kept, "expected_version": record.version, **changed}


@pytest.fixture
def house():
    return House()


@pytest.fixture
def ella(house):
    client = Client()
    client.force_login(house.ella)
    return client


@pytest.fixture
def omar(house):
    client = Client()
    client.force_login(house.omar)
    return client


def page(name, record):
    return reverse(f"organisation:{name}", args=[record.pk])


def test_a_new_record_belongs_to_us_and_is_seen_by_our_organisations_circle(house, ella):
    form = ella.get(reverse("organisation:add")).context["form"]
    assert (form["owner"].value(), form["circle"].value()) == (house.city.pk, house.staff.pk)


def test_adding_goes_through_the_change_log(house, ella):
    form = {"name": "Haven", "kind": "public", "owner": house.strategy.pk, "circle": house.staff.pk}
    response = ella.post(reverse("organisation:add"), {**form, "change_reason": "Met at a fair."})
    record = Organisation.objects.get()
    assert response.url == page("inspect", record)
    changeset = ChangeSet.objects.get()
    assert (changeset.by, changeset.reason) == (house.ella, "Met at a fair.")
    assert Outbox.objects.get().key == str(record.uid)


def test_a_wrong_form_keeps_what_was_typed_and_writes_nothing(house, ella):
    form = {"name": "Haven", "kind": "public", "website": "not an address", "owner": house.city.pk}
    response = ella.post(reverse("organisation:add"), {**form, "circle": house.staff.pk})
    assert response.context["form"]["name"].value() == "Haven"
    assert "website" in response.context["form"].errors
    assert not Organisation.objects.exists()
    assert not ChangeSet.objects.exists()


def test_saving_without_a_change_writes_nothing(house, ella):
    record = house.record()
    ella.post(page("edit", record), house.form(record))
    assert ChangeSet.objects.count() == 1


def test_the_second_saver_reads_who_when_and_what_and_loses_nothing(house, ella, omar):
    record = house.record(notes="old notes")
    seen = house.form(record)
    omar.post(page("edit", record), {**seen, "name": "Port", "kind": "public"})
    response = ella.post(page("edit", record), {**seen, "name": "Haven", "notes": "a long note by Ella"})
    assert response.status_code == 200
    form = response.context["form"]
    (told,) = form.non_field_errors()
    assert re.match(r"Omar saved this record at \d+ \w+ \d{4}, \d\d:\d\d while you were editing", told)
    assert "changed: kind, name." in told
    # Hers where both wrote, his where only he did, hers where only she did.
    assert (form["name"].value(), form["kind"].value()) == ("Haven", "public")
    assert form["notes"].value() == "a long note by Ella"
    assert "name" in form.errors
    assert "kind" not in form.errors
    assert Organisation.objects.get().name == "Port"
    # She looks and saves again: what she sees is what is saved.
    again = {field.html_name: field.value() for field in form if field.value()}
    assert ella.post(page("edit", record), again).status_code == 302
    saved = Organisation.objects.get()
    assert (saved.name, saved.kind, saved.notes, saved.version) == ("Haven", "public", "a long note by Ella", 3)


def test_a_form_without_a_version_is_stale(house, ella):
    record = house.record()
    response = ella.post(page("edit", record), {**house.form(record, name="Port"), "expected_version": ""})
    assert response.status_code == 200
    assert Organisation.objects.get().name == "Harbour"


def test_a_record_says_who_sees_it_and_why(house, ella, omar):
    ours, chosen = house.record("Harbour"), house.record("Team talk", circle=house.team)
    public = house.record("Open", circle=Circle.objects.get(pk=1))
    said = omar.get(page("inspect", ours)).content.decode()
    assert "City staff, because it is owned by Strategy, a part of City, whose records this circle sees." in said
    assert "You are in it through your post in City." in said
    said = ella.get(page("inspect", chosen)).content.decode()
    assert "Strategy team, because this circle was chosen for it. You are in it through your post in Strategy." in said
    said = ella.get(page("inspect", ours)).content.decode()
    assert "through your post in Strategy, which is a part of City." in said
    assert "Everyone, with or without an account" in ella.get(page("inspect", public)).content.decode()


def test_an_example_says_so_wherever_it_is_printed(house, ella):
    record = house.record(is_example=True)
    assert b"not a fact" in ella.get(page("inspect", record)).content
    assert b"example" in ella.get(reverse("organisation:index")).content
    rows = b"".join(ella.get(reverse("organisation:index") + "?export=csv")).decode().splitlines()
    assert rows[0].endswith(",Example")
    assert rows[1].endswith(",yes")


def test_a_spreadsheet_gets_no_formula(house, ella):
    house.record("=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in b"".join(ella.get(reverse("organisation:index") + "?export=csv")).decode()


def test_search_folds_accents_and_letter_case_and_takes_every_word(house, ella):
    house.record("Åbo Hamnförening")
    house.record("Åbo Akademi")
    said = ella.get(reverse("organisation:index") + "?q=abo+HAMNFOR").content.decode()
    assert "Åbo Hamnförening" in said
    assert "Åbo Akademi" not in said


def test_a_place_is_typed_by_any_name_and_namesakes_are_asked_about(house, ella):
    record = house.record()
    make_place("Valencia", "ES", 790_000, id=1)
    make_place("Valencia", "VE", 1_385_000, id=2, latitude=10.2, longitude=-68.0)
    response = ella.post(page("edit", record), house.form(record, place="Valencia"))
    (told,) = response.context["form"].errors["place"]
    assert "Several places are called “Valencia”" in told
    assert "Write one of: Valencia, Venezuela; Valencia, Spain." in told
    ella.post(page("edit", record), house.form(record, place="valencia, spain"))
    record.refresh_from_db()
    assert record.place_id == 1
    assert ella.get(page("edit", record)).context["form"]["place"].value() == "Valencia, Spain"
    response = ella.post(page("edit", record), house.form(record, place="Nowhere"))
    assert "No place is called “Nowhere”" in str(response.context["form"].errors)


def test_deleting_offers_the_way_back(house, ella):
    record = house.record()
    response = ella.post(page("delete", record), follow=True)
    assert not Organisation.objects.exists()
    deletion = ChangeSet.objects.first()
    undo = reverse("changes:undo", args=[deletion.uid])
    assert undo in response.content.decode()
    assert "Harbour" in ella.get(undo).content.decode()
    assert undo in ella.get(reverse("changes:mine")).content.decode()
    ella.post(undo)
    assert Organisation.objects.get().uid == record.uid


def test_what_a_source_points_to_is_not_deleted(house, ella):
    record = house.record()
    OrganisationIdentity.objects.create(source="keep-eu", key="1", organisation=record)
    response = ella.post(page("delete", record), follow=True)
    assert "It cannot be deleted: other records or sources point to it." in response.content.decode()
    assert Organisation.objects.exists()


def test_undo_in_the_office_lists_what_stands_in_the_way_and_asks(house, ella, omar):
    record = house.record()
    first = change(record, {"name": "Port", "notes": "x"}, by=house.ella)
    change(record, {"name": "Haven"}, by=house.omar)
    undo = reverse("changes:undo", args=[first.uid])
    said = ella.post(undo).content.decode()
    assert "This has been changed again since" in said
    assert "Name: Omar" in said
    assert re.findall(r'name="choice" value="(\w+)"', said) == list(Choice)
    assert Organisation.objects.get().name == "Haven"
    assert ella.post(undo, {"choice": "something else"}).status_code == 200
    ella.post(undo, {"choice": "keep"})
    assert (Organisation.objects.get().name, Organisation.objects.get().notes) == ("Haven", "")


def test_undo_asks_for_the_verb(house):
    record = house.record()
    changed = change(record, {"name": "Port"}, by=house.ella)
    house.omar.groups.set([])
    house.omar.user_permissions.set([p for p in make_roles()["Expert"].permissions.all() if "access" in p.codename])
    client = Client()
    client.force_login(house.omar)
    client.post(reverse("changes:undo", args=[changed.uid]))
    assert Organisation.objects.get().name == "Port"


def test_a_list_asks_the_same_number_of_queries_however_long_it_is(house, ella, django_assert_max_num_queries):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert ella.get(reverse("organisation:index")).status_code == 200
        return len(caught)

    house.record()
    queries()
    few = queries()
    for number in range(15):
        house.record(f"Organisation {number}", owner=make_unit(f"Unit {number}"), place=make_place("Oulu", "FI", 1))
    assert queries() == few


def test_history_in_the_office_shows_the_fields_in_words(house, ella):
    record = house.record()
    change(record, {"kind": "public"}, by=house.omar, reason="Their own page says so.")
    said = ella.get(page("history", record)).content.decode()
    assert all(words in said for words in ("kind unknown", "public body", "Omar", "Their own page says so."))


def test_wagtails_own_log_holds_nothing_about_records(house, ella):
    from wagtail.models import ModelLogEntry

    record = house.record()
    ella.post(page("edit", record), house.form(record, name="Port"))
    ella.post(page("delete", record))
    assert not ModelLogEntry.objects.exists()
    assert Change.objects.filter(record=record.uid).count() == 3


def test_a_form_is_in_the_language_of_each_reader_whoever_opened_it_first():
    form = form_for(Organisation, ("summary",), {})
    with override("fi"):
        assert str(form.base_fields["summary"].label) == "Tiivistelmä"
