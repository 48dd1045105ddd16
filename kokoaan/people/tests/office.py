"""Ella of Strategy and Omar of Streets, both of the City: staff see what is theirs, each team its own."""

from types import SimpleNamespace

import pytest
from django.test import Client

from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office(db):
    city = make_unit("City")
    strategy, streets = make_unit("Strategy", parent=city), make_unit("Streets", parent=city)
    staff, team = make_circle("City staff", city), make_circle("Strategy team", strategy)
    city.circle = staff
    city.save()
    roles = make_roles()
    ella, omar = make_user("ella"), make_user("omar")
    for user, unit, role in ((ella, strategy, "Coordinator"), (omar, streets, "Expert")):
        make_post(user, unit)
        user.groups.add(roles[role])
    return SimpleNamespace(**{name: value for name, value in locals().items() if name not in {"db", "roles", "user"}})
