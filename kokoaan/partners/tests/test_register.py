import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from kokoaan.partners.models import Tie
from kokoaan.partners.tests.makers import make_house, make_tie
from kokoaan.people.models import Circle
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_post, make_unit, make_user
from kokoaan.places.found_by import put_together
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create

pytestmark = pytest.mark.django_db


@pytest.fixture
def ella():
    user = make_user("ella")
    user.groups.add(make_roles()["Coordinator"])
    make_post(user, make_unit("City"))
    return user


@pytest.fixture
def client(ella):
    client = Client()
    client.force_login(ella)
    return client


def add(client, ella, **changed):
    owner = ella.posts.get().unit_id
    kept = {"place": "Tallinn", "kind": "agreement", "status": "active", "begins": "2018-05-29", "circle": 1}
    return client.post(reverse("tie:add"), {**kept, "owner": owner, **changed})


def test_a_tie_is_added_by_the_name_of_its_place(client, ella):
    place = make_place("Tallinn", "EE", 394_000)
    response = add(client, ella, decision="HEL 2018-000000 § 1")
    tie = Tie.objects.get()
    assert (tie.place, tie.status, tie.begins) == (place, "active", "2018-05-29")
    said = client.get(response.url).content.decode()
    assert all(words in said for words in ("Tallinn", "cooperation agreement", "29 May 2018", "HEL 2018-000000 § 1"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ends": "2014"}, "The end is before the beginning."),
        ({"begins": "spring"}, "“spring” is not a year, a month (2014-03) or a day (2014-03-09)."),
        ({"place": ""}, "Say with whom: a place, an organisation or both."),
        ({"place": "Nowhere at all"}, "No place is called “Nowhere at all”."),
    ],
)
def test_a_wrong_tie_is_told_in_a_sentence_and_not_written(wrong, told, client, ella):
    make_place("Tallinn", "EE", 394_000)
    response = add(client, ella, **wrong)
    assert response.status_code == 200
    assert told in " ".join(message for messages in response.context["form"].errors.values() for message in messages)
    assert not Tie.objects.exists()


def test_ties_are_found_by_any_name_of_their_place(client, ella):
    place = make_place("Tallinn", "EE", 394_000)
    place.names.create(text="Tallinna", folded="tallinna", source="test")
    put_together([place.pk])
    unit = ella.posts.get().unit
    create(Tie(place=place, kind="partner", owner=unit, circle=Circle.objects.get(pk=1)), by=ella)
    for query, there in (("TALLINNA", True), ("Riga", False)):
        said = client.get(f"{reverse('tie:index')}?q={query}").content.decode()
        assert ("/office/tie/inspect/" in said) is there


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_list_goes_out_in_the_readers_language_to_its_last_row(format, lang):
    house = make_house()
    make_tie(house)
    UserProfile.objects.create(user=house["ella"], preferred_language=lang)
    client = Client()
    client.force_login(house["ella"])
    answer = client.get(reverse("tie:index"), {"export": format})
    body = b"".join(answer.streaming_content)
    if format == "csv":
        heads, row = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    else:
        heads, row = load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    with override(lang):
        assert str(Tie._meta.get_field("kind").verbose_name).lower() in {one.lower() for one in heads}
        assert {str(Tie.Kind.AGREEMENT.label), str(Tie.Status.ACTIVE.label)} <= set(row)
