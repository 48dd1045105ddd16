"""What a searcher may ask of a partner besides the need itself: kind and where; how large: places/sizes.py."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wanted(TextChoices):
    """What is ranked: places and the world's organisations together, or one kind."""

    ALL = "all", _("any kind")
    PLACES = "places", _("city")
    INTERNATIONAL = "international", _("international organisation")
    NETWORK = "network", _("network")
    UNIVERSITY = "university", _("university or research institute")
    COMPANY = "company", _("company")
    ORGANISATIONS = "organisations", _("any organisation")


class Where(TextChoices):
    WORLD = "world", _("the world")
    EUROPE = "europe", _("Europe")
    EU = "eu", _("the European Union")
    NORDIC = "nordic", _("the Nordic countries")
