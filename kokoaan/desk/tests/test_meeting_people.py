"""What meetings say on a person's page."""

from django.urls import reverse

from kokoaan.desk.models import Meeting
from kokoaan.organisations.models import Acquaintance
from kokoaan.organisations.tests.makers import make_organisation, make_person, make_role
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import create


def page(user, person):
    return client_of(user).get(reverse("person:inspect", args=[person.pk])).content.decode()


def test_the_page_says_what_they_did_who_knows_them_and_when_they_were_met(office):
    person = make_person(office, title="Ms", honorific="Dear Commissioner", languages="fi")
    make_role(person, make_organisation(office, "Body"), function="Commissioner", begins="2019")
    make_role(person, make_organisation(office, "Hidden body", office.team), function="Minister", ends="2018")
    create(Acquaintance(person=person, user=office.ella, how="well", since="2014"), by=None)
    for day, circle in (("2026-11-01", office.staff), ("2026-11-09", office.team)):
        meeting = Meeting(who="x", day=day, about=f"met on {day}", owner=office.strategy, circle=circle)
        meeting.links = {"people": [person.pk]}
        create(meeting, by=None)
    said = page(office.omar, person)
    for told in ("Dear Commissioner", "Finnish", "Commissioner", "2019–", "Ella", "since 2014", "met on 2026-11-01"):
        assert told in said
    assert "Hidden body" not in said
    assert "met on 2026-11-09" not in said
    assert "met on 2026-11-09" in page(office.ella, person)
