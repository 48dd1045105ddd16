"""List filters that offer what the person's visible rows hold, and nothing else."""

from __future__ import annotations

from typing import Any

import django_filters
from wagtail.admin.filters import WagtailFilterSet


class VisibleFilterSet(WagtailFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = self._meta.model.objects.visible_to(self.request.user)
        for item in self.filters.values():
            if isinstance(item, django_filters.ModelChoiceFilter):
                held = visible.order_by().values(item.field_name)
                item.queryset = item.queryset.filter(pk__in=held)
