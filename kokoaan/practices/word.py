"""A shared practice as a Word document that people can go on writing: UN-Habitat's form, with what is missing said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

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
from kokoaan.practices.un_habitat import Field, narrative, profile, references

HOUR = 3600
# What XML has no place for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_docx(told: Telling, absolute: Callable[[str], str]) -> bytes:
    """The document. One that was made within the hour, of just this, is not made again."""
    fields = [*profile(told), *narrative(told), references(told)]
    address = absolute(reverse("practices:practice", args=[told.practice.uid]))
    results = [(one.indicator, one.result.before, one.result.after, one.result.source) for one in told.evidence]
    made_of = repr((get_language(), address, fields, results, told.practice.is_example, credit(told)))
    name = f"practices:docx:{hashlib.sha256(made_of.encode()).hexdigest()}"
    kept: bytes | None = cache.get(name)
    if kept is None:
        kept = written(told, address)
        cache.set(name, kept, HOUR)
    return kept


def written(told: Telling, address: str) -> bytes:
    document = begun(told)
    document.add_paragraph(clean(told.title.text), style="Title")
    document.add_paragraph(_("In the order of UN-Habitat's form for best practices."), style="Subtitle")
    if told.practice.is_example:
        document.add_paragraph().add_run(_("An example, not a fact")).bold = True
    document.add_heading(_("Profile"), 1)
    for field in profile(told):
        add_field(document, field)
    document.add_heading(_("Narrative"), 1)
    for field in narrative(told):
        add_field(document, field)
        if field.title == _("Results achieved"):
            add_results(document, told)
    add_field(document, references(told))
    document.add_paragraph(_("The page of this practice: %(address)s") % {"address": address})
    document.add_paragraph(clean(credit(told)))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def begun(told: Telling) -> Any:
    """A document of A4 that knows its title and its language."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.core_properties.title = clean(told.title.text)[:255]
    document.core_properties.author = clean(told.whose)[:255]
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


def add_results(document: Any, told: Telling) -> None:
    """What was measured, as a table whose first row is told again on each page."""
    if not told.evidence:
        return
    heads = _("What changed"), *(capfirst(head) for head in (_("before"), _("after"), _("as of"))), _("Source")
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    fill(table.rows[0], heads)
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for one in told.evidence:
        row, result = one.indicator, one.result
        fill(table.add_row(), (row.text if row else "", result.before, result.after, result.as_of, result.source))


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
