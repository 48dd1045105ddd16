from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.text import TextField, in_language
from kokoaan.records.models import Record

# A place among siblings takes so many digits in the path.
DIGITS = 3
MOST_SIBLINGS = 10**DIGITS - 1
# The path has room for more.
DEEPEST = 10


class Goal(Record):
    """A goal of the city strategy of one council term; goals form a tree.

    `path` holds the positions from the root ("003.002") and is kept by `save`: text order is tree order.
    """

    name = TextField(_("name"))
    term = models.CharField(_("council term"), max_length=20, help_text=_("2025–2029"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part of")
    )
    position = models.PositiveSmallIntegerField(_("place among its siblings"), default=1)
    description = TextField(_("what it means"), is_long=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("continued by"),
        help_text=_("The goal of the next term that carries this one on."),
    )
    path = models.CharField(max_length=100, editable=False, db_index=True)

    derived_fields = ("path",)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["-term", "path", "pk"]

    def __str__(self) -> str:
        return in_language(self.name, get_language() or "en")

    @property
    def number(self) -> str:
        """Its place in the tree, as people write it: "3.2"."""
        return ".".join(str(int(part)) for part in self.path.split(".") if part)

    @property
    def depth(self) -> int:
        return self.path.count(".")

    def clean(self) -> None:
        # By their uids, since those of one file have no keys yet.
        above, seen = self.parent, {self.uid}
        while above is not None:
            if above.uid in seen:
                raise ValidationError({"parent": _("A goal cannot be a part of itself or of its own parts.")})
            seen.add(above.uid)
            above = above.parent
        if len(seen) + self.levels_below() > DEEPEST:
            raise ValidationError({"parent": _("Goals lie ten levels deep at most.")})
        if self.position > MOST_SIBLINGS:
            raise ValidationError({"position": _("The highest place is 999.")})
        if self.parent and self.parent.term != self.term:
            raise ValidationError({"parent": _("This goal belongs to another council term.")})
        if self.pk and Goal.objects.filter(parent=self.pk).exclude(term=self.term).exists():
            raise ValidationError({"term": _("Its parts belong to another council term. Take them out of it first.")})
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A goal cannot be continued by itself.")})

    def levels_below(self) -> int:
        """How many levels of parts hang below; one more than may be, where there is no end."""
        levels, some = 0, [self.pk] if self.pk else []
        while levels <= DEEPEST and (some := list(Goal.objects.filter(parent__in=some).values_list("pk", flat=True))):
            levels += 1
        return levels

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and move the paths of its parts with it."""
        here = f"{self.position:0{DIGITS}}"
        self.path = f"{self.parent.path}.{here}" if self.parent else here
        super().save(*args, **kwargs)
        for part in Goal.objects.filter(parent=self.pk):
            if not part.path.startswith(f"{self.path}."):
                part.parent = self
                part.save()
