from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.days import written
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.records.models import Record, by_name_of


class MemberList(Record):
    """Who belongs to an organisation, as one page listed it at one time; two pages may differ, and both are kept."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    as_of = PartialDateField(_("as of"), blank=False)
    members = models.TextField(_("members, one a line"))
    note = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")
        ordering: ClassVar = [by_name_of("organisation"), "-as_of", "pk"]

    def __str__(self) -> str:
        return f"{self.name_of(self.organisation)} · {written(self.as_of)}"

    @property
    def names(self) -> list[str]:
        return [name for line in self.members.splitlines() if (name := line.strip())]
