"""Themes as words: sources write them in English, the vocabulary says what they are called elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from django.db.models import Max
from django.utils.translation import get_language

from kokoaan.lib.fold import fold
from kokoaan.lib.text import Text, in_language, text
from kokoaan.library.facts import facts
from kokoaan.strategy.models import Concept
from kokoaan.strategy.themes import rank


def theme_names(themes: Collection[str]) -> Mapping[str, str]:
    """What themes, given as their English words folded, are called in the reader's language."""
    known, lang = vocabulary(Concept.objects.aggregate(last=Max("pk"))["last"] or 0), get_language() or "en"
    written = facts().words
    return {theme: in_language(known.get(theme) or text(en=written.get(theme, theme)), lang) for theme in themes}


@lru_cache(maxsize=1)
def vocabulary(last: int) -> Mapping[str, Text]:
    """The labels of each concept by its English one, folded; read anew when the last concept is another."""
    concepts = Concept.objects.filter(is_place=False, label__en__text__gt="")
    ranked = sorted(concepts.iterator(), key=lambda one: (rank(one), one.pk), reverse=True)
    return {fold(one.label["en"]["text"]): one.label for one in ranked}
