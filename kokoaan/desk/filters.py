from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.desk.models import MeetingQuerySet
from kokoaan.records.register.filters import chosen
from kokoaan.strategy.filters import AimedFilterSet


class MeetingFilterSet(AimedFilterSet):
    next = chosen(
        _("Next step"), {"late": _("late"), "due": _("due within two weeks"), "waiting": _("not done")}, "by_next_step"
    )

    def by_next_step(self, rows: MeetingQuerySet, name: str, value: str) -> MeetingQuerySet:
        today = timezone.localdate()
        if value == "waiting":
            return rows.waiting()
        return rows.late(today) if value == "late" else rows.due(today)
