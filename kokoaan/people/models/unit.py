from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.text import TextField, in_language


class Unit(models.Model):
    """A part of the city's organisation, or an outside body that shares work with it.

    Units form a tree; the root of a unit's tree is its organisation. `path` holds the ids from the root to the unit
    ("/3/14/") and is kept by `save`, so that a unit with all its subunits is one prefix.
    """

    uid = models.UUIDField(_("address"), default=uuid4, unique=True, editable=False)
    name = TextField(_("name"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subunits", verbose_name=_("part of")
    )
    path = models.CharField(max_length=200, editable=False, db_index=True)
    # Who sees a new record of this organisation, unless somebody says otherwise.
    circle = models.ForeignKey(
        "people.Circle",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("circle for new records"),
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]

    def __str__(self) -> str:
        return in_language(self.name, get_language() or "en")

    def clean(self) -> None:
        if self.parent and self.pk and self.pk in self.parent.line:
            raise ValidationError({"parent": _("A unit cannot be a part of itself or of its own subunit.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and move the whole subtree when the parent has changed."""
        self.clean()
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            old, self.path = self.path, path
            Unit.objects.filter(pk=self.pk).update(path=path)
            for unit in Unit.objects.filter(path__startswith=old).exclude(pk=self.pk) if old else ():
                Unit.objects.filter(pk=unit.pk).update(path=path + unit.path.removeprefix(old))

    @property
    def line(self) -> list[int]:
        """Ids from the organisation down to this unit."""
        return [int(part) for part in self.path.split("/") if part]

    @property
    def organisation(self) -> Unit:
        return self if self.parent_id is None else Unit.objects.get(pk=self.line[0])
