"""The overall picture as a spreadsheet: each figure with the address of its rows."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kokoaan.finder.exporting import FORMATS, safe
from kokoaan.lib.days import written
from kokoaan.office.whole.asked import WHOSE, Asked
from kokoaan.office.whole.figure import Figure, Line, Section

CONTENT_TYPE = FORMATS["xlsx"].content_type
# A column's width in characters, by its place.
WIDTHS = (16, 30, 60, 14, 70)


def workbook(
    request: HttpRequest, asked: Asked, sections: Sequence[tuple[str, Section]], lines: Sequence[Line]
) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet; openpyxl's types do not say so
    sheet.title = _("The overall picture")[:31]
    sheet.append([title(asked)])
    sheet.append([_("Of"), _("Section"), _("What"), _("Number"), _("Rows")])
    for heading, section in sections:
        for figure in section.figures:
            sheet.append([safe(heading), safe(section.title), safe(figure.label), number(figure), at(request, figure)])
    for line in lines:
        lacking = [line.lacking.count, at(request, line.lacking)] if line.lacking else []
        sheet.append([_("Coverage"), safe(line.origin), safe(line.said), *lacking])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def title(asked: Asked) -> str:
    """What was asked, and when: a file leaves the page that says so."""
    words = {"whose": WHOSE[asked.whose], "day": written(asked.day), "person": asked.user}
    return _("The overall picture on %(day)s, %(whose)s, as far as %(person)s sees it.") % words


def number(figure: Figure) -> int | float:
    return figure.count if figure.amount is None else float(figure.amount)


def at(request: HttpRequest, figure: Figure) -> str:
    return request.build_absolute_uri(figure.url)
