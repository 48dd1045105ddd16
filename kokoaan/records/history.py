"""What happened to a record, as one person may read it: today's circle and the circles then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.lib.days import written
from kokoaan.lib.text import in_language
from kokoaan.lib.worded import WordedCodes, WordedField
from kokoaan.people.models import Circle, User
from kokoaan.records.lasting import merge_behind
from kokoaan.records.models import Change, ChangeSet, Record, Redirect
from kokoaan.records.models.change import ChangeQuerySet
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
    """Whether user could see every record of changeset before and after it, and still can where it still exists.

    Who merged two records, or took that back, may read so much of it as is about these two, though it moved records
    that are hidden from them: the words are their own, and nothing but the two is told. However many records it has,
    the database answers.
    """
    changes = told_rows(changeset) if changeset.by_id == user.pk else changeset.changes.all()
    merge = merge_behind(changeset)
    # A merge may have changed nothing of the record that was kept: the log has no row of it, and it is told of.
    if changes.hidden_from(user).exists() or merge and any_hidden(merge.model_id, merge.ends, user):
        return False
    kinds = set(changes.order_by().values_list("model", flat=True).distinct())
    if not kinds:
        return changeset.by_id == user.pk
    return not any(hidden_now(changes, kind, user) for kind in kinds)


def told_rows(changeset: ChangeSet) -> ChangeQuerySet:
    """The rows that tell what a change set is about: of a merge those of the two records, else all."""
    merge = merge_behind(changeset)
    rows: ChangeQuerySet = changeset.changes.all()
    return rows.filter(record__in=merge.ends) if merge else rows


def hidden_now(changes: ChangeQuerySet, content_type: int, user: User) -> bool:
    """Whether a record of this kind, of those that changes are about, is there today and hidden from user."""
    return any_hidden(content_type, changes.filter(model=content_type).order_by().values("record"), user)


def any_hidden(content_type: int, uids: Any, user: User) -> bool:
    """Whether one of these records of a kind is there today and hidden from user."""
    model = cast("type[Record]", ContentType.objects.get_for_id(content_type).model_class())
    there = model.objects.filter(uid__in=uids)
    return there.exclude(pk__in=there.visible_to(user).values("pk")).exists()


def history_of(record: Record, user: User) -> list[Entry]:
    """The change sets of a record that user may read whole, newest first; empty when the record itself is hidden.

    A set with one change that user may not read is left out, since its reason may say what that change hides.
    """
    if record.circle_id not in user.circle_ids:
        return []
    rows = Change.objects.filter(record=record.uid, version__isnull=False)
    sets = ChangeSet.objects.filter(Q(pk__in=rows.values("changeset")) | Q(merge__new=record.uid))
    hidden = Change.objects.hidden_from(user).filter(changeset__in=sets.values("pk")).values("changeset")
    kept = sets.exclude(pk__in=hidden) | sets.filter(pk__in=own_merges(sets.filter(pk__in=hidden), user))
    by_set: dict[ChangeSet, list[Change]] = {
        one: [] for one in kept.select_related("by", "accepted_by", "merge", "undoes").order_by("-at", "-pk")
    }
    for row in rows.filter(changeset__in=[one.pk for one in by_set]).select_related("changeset").order_by("pk"):
        by_set[row.changeset].append(row)
    names = names_of([row for rows_ in by_set.values() for row in rows_], type(record), user)
    return [entry(changeset, rows_, type(record), names, record.uid, user) for changeset, rows_ in by_set.items()]


def own_merges(sets: models.QuerySet[ChangeSet], user: User) -> list[int]:
    """Those of the sets, hidden in part from user, that are merges of their own, or the taking back of one."""
    own = sets.filter(by=user).exclude(merge=None, undoes=None)
    return [one.pk for one in own if may_read(one, user)]


def entry(
    changeset: ChangeSet, rows: Sequence[Change], model: type[Record], names: Names, uid: UUID, user: User
) -> Entry:
    fields = logged_fields(model)
    lines = [line(fields[row.field], row, names) for row in rows if row.field in fields]
    return Entry(changeset, what_happened(changeset, rows, uid, user), lines)


def what_happened(changeset: ChangeSet, rows: Sequence[Change], uid: UUID | None, user: User) -> str:
    """In a few words, as it concerns the record of uid; as a whole when that is None."""
    if merge := getattr(changeset, "merge", None):
        return merged_in_words(merge, uid, user)
    if changeset.undoes_id:
        return _("Undid an earlier change")
    if any(row.is_birth for row in rows):
        return _("Added")
    if any(row.is_death for row in rows):
        return _("Deleted")
    return _("Changed")


def merged_in_words(merge: Redirect, uid: UUID | None, user: User) -> str:
    """What the merge was to one of the two, or to what linked to them: for who may read of both."""
    if uid == merge.old:
        return merged_into(merge, user)
    if uid not in {None, merge.new}:
        return _("Changed, because two records that it linked to became one")
    gone = Change.objects.filter(changeset=merge.changeset_id, record=merge.old, field="").first()
    name = (gone.old or {}).get("name", "") if gone else ""
    called = in_language(name, get_language() or "en") if isinstance(name, dict) else str(name)
    return _("Merged: “%(name)s” became a part of this record") % {"name": called} if called else _("Merged")


def merged_into(merge: Redirect, user: User) -> str:
    """By the name that the kept record has now, if user sees it."""
    model = cast("type[Record]", merge.model.model_class())
    kept = model.objects.visible_to(user).filter(uid=merge.new).first()
    return _("Merged into “%(name)s”") % {"name": kept} if kept else _("Merged into another record")


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
    if isinstance(field, models.DateField):
        return written(str(value))
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
