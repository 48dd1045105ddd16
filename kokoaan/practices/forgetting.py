"""How to reach who asked is forgotten some months after the answer: by the row, by its log, and so by the index.

A backup that is brought back brings nobody back for longer than an hour: who is due is told by dates alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kokoaan.lib.partial_date import months_before
from kokoaan.lib.turns import Every
from kokoaan.practices.models import Enquiry
from kokoaan.records.erasing import ALSO, Names, out_of_kept, said_of, strip
from kokoaan.records.models import Change, ChangeSet

forgetting = Every(3600.0)
PERSONAL = ("contact_name", "email")


def step() -> bool:
    """Forget who is due, once an hour. It leaves nothing to be done at once."""
    if forgetting.comes():
        forget_askers(timezone.localdate())
    return False


def forget_askers(day: date) -> int:
    """Forget those whose enquiry has been answered, closed or deleted for so long; returns how many."""
    midnight = datetime.combine(months_before(day, settings.ENQUIRY_KEPT_MONTHS), datetime.min.time())
    due = due_before(timezone.make_aware(midnight))
    for uid in due:
        with transaction.atomic():
            forget_asker(uid)
    return len(due)


def due_before(moment: datetime) -> set[UUID]:
    """Enquiries of which the log holds who asked, and whose state has not changed since. Open ones are never due."""
    held = Q(field__in=PERSONAL)
    for name in PERSONAL:
        held |= Q(field="") & (Q(**{f"old__{name}__gt": ""}) | Q(**{f"new__{name}__gt": ""}))
    since = Change.objects.filter(field__in=["", "state"], record=OuterRef("record"), changeset__at__gte=moment)
    rows = Change.objects.filter(held, model=ContentType.objects.get_for_model(Enquiry)).exclude(Exists(since))
    return set(rows.exclude(record__in=Enquiry.objects.open().values("uid")).values_list("record", flat=True))


def forget_asker(uid: UUID) -> None:
    """Names and addresses go from the row, from its texts and from its log. What was asked and answered stays."""
    names = Names(frozenset(known_of(uid)))
    for enquiry in Enquiry.objects.select_for_update(of=("self",)).filter(uid=uid):
        for name in PERSONAL:
            setattr(enquiry, name, "")
        strip(enquiry, names)
    clean_log(uid, names)


def known_of(uid: UUID) -> Iterator[str]:
    """How the asker was called and reached, now and earlier."""
    for pair in Enquiry.objects.filter(uid=uid).values_list(*PERSONAL):
        yield from filter(None, pair)
    for row in Change.objects.filter(record=uid, field__in=["", *PERSONAL]):
        for value in (row.old, row.new):
            told = [value.get(name) for name in PERSONAL] if isinstance(value, dict) else [value]
            yield from (one for one in told if one)


def clean_log(uid: UUID, names: Names) -> None:
    rows = Change.objects.filter(record=uid)
    sets = list(rows.values_list("changeset", flat=True).distinct())
    rows.filter(field__in=PERSONAL).delete()
    for row in rows:
        row.old, row.new = (cleaned(value, row.field, names) for value in (row.old, row.new))
        row.save(update_fields=["old", "new"])
    for changeset in ChangeSet.objects.filter(pk__in=sets):
        ChangeSet.objects.filter(pk=changeset.pk).update(**said_of(changeset, names))
    for forgets in ALSO:
        forgets({uid}, names)


def cleaned(value: Any, field: str, names: Names) -> Any:
    """A value as the log keeps it; of all fields, as at a birth or a death, the personal ones are emptied."""
    left = out_of_kept(value, field, Enquiry.called_by, names)
    if field or not isinstance(left, dict):
        return left
    return {name: "" if name in PERSONAL else one for name, one in left.items()}
