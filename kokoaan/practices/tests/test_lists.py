"""The lists of practices and of adoption narrow by what people ask."""

import pytest
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.models import Adoption
from kokoaan.practices.tests.makers import make_practice
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.strategy.models import Concept


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?origin=found", {"Found"}),
        ("?stage=pilot", {"Found"}),
        ("?adopted=piloted", {"Found"}),
        ("?adopted=in_use", {"Ours"}),
        ("?verdict=no", {"Found"}),
        ("?review=due", {"Ours"}),
        ("?theme=snow", {"Found"}),
    ],
)
def test_the_list_of_practices_narrows(query, found, office):

    snapshot = Snapshot.objects.create(source="yso")
    theme = Concept.objects.create(source="yso", key="yso:1", label=text(en="snow"), snapshot=snapshot)
    one = make_practice(office, origin="found", title="Found", stage="pilot", verdict="no")
    one.themes.add(theme)
    other = make_practice(office, "Ours", review="2020")
    create(Adoption(practice=one, unit=office.streets, stage="piloted"), by=None)
    create(Adoption(practice=other, place=make_place("Example City", "SE"), stage="in_use"), by=None)
    rows = client_of(office.omar).get(reverse("practice:index") + query).context["object_list"]
    assert {str(row) for row in rows} == found


@pytest.mark.parametrize(
    ("query", "found"), [("?adopter=here", {"Found"}), ("?adopter=elsewhere", {"Ours"}), ("?origin=ours", {"Ours"})]
)
def test_the_list_of_adoption_narrows(query, found, office):
    one, other = make_practice(office, origin="found", title="Found"), make_practice(office, "Ours")
    create(Adoption(practice=one, unit=office.streets, stage="seen"), by=None)
    create(Adoption(practice=other, place=make_place("Example City", "SE"), stage="seen"), by=None)
    rows = client_of(office.omar).get(reverse("adoption:index") + query).context["object_list"]
    assert {str(row.practice) for row in rows} == found
