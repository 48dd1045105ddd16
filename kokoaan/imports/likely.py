"""New rows that may be a record that is there under a name like theirs: a slip, another script, another language."""

from __future__ import annotations

from time import monotonic

from django.utils.translation import gettext as _

from kokoaan.people.models import User
from kokoaan.records.likeness import FINDERS, likes_of
from kokoaan.records.models import Record

# Each row takes some hundredths of a second: ten thousand are not asked about one by one while somebody waits.
SECONDS = 15.0
SHOWN = 3


class Likely:
    """Asks about one row after another for so many seconds, and counts the rows that it no longer asked about."""

    def __init__(self, user: User, seconds: float = SECONDS) -> None:
        self.user, self.left, self.passed_over = user, seconds, 0

    def about(self, record: Record) -> str:
        """Who it may be, and why; "" for nobody."""
        if type(record) not in FINDERS:
            return ""
        if self.left <= 0:
            self.passed_over += 1
            return ""
        begun = monotonic()
        found = likes_of(record, self.user)[:SHOWN]
        self.left -= monotonic() - begun
        if not found:
            return ""
        told = "; ".join(f"{like.record} #{like.record.pk} ({' '.join(like.why)})" for like in found)
        return _("It may be one that is there: %(names)s. Choose the row to add it all the same.") % {"names": told}
