"""What somebody else did to a record meanwhile, for who comes second; only as far as they may read it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.changing import Stale
from kokoaan.records.models import Change, Record
from kokoaan.records.values import logged_fields


def meantime(stale: Stale, user: User) -> str:
    """In a sentence: who, when and which fields."""
    record, changes = stale.record, stale.changes
    if record.circle_id not in user.circle_ids:
        return _("Somebody changed this in the meantime, and you can no longer see it.")
    if not may_read(changes, user):
        return _("“%(record)s” was changed in the meantime.") % {"record": record}
    return _("%(person)s changed “%(record)s” at %(time)s: %(fields)s.") % {**told(record, changes), "record": record}


def may_read(changes: Sequence[Change], user: User) -> bool:
    circles = {one.circle_before_id for one in changes} | {one.circle_after_id for one in changes}
    return bool(changes) and circles <= user.circle_ids


def told(record: Record, changes: Sequence[Change]) -> dict[str, object]:
    """The last person and time, and the names of all fields."""
    last, fields = changes[-1].changeset, logged_fields(type(record))
    labels = {str(fields[one.field].verbose_name) for one in changes if one.field in fields}
    return {
        "person": last.by or _("an import"),
        "time": date_format(timezone.localtime(last.at), "DATETIME_FORMAT"),
        "fields": ", ".join(sorted(labels)),
    }
