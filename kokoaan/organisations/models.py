from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.records.models import Fact, Identity
from kokoaan.strategy.models import Aimed


class Kind(models.TextChoices):
    """What kind of body an organisation is. A source that does not say leaves it unknown; we do not guess."""

    CITY = "city", _("city")
    PUBLIC = "public", _("public body")
    INTERNATIONAL = "international", _("international organisation")
    NETWORK = "network", _("network")
    UNIVERSITY = "university", _("university")
    RESEARCH = "research", _("research organisation")
    COMPANY = "company", _("company")
    PRIVATE = "private", _("private body")
    UNKNOWN = "unknown", _("kind unknown")


class Organisation(Aimed):
    """An organisation of the outside world that the desk knows."""

    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.UNKNOWN)
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    website = models.URLField(_("website"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.folded = fold(self.name)[:300]


class NamedOrganisation(Fact):
    """An organisation as a source names it.

    `identity` is the same for rows that name one organisation (same folded name in the same country), within a source
    and across sources.
    """

    name = models.CharField(_("name"), max_length=500)
    identity = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.UNKNOWN)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("place"))
    country = models.ForeignKey(
        "places.Country", models.PROTECT, null=True, related_name="+", verbose_name=_("country")
    )

    class Meta(Fact.Meta):
        verbose_name = _("organisation as named by a source")
        verbose_name_plural = _("organisations as named by sources")


class OrganisationIdentity(Identity):
    """A source's key for an organisation names this record of ours."""

    # A record that a source names is not deleted but merged: its keys would be lost to an undo.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="identities")

    class Meta(Identity.Meta):
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
