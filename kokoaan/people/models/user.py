from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokoaan.people.models.circle import circles_of


class User(AbstractUser):
    """A person who may sign in. An account by itself gives no sight; circles do."""

    email = models.EmailField(_("e-mail address"), unique=True)
    # A person may belong to several organisations (ten bodies share the EU office) and chooses one to act for.
    acts_for = models.ForeignKey(
        "people.Unit", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("acts for")
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]
        # As they stand in every choice; a database without an order gives rows as they were last written.
        ordering = ("last_name", "first_name", "username")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def circle_ids(self) -> frozenset[int]:
        """The circles this person is in today; read once for each loaded user."""
        return circles_of(self)

    def may(self, verb: str, model: type[models.Model]) -> bool:
        """Whether the person's roles give this verb ("add", "change", "delete", "view") for a kind; not which rows."""
        options = model._meta
        return self.has_perm(f"{options.app_label}.{verb}_{options.model_name}")
