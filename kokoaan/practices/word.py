"""A shared practice as a Word document that people can go on writing: UN-Habitat's form, with what is missing said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, cast

from django.core.cache import cache
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kokoaan.practices.one_page import credit
from kokoaan.practices.telling import Telling
from kokoaan.practices.un_habitat import Field, Row, narrative, profile

HOUR = 3600
# What XML has no place for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_docx(told: Telling, absolute: Callable[[str], str]) -> bytes:
    """The document. One that was made within the hour, of just this, is not made again."""
    form = Form(
        title=told.title.text,
        whose=told.whose,
        is_example=told.practice.is_example,
        profile=profile(told),
        narrative=narrative(told),
        address=absolute(reverse("practices:practice", args=[told.practice.uid])),
        credit=credit(told),
    )
    name = f"practices:docx:{hashlib.sha256(repr((get_language(), form)).encode()).hexdigest()}"
    return cast(bytes, cache.get_or_set(name, partial(written, form), HOUR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All that the document says: what is not in it cannot change the document."""

    title: str
    whose: str
    is_example: bool
    profile: Sequence[Field]
    narrative: Sequence[Field]
    address: str
    credit: str


def written(form: Form) -> bytes:
    document = begun(form)
    document.add_paragraph(clean(form.title), style="Title")
    document.add_paragraph(_("In the order of UN-Habitat's form for best practices."), style="Subtitle")
    if form.is_example:
        document.add_paragraph().add_run(_("An example, not a fact")).bold = True
    for title, fields in ((_("Profile"), form.profile), (_("Narrative"), form.narrative)):
        document.add_heading(title, 1)
        for field in fields:
            add_field(document, field)
    document.add_paragraph(_("The page of this practice: %(address)s") % {"address": form.address})
    document.add_paragraph(clean(form.credit))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def begun(form: Form) -> Any:
    """A document of A4 that knows its title and its language."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.core_properties.title = clean(form.title)[:255]
    document.core_properties.author = clean(form.whose)[:255]
    document.core_properties.language = get_language() or "en"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    speak(normal.element.get_or_add_rPr(), get_language() or "en")
    return document


def add_field(document: Any, field: Field) -> None:
    document.add_heading(field.title, 2)
    for text in field.paragraphs:
        run = document.add_paragraph().add_run(clean(text))
        if field.lang and field.lang != get_language():
            speak(run._r.get_or_add_rPr(), field.lang)
    if field.mark:
        document.add_paragraph().add_run(field.mark).italic = True
    if not field.paragraphs:
        document.add_paragraph().add_run(_("[Not stated]")).italic = True
    if field.rows:
        add_table(document, field.rows)


def add_table(document: Any, rows: Sequence[Row]) -> None:
    """What was measured, as a table whose first row is told again on each page."""
    heads = _("What changed"), *(capfirst(head) for head in (_("before"), _("after"), _("as of"))), _("Source")
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    fill(table.rows[0], heads)
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for row in rows:
        fill(table.add_row(), row)


def fill(row: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = clean(text) or _("[Not stated]")


def speak(properties: Any, lang: str) -> None:
    """Let programs read and check a text in its language."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), {"en": "en-GB", "fi": "fi-FI", "sv": "sv-SE"}.get(lang, lang))
    properties.append(element)


def clean(text: str) -> str:
    return CONTROL.sub("", text)
