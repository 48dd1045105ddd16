"""Two records side by side: what each says, what may be kept of which, and what will move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.text import TextField
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.pointing import UID_LINKS, links_to
from kokoaan.records.register.inspecting import shown_field
from kokoaan.records.values import Field, kept_field, logged_fields

KEEP, GONE, BOTH = "keep", "gone", "both"
# Nobody chooses these: the kept record's stand.
NOT_ASKED = frozenset({"is_example", "confirmed"})
PREFIX = "field-"


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two records. Where they differ, `chosen` is what is ticked at first; "" asks for a choice."""

    name: str
    label: str
    keep: str
    gone: str
    differs: bool
    can_both: bool
    chosen: str

    @property
    def input(self) -> str:
        return PREFIX + self.name


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of a kind will point at the kept record."""

    label: str
    count: int


def rows_of(keep: Record, gone: Record, user: User, posted: Mapping[str, str]) -> list[Row]:
    return [row_of(keep, gone, field, user, posted) for field in asked_fields(type(keep))]


def asked_fields(model: type[Record]) -> list[Field]:
    return [field for name, field in logged_fields(model).items() if name not in NOT_ASKED]


def row_of(keep: Record, gone: Record, field: Field, user: User, posted: Mapping[str, str]) -> Row:
    differs = kept_field(keep, field) != kept_field(gone, field)
    return Row(
        name=field.name,
        label=capfirst(str(field.verbose_name)),
        keep=shown_field(keep, field, user).value,
        gone=shown_field(gone, field, user).value,
        differs=differs,
        can_both=can_both(field),
        chosen=posted.get(PREFIX + field.name) or suggested(keep, gone, field),
    )


def can_both(field: Field) -> bool:
    return field.many_to_many or isinstance(field, TextField)


def suggested(keep: Record, gone: Record, field: Field) -> str:
    """Both where that can be, else the kept record's unless it is empty. Who sees it is for the person to say."""
    if field.name == "circle":
        return KEEP if keep.circle_id == gone.circle_id else ""
    if can_both(field):
        return BOTH
    return GONE if kept_field(keep, field) in (None, "", {}, []) else KEEP


def values_chosen(keep: Record, gone: Record, posted: Mapping[str, str]) -> dict[str, Any]:
    """The kept values of the fields that differ, as was chosen; one that is asked and was not chosen is left out."""
    values = {}
    for field in asked_fields(type(keep)):
        mine, theirs = kept_field(keep, field), kept_field(gone, field)
        if mine != theirs:
            choice = posted.get(PREFIX + field.name) or suggested(keep, gone, field)
            if choice == BOTH and can_both(field):
                values[field.name] = sorted({*mine, *theirs}) if field.many_to_many else {**theirs, **filled(mine)}
            elif choice in (KEEP, GONE):
                values[field.name] = mine if choice == KEEP else theirs
    return values


def filled(text: Mapping[str, Any]) -> dict[str, Any]:
    return {lang: version for lang, version in text.items() if version.get("text")}


def moving(gone: Record, user: User) -> list[Moving]:
    """What points at the record that will go, by kind, as far as user sees it."""
    counts: dict[str, int] = {}
    for model, rows in pointing(gone):
        if issubclass(model, Record):
            rows = model.objects.visible_to(user).filter(pk__in=rows.order_by().values("pk"))
        if count := rows.count():
            label = capfirst(str(model._meta.verbose_name_plural))
            counts[label] = counts.get(label, 0) + count
    return [Moving(label, count) for label, count in counts.items()]


def pointing(gone: Record) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """The rows of each kind that point at it: by their links, and by its uid."""
    for link in links_to(type(gone)):
        yield link.model, link.rows(gone)
    for uid_link in UID_LINKS:
        yield uid_link.model, uid_link.rows(uid_link.model.objects.all(), gone.uid)


def sight_sentences(keep: Record, gone: Record) -> list[str]:
    """Who will see what they did not, said before it happens."""
    if keep.circle_id == gone.circle_id:
        return [_("%(circle)s sees both, and will see the kept record.") % {"circle": keep.circle}]
    told = {"keep": keep.circle, "gone": gone.circle}
    return [
        _("Two circles see these records: %(keep)s the first, %(gone)s the second. Choose one for the kept record.")
        % told,
        _("Whoever is in the circle that you choose will see all that you keep of both, and the parts of both."),
    ]
