"""New rows that may be a record that is there under a name like theirs: a slip, another script, another language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.likeness import FINDERS, Asking, Like
from kokoaan.records.models import Record

SHOWN = 3


class Likely:
    """Asks about many rows at once; for a kind that nobody compares there is nothing to say."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.asking: dict[type[Record], Asking] = {}

    def about(self, model: type[Record], records: Sequence[Record]) -> list[tuple[Record | None, str]]:
        """Of each the likeliest that it may be, and in words who and why; None and "" for nobody."""
        if model not in FINDERS:
            return [(None, "")] * len(records)
        if model not in self.asking:
            self.asking[model] = FINDERS[model].asking(self.user)
        return [(likes[0].record, said(likes)) if likes else (None, "") for likes in self.asking[model](records)]


def said(likes: Sequence[Like]) -> str:
    told = "; ".join(f"{like.record} #{like.record.pk} ({' '.join(like.why)})" for like in likes[:SHOWN])
    return _("It may be one that is there: %(names)s. Choose the row to add it all the same.") % {"names": told}
