"""Candidates side by side: one row for each question, one column for each candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kokoaan.finder.results import Line, Result


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one candidate: plain words, or sentences with what they open."""

    text: str = ""
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Table:
    names: Sequence[Result]
    rows: Sequence[tuple[str, Sequence[Cell]]]


def compared(found: Sequence[Result]) -> Table:
    """The same questions put to each; what is not known is said."""
    rules = {reason.title for one in found for reason in one.reasons}
    rows = [
        (_("Kind"), [Cell(one.kind or _("city")) for one in found]),
        (_("Country"), [Cell(one.country or _("no one country")) for one in found]),
        (_("Inhabitants"), [Cell(one.people or "–") for one in found]),
        (_("Ties, projects and networks"), [Cell(lines=one.lines) for one in found]),
        *((rule, [Cell(said(one, rule)) for one in found]) for rule in ordered(rules, found)),
        (_("Not known"), [Cell(", ".join(one.not_known) or "–") for one in found]),
    ]
    return Table(found, rows)


def said(one: Result, rule: str) -> str:
    return next((reason.because for reason in one.reasons if reason.title == rule), "–")


def ordered(rules: set[str], found: Sequence[Result]) -> list[str]:
    """Rules in the order in which the first candidate has them."""
    return list(dict.fromkeys(reason.title for one in found for reason in one.reasons if reason.title in rules))
