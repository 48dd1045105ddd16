"""Practices where people look: on the pages of a place, an organisation, a unit and a goal, and in what waits."""

from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.places.tests.makers import make_place
from kokoaan.practices.models import Adoption, PracticePartner
from kokoaan.practices.tests.makers import make_practice
from kokoaan.records.changing import create
from kokoaan.records.pages import about_url
from kokoaan.strategy.models import Goal


def names_on(user, subject):
    held = client_of(user).get(about_url(subject)).context["found"]
    return {entry.name for one in held if one.kind.name == "ownpractices" for entry in one.entries}


def test_everything_about_something_lists_its_practices_that_the_reader_sees(office):
    city, port = make_place("Example City", "SE"), make_place("Example Port", "SE")
    body = create(Organisation(name="Example Port Authority", place=port, **seen(office)), by=None)
    goal = create(Goal(name=text(en="Goal"), term="2025–2029", **seen(office)), by=None)
    create_found(office, "Here", place=city)
    taken = make_practice(office, "Taken over there")
    create(Adoption(practice=taken, place=city, stage="in_use"), by=None)
    made = make_practice(office, "Made with them", needed_by=office.streets)
    create(PracticePartner(practice=made, organisation=body), by=None)
    make_practice(office, "Hidden", place=city, circle=office.team)
    aimed = make_practice(office, "Aimed")
    aimed.goals.add(goal)
    assert names_on(office.omar, city) == {"Here", "Taken over there"}
    assert names_on(office.omar, port) == names_on(office.omar, body) == {"Made with them"}
    assert names_on(office.omar, office.streets) == {"Made with them"}
    assert names_on(office.omar, goal) == {"Aimed"}


def seen(office):
    return {"owner": office.strategy, "circle": office.staff}


def create_found(office, title, **changed):
    return make_practice(office, title, origin="found", **changed)


def test_a_review_that_is_due_waits_on_the_front_page(office):
    make_practice(office, "Snow map", review="2020", owner=office.streets)
    shown = client_of(office.omar).get(reverse("wagtailadmin_home")).content.decode()
    assert ["Snow map" in shown, "review was due 2020" in shown] == [True, True]
