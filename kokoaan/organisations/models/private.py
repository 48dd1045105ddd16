"""What is kept of a person for fewer readers than the person: how to reach them, what one of us noted."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import fold
from kokoaan.organisations.models.person import Person
from kokoaan.people.models import Circle
from kokoaan.records.models import Record

NUMBER = re.compile(r"^\+?[\d ()./-]{3,40}(\s*(;|ext\.?|x)\s*\d{1,8})?$", re.IGNORECASE)


class OfPerson(Record):
    """A record about a person with a circle of its own: often narrower than the person's, never open to more."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.circle_id != Circle.EVERYONE:
            return
        known = Person.objects.filter(pk=self.person_id).values_list("circle", flat=True).first()
        if known and known != Circle.EVERYONE:
            raise ValidationError({"circle": _("Not everyone sees the person. Choose a narrower circle for this.")})


class ContactDetail(OfPerson):
    """One way to reach a person: an address, a number, an assistant."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        MOBILE = "mobile", _("mobile phone")
        ADDRESS = "address", _("postal address")
        WEB = "web", _("web address")
        ASSISTANT = "assistant", _("assistant")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.EMAIL)
    value = models.TextField(_("address or number"), max_length=500)
    note = models.CharField(_("note"), max_length=300, blank=True)
    folded = models.CharField(max_length=800, editable=False, db_index=True)

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("contact detail")
        verbose_name_plural = _("contact details")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return f"{self.value_in_a_line} · {self.name_of(self.person)}"

    @property
    def value_in_a_line(self) -> str:
        return ", ".join(self.value.split("\n"))

    @property
    def url(self) -> str:
        """What a click does: write, call, open; "" for what cannot be clicked."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.value}"
        if self.kind in {self.Kind.PHONE, self.Kind.MOBILE}:
            return "tel:" + re.sub(r"[^\d+]", "", self.value.split(";")[0])
        return self.value if self.kind == self.Kind.WEB else ""

    def clean(self) -> None:
        super().clean()
        try:
            self.check_value()
        except ValidationError as refused:
            raise ValidationError({"value": refused}) from None

    def check_value(self) -> None:
        """Raises ValidationError when the value is not of its kind."""
        if self.kind == self.Kind.EMAIL:
            validate_email(self.value)
        elif self.kind == self.Kind.WEB:
            URLValidator(["http", "https"])(self.value)
        elif self.kind in {self.Kind.PHONE, self.Kind.MOBILE} and not NUMBER.match(self.value):
            raise ValidationError(
                _("“%(value)s” is not a phone number. Write figures, such as +358 9 310 1691."),
                params={"value": self.value},
            )

    def derive(self) -> None:
        self.folded = fold(f"{self.value} {self.note}")[:800]


class PersonalNote(OfPerson):
    """What one of us noted about a person, for those in its circle."""

    text = models.TextField(_("text"))
    folded = models.TextField(editable=False)

    derived_fields = ("folded",)

    class Meta:
        verbose_name = _("note on a contact")
        verbose_name_plural = _("notes on contacts")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{Truncator(self.text).chars(60)} · {self.name_of(self.person)}"

    def derive(self) -> None:
        self.folded = fold(self.text)
