"""Read a file that a person brings: XLSX, CSV or vCard, as sheets of text. Raises Refused; opens nothing hostile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from kokoaan.imports.csv_file import read_csv
from kokoaan.imports.errors import Refused
from kokoaan.imports.sheet import Sheet
from kokoaan.imports.vcf_file import read_vcf
from kokoaan.imports.workbook import read_workbook

Reader = Callable[[Path], list[Sheet]]
READERS: Mapping[str, Reader] = {"xlsx": read_workbook, "csv": read_csv, "vcf": read_vcf}


def format_of(name: str) -> str:
    """The format by the file's name. Raises Refused for another one."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    ending = {"txt": "csv", "tsv": "csv", "xlsm": "xlsx", "vcard": "vcf"}.get(ending, ending)
    if ending not in READERS:
        raise Refused(
            _("“%(name)s” is not a file that can be read here. Save it as XLSX, CSV or vCard (.vcf).") % {"name": name}
        )
    return ending


def read(path: Path, format: str) -> list[Sheet]:
    """The sheets that have a header and rows. Raises Refused when there is none, or the file is not right."""
    sheets = [sheet for sheet in READERS[format](path) if sheet.headers]
    if not any(sheet.lines for sheet in sheets):
        raise Refused(_("The file has no rows below a row of headers. Write what the columns are in its first row."))
    return sheets
