"""A project as a page tells it: its texts in the reader's language first, its result or that none is stated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import get_language

from kokoaan.lib.languages_field import NAMES
from kokoaan.lib.text import Text, is_outdated
from kokoaan.projects.models import Project

# How sources write that they name no result.
NO_RESULT = "result not stated"
# How the starter begins its lines of proof (sources/connectors/starter.py).
PROOF = ("Read also:", "Read on ", "Lue myös:", "Luettu ", "Läs också:", "Läst ")


@dataclass(frozen=True, slots=True)
class Said:
    """One language's version of a text."""

    lang: str
    text: str
    machine: bool = False
    outdated: bool = False

    @property
    def in_language(self) -> str:
        """“In Finnish”, for one who chooses a language."""
        return capfirst(str(NAMES.get(self.lang, self.lang)))


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
    said = next(iter(versions(project.results)), None)
    if said is None or said.text.lower().startswith(NO_RESULT):
        return None
    return replace(said, text=halves(said.text)[0])


def outcomes(project: Project) -> dict[str, str]:
    """What came of it in each language, without the lines that prove it; nothing where the source says nothing."""
    texts = {lang: one["text"] for lang, one in project.results.items() if one.get("text")}
    stated = {lang: text for lang, text in texts.items() if not text.lower().startswith(NO_RESULT)}
    return {lang: halves(text)[0] for lang, text in stated.items()}


def proof_of(project: Project) -> Said | None:
    """The pages that were read besides the source, and when, where the source tells."""
    said = next(iter(versions(project.results)), None)
    rest = halves(said.text)[1] if said else ""
    return replace(said, text=rest) if said and rest else None


def halves(results: str) -> tuple[str, str]:
    """What came of it, and from the line that begins so, how we know."""
    lines = results.splitlines()
    cut = next((number for number, line in enumerate(lines) if line.startswith(PROOF)), len(lines))
    return "\n".join(lines[:cut]), "\n".join(lines[cut:])
