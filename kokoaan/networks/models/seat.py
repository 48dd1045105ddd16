from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.partial_date import PartialDateField, open_on, spell
from kokoaan.networks.models.membership import Membership
from kokoaan.records.models import Part, RecordQuerySet, by_name_of


class SeatQuerySet(RecordQuerySet):
    def open_on(self, day: date) -> Self:
        """Seats that we hold on day; one that says no end is held."""
        return self.filter(open_on(day))

    def ending(self, first: date, last: date) -> Self:
        """Seats that end between two days; "2026" ends when the year does."""
        open_then = self.filter(open_on(first))
        return open_then.exclude(ends="").exclude(pk__in=open_then.filter(open_on(last)).values("pk"))


class Seat(Part):
    """A place of ours in a body of an organisation that we belong to: its board, a committee, a working group.

    Who holds it is a user of the house, or one of our offices in words ("Mayor"): nobody's private data.
    """

    class Body(models.TextChoices):
        BOARD = "board", _("board")
        COMMITTEE = "committee", _("committee")
        GROUP = "group", _("working group")
        FORUM = "forum", _("forum")

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice", _("vice chair")
        MEMBER = "member", _("member")
        DEPUTY = "deputy", _("deputy member")
        OBSERVER = "observer", _("observer")
        RAPPORTEUR = "rapporteur", _("rapporteur")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="seats", verbose_name=_("membership"))
    body = models.CharField(_("kind of body"), max_length=9, choices=Body, default=Body.GROUP)
    name = models.CharField(_("name of the body"), max_length=200, help_text=_("Executive committee"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    holder = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who holds it")
    )
    office = models.CharField(
        _("or which office of ours"),
        max_length=120,
        blank=True,
        help_text=_("Mayor"),
    )
    begins = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"))

    objects = SeatQuerySet.as_manager()  # type: ignore[misc]

    whole_field = "membership"

    class Meta:
        verbose_name = _("seat held")
        verbose_name_plural = _("seats held")
        ordering: ClassVar = [by_name_of("membership__organisation"), "membership_id", "-begins", "pk"]
        indexes: ClassVar = [models.Index(fields=["ends"], name="seat_ends")]
        constraints: ClassVar = [spell("seat_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.name_of(self.membership.organisation)} · {self.name} · {self.get_role_display()}"

    @property
    def held_by(self) -> str:
        return str(self.holder) if self.holder else self.office
