"""A small real house for the finder: places, two projects, and who took part in them."""

from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind, NamedOrganisation
from kokoaan.places.models import Country, Place, PlaceName
from kokoaan.projects.models import Participation
from kokoaan.search.tests.makers import snapshot

HEAT = "We take coal out of district heating and put waste heat of industry in, so that emissions fall."
TRAMS = "We build tram lines and give them the green light at crossings."


def place(id, name, latitude, longitude, population=600_000, country="FI"):
    Country.objects.get_or_create(code=country, defaults={"name": text(en=country), "continent": "EU"})
    made = Place.objects.create(
        id=id, local_name=name, name=text(en=name), country_id=country, latitude=latitude, longitude=longitude,
        population=population, timezone="UTC",
    )  # fmt: skip
    PlaceName.objects.create(place=made, text=name, folded=name.lower(), source="test")
    return made


def took_part(project, name, where, kind=Kind.CITY, role=Participation.Role.PARTNER):
    organisation = NamedOrganisation.objects.create(
        source="keep-eu",
        key=f"{name}@{project.key}",
        name=name,
        identity=name,
        kind=kind,
        place=where,
        snapshot=snapshot(),
    )
    Participation.objects.create(
        source="keep-eu", key=f"{project.key}:{name}", snapshot=snapshot(),
        project=project, organisation=organisation, place=where, role=role,
    )  # fmt: skip
