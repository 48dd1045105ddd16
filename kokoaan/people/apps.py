from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

EVERYONE = {"fi": {"text": "Kaikki"}, "sv": {"text": "Alla"}, "en": {"text": "Everyone"}}


class PeopleConfig(AppConfig):
    name = "kokoaan.people"
    verbose_name = _("people")

    def ready(self) -> None:
        # As Django keeps its own permissions: an emptied database (flush, a test) has its one circle again.
        post_migrate.connect(keep_everyone, sender=self)


def keep_everyone(sender: PeopleConfig, using: str, **kwargs: Any) -> None:
    """Everyone is a circle like any other, with a number that is known to the code; its name may be changed."""
    from kokoaan.people.models import Circle

    Circle.objects.using(using).get_or_create(pk=Circle.EVERYONE, defaults={"name": EVERYONE})
