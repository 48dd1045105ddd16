"""A vCard file as a sheet: a column for each property that the cards have."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kokoaan.imports.errors import Refused
from kokoaan.imports.limits import ROWS
from kokoaan.imports.sheet import Line, Sheet

VCARD = "kokoaan.organisations.vcard"


def read_vcf(path: Path) -> list[Sheet]:
    if find_spec(VCARD) is None:
        raise Refused(_("vCard files cannot be read yet. Save the contacts as CSV."))
    cards: list[dict[str, Any]] = import_module(VCARD).read(path.read_bytes())
    if len(cards) > ROWS:
        raise Refused(_("The file has more than %(rows)d cards. Divide it.") % {"rows": ROWS})
    headers = list(dict.fromkeys(name for card in cards for name in card))
    lines = [Line(number, [said(card.get(name)) for name in headers]) for number, card in enumerate(cards, 1)]
    return [Sheet("", 0, headers, lines)]


def said(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
