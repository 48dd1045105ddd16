"""How far something that is tried has come, whoever tells of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What is planned or still being made is an idea; what was in use and is no more has ended."""

    IDEA = "idea", _("idea")
    PILOT = "pilot", _("pilot")
    IN_USE = "in_use", _("in use")
    ENDED = "ended", _("ended")
