"""Continents as GeoNames codes them, and what they are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CONTINENTS = {
    "AF": _("Africa"),
    "AS": _("Asia"),
    "EU": _("Europe"),
    "NA": _("North America"),
    "OC": _("Oceania"),
    "SA": _("South America"),
}
