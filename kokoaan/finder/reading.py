"""Read the facts into a ledger, once for each state of the facts, and keep it beside the index.

Only what everyone may see is read here: facts, never records. Ties that people keep come with each answer, from the
rows that the asker may see (finding.py).
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Count, Max, QuerySet
from numpy.typing import NDArray

from kokoaan.finder.evidence import (
    Base,
    Kind,
    Memberships,
    Organisations,
    Participations,
    Places,
    Projects,
    Status,
    Ties,
)
from kokoaan.finder.ledger import Ledger
from kokoaan.lib.text import LANGUAGES
from kokoaan.networks.models import MembershipClaim, Network
from kokoaan.organisations.models import Kind as OrganisationKind
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.partners.models import TieClaim
from kokoaan.places.models import Place, PlaceName
from kokoaan.projects.models import Participation, Project
from kokoaan.records.models import Snapshot

# Grows when what is read, or its shape, changes: an older file is then made anew.
SHAPE = 6

KINDS: dict[str, Kind] = {
    OrganisationKind.CITY: Kind.CITY,
    OrganisationKind.REGION: Kind.PUBLIC,
    OrganisationKind.STATE: Kind.PUBLIC,
    OrganisationKind.EMBASSY: Kind.PUBLIC,
    OrganisationKind.PUBLIC: Kind.PUBLIC,
    OrganisationKind.EU: Kind.PUBLIC,
    OrganisationKind.EU_AGENCY: Kind.PUBLIC,
    OrganisationKind.DG: Kind.PUBLIC,
    OrganisationKind.COMMITTEE: Kind.PUBLIC,
    OrganisationKind.UN: Kind.INTERNATIONAL,
    OrganisationKind.INTERNATIONAL: Kind.INTERNATIONAL,
    OrganisationKind.NETWORK: Kind.NETWORK,
    OrganisationKind.SECRETARIAT: Kind.NETWORK,
    OrganisationKind.UNIVERSITY: Kind.RESEARCH,
    OrganisationKind.RESEARCH: Kind.RESEARCH,
    OrganisationKind.ASSOCIATION: Kind.PRIVATE,
    OrganisationKind.COMPANY: Kind.COMPANY,
    OrganisationKind.PRIVATE: Kind.PRIVATE,
    # A part may be of anything: its kind is not guessed.
    OrganisationKind.UNIT: Kind.UNKNOWN,
    OrganisationKind.UNKNOWN: Kind.UNKNOWN,
}


def current_ledger() -> Ledger:
    """Return the facts as they are now; from memory or from the file beside the index where they have not changed."""
    return ledger_of(state_of_facts())


def state_of_facts() -> str:
    """Name the state of all that a base is read from."""
    loaded = Snapshot.objects.filter(state=Snapshot.State.LOADED).aggregate(Count("pk"), Max("pk"))
    # Places only ever come in, and their names with them: the last one tells, without counting half a million.
    places = PlaceName.objects.aggregate(Max("pk"))
    return hashlib.sha256(repr((SHAPE, loaded, places)).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def ledger_of(state: str) -> Ledger:
    path: Path = settings.INDEX_ROOT / f"facts-{state}.pickle"
    if path.exists():
        kept: Ledger = pickle.loads(path.read_bytes())  # noqa: S301 (our own file, in our own folder)
        return kept
    ledger = Ledger(read_base()).warm()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("facts-*.pickle"):
        old.unlink(missing_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(ledger, protocol=5))
    part.replace(path)
    return ledger


class Rows:
    """Row numbers by primary key; -1 for a key that is not among them."""

    def __init__(self, keys: list[Any]) -> None:
        self.row = {key: row for row, key in enumerate(keys)}

    def of(self, keys: list[Any]) -> NDArray[np.int64]:
        return np.array([self.row.get(key, -1) for key in keys], dtype=np.int64)


def columns(queryset: QuerySet[Any], *names: str) -> list[list[Any]]:
    """Return the named fields as one list each, in the order of the primary key."""
    rows = list(queryset.order_by("pk").values_list(*names))
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in names]


def read_base() -> Base:
    place_ids, names, countries, lats, lons, sizes, named = columns(
        Place.objects.all(), "pk", "local_name", "country_id", "latitude", "longitude", "population", "name"
    )
    places = Rows(place_ids)
    organisation_ids, organisations = read_organisations(places)
    project_ids, projects = read_projects()
    networks, memberships = read_memberships(places)
    taken, keys = Participation.objects.all(), (Rows(project_ids), places, Rows(organisation_ids))
    return Base(
        places=Places(
            id=np.array(place_ids, dtype=np.int64),
            name=tuple(names),
            country=tuple(countries),
            lat=np.array(lats, dtype=np.float64),
            lon=np.array(lons, dtype=np.float64),
            population=np.array(sizes, dtype=np.int64),
            named={lang: names_in(lang, named) for lang in LANGUAGES},
        ),
        organisations=organisations,
        projects=projects,
        participations=read_participations(taken.exclude(place=None), *keys),
        placeless=read_participations(taken.filter(place=None), *keys),
        networks=networks,
        memberships=memberships,
        ties=read_claims(places),
        names=read_names(places, np.array(sizes, dtype=np.int64)),
    )


def names_in(lang: str, named: list[dict[str, dict[str, str]]]) -> dict[int, str]:
    """Names that places have in a language, by row."""
    return {row: name[lang]["text"] for row, name in enumerate(named) if name.get(lang, {}).get("text")}


def read_organisations(places: Rows) -> tuple[list[int], Organisations]:
    rows = NamedOrganisation.objects.all()
    ids, names, kinds, place, identities = columns(rows, "pk", "name", "kind", "place_id", "identity")
    return ids, Organisations(
        name=tuple(names),
        kind=np.array([KINDS[kind] for kind in kinds], dtype=np.int64),
        place=places.of(place),
        identity=tuple(identities),
    )


def read_projects() -> tuple[list[int], Projects]:
    ids, keys, titles, acronyms, programmes, begins, ends, urls = columns(
        Project.objects.all(), "pk", "key", "title", "acronym", "programme", "begins", "ends", "url"
    )
    shown = [title_of(title) or acronym for title, acronym in zip(titles, acronyms, strict=True)]
    return ids, Projects(
        key=tuple(keys),
        title=tuple(shown),
        programme=tuple(programmes),
        begins=years(begins),
        ends=years(ends),
        url=tuple(urls),
    )


def title_of(title: dict[str, dict[str, str]]) -> str:
    versions = [title["en"]] if "en" in title else list(title.values())
    return versions[0]["text"] if versions else ""


def years(dates: list[str]) -> NDArray[np.int64]:
    return np.array([int(day[:4] or 0) for day in dates], dtype=np.int64)


def read_participations(
    rows: QuerySet[Participation], projects: Rows, places: Rows, organisations: Rows
) -> Participations:
    project, place, organisation, role, region = columns(
        rows, "project_id", "place_id", "organisation_id", "role", "region"
    )
    return Participations(
        project=projects.of(project),
        place=places.of(place),
        organisation=organisations.of(organisation),
        lead=np.array([value == Participation.Role.LEAD for value in role], dtype=bool),
        region=tuple(region),
    )


def read_memberships(places: Rows) -> tuple[tuple[str, ...], Memberships]:
    ids, keys, names, acronyms = columns(Network.objects.all(), "pk", "key", "name", "acronym")
    network, place, entity = columns(MembershipClaim.objects.exclude(place=None), "network_id", "place_id", "entity")
    rows = Rows(ids).of(network)
    shown = tuple(acronym or name for acronym, name in zip(acronyms, names, strict=True))
    return shown, Memberships(
        key=tuple(keys[row] for row in rows),
        network=rows,
        place=places.of(place),
        kind=np.array(
            [Kind.CITY if "Cit" in kind or "Munic" in kind else Kind.UNKNOWN for kind in entity], dtype=np.int64
        ),
    )


def read_claims(places: Rows) -> Ties:
    keys, place, other = columns(
        TieClaim.objects.exclude(place=None).exclude(other=None), "key", "place_id", "other_id"
    )
    return Ties(tuple(keys), places.of(place), places.of(other), np.full(len(keys), Status.CLAIM, dtype=np.int64))


def read_names(places: Rows, sizes: NDArray[np.int64]) -> dict[str, tuple[int, ...]]:
    """Return the rows of the places that bear each folded name, the largest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for folded, place in PlaceName.objects.values_list("folded", "place_id").iterator(chunk_size=20_000):
        found[folded].add(places.row[place])
    return {name: tuple(sorted(rows, key=lambda row: (-sizes[row], row))) for name, rows in found.items()}
