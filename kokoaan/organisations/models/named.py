from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.organisations.models.kind import Kind
from kokoaan.organisations.models.organisation import Organisation
from kokoaan.records.models import Fact, Identity


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
