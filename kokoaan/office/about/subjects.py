"""What a page is about: a place or a country, a unit of ours, or a record that the reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse

from kokoaan.organisations.models import Organisation, Person
from kokoaan.people.models import Unit, User
from kokoaan.places.models import Country, Place
from kokoaan.records.models import Record
from kokoaan.records.pages import ABOUT, about_url
from kokoaan.strategy.models import Goal

# Each kind of subject and its model; records among them exist only for those who see the row.
SUBJECTS: dict[str, type[Model]] = {
    "place": Place,
    "country": Country,
    "organisation": Organisation,
    "unit": Unit,
    "goal": Goal,
    "person": Person,
}
# What of other tables the head of the page says.
RELATED = {
    "place": ("country",),
    "country": (),
    "organisation": ("place__country", "owner", "circle"),
    "unit": ("parent",),
    "goal": ("parent", "owner", "circle"),
    "person": ("owner", "circle"),
}
# A unit or a goal may have very many rows: they are taken as they were entered, not sorted by day.
BROAD = frozenset({"unit", "goal", "country"})


@dataclass(frozen=True)
class Subject:
    """`kind` is a word of SUBJECTS; `row` is that kind's row, which the reader may see."""

    kind: str
    row: Any
    # The keys of organisations, by the key of the person who sees them.
    found_there: dict[int, list[int]] = field(default_factory=dict, compare=False)

    @property
    def pk(self) -> Any:
        return self.row.pk

    @property
    def name(self) -> str:
        return str(self.row)

    @property
    def url(self) -> str:
        return about_url(self.row)

    @property
    def record_url(self) -> str:
        """Its own page in its register, for records."""
        return reverse(f"{self.kind}:inspect", args=[self.pk]) if isinstance(self.row, Record) else ""

    @property
    def is_us(self) -> bool:
        """Whether it is our own city."""
        return self.kind == "place" and self.pk == settings.CITY_GEONAMES_ID

    @property
    def is_broad(self) -> bool:
        return self.kind in BROAD

    @cached_property
    def units(self) -> list[int]:
        """A unit with its subunits."""
        below = Unit.objects.filter(path__startswith=self.row.path)
        return list(below.values_list("pk", flat=True)) if self.kind == "unit" else []

    def there(self, user: User) -> Any:
        """The organisations in a place or a country that user sees; links through others would tell of them.

        Those in a place are looked up first, once: told their keys, a database finds the rows that link to them, or to
        the place itself, by two indexes. Left to find them, PostgreSQL reads all rows. Those in a country may be many.
        """
        seen: QuerySet[Organisation] = Organisation.objects.visible_to(user).order_by()
        if self.kind == "country":
            return seen.filter(place__country=self.pk).values("pk")
        if user.pk not in self.found_there:
            self.found_there[user.pk] = list(seen.filter(place=self.pk).values_list("pk", flat=True))
        return self.found_there[user.pk]


def subject_or_404(kind: str, key: Any, user: User) -> Subject:
    """Raises Http404 for what is not there, and for a record that user does not see."""
    model = SUBJECTS[kind]
    if issubclass(model, Record):
        seen: QuerySet[Any] = model.objects.visible_to(user).filter(uid=key)
    else:
        seen = model._default_manager.filter(**{ABOUT[kind]: key})
    row = seen.select_related(*RELATED[kind]).first()
    if row is None:
        raise Http404
    return Subject(kind, row)
