"""A benefit that somebody wrote down is a sign of life of what gave it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from kokoaan.people.models import User
from kokoaan.review.models import Benefit


def of_tie(user: User, since: date) -> list[Exists]:
    return [Exists(Benefit.objects.visible_to(user).since(since).filter(tie=OuterRef("pk")))]


def of_membership(user: User, since: date) -> list[Exists]:
    return [Exists(Benefit.objects.visible_to(user).since(since).filter(membership=OuterRef("pk")))]
