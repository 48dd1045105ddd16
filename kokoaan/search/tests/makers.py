"""Makers of the rows that search tests need."""

from __future__ import annotations

from kokoaan.lib.text import text
from kokoaan.organisations.models import NamedOrganisation, Organisation
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_unit
from kokoaan.places.models import Country, Place, PlaceName
from kokoaan.projects.models import Project
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.records.outbox import touch
from kokoaan.strategy.models import Concept


def snapshot(source="keep-eu"):
    return Snapshot.objects.get_or_create(source=source, digest="0" * 64)[0]


def make_project(key, title, summary="", lang="en", **changed):
    fields = {"title": text(**{lang: title}), "summary": text(**{lang: summary}), "snapshot": snapshot(), **changed}
    project = Project.objects.create(source="keep-eu", key=key, **fields)
    touch("project", f"keep-eu:{key}")
    return project


def make_concept(**labels):
    count = Concept.objects.count()
    concept = Concept.objects.create(source="yso", key=f"p{count}", label=text(**labels), snapshot=snapshot("yso"))
    touch("concept", f"yso:p{count}")
    return concept


def make_place(id, name, population=10_000, *others, country="SE"):
    Country.objects.get_or_create(code=country, defaults={"name": text(en=country), "continent": "EU"})
    place = Place.objects.create(
        id=id, local_name=name, country_id=country, latitude=0, longitude=0, population=population, timezone="UTC"
    )
    PlaceName.objects.bulk_create([PlaceName(place=place, text=other, folded=other.lower()) for other in others])
    touch("place", str(id))
    return place


def make_named(name, identity, key="1", source="cordis"):
    row = NamedOrganisation.objects.create(
        source=source, key=key, name=name, identity=identity, snapshot=snapshot(source)
    )
    touch("namedorganisation", identity)
    return row


def make_organisation(name, circle=Circle.EVERYONE, notes=""):
    owner = make_unit()
    return create(Organisation(name=name, notes=notes, owner=owner, circle_id=getattr(circle, "pk", circle)), by=None)
