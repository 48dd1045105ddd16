"""Take somebody out of the change log for good, when the law says so. The one way in which the log forgets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote_plus
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, JSONField, Q, QuerySet, TextField

from kokoaan.lib.fold import fold
from kokoaan.records.models import Change, ChangeSet, Record, Redirect
from kokoaan.records.outbox import touch

# What stands where a name stood, in any language.
GONE = "[…]"
# What people write of a change set.
SAID = ("reason", "answer")


@dataclass(frozen=True, slots=True)
class Names:
    """All names of somebody, e-mail addresses among them. Any other single word is left alone in texts: it may mean
    anybody, or a thing.
    """

    known: frozenset[str]

    @property
    def whole(self) -> list[str]:
        """The longest first, so that "Anna Maria Example" does not leave an "Anna" behind."""
        sure = (name for name in self.known if len(name.split()) > 1 or "@" in name)
        return sorted(sure, key=lambda name: (-len(name), name))

    def out_of(self, value: Any) -> Any:
        """A kept value (records/values.py) without the names."""
        return without(value, self.pattern) if self.whole else value

    @property
    def pattern(self) -> re.Pattern[str]:
        every = "|".join(form for name in self.whole for form in forms_of(name))
        # What stands in _emphasis_ stands alone.
        return re.compile(rf"(?<![^\W_])(?:{every})(?![^\W_])", re.IGNORECASE)

    @property
    def folded(self) -> set[str]:
        return {fold(name) for name in self.whole} - {""}


def forms_of(name: str) -> Iterator[str]:
    """Patterns of a name as texts have it, and as the address of a search does: "q=Ansa+M%C3%A4kel%C3%A4"."""
    yield r",?\s+".join(map(re.escape, name.split()))
    for written in (name, name.lower()):
        yield r"(?:%2C)?(?:\+|%20)".join(re.escape(quote_plus(word)) for word in written.split())


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
        # Words were written about what is gone, or name it.
        said = said_of(changeset, names) if changeset.changes.exists() else dict.fromkeys(SAID, "")
        ChangeSet.objects.filter(pk=changeset.pk).update(**said)
    Redirect.objects.filter(Q(old__in=uids) | Q(new__in=uids)).delete()
    for forgets in ALSO:
        forgets(uids, names)


def take_out(names: Names) -> None:
    """Take the names out of the texts of all records, out of the log, and out of why anything was changed.

    Not out of what a record is called: a foundation keeps the name of whom it is named after.
    """
    if not names.whole:
        return
    for model in (one for one in apps.get_models() if issubclass(one, Record)):
        for record in holding(model._base_manager.all(), texts_of(model), names):
            if any(names.out_of(value) != value for value in texts(record).values()):
                strip(record, names)
    for row in holding(Change.objects.select_related("model"), ("old", "new"), names).iterator(chunk_size=2_000):
        strip_texts(row, names)
    for changeset in holding(ChangeSet.objects.all(), SAID, names):
        ChangeSet.objects.filter(pk=changeset.pk).update(**said_of(changeset, names))


def said_of(changeset: ChangeSet, names: Names) -> dict[str, Any]:
    """Its words without the names."""
    return {field: names.out_of(getattr(changeset, field)) for field in SAID}


def texts_of(model: type[Record]) -> list[str]:
    """The fields that may name somebody, but those that make up what the record is called."""
    apart = {*model.called_by, *model.derived_fields}
    fields = (one for one in model._meta.concrete_fields if isinstance(one, CharField | TextField | JSONField))
    return [one.name for one in fields if not one.choices and one.name not in apart]


def texts(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in texts_of(type(record))}


def holding(rows: Any, columns: Iterable[str], names: Names) -> Any:
    """Rows that hold the longest word of one of the names, which the database finds by reading each row once."""
    words = {max(name.split(), key=len) for name in names.whole}
    # SQLite holds JSON with letters beyond ASCII written as \\u00e4; the address of a search has them as %C3%A4.
    forms = words | {json.dumps(word)[1:-1] for word in words}
    forms |= {quote_plus(written) for word in words for written in (word, word.lower())}
    wanted = Q(pk__in=())
    for column in columns:
        for form in sorted(forms):
            wanted |= Q(**{f"{column}__icontains": form})
    return rows.filter(wanted)


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
    for name, value in texts(record).items():
        setattr(record, name, names.out_of(value))
    record.version += 1
    record.save()
    touch(*record.document)


def strip_change(row: Change, field: str, keys: Collection[int], names: Names) -> None:
    before = row.old, row.new
    row.old, row.new = (names.out_of(cut(value, row.field, field, keys)) for value in before)
    if (row.old, row.new) != before:
        row.save(update_fields=["old", "new"])


def strip_texts(row: Change, names: Names) -> None:
    model = cast("type[Record]", row.model.model_class())
    before = row.old, row.new
    row.old, row.new = (out_of_kept(value, row.field, model.called_by, names) for value in before)
    if (row.old, row.new) != before:
        row.save(update_fields=["old", "new"])


def out_of_kept(value: Any, field: str, apart: Collection[str], names: Names) -> Any:
    """The same for a value as the log keeps it: of one field, or of all at a birth or a death."""
    if field or not isinstance(value, dict):
        return value if field in apart else names.out_of(value)
    return {name: one if name in apart else names.out_of(one) for name, one in value.items()}


def cut(value: Any, changed: str, field: str, keys: Collection[int]) -> Any:
    """A kept value without the keys among those of a link; undo must not link to what is gone."""
    if changed == field and isinstance(value, list):
        return [one for one in value if one not in keys]
    if not changed and isinstance(value, dict) and field in value:
        return {**value, field: [one for one in value[field] or [] if one not in keys]}
    return value
