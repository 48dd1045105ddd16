"""Files as people bring them, and the way from one to the end."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kokoaan.imports.keeping import take_in
from kokoaan.imports.working import ask, work_on
from kokoaan.lib.text import text
from kokoaan.places.models import Country, Place


def csv_of(*rows, delimiter=";"):
    return "\n".join(delimiter.join(row) for row in rows).encode()


def book_of(**sheets):
    """A workbook; each sheet a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(user, body, name="file.csv", kind="organisation", **changed):
    """Take the file in and check it."""
    batch = take_in(SimpleUploadedFile(name, body), kind, user, "en")
    type(batch).objects.filter(pk=batch.pk).update(**changed)
    ask(batch, batch.State.CHECKING)
    work_on(batch)
    batch.refresh_from_db()
    return batch


def apply(batch):
    ask(batch, batch.State.RUNNING)
    work_on(batch)
    batch.refresh_from_db()
    return batch


def whats(batch):
    return [(row.number, row.what) for row in batch.rows.all()]


def problems(batch):
    """Every sentence, with row and column."""
    return [(row.number, key, said) for row in batch.rows.all() for key, said in row.problems]


def make_place(name="Tallinn", key=1, country="EE", **changed):
    land, _made = Country.objects.get_or_create(code=country, defaults={"name": text(en=country), "continent": "EU"})
    fields = {"latitude": 59, "longitude": 24, "population": 400_000, "timezone": "Europe/Tallinn", **changed}
    place = Place.objects.create(id=key, local_name=name, country=land, folded=name.lower(), **fields)
    place.names.create(text=name, folded=name.lower(), source="test", preferred=True)
    return place
