"""Makers of public and hidden rows."""

from kokoaan.organisations.models import NamedOrganisation, Organisation
from kokoaan.partners.models import Tie
from kokoaan.projects.models import Participation, Project
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot


def kept(city, record, circle="everyone"):
    record.owner, record.circle = city["unit"], city[circle]
    return create(record, None)


def make_tie(city, place, circle="everyone", **changed):
    fields = {"kind": "agreement", "status": "active", "source": "https://example.org/tie", **changed}
    return kept(city, Tie(place=place, **fields), circle)


def make_organisation(city, name, circle="everyone", **changed):
    return kept(city, Organisation(name=name, **changed), circle)


def make_project(key, place=None, *, source="starter", title="A practice", kind="city", **changed):
    snapshot, _new = Snapshot.objects.get_or_create(source=source)
    fact = {"source": source, "snapshot": snapshot}
    project = Project.objects.create(key=key, title={"en": {"text": title}}, **fact, **changed)
    if place:
        body = NamedOrganisation.objects.create(key=f"{key}:body", name=f"City of {place}", kind=kind, **fact)
        Participation.objects.create(key=f"{key}:part", project=project, organisation=body, place=place, **fact)
    return project
