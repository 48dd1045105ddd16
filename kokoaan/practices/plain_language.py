"""What a machine reliably sees of plain language: how long a promise is, and short forms that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kokoaan.lib.languages_field import NAMES
from kokoaan.practices.models import Practice
from kokoaan.practices.models.practice import TEXTS

# A promise of more words is read twice.
LONGEST_PROMISE = 30
# A full stop after a word, and a new sentence after it; “St. Petersburg” is none.
SENTENCE_ENDS = re.compile(r"\w{3,}[.!?]\s+(?=[A-ZÅÄÖÜÕ])")
# A short form in capitals; in brackets, or before brackets, it is explained.
SHORT_FORM = re.compile(r"\b[A-ZÅÄÖ]{3,6}\b")
KNOWN = frozenset({"CHF", "DKK", "EUR", "GBP", "NOK", "SEK", "USD", "GPS", "PDF", "USA", "III", "VII", "VIII", "XIX"})


def promise_hints(practice: Practice) -> Iterator[str]:
    """What is too much in the promise, language by language."""
    for lang, version in practice.promise.items():
        words = len(version.get("text", "").split())
        told = {"lang": NAMES.get(lang, lang), "count": words, "most": LONGEST_PROMISE}
        if words > LONGEST_PROMISE:
            yield _("The promise %(lang)s has %(count)d words: %(most)d are enough.") % told
        if SENTENCE_ENDS.search(version.get("text", "")):
            yield _("The promise %(lang)s is more than one sentence.") % told


def short_forms(practice: Practice) -> dict[str, str]:
    """Short forms in capitals that no bracket explains in the same language, each with the field where it stands."""
    told: dict[str, list[tuple[str, str]]] = {}
    for field in TEXTS:
        for lang, version in getattr(practice, field).items():
            told.setdefault(lang, []).append((field, version.get("text", "")))
    found: dict[str, str] = {}
    for texts in told.values():
        every = " ".join(words for _field, words in texts)
        for field, words in texts:
            for form in SHORT_FORM.findall(words):
                if form not in KNOWN and not is_explained(form, every):
                    found.setdefault(form, field)
    return found


def is_explained(form: str, words: str) -> bool:
    return f"({form})" in words or f"{form} (" in words
