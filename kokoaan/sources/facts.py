"""The tables that imports fill, and what of them the index shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as value
from typing import Any

from django.db.models import Field, Model

from kokoaan.networks.models import MembershipClaim, Network
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.partners.models import TieClaim
from kokoaan.projects.models import Participation, Project
from kokoaan.records.models import Fact
from kokoaan.strategy.models import Concept

# A fact's values, in the order of its table's fields; a link to another fact by that one's key.
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FactTable:
    """One kind of fact: its model, its fields after the key, and which of them name a fact of another table."""

    model: type[Fact]
    fields: tuple[str, ...]
    links: Mapping[str, str] = value(default_factory=dict)
    # The index's name for a row's document, and for its kind; None: the index does not show such rows.
    document: Callable[[str, str, Values], tuple[str, str]] | None = None
    # Rows that only serve others: their absence is not judged.
    serves: bool = False

    @property
    def columns(self) -> list[str]:
        """The database's columns for the fields, links as keys of the linked."""
        return [f"{name}__key" if name in self.links else attname(self.model, name) for name in self.fields]


def attname(model: type[Model], name: str) -> str:
    """The database's name of a field: place_id for place."""
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101 (never the far side of a relation)
    return field.attname


def by_key(kind: str) -> Callable[[str, str, Values], tuple[str, str]]:
    return lambda source, key, values: (kind, f"{source}:{key}")


# In the order in which they are written: what is linked to comes first.
TABLES: dict[str, FactTable] = {
    "projects": FactTable(
        Project,
        (
            "acronym",
            "programme",
            "title",
            "summary",
            "results",
            "themes",
            "objectives",
            "begins",
            "ends",
            "budget",
            "url",
            "stage",
        ),
        document=by_key("project"),
    ),
    "organisations": FactTable(
        NamedOrganisation,
        ("name", "identity", "kind", "place", "country"),
        document=lambda source, key, values: ("namedorganisation", values[1]),
        serves=True,
    ),
    "participations": FactTable(
        Participation,
        ("project", "organisation", "place", "role", "town", "region", "reason"),
        links={"project": "projects", "organisation": "organisations"},
    ),
    "networks": FactTable(
        Network, ("name", "acronym", "aims", "themes", "seat", "founded", "url"), document=by_key("network")
    ),
    "memberships": FactTable(
        MembershipClaim,
        ("network", "member", "entity", "place", "level", "since", "collected", "reason"),
        links={"network": "networks"},
    ),
    "ties": FactTable(TieClaim, ("place", "other", "names", "collected", "reason")),
    "concepts": FactTable(Concept, ("label", "is_place"), document=by_key("concept")),
}
