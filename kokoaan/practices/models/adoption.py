from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.text import TextField, in_language
from kokoaan.practices.models.practice import Practice
from kokoaan.records.models import Part, RecordQuerySet


class Adoption(Part):
    """A step of somebody who takes a practice over: a unit of ours what was found, another city what is ours.

    An adopter's last step is where it stands; the steps before are how it came there.
    """

    class Stage(models.TextChoices):
        SEEN = "seen", _("seen")
        VISITED = "visited", _("visited")
        ADAPTED = "adapted", _("adapted")
        PILOTED = "piloted", _("piloted")
        IN_USE = "in_use", _("in use")
        DROPPED = "dropped", _("dropped")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="adoptions", verbose_name=_("practice"))
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit of ours")
    )
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or city")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("or organisation"),
    )
    stage = models.CharField(_("adoption stage"), max_length=7, choices=Stage, default=Stage.SEEN)
    on = PartialDateField(_("when"))
    changed = TextField(_("what was changed"), is_long=True, blank=True)
    reason = TextField(_("why"), is_long=True, blank=True)

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "practice"
    asks_second = True

    class Meta:
        verbose_name = _("step of adoption")
        verbose_name_plural = _("steps of adoption")
        ordering: ClassVar = ["practice", "on", "pk"]
        indexes: ClassVar = [models.Index(fields=["stage"], name="adoption_stage")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="adoption_by_one",
                condition=Q(unit__isnull=False, place=None, organisation=None)
                | Q(unit=None, place__isnull=False, organisation=None)
                | Q(unit=None, place=None, organisation__isnull=False),
                violation_error_message=_("Name one adopter: a unit of ours, a city or an organisation."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_of(self.practice)} · {self.adopter} · {self.get_stage_display()}"

    @property
    def adopter(self) -> str:
        return str(self.unit or self.place or "") or self.name_of(self.organisation)

    @property
    def told_changed(self) -> str:
        return in_language(self.changed, get_language() or "en")

    @property
    def told_reason(self) -> str:
        return in_language(self.reason, get_language() or "en")
