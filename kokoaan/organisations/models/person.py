from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold_names
from kokoaan.organisations.languages import LanguageCodesField
from kokoaan.people.models import Circle
from kokoaan.records.models import Record, RecordQuerySet

if TYPE_CHECKING:
    from kokoaan.organisations.models.role import Role


class PersonQuerySet(RecordQuerySet):
    def kept_too_long(self, day: date) -> Self:
        """People whose data were to be kept until a day that has passed."""
        return self.filter(retain_until__lt=day)

    def forgotten(self, day: date) -> Self:
        """People whom nobody looks after: kept too long, never confirmed, or kept for no stated reason."""
        return self.filter(Q(retain_until__lt=day) | Q(confirmed=None) | Q(basis=""))


class Person(Record):
    """Somebody of the outside world whom the desk deals with, in a function; never a private person's whole life.

    How to reach them (ContactDetail) and what we think (PersonalNote) are records of their own, with their own circles.
    """

    class Order(models.TextChoices):
        GIVEN = "given", _("given name first")
        FAMILY = "family", _("family name first")

    class Basis(models.TextChoices):
        OFFICE = "office", _("holds a public office: public information")
        TASK = "task", _("the city's task in the public interest")
        CONTRACT = "contract", _("an agreement with the person's organisation")
        CONSENT = "consent", _("the person's consent")
        LAW = "law", _("a legal obligation")

    given = models.CharField(_("given name"), max_length=120, blank=True)
    family = models.CharField(_("family name"), max_length=120, blank=True)
    order = models.CharField(_("order of names"), max_length=6, choices=Order, default=Order.GIVEN)
    also = models.CharField(
        _("also written"),
        max_length=300,
        blank=True,
        help_text=_("Other spellings and earlier names, with commas between."),
    )
    folded = models.CharField(max_length=800, editable=False, db_index=True)
    title = models.CharField(
        _("form of address"), max_length=80, blank=True, help_text=_("As spoken: Ms, Dr, Mr Mayor.")
    )
    honorific = models.CharField(
        _("opening of a letter"), max_length=120, blank=True, help_text=_("As written: Your Excellency, Dear Mayor.")
    )
    languages = LanguageCodesField(_("languages"), help_text=_("Names or codes, with commas between: English, fi, sv."))
    basis = models.CharField(
        _("why we may keep this"),
        max_length=8,
        choices=Basis,
        blank=True,
        help_text=_("The reason in law for keeping the person's data."),
    )
    retain_until = models.DateField(
        _("keep until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Look at it again then: renew it, or erase the person."),
    )

    objects = PersonQuerySet.as_manager()  # type: ignore[misc]

    derived_fields = ("folded",)
    called_by = ("given", "family", "order")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["family", "given", "pk"]
        indexes = [models.Index(fields=["family", "given", "id"])]

    def __str__(self) -> str:
        return self.names[0]

    @property
    def names(self) -> list[str]:
        """The name as the person writes it, and in the other order."""
        parts = [self.given, self.family] if self.order == self.Order.GIVEN else [self.family, self.given]
        written = [part for part in parts if part]
        return list(dict.fromkeys([" ".join(written), " ".join(reversed(written))]))

    @property
    def main_role(self) -> Role | None:
        """What the person does now: the main role of those that have not ended, else the one begun last."""
        return next((role for role in self.roles.all() if not role.is_over), None)

    def clean(self) -> None:
        super().clean()
        if not (self.given or self.family):
            raise ValidationError({"family": _("Write a given name or a family name.")})
        if self.pk and self.circle_id != Circle.EVERYONE and self.is_told_to_everyone():
            raise ValidationError(
                {"circle": _("Everyone sees a contact detail or a note of this person. Narrow those first.")}
            )

    def is_told_to_everyone(self) -> bool:
        """Whether something that hangs on the person is open to everyone."""
        # Named by table: those two are told apart from the person and are defined after it.
        kinds = ("contactdetail", "personalnote")
        every: list[Any] = list(self._meta.get_fields(include_hidden=True))
        links = [one for one in every if one.one_to_many and one.related_model._meta.model_name in kinds]
        return any(link.related_model.objects.public().filter(person=self.pk).exists() for link in links)

    def derive(self) -> None:
        self.folded = fold_names([*self.names, *self.also.split(",")], 800)
