"""
YSO, the General Finnish Ontology, with places: concepts and their names in Finnish, Swedish and English.
https://finto.fi/yso (JSON-LD from its API, some hundred megabytes; or a table uri,fi,sv,en)

Finto publishes a new YSO every few months; a concept that is given up is absent from the next. In the same folder the
Sustainable Development Goals may lie (goals and targets; they do not change until 2030).
The readers of the tables were proven on real files; live use of Finto is not proven yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import LANGUAGES, text
from kokoaan.sources.entries import ConceptEntry, Entry, News, Whole
from kokoaan.sources.errors import SourceChanged
from kokoaan.sources.rows import layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import read_csv

LABELS = layout(["uri", *LANGUAGES])
# YSO numbers its places from here on (the first is p94082); its concepts end far below.
FIRST_PLACE = 90_000
NUMBER = re.compile(r"/p(\d+)$")
SDG_LINE = re.compile(r"^([0-9]+(?:-[0-9a-z]+)?)-(short|title): (.*)$")


def read(files: Files) -> Iterator[Entry]:
    for path in files:
        if not path.stat().st_size:
            raise SourceChanged(_("%(file)s is empty (0 bytes). Download it again.") % {"file": path.name})
    yield from (Whole("sdg") if "sdg" in path.name.lower() else Whole("yso") for path in files)
    for path in files:
        if "sdg" not in path.name.lower():
            yield from read_labels(path) if path.suffix.lower() == ".csv" else read_finto(path)
    yield from read_goals([path for path in files if "sdg" in path.name.lower()])


def concept(uri: str, labels: dict[str, str]) -> ConceptEntry:
    number = NUMBER.search(uri)
    is_place = bool(number) and int(number[1]) >= FIRST_PLACE if number else "yso-paikat" in uri
    return ConceptEntry(uri, text(**labels), is_place)


def read_labels(path: Path) -> Iterator[Entry]:
    for item in read_csv(path, LABELS):
        if isinstance(item, News):
            yield item
        elif labels := {lang: item[lang] for lang in LANGUAGES if item[lang]}:
            yield concept(item.needed("uri"), labels)


def read_finto(path: Path) -> Iterator[Entry]:
    """Read the JSON-LD that Finto's API gives: a graph of nodes, each with prefLabel in languages."""
    try:
        body = json.loads(path.read_bytes())
        graph: list[dict[str, Any]] = body.get("graph") or body["@graph"]
    except (ValueError, KeyError, AttributeError, UnicodeDecodeError):
        message = _("%(file)s is not JSON-LD as Finto's API gives it. Download it again.")
        raise SourceChanged(message % {"file": path.name}) from None
    for node in graph:
        uri = node.get("uri") or node.get("@id") or ""
        labels = labels_of(node.get("prefLabel") or node.get("skos:prefLabel") or [])
        if "/onto/yso" in uri and labels:
            yield concept(uri, labels)


def labels_of(values: dict[str, str] | list[dict[str, str]]) -> dict[str, str]:
    listed = [values] if isinstance(values, dict) else values
    found = {one.get("lang") or one.get("@language", ""): one.get("value") or one.get("@value", "") for one in listed}
    return {lang: found[lang] for lang in LANGUAGES if found.get(lang)}


def read_goals(paths: Files) -> Iterator[ConceptEntry]:
    """Read the goals (short names en; sentences fi, sv) and the targets (en)."""
    labels: dict[str, dict[str, str]] = {}
    for path in paths:
        goals = read_sdg_json(path) if path.suffix.lower() == ".json" else read_sdg_lines(path)
        for number, lang, words in goals:
            labels.setdefault(number, {}).setdefault(lang, words)
    for number in sorted(labels):
        yield ConceptEntry(f"sdg:{number}", text(**labels[number]))


def read_sdg_json(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        for goal in json.loads(path.read_bytes()):
            yield from ((str(goal["goal"]), lang, goal[lang].rstrip(".")) for lang in LANGUAGES if lang in goal)
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        message = _("%(file)s is not a list of goals with “goal”, “fi” and “sv”. Give the original file.")
        raise SourceChanged(message % {"file": path.name}) from None


def read_sdg_lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Read the few lines of YAML that these files are: `13-short: Climate action`, long ones folded."""
    try:
        body = re.sub(r"\n +", " ", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        message = _("%(file)s is not UTF-8. Save it as UTF-8 and try again.")
        raise SourceChanged(message % {"file": path.name}) from None
    matches = [match for line in body.splitlines() if (match := SDG_LINE.match(line))]
    if not matches:
        message = _("%(file)s has no line such as “13-short: Climate action”. Give the original file.")
        raise SourceChanged(message % {"file": path.name})
    # Short names first: where a goal has both, its short name is its label.
    for match in sorted(matches, key=lambda match: match[2] != "short"):
        yield match[1].replace("-", "."), "en", match[3].strip("'\"")


def part_of(key: str) -> str:
    return "sdg" if key.startswith("sdg:") else "yso"


SOURCE = Source(
    key="yso",
    title=gettext_lazy("General Finnish Ontology (YSO)"),
    what=gettext_lazy("Concepts and places with names in Finnish, Swedish and English; the SDGs beside them"),
    publisher="National Library of Finland",
    url="https://finto.fi/yso/",
    licence="CC BY 4.0",
    credit="YSO, National Library of Finland, Finto; Open SDG translations (MIT)",
    how=gettext_lazy("Downloaded from Finto (not proven), or give a table uri,fi,sv,en or its folder with --file."),
    changes=gettext_lazy("A few times a year."),
    wants=(
        Want(
            "YSO",
            ("*yso*.csv", "*yso*.json", "*yso*.jsonld", "!*sdg*"),
            "https://api.finto.fi/rest/v1/yso/data?format=application/ld%2Bjson",
            name="yso.jsonld",
            required=False,
            several=True,
        ),
        Want(
            gettext_lazy("sustainable development goals"),
            ("*sdg*.yml", "*sdg*.json"),
            required=False,
            group="sdg",
            several=True,
        ),
    ),
    expect={"concepts": range(1, 500_000)},
    read=read,
    part=part_of,
    stale_after=timedelta(days=300),
)
