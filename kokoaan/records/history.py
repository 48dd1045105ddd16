"""What happened to a record, as one person may read it: today's circle and the circles then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.worded import WordedCodes, WordedField
from kokoaan.people.models import Circle, User
from kokoaan.records.models import Change, ChangeSet, Record
from kokoaan.records.values import Field, logged_fields

Names = dict[tuple[type[models.Model], Any], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One field's change in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change set, as far as it concerns one record."""

    changeset: ChangeSet
    what: str
    lines: Sequence[Line]


def may_read(changeset: ChangeSet, user: User) -> bool:
    """Whether user could see every record of changeset before and after it, and still can where it still exists."""
    if changeset.changes.hidden_from(user).exists():
        return False
    rows = list(changeset.changes.values_list("model", "record"))
    if not rows:
        return changeset.by_id == user.pk
    by_model: dict[int, set[Any]] = defaultdict(set)
    for model, uid in rows:
        by_model[model].add(uid)
    return not any(hidden_now(model, uids, user) for model, uids in by_model.items())


def hidden_now(content_type: int, uids: set[Any], user: User) -> bool:
    model = cast("type[Record]", ContentType.objects.get_for_id(content_type).model_class())
    there = model.objects.filter(uid__in=uids)
    return there.count() != there.visible_to(user).count()


def history_of(record: Record, user: User) -> list[Entry]:
    """The change sets of a record that user may read whole, newest first; empty when the record itself is hidden.

    A set with one change that user may not read is left out, since its reason may say what that change hides.
    """
    if record.circle_id not in user.circle_ids:
        return []
    rows = Change.objects.filter(record=record.uid, version__isnull=False)
    hidden = Change.objects.hidden_from(user).filter(changeset__in=rows.values("changeset")).values("changeset")
    readable = rows.exclude(changeset__in=hidden).select_related("changeset__by", "changeset__accepted_by")
    by_set: dict[ChangeSet, list[Change]] = defaultdict(list)
    for row in readable.order_by("-version", "pk"):
        by_set[row.changeset].append(row)
    names = names_of([row for rows_ in by_set.values() for row in rows_], type(record), user)
    return [entry(changeset, rows_, type(record), names) for changeset, rows_ in by_set.items()]


def entry(changeset: ChangeSet, rows: Sequence[Change], model: type[Record], names: Names) -> Entry:
    fields = logged_fields(model)
    lines = [line(fields[row.field], row, names) for row in rows if row.field in fields]
    return Entry(changeset, what_happened(changeset, rows), lines)


def what_happened(changeset: ChangeSet, rows: Sequence[Change]) -> str:
    if changeset.undoes_id:
        return _("Undid an earlier change")
    if any(row.is_birth for row in rows):
        return _("Added")
    if any(row.is_death for row in rows):
        return _("Deleted")
    return _("Changed")


def line(field: Field, row: Change, names: Names) -> Line:
    return Line(capfirst(str(field.verbose_name)), shown(field, row.old, names), shown(field, row.new, names))


def shown(field: Field, value: Any, names: Names) -> str:
    """A kept value in the reader's words."""
    if value is None or value == "":
        return "–"
    if field.many_to_many:
        return ", ".join(name_of(field, key, names) for key in value) or "–"
    if isinstance(field, models.ForeignKey):
        return name_of(field, value, names)
    if isinstance(field, WordedField | WordedCodes):
        return field.in_words(value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))


def name_of(field: Field, key: Any, names: Names) -> str:
    return names.get((cast("type[models.Model]", field.related_model), key), _("something that you cannot see"))


def names_of(rows: Iterable[Change], model: type[Record], user: User) -> Names:
    """Names of the rows that the changes point at, one query for each kind; only those that user may know."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for name, field in logged_fields(model).items():
        if field.many_to_many or isinstance(field, models.ForeignKey):
            other = cast("type[models.Model]", field.related_model)
            wanted[other] |= {key for row in rows if row.field == name for key in keys_in(row)}
    return {
        (kind, row.pk): str(row) for kind, keys in wanted.items() for row in known_to(user, kind).filter(pk__in=keys)
    }


def keys_in(row: Change) -> set[Any]:
    """The keys of the rows that a change of a link points at, before and after."""
    values = [value if isinstance(value, list) else [value] for value in (row.old, row.new)]
    return {key for some in values for key in some} - {None}


def known_to(user: User, model: type[models.Model]) -> models.QuerySet[Any]:
    """Rows whose name user may read: records by their circle, circles by membership, anything else freely."""
    if issubclass(model, Record):
        return model.objects.visible_to(user)
    if issubclass(model, Circle):
        return model._default_manager.filter(pk__in=user.circle_ids)
    return model._default_manager.all()
