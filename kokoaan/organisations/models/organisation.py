from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.lib.text import TextField
from kokoaan.organisations.ids import (
    check_business_id,
    check_pic,
    check_transparency,
    check_wikidata,
    check_y_tunnus,
)
from kokoaan.organisations.models.kind import Kind
from kokoaan.strategy.models import Aimed


class Organisation(Aimed):
    """An organisation of the outside world that the desk knows, or a part of one: a directorate-general, a committee.

    `name` is the official one. `folded` holds every name: official, in languages, acronym.
    """

    name = models.CharField(_("name"), max_length=300)
    names = TextField(_("names in languages"), blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    folded = models.CharField(max_length=800, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.UNKNOWN)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("part of"),
        help_text=_("The organisation that this one is a part of, such as the European Commission."),
    )
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    website = models.URLField(_("website"), blank=True)
    summary = TextField(_("summary"), blank=True, is_long=True)
    notes = models.TextField(_("notes"), blank=True)
    wikidata = models.CharField(_("Wikidata id"), max_length=13, blank=True, db_index=True, validators=[check_wikidata])
    transparency = models.CharField(
        _("EU Transparency Register id"), max_length=18, blank=True, db_index=True, validators=[check_transparency]
    )
    pic = models.CharField(
        _("PIC"),
        max_length=9,
        blank=True,
        db_index=True,
        validators=[check_pic],
        help_text=_("The participant code of the EU funding portal: nine figures."),
    )
    business_id = models.CharField(
        _("business id"), max_length=30, blank=True, db_index=True, validators=[check_business_id]
    )

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["kind", "id"]),
            # The parts of one, by name: else all organisations are read in the order of names to find its few.
            models.Index(fields=["parent", "name"]),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.is_above(self.parent):
            raise ValidationError(
                {"parent": _("Circular units: an organisation cannot be a part of itself or of its own part.")}
            )
        if self.business_id and self.place and self.place.country_id == "FI":
            try:
                check_y_tunnus(self.business_id)
            except ValidationError as refused:
                raise ValidationError({"business_id": refused}) from None

    def is_above(self, other: Organisation | None) -> bool:
        """Whether other is this organisation or a part of it, however deep."""
        key, seen = other.pk if other else None, set[int]()
        while key and key not in seen:
            if key == self.pk:
                return True
            seen.add(key)
            key = Organisation.objects.filter(pk=key).values_list("parent", flat=True).first()
        return False

    def derive(self) -> None:
        self.folded = fold_names(self.every_name, 800)

    @property
    def every_name(self) -> list[str]:
        """The official name first, then those in languages, then the acronym."""
        in_languages = [version.get("text", "") for version in self.names.values()]
        return [self.name, *in_languages, self.acronym]
