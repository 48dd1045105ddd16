"""A shared practice on one page of A4: whatever is long is told by its first sentences, with where the rest stands.

Typst sets it from values alone, never from markup: no text of a practice can be a command.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, cast

import typst
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypdf import PdfReader

from kokoaan.practices.shortening import shortened
from kokoaan.practices.telling import Chapter, Measured, Telling

TEMPLATE = Path(__file__).parent / "one_page.typ"
# Letters that a text may have: the first bound with which all is on one page is the one. Short texts are set larger.
BOUNDS = (2000, 1400, 1000, 750, 550, 400, 300, 220, 150, 90, 50, 25)
SMALL, SIZES = 9.5, (12, 10.5)
# Rows of the results, letters of what stands in a line, and of a side of a result.
ROWS, LINE, SIDE = 5, 110, 30
# Where texts have less room than this, one result stands for all.
TIGHT = 40
# A word of more letters than this may be broken anywhere.
LONG_WORD = re.compile(r"(\S{30})(?=\S)")
HOUR = 3600


def as_pdf(told: Telling, absolute: Callable[[str], str]) -> bytes:
    """The page as a tagged PDF. One that was made within the hour, of just this, is not made again."""
    whole = draft(told, absolute, BOUNDS[0])
    name = f"practices:pdf:{hashlib.sha256(json.dumps(whole).encode()).hexdigest()}"
    large = ({**whole, "size": size} for size in SIZES)
    drafts = chain(large, [whole], (draft(told, absolute, most) for most in BOUNDS[1:]))
    return cast(bytes, cache.get_or_set(name, partial(first_that_fits, drafts), HOUR))


def first_that_fits(drafts: Iterable[dict[str, Any]]) -> bytes:
    page = b""
    for values in drafts:
        page = typeset(values)
        if len(PdfReader(BytesIO(page)).pages) == 1:
            break
    return page


def typeset(values: dict[str, Any]) -> bytes:
    told = {"told": json.dumps(broken(values))}
    page: bytes = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=told, timestamp=0)
    return page


def broken(value: Any) -> Any:
    """The values with places in long words where a line may end."""
    if isinstance(value, str):
        return value if "://" in value else LONG_WORD.sub("\\1\u200b", value)
    if isinstance(value, list):
        return [broken(one) for one in value]
    if isinstance(value, dict):
        return {name: broken(one) for name, one in value.items()}
    return value


def draft(told: Telling, absolute: Callable[[str], str], most: int) -> dict[str, Any]:
    """What the page holds when each text has at most so many letters."""
    one = told.practice
    rows = told.evidence[: ROWS if most >= TIGHT else 1]
    return {
        "lang": get_language() or "en",
        "size": SMALL,
        "title": line(told.title.text),
        "promise": line(told.promise.text, min(300, 6 * most)) if told.promise else "",
        "facts": [[name, line(value, min(LINE, most))] for name, value in facts(told)],
        "example": _("An example, not a fact") if one.is_example else "",
        "left": [chapter_of(part, most) for part in told.story],
        "right": [chapter_of(part, most) for part in (told.results, *told.lessons, told.transfer)],
        "heads": [_("What changed"), *(capfirst(head) for head in (_("before"), _("after"), _("as of")))],
        "rows": [row_of(measured, min(LINE, most)) for measured in rows],
        "rest": rest_of(len(told.evidence) - len(rows)),
        "where": _("The whole of it"),
        "address": absolute(reverse("practices:practice", args=[one.uid])),
        "foot": line(credit(told), 300),
    }


def facts(told: Telling) -> list[tuple[str, str]]:
    """Each by its name; where one asks is left out when nobody says."""
    partners = ", ".join(name for name, _row in told.partners)
    every = [*told.facts, *told.took, (_("Partners"), partners), (_("Transferability"), told.transferability)]
    contact = [(_("Contact"), told.practice.contact)] if told.practice.contact else []
    return [*((name, value or _("not stated")) for name, value in every), *contact]


def chapter_of(part: Chapter, most: int) -> dict[str, Any]:
    if part.said is None:
        return {"title": part.title, "lang": "", "text": "", "note": part.gap}
    short = shortened(part.said.text, most)
    notes = [_("… more on the page.") if short.is_cut else "", part.said.mark]
    return {"title": part.title, "lang": part.said.lang, "text": short.text, "note": " ".join(filter(None, notes))}


def row_of(measured: Measured, most: int) -> list[str]:
    one = measured.result
    indicator = measured.indicator.text if measured.indicator else ""
    sides = (line(side, SIDE) or "–" for side in (one.before, one.after))
    return [line(indicator, most), *sides, one.get_as_of_display() or "–"]  # type: ignore[attr-defined]


def rest_of(count: int) -> str:
    return _("%(count)d more results on the page.") % {"count": count} if count > 0 else ""


def credit(told: Telling) -> str:
    """Licence, source and who has validated it, in one line."""
    return " ".join(render_to_string("practices/public/credit.txt", {"told": told, "practice": told.practice}).split())


def line(text: str, most: int = LINE) -> str:
    short = shortened(text, most)
    return f"{short.text} …" if short.is_cut else short.text
