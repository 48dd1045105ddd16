"""A document's text with its suggestions beside it, as the page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.spoken import language_of
from kokoaan.lib.text import LANGUAGES, TextField
from kokoaan.people.models import User
from kokoaan.practices.fields import field_of, label_of
from kokoaan.practices.models import Practice
from kokoaan.practices.reading.reading import Paragraph, Reading
from kokoaan.practices.suggesting.suggest import ORDER, suggest
from kokoaan.practices.suggesting.suggestion import Suggestion
from kokoaan.records.register.inspecting import shown_field

# Enough of a text to know its language.
ENOUGH = 5000


@dataclass(frozen=True, slots=True)
class Box:
    """A field with what is suggested for it, or what was typed, beside what the practice has."""

    name: str
    label: str
    value: str
    found: Suggestion
    now: str
    is_long: bool
    # Of a text: the language that it goes to.
    lang: str = ""
    ticked: bool = False
    errors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph of the document, and the fields that it is suggested for."""

    number: int
    paragraph: Paragraph
    fields: Sequence[tuple[str, str]]


def spoken_in(reading: Reading) -> str:
    """The language of the document, of all of Europe's."""
    return language_of(reading.text[:ENOUGH])


def foreign(lang: str) -> str:
    """What to do with a text in a language that the register does not keep; "" for the three that it does."""
    if lang in LANGUAGES:
        return ""
    name = Locale.parse(get_language() or "en").languages.get(lang, lang)
    return _(
        "The document seems to be in another language (%(lang)s). The register keeps Finnish, Swedish and English: "
        "translate what you take."
    ) % {"lang": name}


def boxes_of(
    reading: Reading, practice: Practice, user: User, posted: Mapping[str, str], ticked: Collection[str], errors: Any
) -> list[Box]:
    """What is suggested, or was typed; a title is asked for even when the document has none."""
    found = {one.field: one for one in suggest(reading)}
    found.setdefault("title", Suggestion("title", ""))
    lang = spoken_in(reading)
    usual = lang if lang in LANGUAGES else "en"
    return [box(found[name], practice, user, posted, usual, name in ticked, errors) for name in ORDER if name in found]


def box(
    found: Suggestion, practice: Practice, user: User, posted: Mapping[str, str], usual: str, ticked: bool, errors: Any
) -> Box:
    name, field = found.field, field_of(found.field)
    shown = shown_field(practice, field, user)
    is_text = isinstance(field, TextField)
    return Box(
        name=name,
        label=shown.label,
        value=posted.get(f"value-{name}", found.value),
        found=found,
        now=field.in_words(getattr(practice, name)) if isinstance(field, TextField) and shown.value else shown.value,
        is_long=name == "pages" or (is_text and getattr(field, "is_long", False)),
        lang=posted.get(f"lang-{name}", usual) if is_text else "",
        ticked=ticked,
        errors=errors.get(name, ()),
    )


def numbered(reading: Reading, boxes: Sequence[Box]) -> list[Numbered]:
    used: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in boxes:
        for number in one.found.paragraphs:
            used[number].append((one.name, one.label))
    return [Numbered(number, one, used[number]) for number, one in enumerate(reading.paragraphs, start=1)]


def untold(boxes: Sequence[Box]) -> list[str]:
    """The fields of which the document says nothing that was recognised."""
    names = {one.name for one in boxes if one.found.value}
    missing = [name for name in ORDER if name not in names | {"source", "currency", "title"}]
    return [capfirst(label_of(name)) for name in missing]


def languages() -> list[tuple[str, str]]:
    return [(lang, str(NAMES[lang])) for lang in LANGUAGES]
