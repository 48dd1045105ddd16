from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.lib.partial_date import PartialDateField, spell
from kokoaan.lib.text import TextField
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import User
from kokoaan.places.countries import countries
from kokoaan.places.models import Place, PlaceName
from kokoaan.strategy.models import Aimed
from kokoaan.strategy.models.aimed import AimedQuerySet

# Between the parts of a record's name.
BETWEEN = " · "


class TieQuerySet(AimedQuerySet):
    """Where a tie is: its place; without one, where the organisation is, for those who see the organisation."""

    def within(self, user: User | AnonymousUser, codes: Collection[str]) -> Self:
        """Ties with a place in the countries of these codes."""
        seen = Organisation.objects.visible_to(user).filter(place__country__in=codes)
        return self.filter(Q(country__in=codes) | Q(country="", organisation__in=seen))

    def on_continent(self, user: User | AnonymousUser, continent: str) -> Self:
        return self.within(user, [code for code, land in countries().items() if land["continent"] == continent])

    def nowhere(self, user: User | AnonymousUser) -> Self:
        """Ties of which the reader is not told where they are."""
        seen = Organisation.objects.visible_to(user).filter(place__isnull=False)
        return self.filter(Q(country="") & ~Q(organisation__in=seen))

    def called(self, typed: str) -> Self:
        """Ties with what was typed: a place by any of its names, an organisation that all who see the tie see."""
        folded = fold(typed.split(BETWEEN)[0])
        if not folded:
            return self.none()
        places = Place.objects.filter(folded__contains=folded).order_by().values("pk")
        bodies = self.names_shared("organisation").filter(organisation__folded__contains=folded).order_by().values("pk")
        rows = self.filter(Q(place__in=places) | Q(sorted_as__contains=folded) | Q(pk__in=bodies))
        return rows.select_related("place", "organisation")

    def answering(self, name: str) -> Self:
        """By whole names, which have indexes: of 300,000 ties no more are read than may be meant."""
        folded = fold(name.split(BETWEEN)[0])
        places = list(PlaceName.objects.filter(folded=folded).values_list("place", flat=True))
        bodies = list(Organisation.objects.named(name.split(BETWEEN)[0]).order_by().values_list("pk", flat=True))
        rows = self.filter(Q(sorted_as=folded) | Q(place__in=places) | Q(organisation__in=bodies))
        return rows.select_related("place", "organisation")

    def dormant(self, day: date) -> Self:
        """Ties that sleep: marked so, or running although their review is past."""
        running = Q(status__in=(Tie.Status.PROSPECT, Tie.Status.ACTIVE))
        return self.filter(Q(status=Tie.Status.DORMANT) | running & Q(review__gt="", review__lt=day.isoformat()))


class Tie(Aimed):
    """A dated relation between us (the owner's organisation) and a place, or an organisation.

    `since`, `decision` and `reason` are of the present status; what was before is an EarlierStatus (moving.py).
    `sorted_as` and `country` follow from the place and never from the organisation, whose name may be secret: lists of
    many ties are ordered and narrowed by them.
    """

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner city")
        SISTER = "sister", _("sister city")
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        AGREEMENT = "agreement", _("cooperation agreement")
        LETTER = "letter", _("letter of intent")
        INFORMAL = "informal", _("informal cooperation")
        REPRESENTATION = "representation", _("representation")
        HOST = "host", _("host-city relation")

    class Status(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("dormant")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("When the tie is with an organisation and not with the city itself."),
    )
    kind = models.CharField(_("kind, as we see it"), max_length=14, choices=Kind)
    kind_there = models.CharField(_("kind, as they see it"), max_length=14, choices=Kind, blank=True)
    purpose = TextField(_("purpose"), is_long=True, blank=True, help_text=_("What it is for, in a sentence or two."))
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.PROSPECT)
    since = PartialDateField(_("in this status since"), help_text=_("2022, 2022-03 or 2022-03-09."))
    decision = models.CharField(_("decision"), max_length=60, blank=True, help_text=_("HEL 2018-007171 § 97"))
    reason = TextField(_("reason for the status"), is_long=True, blank=True)
    review = PartialDateField(_("review due"))
    sorted_as = models.CharField(max_length=200, editable=False, default="")
    country = models.CharField(max_length=2, editable=False, default="")

    derived_fields = ("sorted_as", "country")

    objects = TieQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        ordering = ["sorted_as", "pk"]
        indexes = [
            models.Index(fields=["sorted_as", "id"]),
            models.Index(fields=["circle", "status"]),
            models.Index(fields=["review", "id"]),
            models.Index(fields=["status", "id"]),
            models.Index(fields=["kind", "id"]),
            models.Index(fields=["since", "id"]),
            # Ties with the place itself: half of all have no organisation, and the database must not begin with those.
            models.Index(fields=["place", "organisation"]),
            # What the overall picture counts by: in the order of the groups, so that no row is read and none sorted.
            models.Index(fields=["status", "kind", "owner", "circle"]),
            models.Index(fields=["country", "status", "circle", "organisation", "owner"]),
            models.Index(fields=["place", "circle", "status", "kind", "owner"]),
            # The same for what the front page counts and asks first: of a unit, the longest unconfirmed, reviews due.
            models.Index(fields=["owner", "confirmed", "circle", "review"]),
        ]
        constraints = [
            spell("tie_ends_after_it_begins"),
            models.CheckConstraint(
                name="tie_has_another_side",
                condition=Q(place__isnull=False) | Q(organisation__isnull=False),
                violation_error_message=_("Say with whom: a place, an organisation or both."),
            ),
        ]

    def __str__(self) -> str:
        return BETWEEN.join((self.other_side, str(self.get_kind_display()), str(self.get_status_display())))

    def derive(self) -> None:
        self.sorted_as = fold(self.place.local_name)[:200] if self.place else ""
        self.country = self.place.country_id if self.place else ""

    def answers_to(self, folded: str) -> bool:
        """By the name of the other side alone, too: where we have one tie with it, nothing else need be written."""
        return folded in {fold(str(self)), fold(self.other_side), self.sorted_as}

    @property
    def other_side(self) -> str:
        """With whom: the organisation where there is one, else the place."""
        return self.name_of(self.organisation) or str(self.place)


# What lists call the column.
setattr(Tie.other_side.fget, "short_description", _("with whom"))  # type: ignore[attr-defined]  # noqa: B010
