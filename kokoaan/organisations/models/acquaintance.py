from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.organisations.models.person import Person
from kokoaan.records.models import Part


class Acquaintance(Part):
    """One of us knows a person: whom to ask before writing to them."""

    class How(models.TextChoices):
        MET = "met", _("has met them")
        KNOWS = "knows", _("knows them")
        WELL = "well", _("knows them well")

    whole_field = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="acquaintances", verbose_name=_("person"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who of us"))
    how = models.CharField(_("how well"), max_length=5, choices=How, default=How.KNOWS)
    since = PartialDateField(_("since"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    folded = models.CharField(max_length=300, editable=False)

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("acquaintance")
        verbose_name_plural = _("acquaintances")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_how_display()}"

    @property
    def of_whom(self) -> str:
        return self.name_of(self.person)

    @property
    def document(self) -> tuple[str, str]:
        """A person is found by what is noted of who knows them: there is no document of this alone."""
        return self.person.document

    def derive(self) -> None:
        self.folded = fold(self.note)[:300]
