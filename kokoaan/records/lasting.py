"""Addresses that last: where a record is now, whatever it was merged into since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from kokoaan.records.models import Change, ChangeSet, Record, Redirect

# Where everyone reads a record of a kind, for kinds that have such a page.
PUBLIC: dict[type[Record], Callable[[Record], str]] = {}


def add_public_page(model: type[Record], address: Callable[[Record], str]) -> None:
    """Take in the public page of a kind of record: the public face calls this once, when it is ready."""
    PUBLIC[model] = address


def uid_now(uid: UUID) -> UUID:
    """The uid of the record that uid leads to, through any number of merges; uid itself when it was never merged."""
    seen: set[UUID] = set()
    while uid not in seen:
        seen.add(uid)
        uid = Redirect.objects.in_force().filter(old=uid).values_list("new", flat=True).first() or uid
    return uid


def record_now(uid: UUID) -> Record | None:
    """The record that uid leads to, whoever may see it; the log knows of what kind it is."""
    now = uid_now(uid)
    row: Change | None = Change.objects.filter(record=now).select_related("model").first()
    model = cast("type[Record] | None", row.model.model_class()) if row else None
    return model._base_manager.filter(uid=now).first() if model else None


def uid_of_old_key(model: type[Record], key: int) -> UUID | None:
    """The uid that a merged record's page by number leads to; None when no such one was merged away."""
    kind = ContentType.objects.get_for_model(model)
    old = Redirect.objects.in_force().filter(model=kind, old_key=key).values_list("old", flat=True).first()
    return uid_now(old) if old else None


def uids_of(uid: UUID) -> set[UUID]:
    """Every uid that leads to this one, itself included: what was said of them is said of it."""
    found, new = {uid}, {uid}
    while new:
        new = set(Redirect.objects.in_force().filter(new__in=new).values_list("old", flat=True)) - found
        found |= new
    return found


def merge_behind(changeset: ChangeSet | None) -> Redirect | None:
    """The merge that a change set is, undid, or did again."""
    while changeset is not None:
        if found := getattr(changeset, "merge", None):
            return cast(Redirect, found)
        changeset = changeset.undoes
    return None


def undone_times(changeset: ChangeSet) -> int:
    """How many change sets lie behind this one: an even number went forth, an odd one back."""
    times = 0
    while changeset.undoes is not None:
        changeset, times = changeset.undoes, times + 1
    return times


def move_along(rows: Mapping[str, Sequence[Any]], start: Any, end: Any) -> None:
    """Let rows that are no records point at end, those that still point at start; none when one of these is no more."""
    if start is None or end is None:
        return
    for name, keys in rows.items():
        label, _dot, link = name.rpartition(".")
        model = cast("type[models.Model]", apps.get_model(label))
        model._base_manager.filter(pk__in=keys, **{link: start}).update(**{link: end})


def move_back(merge: Redirect) -> None:
    move_along(merge.moved, key_of(merge, merge.new), key_of(merge, merge.old))


def move_again(merge: Redirect) -> None:
    move_along(merge.moved, key_of(merge, merge.old), key_of(merge, merge.new))


def key_of(merge: Redirect, uid: UUID) -> Any:
    """The primary key of one of the two; None when it is there no longer, and then nothing points at it."""
    model = cast("type[Record]", merge.model.model_class())
    return model._base_manager.filter(uid=uid).values_list("pk", flat=True).first()
