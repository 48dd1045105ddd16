from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.expressions import OrderBy
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.fold import APART, fold
from kokoaan.people.models import Circle, Unit, User, circles_of
from kokoaan.people.staffed import staffed_units

# What nobody has confirmed for so long may no longer hold.
HOLDS = timedelta(days=365)


def is_named(folded: str) -> models.Q:
    """That one of the names in the column `folded` is just this."""
    alone, first = models.Q(folded=folded), models.Q(folded__startswith=f"{folded}{APART}")
    last = models.Q(folded__endswith=f"{APART}{folded}")
    return alone | first | last | models.Q(folded__contains=f"{APART}{folded}{APART}")


def prints_name_of(link: str) -> models.Q:
    """That a row prints the name of the record it links to, as `Record.name_of` does."""
    return models.Q(**{f"{link}__circle": Circle.EVERYONE}) | models.Q(**{f"{link}__circle": models.F("circle")})


def by_name_of(link: str) -> OrderBy:
    """To sort by a linked record's name where it is printed; the place of the others in a list would tell theirs."""
    named = models.Case(models.When(prints_name_of(link), then=models.F(f"{link}__name")))
    return OrderBy(named, nulls_last=True)


class RecordQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        return self.filter(circle=Circle.EVERYONE)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows this person may read: the one rule behind lists, exports, search and the API.

        Roles and superuser rights give no sight; membership of the row's circle does.
        """
        return self.filter(circle__in=user.circle_ids if isinstance(user, User) else circles_of(user))

    def of_units(self, units: Iterable[Unit]) -> Self:
        return self.filter(owner__in=[unit.pk for unit in units])

    def of_organisation(self, organisation: Unit | None) -> Self:
        """Rows that a unit of organisation owns; none when there is no organisation."""
        if organisation is None:
            return self.none()
        # Asked for the keys of units, the database counts from an index of owners and reads no row.
        return self.filter(owner__in=Unit.objects.filter(path__startswith=organisation.path).order_by())

    def under(self, unit: int | str) -> Self:
        """Rows that the unit of this key, or one of its subunits, owns."""
        return self.filter(owner__in=Unit.objects.filter(path__contains=f"/{unit}/"))

    def ownerless(self, day: date) -> Self:
        """Rows in whose owner, and below it, nobody has a post on day."""
        return self.exclude(owner__in=staffed_units(day))

    def called(self, typed: str) -> Self:
        """Rows one of whose names holds what was typed: those of just this name first, then those that begin so.

        For records with `folded`, one name or several (lib/fold.py: fold_names). A kind that is called
        by what it links to has a method of its own, over `names_shared`.
        """
        # A long name is shown with its end cut off.
        folded = fold(typed.removesuffix("…"))
        if not folded:
            return self.none()
        begins = models.Q(folded__startswith=folded) | models.Q(folded__contains=f"{APART}{folded}")
        rank = models.Case(models.When(is_named(folded), then=0), models.When(begins, then=1), default=2)
        # Asked for keys alone, the database reads the index of names, which is a third of the rows.
        holding = self.model._base_manager.filter(folded__contains=folded).order_by().values("pk")
        return self.filter(pk__in=holding).order_by(rank, "folded", "pk")

    def named(self, name: str) -> Self:
        """Rows that have exactly this name among theirs, as it is folded. For records with `folded`."""
        folded = fold(name)
        return self.filter(is_named(folded)) if folded else self.none()

    def answering(self, name: str) -> Self:
        """Rows among which are all that answer to just this name (`Record.answers_to`)."""
        return self.called(name)

    def names_shared(self, link: str) -> Self:
        """Rows that print the name of the record they link to: a hidden name finds no row."""
        return self.filter(prints_name_of(link))

    def unconfirmed(self, day: date) -> Self:
        """Rows that nobody has confirmed within the year before day."""
        return self.filter(models.Q(confirmed=None) | models.Q(confirmed__lt=day - HOLDS))

    def held(self, day: date) -> Self:
        """Rows that somebody has confirmed within the year before day."""
        return self.filter(confirmed__gte=day - HOLDS)


class Record(models.Model):
    """Something the desk keeps: owned by a unit, seen by one circle, changed through the change log only."""

    uid = models.UUIDField(_("address"), default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("owner"))
    circle = models.ForeignKey("people.Circle", models.PROTECT, related_name="+", verbose_name=_("who sees this"))
    source = models.URLField(
        _("source"), max_length=500, blank=True, help_text=_("Where this can be checked: a public address.")
    )
    # An example made for demonstration: shown as such wherever it is printed.
    is_example = models.BooleanField(_("an example, not a fact"), default=False, editable=False)
    # The day when somebody last said that all this still holds.
    confirmed = models.DateField(_("last confirmed"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    # Fields that make up its name, as `__str__` and documents of other records print it (records/naming.py).
    called_by: ClassVar[tuple[str, ...]] = ("name",)

    # Whether a second person accepts what everyone sees of it (records/second.py).
    asks_second: ClassVar[bool] = False

    # Fields that `save` computes from others: neither change-logged nor restored.
    derived_fields: ClassVar[tuple[str, ...]] = ()

    # Wagtail's reference index would print names of hidden records on usage pages.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Links to many rows, by field: they are set when the record is saved through the change log.
        self.links: dict[str, list[Any]] = {}
        # Links as the database has them, where they were read for many records at once.
        self.linked: dict[str, list[Any]] = {}

    def derive(self) -> None:
        """Compute `derived_fields`, without asking the database. A kind that overrides `save` is saved row by row."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:
        """The words of a choice. Django's own hashes, and so translates, every choice of the field each time."""
        value = getattr(self, field.attname)
        words: str = force_str(dict(field.flatchoices).get(value, value), strings_only=True)
        return words

    def name_of(self, other: Record | None) -> str:
        """A linked record's name, where all who see this record see that one; names of hidden records are secret."""
        if other is None:
            return ""
        return str(other) if self.may_name(other) else str(_("something that not all readers may see"))

    def may_name(self, other: Record) -> bool:
        """Whether all who see this record see that one."""
        return other.circle_id in {Circle.EVERYONE, self.circle_id}

    def answers_to(self, folded: str) -> bool:
        """Whether a folded name is this record's: what it prints as, or one of its names."""
        return folded == fold(str(self)) or folded in getattr(self, "folded", "").split(APART)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises ProtectedError when another record links here; Django itself would silently cut such links."""
        for link in (one for one in self._meta.related_objects if one.many_to_many):
            if rows := list(link.related_model._base_manager.filter(**{link.field.name: self.pk})[:1]):
                raise models.ProtectedError(f"{self._meta.model_name} is linked", set(rows))
        return super().delete(*args, **kwargs)

    @property
    def document(self) -> tuple[str, str]:
        """What the index calls this record: its kind and its key."""
        return str(self._meta.model_name), str(self.uid)
