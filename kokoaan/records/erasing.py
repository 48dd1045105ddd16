"""Take somebody out of the change log for good, when the law says so. The one way in which the log forgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from kokoaan.lib.fold import fold
from kokoaan.records.models import Change, ChangeSet, Record, Redirect
from kokoaan.records.outbox import touch
from kokoaan.records.values import all_fields

# What stands where a name stood, in any language.
GONE = "[…]"


@dataclass(frozen=True, slots=True)
class Names:
    """All names of somebody. A single word is left alone in texts: it may mean anybody, or a thing."""

    known: frozenset[str]

    @property
    def whole(self) -> list[str]:
        """The longest first, so that "Anna Maria Example" does not leave an "Anna" behind."""
        return sorted((name for name in self.known if len(name.split()) > 1), key=lambda name: (-len(name), name))

    def out_of(self, value: Any) -> Any:
        """A kept value (records/values.py) without the names."""
        return without(value, self.pattern) if self.whole else value

    @property
    def pattern(self) -> re.Pattern[str]:
        every = "|".join(r",?\s+".join(map(re.escape, name.split())) for name in self.whole)
        return re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE)

    @property
    def folded(self) -> set[str]:
        return {fold(name) for name in self.whole} - {""}


def without(value: Any, names: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return names.sub(GONE, value)
    if isinstance(value, list):
        return [without(one, names) for one in value]
    if isinstance(value, dict):
        return {key: without(one, names) for key, one in value.items()}
    return value


# Apps that keep values of records beside the log, such as rows of an import, add here what forgets them.
ALSO: list[Callable[[Collection[UUID], Names], None]] = []


def forget(uids: Collection[UUID], names: Names) -> None:
    """Delete all that is kept of these records' past; what else was changed with them stays, without the names."""
    rows = Change.objects.filter(record__in=uids)
    sets = list(rows.values_list("changeset", flat=True).distinct())
    rows.delete()
    for changeset in ChangeSet.objects.filter(pk__in=sets):
        # A reason was written about what is gone, or names it.
        reason = names.out_of(changeset.reason) if changeset.changes.exists() else ""
        ChangeSet.objects.filter(pk=changeset.pk).update(reason=reason)
    Redirect.objects.filter(Q(old__in=uids) | Q(new__in=uids)).delete()
    for forgets in ALSO:
        forgets(uids, names)


def unlink(field: Any, keys: Collection[int], names: Names) -> None:
    """Cut all links of `field` (to many rows) to the rows `keys`, and take the names out of the records that have it.

    Records that hold a name as text are found by their column `folded`; their log, too, loses link and names.
    """
    links = field.remote_field.through._base_manager.filter(**{f"{field.m2m_reverse_name()}__in": keys})
    linked = list(links.values_list(field.m2m_column_name(), flat=True))
    links.delete()
    for record in naming(field.model, linked, names):
        strip(record, names)
    for row in Change.objects.filter(model=ContentType.objects.get_for_model(field.model)).iterator(chunk_size=2_000):
        strip_change(row, field.name, keys, names)


def naming(model: type[Record], linked: Collection[int], names: Names) -> QuerySet[Any]:
    """Rows that were linked, and rows that may hold a name."""
    wanted = Q(pk__in=linked)
    for folded in names.folded:
        wanted |= Q(folded__contains=folded)
    return model._base_manager.filter(wanted)


def strip(record: Record, names: Names) -> None:
    """Take the names out of a record's texts, unlogged. Its version grows, lest an open form bring them back."""
    for field in all_fields(type(record)):
        if not field.is_relation and isinstance(value := getattr(record, field.attname), str | dict | list):
            setattr(record, field.attname, names.out_of(value))
    record.version += 1
    record.save()
    touch(*record.document)


def strip_change(row: Change, field: str, keys: Collection[int], names: Names) -> None:
    before = row.old, row.new
    row.old, row.new = (names.out_of(cut(value, row.field, field, keys)) for value in before)
    if (row.old, row.new) != before:
        row.save(update_fields=["old", "new"])


def cut(value: Any, changed: str, field: str, keys: Collection[int]) -> Any:
    """A kept value without the keys among those of a link; undo must not link to what is gone."""
    if changed == field and isinstance(value, list):
        return [one for one in value if one not in keys]
    if not changed and isinstance(value, dict) and field in value:
        return {**value, field: [one for one in value[field] or [] if one not in keys]}
    return value
