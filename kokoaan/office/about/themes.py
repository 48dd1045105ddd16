"""What the ties with a subject are about, to look for others who work on the same."""

from __future__ import annotations

from typing import Any

from kokoaan.office.about.of_ties import LINKS
from kokoaan.office.about.subjects import Subject
from kokoaan.partners.models import Tie
from kokoaan.people.models import User
from kokoaan.strategy.models import Concept

MOST = 4


def themes_of(subject: Subject, user: User) -> list[str]:
    """The themes of the record itself, or of the visible ties with it."""
    through: Any = Tie.themes.through._default_manager
    if subject.kind == "organisation":
        own = [str(theme) for theme in subject.row.themes.order_by("pk")[:MOST]]
        if own:
            return own
    if subject.kind not in {"place", "organisation"}:
        return []
    ties = Tie.objects.visible_to(user).filter(LINKS[subject.kind](subject, user)).order_by()
    held = through.filter(tie__in=ties.values("pk")).values("concept")
    return [str(theme) for theme in Concept.objects.filter(pk__in=held).order_by("pk")[:MOST]]
