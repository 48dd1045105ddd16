"""What Wagtail's page frame wants to know of a page that is not a view of its own kind."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def framed(*crumbs: tuple[str, str], icon: str = "") -> dict[str, Any]:
    """Context for wagtailadmin/generic/base.html: addresses and names from home to this page, whose address is ""."""
    items = [{"url": url, "label": label} for url, label in ((reverse("wagtailadmin_home"), _("Home")), *crumbs)]
    return {"breadcrumbs_items": items, "header_title": items[-1]["label"], "header_icon": icon}
