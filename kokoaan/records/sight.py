"""Who sees a record, and why, in a sentence for a person who sees it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kokoaan.people.models import Circle, User
from kokoaan.people.ways import ways_into
from kokoaan.records.models import Record


def who_sees(record: Record, user: User) -> str:
    """Name the record's circle, say why it is that one and how user is in it. For a reader of the record only."""
    if record.circle_id == Circle.EVERYONE:
        return _("Everyone, with or without an account, because its circle is Everyone.")
    told = {
        "circle": record.circle,
        "because": because(record),
        "ways": _(" and ").join(ways_into(record.circle, user)),
    }
    return _("%(circle)s, because %(because)s. You are in it %(ways)s.") % told


def because(record: Record) -> str:
    organisation = record.owner.organisation
    if organisation.circle_id != record.circle_id:
        return _("this circle was chosen for it")
    if organisation == record.owner:
        return _("it is owned by %(owner)s, whose records this circle sees") % {"owner": record.owner}
    told = {"owner": record.owner, "organisation": organisation}
    return _("it is owned by %(owner)s, a part of %(organisation)s, whose records this circle sees") % told
