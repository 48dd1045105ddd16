from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from kokoaan.records.register import listing


class PracticeIndex(listing.Index):
    """The list, with the way in for those who have a document."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.user_has_permission("add"):
            buttons.append(HeaderButton(_("Read a document"), url=reverse("practice:read"), icon_name="doc-full"))
        return buttons
