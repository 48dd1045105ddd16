"""Makers of practices of ours and in waiting."""

from kokoaan.lib.text import text
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.people.models import Circle
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Practice, PracticeResult
from kokoaan.projects.models import Participation, Project
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.records.outbox import touch

CONTINENTS = {"KE": "AF"}


def make_place(name, country="FI", population=600_000):
    Country.objects.get_or_create(
        code=country, defaults={"name": text(en=country), "continent": CONTINENTS.get(country, "EU")}
    )
    spot = {"latitude": 60.0, "longitude": 25.0, "timezone": "UTC"}
    place = Place.objects.create(
        id=Place.objects.count() + 1, local_name=name, country_id=country, population=population, **spot
    )
    place.names.create(text=name, folded=name.lower(), source="test")
    return place


def make_practice(title, owner, circle=Circle.EVERYONE, measured=False, **changed):
    """`measured` is where its result, told before and after, can be checked."""
    practice = Practice(title=text(en=title), owner=owner, circle_id=getattr(circle, "pk", circle), **changed)
    create(practice, None)
    if measured:
        result = {"before": "41 %", "after": "63 %", "source": "https://example.org/result"}
        create(PracticeResult(practice=practice, indicator=text(en="Share"), **result), None)
    return practice


def make_fact(key, title, summary="", place=None, source="jrc", **changed):
    snapshot, _new = Snapshot.objects.get_or_create(source=source, digest="0" * 64)
    fields = {"title": text(en=title), "summary": text(en=summary), **changed}
    project = Project.objects.create(source=source, key=key, snapshot=snapshot, **fields)
    touch("project", f"{source}:{key}")
    if place:
        fact = {"source": source, "snapshot": snapshot}
        body = NamedOrganisation.objects.create(key=key, name=f"City of {place}", kind="city", **fact)
        Participation.objects.create(key=key, project=project, organisation=body, place=place, role="lead", **fact)
    return project
