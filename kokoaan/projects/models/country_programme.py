from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.partial_date import PartialDateField, spell
from kokoaan.lib.text import TextField, in_language
from kokoaan.strategy.models import Aimed

# So much of all names together is searched.
FOLDED = 1000


class CountryProgramme(Aimed):
    """Lasting work with the cities and companies of one country, carried by joint projects rather than agreements."""

    class Status(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("dormant")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("not known today")

    name = TextField(_("name"))
    folded = models.CharField(max_length=FOLDED, editable=False, default="")
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+", verbose_name=_("country"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.ACTIVE)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    purpose = TextField(_("purpose"), is_long=True, blank=True)
    review = PartialDateField(_("review due"))

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("country programme")
        verbose_name_plural = _("country programmes")
        ordering = ["country", "pk"]
        constraints = [spell("country_programme_ends_after_it_begins")]

    def __str__(self) -> str:
        return in_language(self.name, get_language() or "en")

    def derive(self) -> None:
        self.folded = fold_names(self.names, FOLDED)

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, in every language."""
        return tuple(version["text"] for version in self.name.values() if version.get("text"))
