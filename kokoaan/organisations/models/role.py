from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField, is_over, spell
from kokoaan.organisations.models.person import Person
from kokoaan.records.models import Part, RecordQuerySet


class RoleQuerySet(RecordQuerySet):
    def held_on(self, day: date) -> Self:
        """Roles that have not ended on day; one that ends in 2014 lasts through that year."""
        text = day.isoformat()
        return self.filter(Q(ends="") | Q(ends__gte=text) | Q(ends__in=[text[:4], text[:7]]))


class Role(Part):
    """What a person does in an organisation, from one date to another. A person holds many, also at once."""

    whole_field = "person"

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles", verbose_name=_("person"))
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    function = models.CharField(_("function"), max_length=200, blank=True, help_text=_("Mayor, Head of Unit."))
    unit = models.CharField(_("unit or department"), max_length=200, blank=True)
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    is_main = models.BooleanField(_("the main role"), default=False)
    folded = models.CharField(max_length=400, editable=False)

    objects = RoleQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        # The main one first, then those that have begun last.
        ordering = ["-is_main", "-begins", "pk"]
        constraints = [
            spell("role_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["person", "organisation", "function", "unit", "begins"],
                name="role_once",
                violation_error_message=_("This person has that role there from that day already. Change that one."),
            ),
        ]

    def __str__(self) -> str:
        parts = (self.function, self.unit, self.name_of(self.organisation))
        return ", ".join(part for part in parts if part)

    @property
    def document(self) -> tuple[str, str]:
        """A person is found by their roles: there is no document of a role alone."""
        return self.person.document

    @property
    def held_by(self) -> str:
        return self.name_of(self.person)

    @property
    def is_over(self) -> bool:
        return is_over(self.ends, timezone.localdate())

    def derive(self) -> None:
        self.folded = fold(f"{self.function} {self.unit}")[:400]
