"""The fields of a practice by their names."""

from __future__ import annotations

from typing import Any, cast

from django.db import models

from kokoaan.practices.models import Practice


def field_of(name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", Practice._meta.get_field(name))


def label_of(name: str) -> str:
    return str(field_of(name).verbose_name)
