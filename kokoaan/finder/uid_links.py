"""Where a need holds the uid of another record: the tie that came of a candidate. A merge of ties follows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kokoaan.finder.models import Need
from kokoaan.records.models import RecordQuerySet
from kokoaan.records.pointing import UidLink


def with_tie(needs: RecordQuerySet, uid: UUID) -> RecordQuerySet:
    return needs.filter(shortlist__icontains=str(uid))


def swapped(shortlist: Any, old: UUID, new: UUID) -> Any:
    return [{**one, "tie": str(new)} if one.get("tie") == str(old) else one for one in shortlist]


TIES = UidLink(Need, "shortlist", with_tie, swapped)
