"""A column whose value is not a word or a number, and which says itself what it holds."""

from __future__ import annotations

from typing import Any

from django.db import models


class WordedField(models.JSONField):
    """A JSON column that history and record pages print through `in_words`."""

    def in_words(self, value: Any) -> str:
        raise NotImplementedError


class WordedCodes(models.CharField):  # type: ignore[type-arg]
    """A column of codes that history and record pages print through `in_words`."""

    def in_words(self, value: str) -> str:
        raise NotImplementedError
