"""The starter: practices and joint projects of cities, in our own words, each with the public address that proves it.

Kept in this repository (sources/starter/projects, a file for each field of work) and changed with it. An entry that is
taken out of the files is absent from then on; like every fact it stays until a person removes it. docs/starter.md says
what counts as proof. Its themes are named in three languages, so that a house without YSO yet can translate a need.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import Version, text, text_hash
from kokoaan.records.checking import by_field
from kokoaan.sources.entries import (
    ConceptEntry,
    Entry,
    News,
    OrganisationEntry,
    ParticipationEntry,
    ProjectEntry,
    Where,
    Whole,
)
from kokoaan.sources.errors import SourceChanged, SourceError
from kokoaan.sources.source import Files, Source, Want

THEMES = "themes.json"
FOLDER = Path(__file__).parent.parent / "starter" / "projects"
# Content, so not translated by gettext; a project's page knows these beginnings (projects/telling.py).
PROOF = {"en": ("Read also:", "Read on"), "fi": ("Lue myös:", "Luettu"), "sv": ("Läs också:", "Läst")}


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def read(files: Files) -> Iterator[Entry]:
    yield Whole("")
    for path in files:
        for number, row in enumerate(rows(path), start=1):
            with naming(path, number):
                yield from [theme(row)] if path.name == THEMES else practice(dict(row))


@contextmanager
def naming(path: Path, number: int) -> Iterator[None]:
    """Whatever is wrong with an entry is told with its file, its number and, where it is of one, its field."""
    try:
        yield
    except KeyError as error:
        message = _("%(file)s, entry %(number)s has no field %(field)s. Add it: docs/starter.md tells how.")
        raise SourceChanged(message % {"file": path.name, "number": number, "field": error}) from None
    except ValidationError as refused:
        message = _("%(file)s, entry %(number)s is not right: %(errors)s")
        errors = " ".join(f"{field}: {' '.join(said)}" for field, said in by_field(refused).items())
        raise SourceChanged(message % {"file": path.name, "number": number, "errors": errors}) from None
    except (AttributeError, TypeError):
        message = _("%(file)s, entry %(number)s is not written like the others. docs/starter.md tells how.")
        raise SourceChanged(message % {"file": path.name, "number": number}) from None


def rows(path: Path) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        message = _("%(file)s is not a JSON file in UTF-8: %(error)s. Correct it and try again.")
        raise SourceError(message % {"file": path.name, "error": error}) from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SourceError(_("%(file)s is not a list of entries. docs/starter.md tells how.") % {"file": path.name})
    return found


def theme(row: Mapping[str, str]) -> ConceptEntry:
    return ConceptEntry(f"starter:{row['en']}", text(en=row["en"], fi=row["fi"], sv=row["sv"]))


def practice(row: dict[str, Any]) -> Iterator[Entry]:
    """Yield the project and its participations. Takes the fields out of row; KeyError names a missing one."""
    key = f"starter:{row.pop('key')}"
    yield ProjectEntry(
        key=key,
        title=translated(row.pop("title")),
        summary=translated(row.pop("summary")),
        results=translated(proven(row.pop("result"), row.pop("also"), row.pop("accessed"))),
        themes=tuple(row.pop("themes")),
        begins=row.pop("begins"),
        ends=row.pop("ends"),
        url=row.pop("source"),
    )
    for part in row.pop("participants"):
        where = Where(town=part["city"], country=part["country"], geonames=part["place"])
        body = OrganisationEntry(key="", name=part["name"], kind=part["kind"], where=where)
        yield ParticipationEntry(f"{key}:{part['name']}", key, body, part["role"], where)
    if row:
        message = _("%(key)s has fields that nobody reads: %(fields)s.")
        yield News(message % {"key": key, "fields": ", ".join(sorted(row))})


def translated(versions: Mapping[str, str]) -> dict[str, Version]:
    """The versions of a text, those in other languages marked as ours, made from the English one."""
    source = text_hash(versions["en"])
    return {
        lang: {"text": words} if lang == "en" else {"text": words, "source_hash": source}
        for lang, words in versions.items()
    }


def proven(result: Mapping[str, str], also: list[str], accessed: str) -> dict[str, str]:
    """The result in its languages, with the other pages that prove the entry and the day they were read."""
    return {
        lang: "\n".join([words, *([PROOF[lang][0], *also] if also else []), f"{PROOF[lang][1]} {accessed}."])
        for lang, words in result.items()
    }


SOURCE = Source(
    key="starter",
    title=gettext_lazy("Starter: practices of cities"),
    what=gettext_lazy(
        "practices and joint projects of cities all over the world, in our own words, with their results"
    ),
    publisher="Kokoaan",
    url="docs/starter.md",
    licence="EUPL-1.2",
    credit="Kokoaan, from the public pages that each entry names",
    how=gettext_lazy("It is a part of the program; kokoaan prepare loads it."),
    changes=gettext_lazy("with each version of the program"),
    wants=(Want(what=gettext_lazy("practices and their themes"), patterns=("*.json",), several=True),),
    read=read,
    practices=True,
    # It is as old as the program.
    stale_after=timedelta(days=36_500),
    expect={"projects": range(30, 500), "participations": range(30, 5000), "concepts": range(30, 1000)},
)
