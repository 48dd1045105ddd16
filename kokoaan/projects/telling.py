"""A project as a page tells it: its texts in the reader's language first, its result or that none is stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from kokoaan.lib.text import Text, is_outdated
from kokoaan.projects.models import Project

# How sources write that they name no result.
NO_RESULT = "result not stated"


@dataclass(frozen=True, slots=True)
class Said:
    """One language's version of a text."""

    lang: str
    text: str
    machine: bool = False
    outdated: bool = False

    @property
    def language(self) -> str:
        return capfirst(get_language_info(self.lang)["name_translated"]) if self.lang in names() else self.lang


def names() -> Mapping[str, object]:
    return dict(settings.LANGUAGES)


def versions(value: Text) -> list[Said]:
    """Every version of a text, the reader's language first, then English, Finnish and Swedish."""
    order = [get_language() or "en", "en", "fi", "sv"]
    langs = sorted((lang for lang, one in value.items() if one.get("text")), key=lambda lang: place_in(order, lang))
    return [
        Said(lang, value[lang]["text"], value[lang].get("machine", False), is_outdated(value, lang, "en"))
        for lang in langs
    ]


def place_in(order: list[str], lang: str) -> int:
    return order.index(lang) if lang in order else len(order)


def result_of(project: Project) -> Said | None:
    """What came of it, where the source says."""
    said = versions(project.results)
    return said[0] if said and not said[0].text.lower().startswith(NO_RESULT) else None


def proof_of(project: Project) -> Said | None:
    """The pages that were read besides the source, where no result is stated but the source names them."""
    said = versions(project.results)
    if not said or result_of(project):
        return None
    _none, _line, rest = said[0].text.partition("\n")
    return Said(said[0].lang, rest) if rest else None
