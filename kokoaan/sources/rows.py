"""Rows of a table with a header, and errors that name the file, the row and the column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from kokoaan.sources.countries import country_code
from kokoaan.sources.entries import News
from kokoaan.sources.errors import SourceChanged, SourceError

# What sources write for "nothing".
EMPTY = {"", "NA", "N/A", "n/a", "null", "NULL", "-"}
DAY = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$")
EUROPEAN_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one table: those it must have, those it may have, and those that we have decided to leave.

    It is `pop` and `nothing_left` of a whole table at once, since every row has the columns of the header.
    """

    need: frozenset[str]
    may: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @property
    def read(self) -> frozenset[str]:
        return self.need | self.may

    def check(self, name: str, header: Sequence[str]) -> Iterator[News]:
        """Stop if a needed column is not there; report the columns that nobody has decided about."""
        if missing := sorted(self.need - set(header)):
            message = _("%(file)s has no column %(missing)s. Its first row has: %(found)s. Give the original file.")
            found = ", ".join(cell for cell in header if cell)[:300] or _("nothing")
            raise SourceChanged(message % {"file": name, "missing": listed(missing), "found": found})
        unknown = sorted(set(header) - self.need - self.may - self.ignore - {""})
        if unknown:
            yield News(
                _("%(file)s has a new column %(unknown)s: not read.") % {"file": name, "unknown": listed(unknown)}
            )


def layout(need: Iterable[str], *, may: Iterable[str] = (), ignore: Iterable[str] = ()) -> Layout:
    return Layout(need=frozenset(need), may=frozenset(may), ignore=frozenset(ignore))


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells by column, without outer spaces, and where it stands (row 1 is the header)."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell without outer spaces; "" when it is empty or the column is not there."""
        return self.cells.get(column, "")

    def said(self, column: str) -> str:
        """The cell, or "" when it only says that there is nothing (NA, n/a, -)."""
        value = self[column]
        return "" if value in EMPTY else value

    def needed(self, column: str) -> str:
        value = self[column]
        if not value:
            raise self.error(column, _("is empty; every row needs it"))
        return value

    def country(self, column: str) -> str:
        """The ISO code; stops at a country that there is not."""
        code = country_code(self[column])
        if code is None:
            raise self.error(column, _("is no country or country code that Kokoaan knows; correct it or report it"))
        return code

    def date(self, column: str) -> str:
        """A partial date as we write it: 2014, 2014-03 or 2014-03-09."""
        # A year that went through a spreadsheet as a number: 2021.0.
        value = self.said(column).removesuffix(".0")
        found = DAY.match(value)
        parts = found.groups() if found else ()
        if turned := EUROPEAN_DAY.match(value):
            parts = turned.groups()[::-1]
        given = [f"{int(part):02}" for part in parts if part]
        try:
            if given:
                date.fromisoformat("-".join([*given, "01", "01"][:3]))
            elif value:
                raise ValueError
        except ValueError:
            raise self.error(column, _("is not a date such as 2014, 2014-03 or 2014-03-09")) from None
        return "-".join(given)

    def money(self, column: str) -> Decimal | None:
        """An amount written 892,228.58, 892228.58 or 892228,58."""
        value = self.said(column).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if not value:
            return None
        if re.search(r",\d{1,2}$", value):
            value = value.replace(".", "").replace(",", ".")
        try:
            return Decimal(value.replace(",", "")).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise self.error(column, _("is not an amount such as 892,228.58")) from None

    def number_or_none(self, column: str) -> float | None:
        """A number with a decimal point or comma."""
        value = self.said(column)
        try:
            return float(value.replace(",", ".")) if value else None
        except ValueError:
            raise self.error(column, _("is not a number")) from None

    def geonames(self, column: str) -> int | None:
        """A GeoNames id. One that the collectors made up for what GeoNames lacks (GN00) is none."""
        value = self.said(column)
        if not value or value.startswith("GN"):
            return None
        if not value.isdecimal():
            raise self.error(column, _("is not a GeoNames id (digits only)"))
        return int(value)

    def error(self, column: str, what: str) -> SourceError:
        message = _("%(file)s, row %(row)s, column “%(column)s”: “%(value)s” %(what)s.")
        value = self[column][:60]
        return SourceError(
            message % {"file": self.file, "row": self.number, "column": column, "value": value, "what": what}
        )


def as_text(value: object) -> str:
    """A cell of a workbook as text: whole numbers without .0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
