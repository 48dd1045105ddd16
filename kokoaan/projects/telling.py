"""A project as a page tells it: its result, or that none is stated."""

from __future__ import annotations

from dataclasses import replace

from kokoaan.lib.said import Said, first_of
from kokoaan.projects.models import Project

# How sources write that they name no result.
NO_RESULT = "result not stated"
# How the starter begins its lines of proof (sources/connectors/starter.py).
PROOF = ("Read also:", "Read on ", "Lue myös:", "Luettu ", "Läs också:", "Läst ")


def result_of(project: Project) -> Said | None:
    """What came of it, where the source says."""
    said = first_of(project.results)
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
    said = first_of(project.results)
    rest = halves(said.text)[1] if said else ""
    return replace(said, text=rest) if said and rest else None


def halves(results: str) -> tuple[str, str]:
    """What came of it, and from the line that begins so, how we know."""
    lines = results.splitlines()
    cut = next((number for number, line in enumerate(lines) if line.startswith(PROOF)), len(lines))
    return "\n".join(lines[:cut]), "\n".join(lines[cut:])
