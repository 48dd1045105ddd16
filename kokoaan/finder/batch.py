"""Files of needs in, TREC runs out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kokoaan.finder.errors import BadNeed

DEPTH = 100
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of a file of needs; `place` is a GeoNames id."""

    id: str
    place: int
    text: str


def checked_text(text: str) -> str:
    """Return the need without needless space; raises BadNeed when it is empty or a book."""
    text = " ".join(text.split())
    if not text:
        raise BadNeed(_("The need is empty. Write what you look for, in Finnish, Swedish or English."))
    if len(text) > LONGEST:
        raise BadNeed(
            _("The need has %(count)d characters; at most %(longest)d are read. Give its first paragraphs.")
            % {"count": len(text), "longest": LONGEST}
        )
    return text


def lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise BadNeed(_("There is no file %(path)s.") % {"path": path}) from None
    except IsADirectoryError:
        raise BadNeed(_("%(path)s is a folder; give a file.") % {"path": path}) from None
    except UnicodeDecodeError as error:
        raise BadNeed(
            _("%(path)s is not in UTF-8 (byte %(place)d). Save it as UTF-8.") % {"path": path, "place": error.start}
        ) from None


def read_needs(path: Path) -> list[Asked]:
    """Return the needs of a JSON-lines file: {"id", "from": GeoNames id, "text"} each."""
    needs = [read_row(path, number, line) for number, line in enumerate(lines_of(path), 1) if line.strip()]
    if not needs:
        raise BadNeed(_("%(path)s holds no needs. Give one JSON object a line.") % {"path": path})
    seen: set[str] = set()
    for need in needs:
        if need.id in seen:
            raise BadNeed(
                _("%(path)s: the id “%(id)s” stands twice. Give each need its own.") % {"path": path, "id": need.id}
            )
        seen.add(need.id)
    return needs


def read_row(path: Path, number: int, line: str) -> Asked:
    def wrong(what: str) -> BadNeed:
        return BadNeed(_("%(path)s, row %(row)d: %(what)s") % {"path": path, "row": number, "what": what})

    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise wrong(_("not JSON (%(error)s).") % {"error": error}) from None
    if not isinstance(row, dict):
        raise wrong(_("a JSON object is expected, with “id”, “from” and “text”."))
    for field, kinds in (("id", (str, int)), ("from", int), ("text", str)):
        if field not in row:
            raise wrong(_("“%(field)s” is missing.") % {"field": field})
        if not isinstance(row[field], kinds) or isinstance(row[field], bool):
            raise wrong(
                _("“%(field)s” is %(value)r, which is not the right kind.") % {"field": field, "value": row[field]}
            )
    if not str(row["id"]).strip() or len(str(row["id"]).split()) != 1:
        raise wrong(_("“id” must be one word, since a TREC run divides its columns by spaces."))
    try:
        return Asked(str(row["id"]), row["from"], checked_text(row["text"]))
    except BadNeed as error:
        raise wrong(f"“text”: {error}") from None


def read_keys(path: Path) -> frozenset[str]:
    """Return the source keys of a file, one a line ("keep:<programme>:<acronym>", "urbact:<code>")."""
    return frozenset(line.strip() for line in lines_of(path) if line.strip())


def run_lines(id: str, places: Sequence[tuple[int, float]]) -> Iterator[str]:
    """The rows of a TREC run for one need: `places` are (GeoNames id, score), the best first."""
    for rank, (place, score) in enumerate(places[:DEPTH], 1):
        yield f"{id} Q0 {place} {rank} {score:.6f} kokoaan\n"


def write_run(path: Path, lines: Iterable[str]) -> None:
    """Write all or nothing: to a file beside it first, so that a broken run leaves no half a file."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        part.replace(path)
    except OSError as error:
        raise BadNeed(_("%(path)s cannot be written: %(error)s.") % {"path": path, "error": error.strerror}) from None
    finally:
        part.unlink(missing_ok=True)
