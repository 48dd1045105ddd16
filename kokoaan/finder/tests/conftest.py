import pytest

from kokoaan.finder import reading
from kokoaan.finder.tests.house import HEAT, TRAMS, place, took_part
from kokoaan.organisations.models import Kind
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.projects.models import Participation
from kokoaan.search.tests.conftest import index
from kokoaan.search.tests.makers import make_concept, make_project

__all__ = ["index"]


@pytest.fixture
def house(index):
    """Helsinki asks; Aarhus led on heat, Gdansk on trams, and an international organisation knows heat too."""
    reading.ledger_of.cache_clear()
    towns = {
        "Helsinki": place(1, "Helsinki", 60.17, 24.94),
        "Aarhus": place(2, "Aarhus", 56.16, 10.2, country="DK"),
        "Gdansk": place(3, "Gdansk", 54.35, 18.65, country="PL"),
        "Nairobi": place(4, "Nairobi", -1.29, 36.82, country="KE"),
    }
    heat, trams = (
        make_project("keep:P:HEAT", "Heat without coal", HEAT),
        make_project("keep:P:TRAM", "Trams first", TRAMS),
    )
    took_part(heat, "City of Aarhus", towns["Aarhus"], role=Participation.Role.LEAD)
    took_part(heat, "Heat of the World", towns["Nairobi"], kind=Kind.INTERNATIONAL)
    took_part(heat, "Union of Heat", None, kind=Kind.INTERNATIONAL)
    took_part(trams, "City of Gdansk", towns["Gdansk"], role=Participation.Role.LEAD)
    make_concept(fi="kaukolämpö", en="district heating", sv="fjärrvärme")
    make_concept(fi="päästöt", en="emissions", sv="utsläpp")
    index()
    return towns


@pytest.fixture
def people(db, settings):
    """Ella coordinates in Strategy, Omar is an expert of the city, Ada advises for the region, with Ella in EU."""
    settings.CITY_GEONAMES_ID = 1
    roles = make_roles()
    city, region = make_unit("City"), make_unit("Region")
    units = {"city": city, "region": region, "strategy": make_unit("Strategy", parent=city)}
    circles = {
        "staff": make_circle("Staff", city),
        "strategy": make_circle("Strategists", units["strategy"]),
        "eu": make_circle("EU", region, units["strategy"]),
    }
    found = {}
    for name, unit, role in (
        ("ella", "strategy", "Coordinator"),
        ("omar", "city", "Expert"),
        ("ada", "region", "Adviser"),
    ):
        found[name] = make_user(name)
        found[name].groups.add(roles[role])
        make_post(found[name], units[unit])
    return found | {"units": units, "circles": circles}
