import pytest
from django.core.cache import cache

from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit
from kokoaan.places.models import Country, Place
from kokoaan.public.starting import make_pages

HELSINKI, TALLINN, KYIV = 658225, 588409, 703448


def make_place(key, country, **names):
    land, _new = Country.objects.get_or_create(code=country, defaults={"name": {}, "continent": "EU"})
    spot = {"latitude": 60.0, "longitude": 25.0, "population": 1000, "timezone": "Europe/Helsinki"}
    words = {lang: {"text": name} for lang, name in names.items()}
    return Place.objects.create(id=key, local_name=names["en"], name=words, country=land, **spot)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The front page remembers for an hour which cities share a network with ours."""
    cache.clear()


@pytest.fixture
def places(db):
    return {
        "helsinki": make_place(HELSINKI, "FI", fi="Helsinki", sv="Helsingfors", en="Helsinki"),
        "tallinn": make_place(TALLINN, "EE", fi="Tallinna", sv="Tallinn", en="Tallinn"),
        "kyiv": make_place(KYIV, "UA", fi="Kiova", sv="Kiev", en="Kyiv"),
    }


@pytest.fixture
def city(places):
    """The unit that owns rows, and the circles they are for."""
    unit = make_unit("City")
    return {"unit": unit, "everyone": Circle.objects.get(pk=Circle.EVERYONE), "staff": make_circle("City staff", unit)}


@pytest.fixture
def site(city):
    """The public pages as a new house has them."""
    make_pages()
