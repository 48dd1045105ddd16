"""Whether a meeting is logged already: by somebody else who was there."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from kokoaan.desk.models import Meeting
from kokoaan.desk.names import parted
from kokoaan.lib.fold import fold
from kokoaan.people.models import User
from kokoaan.records.likeness import Like
from kokoaan.records.models import Record

# Of so many meetings of one day it is asked whom they were with.
MOST, SHOWN = 200, 5


def logged(record: Record, user: User) -> list[Like]:
    """Meetings of the same day that user sees, with one at least of the same names."""
    meeting = cast(Meeting, record)
    if not isinstance(meeting.day, date):
        return []
    names = names_of(meeting.who)
    rows: Any = Meeting.objects.visible_to(user).filter(day=meeting.day).exclude(pk=meeting.pk).order_by("pk")
    met = ((row, names_of(row.who)) for row in rows[:MOST])
    return [Like(row, [sentence(names, theirs)]) for row, theirs in met if names.keys() & theirs.keys()][:SHOWN]


def names_of(who: str) -> dict[str, str]:
    """The names in what was typed, by how they are folded."""
    return {folded: name for name in parted(who) if (folded := fold(name))}


def sentence(names: dict[str, str], theirs: dict[str, str]) -> str:
    both = ", ".join(name for folded, name in theirs.items() if folded in names)
    return _("A meeting of the same day with %(names)s is logged already.") % {"names": both}
