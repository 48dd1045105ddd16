import pytest

from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.search.tests.conftest import index

__all__ = ["index"]


@pytest.fixture
def office(db):
    """Omar is an expert of the city, in the circle of staff; Ada advises another body: she sees what all do."""
    roles = make_roles()
    city, region = make_unit("City"), make_unit("Region")
    found = {"city": city, "staff": make_circle("Staff", city), "region": make_circle("Region", region)}
    for name, unit, role in (("omar", city, "Expert"), ("ada", region, "Adviser")):
        found[name] = make_user(name)
        found[name].groups.add(roles[role])
        make_post(found[name], unit)
    return found
