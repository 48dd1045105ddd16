from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of body an organisation is. A source that does not say leaves it unknown; we do not guess."""

    CITY = "city", _("city")
    REGION = "region", _("region")
    STATE = "state", _("national government")
    EMBASSY = "embassy", _("embassy or representation")
    PUBLIC = "public", _("public body")
    EU = "eu", _("EU institution")
    EU_AGENCY = "eu_agency", _("EU agency")
    DG = "dg", _("directorate-general")
    COMMITTEE = "committee", _("committee of a parliament")
    UN = "un", _("United Nations body")
    INTERNATIONAL = "international", _("international organisation")
    NETWORK = "network", _("network")
    SECRETARIAT = "secretariat", _("secretariat of a network")
    UNIVERSITY = "university", _("university")
    RESEARCH = "research", _("research organisation")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("company")
    PRIVATE = "private", _("private body")
    UNIT = "unit", _("part of an organisation")
    UNKNOWN = "unknown", _("kind unknown")
