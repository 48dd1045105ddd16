"""Themes by their labels in fi, sv and en."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Max, Q

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES
from kokoaan.strategy.models import Concept

# Of one label in several vocabularies, the first of these is taken.
PREFERRED = ("yso", "sdg", "starter")
SHOWN = 8


def themes_named(labels: Sequence[str]) -> tuple[list[Concept], list[str]]:
    """The concepts that labels name, in their order and each once, and the labels that name none."""
    if not labels:
        return [], []
    found = best_by_label(Concept.objects.filter(is_place=False).filter(any_label(labels)))
    known = [found[fold(label)] for label in labels if fold(label) in found]
    return list(dict.fromkeys(known)), [label for label in labels if fold(label) not in found]


def any_label(labels: Sequence[str]) -> Q:
    """Rows with one of the labels as typed, or with the case of its first letter changed."""
    spelt = {form for label in labels for form in (label, label[:1].upper() + label[1:], label.lower())}
    return reduce(or_, (Q(**{f"label__{lang}__text": form}) for lang in LANGUAGES for form in sorted(spelt)))


def best_by_label(rows: Iterable[Concept]) -> dict[str, Concept]:
    """A concept for each folded label; of several the one of the preferred vocabulary."""
    ranked = sorted(rows, key=lambda row: (rank(row), row.pk), reverse=True)
    return {fold(one["text"]): row for row in ranked for one in row.label.values() if one.get("text")}


def rank(concept: Concept) -> int:
    return PREFERRED.index(concept.source) if concept.source in PREFERRED else len(PREFERRED)


def themes_beginning(typed: str, limit: int) -> list[tuple[str, str]]:
    """Labels in any language that begin as typed, each with the vocabulary it is of; short ones first."""
    folded = fold(typed)
    if not folded:
        return []
    labels = shelf(Concept.objects.aggregate(last=Max("pk"))["last"] or 0)
    begin, end = bisect_left(labels, (folded,)), bisect_left(labels, (folded[:-1] + chr(ord(folded[-1]) + 1),))
    found = sorted(labels[begin:end], key=lambda row: (len(row[0]), row))
    return list(dict.fromkeys((label, vocabulary) for _folded, label, vocabulary in found))[:limit]


@lru_cache(maxsize=1)
def shelf(last: int) -> list[tuple[str, str, str]]:
    """Every label as (folded, as written, vocabulary), in order; read anew when the last concept is another."""
    rows = Concept.objects.filter(is_place=False).values_list("label", "source")
    every = ((one["text"], source) for label, source in rows.iterator() for one in label.values() if one.get("text"))
    return sorted((fold(text), text, source.upper()) for text, source in every)
