"""Merge one record into another: what pointed at it points at the other, and its addresses lead there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.changing import Stale, changes_since, locked, opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.lasting import move_along
from kokoaan.records.models import ChangeSet, Record, Redirect
from kokoaan.records.outbox import touch
from kokoaan.records.pointing import UID_LINKS, Link, links_to
from kokoaan.records.values import Field, differing, kept, kept_field, logged_fields


@dataclass(slots=True)
class Plan:
    """What a merge will do. The kept record's edit comes first, since its parts take owner and circle from it.

    `along` are rows that are no records, by link and primary key; `untied` fields of the kept record whose link would
    have led back to itself; `doubles` records that the kept one has word for word already: they go.
    """

    edits: list[Edit] = field(default_factory=list)
    along: dict[str, list[Any]] = field(default_factory=dict)
    untied: list[str] = field(default_factory=list)
    doubles: list[Record] = field(default_factory=list)


def merge(
    keep: Record,
    gone: Record,
    values: Mapping[str, Any],
    by: User | None,
    reason: str = "",
    expected_versions: tuple[int, int] | None = None,
) -> ChangeSet:
    """Give keep these values, move all that points at gone to it, and let gone go, as one change set.

    Where the two have different circles, `values` must say which one holds: a merge never widens by itself. Raises
    ValidationError when it may not be or what would come of it is not right, Stale when one of them is no longer at
    its expected version, ProtectedError; nothing is written then. What the person does not see moves as well: nothing
    is lost. Whether they see both records and may change and delete them, the caller has asked.
    """
    with transaction.atomic():
        one, other = both_locked(keep, gone)
        check(one, other, values, expected_versions)
        plan = planned(one, other, values)
        changeset = opened(by, reason)
        move_along(plan.along, other.pk, one.pk)
        write(plan.edits, changeset)
        touch(*one.document)
        Redirect.objects.create(
            changeset=changeset,
            model=ContentType.objects.get_for_model(other),
            old=other.uid,
            old_key=gone.pk,
            new=one.uid,
            moved=plan.along,
        )
    keep.refresh_from_db()
    return changeset


def both_locked(keep: Record, gone: Record) -> tuple[Record, Record]:
    """Both as the database has them now, held in the order of their keys, so that two merges never wait in a ring."""
    held = {record.pk: locked(record) for record in sorted((keep, gone), key=lambda record: cast(int, record.pk))}
    return held[keep.pk], held[gone.pk]


def check(keep: Record, gone: Record, values: Mapping[str, Any], expected: tuple[int, int] | None) -> None:
    if type(keep) is not type(gone) or keep.pk == gone.pk:
        raise ValidationError(_("Two different records of one kind can be merged."))
    if keep.circle_id != gone.circle_id and "circle" not in values:
        raise ValidationError(_("Different people see the two records. Choose who sees the one that is kept."))
    for record, version in zip((keep, gone), expected or (), strict=False):
        if record.version != version:
            raise Stale(record, changes_since(record, version))


def planned(keep: Record, gone: Record, values: Mapping[str, Any]) -> Plan:
    """What merging gone into keep comes to; rows that will be changed are held when this is asked in a transaction."""
    plan = Plan()
    wanted = {name: kept(value) for name, value in values.items()}
    wanted |= untied(keep, gone, wanted, plan)
    edits: dict[UUID, Edit] = {}
    for link in links_to(type(gone)):
        if link.of_record:
            for row in held(link, gone):
                redirect_row(row, link, keep, gone, edits, plan)
        elif rows := list(link.rows(gone).order_by("pk").values_list("pk", flat=True)):
            plan.along[link.name] = rows
    swap_uids(keep, gone, edits)
    own = edits.pop(keep.uid, Edit(keep, {}))
    changed = differing(keep, {**own.values, **wanted})
    first = [Edit(keep, changed)] if changed else []
    plan.edits = [*first, *edits.values(), Edit(gone, {}, death=True)]
    return plan


def held(link: Link, gone: Record) -> list[Record]:
    rows = link.rows(gone).order_by("pk")
    in_transaction = transaction.get_connection().in_atomic_block
    return list(rows.select_for_update(of=("self",)) if in_transaction else rows)


def redirect_row(row: Record, link: Link, keep: Record, gone: Record, edits: dict[UUID, Edit], plan: Plan) -> None:
    """Let a row point at keep instead; where that makes it a double of another, it goes."""
    name = link.field.name
    if row.uid == keep.uid:
        # The kept record's own link to the other is settled with its fields.
        return
    if not link.field.many_to_many:
        if double := double_of(row, link, keep):
            settle_double(row, double, name, edits, plan)
            return
        value: Any = keep.pk
    else:
        value = sorted({*kept_field(row, link.field), keep.pk} - {gone.pk})
    before = edits.get(row.uid, Edit(row, {}))
    edits[row.uid] = Edit(before.record, {**before.values, name: value})


def double_of(row: Record, link: Link, keep: Record) -> Record | None:
    """The row that already holds the one place that row would take at keep, if there is one."""
    name = link.field.name
    for names in unique_together(type(row), link.field):
        same = {
            other: keep.pk if other == name else getattr(row, cast(Field, row._meta.get_field(other)).attname)
            for other in names
        }
        if None not in same.values():
            found = type(row)._base_manager.filter(**same).exclude(pk=row.pk).first()
            if found:
                return found
    return None


def unique_together(model: type[Record], link: Any) -> Iterator[tuple[str, ...]]:
    """The groups of fields, the link among them, of which no two rows may hold the same."""
    if link.unique:
        yield (link.name,)
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and link.name in one.fields:
            yield tuple(one.fields)


def settle_double(row: Record, double: Record, name: str, edits: dict[UUID, Edit], plan: Plan) -> None:
    apart = {name, "owner", "circle", "confirmed", "source"}
    fields = {key: one for key, one in logged_fields(type(row)).items() if key not in apart}
    if any(kept_field(row, one) != kept_field(double, one) for one in fields.values()):
        raise ValidationError(_("Both have a record of which there can be one only. Merge or change those first."))
    edits[row.uid] = Edit(row, {}, death=True)
    plan.doubles.append(row)


def untied(keep: Record, gone: Record, wanted: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """The kept record's links to its own kind, so that none leads to itself: part of itself, followed by itself.

    What was chosen comes first, then its own, then the other's, then none.
    """
    settled: dict[str, Any] = {}
    for name, link in own_kind(type(keep)).items():
        ends = {keep.pk, gone.pk}
        chosen = wanted.get(name, kept_field(keep, link))
        if link.many_to_many:
            settled[name] = sorted(set(chosen) - ends)
        else:
            tries = [chosen, kept_field(keep, link), kept_field(gone, link), None]
            settled[name] = next(key for key in tries if not leads_back(link, key, ends))
        if settled[name] != chosen:
            plan.untied.append(name)
    return settled


def own_kind(model: type[Record]) -> dict[str, Field]:
    fields = logged_fields(model)
    return {name: one for name, one in fields.items() if one.is_relation and one.related_model is model}


def leads_back(link: Field, key: Any, ends: set[Any]) -> bool:
    """Whether following the link from key comes to one of the ends."""
    seen: set[Any] = set()
    rows = link.model._base_manager
    while key is not None and key not in seen:
        if key in ends:
            return True
        seen.add(key)
        key = rows.filter(pk=key).values_list(link.attname, flat=True).first()
    return False


def swap_uids(keep: Record, gone: Record, edits: dict[UUID, Edit]) -> None:
    """Records that hold gone's uid hold keep's."""
    for link in UID_LINKS:
        for row in link.holders(gone.uid):
            before = edits.get(row.uid, Edit(row, {}))
            if row.uid != gone.uid and not before.death:
                held_now = before.values.get(link.field, kept_field(row, logged_fields(type(row))[link.field]))
                swapped = link.swapped(held_now, gone.uid, keep.uid)
                edits[row.uid] = Edit(before.record, {**before.values, link.field: swapped})
