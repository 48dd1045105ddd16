"""A practice with what hangs on it, as far as a person sees it: what the checklist judges."""

from __future__ import annotations

from kokoaan.people.models import User
from kokoaan.practices.checklist import Told
from kokoaan.practices.gaps import gaps
from kokoaan.practices.models import Practice, PracticePartner, PracticeResult

# So many parts of each kind are looked at; a practice with more is no practice.
MOST = 200


def told_of(practice: Practice, user: User) -> Told:
    if not practice.pk:
        return Told(practice)
    results = PracticeResult.objects.visible_to(user).filter(practice=practice).order_by("pk")
    partners = PracticePartner.objects.visible_to(user).filter(practice=practice).order_by("pk")
    return Told(practice, list(results[:MOST]), list(partners.select_related("organisation")[:MOST]))


def gaps_seen(practice: Practice, user: User) -> list[str]:
    """What of its evidence is missing, as far as user may know."""
    return gaps(told_of(practice, user))
