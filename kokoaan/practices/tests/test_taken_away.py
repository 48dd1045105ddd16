from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from kokoaan.lib.text import text
from kokoaan.practices.models import PracticeResult
from kokoaan.practices.shortening import shortened, words_of
from kokoaan.practices.tests.shared import make_full, make_practice
from kokoaan.practices.tests.test_shared_page import address
from kokoaan.records.changing import create

pytestmark = pytest.mark.django_db
TEXTS = ("promise", "problem", "solution", "process", "results", "failed", "conditions", "transfer_reason")


def read_pdf(client, practice, language="en"):
    response = client.get(address(practice, "pdf", language))
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def read_docx(client, practice, language="en"):
    return Document(BytesIO(client.get(address(practice, "docx", language)).content))


@pytest.mark.parametrize("words", ["Kyllä. " * 3000, "yhdyssana" * 2000, "中文字 " * 3000, "#[*_$ \\` </a>\n" * 900])
def test_the_pdf_is_one_page_however_long_the_practice(words, client, office):
    practice = make_full(office, title=text(fi=words[:4000]), **{name: text(fi=words) for name in TEXTS})
    for number in range(12):
        create(PracticeResult(practice=practice, indicator=text(fi=words[:900]), before=f"{number % 10}" * 100), None)
    pdf = read_pdf(client, practice, "fi")
    assert len(pdf.pages) == 1
    assert f"/practices/{practice.uid}" in "".join(pdf.pages[0].extract_text().split())


def test_the_pdf_knows_its_title_and_language_is_tagged_and_has_its_letters(client, office):
    pdf = read_pdf(client, make_full(office), "fi")
    root, said = pdf.trailer["/Root"], " ".join(pdf.pages[0].extract_text().split())
    assert pdf.metadata.title == "Lämpimät kodit kortteli kerrallaan"
    assert root["/Lang"] == "fi"
    assert root["/MarkInfo"]["/Marked"]
    for part in ("Joka koti on lämmin, eikä kukaan maksa enempää.", "Åbo", "väärään", "41 %", "Technical University"):
        assert part in said


def test_the_pdf_of_an_almost_empty_practice_names_its_gaps(client, office):
    said = read_pdf(client, make_practice(office)).pages[0].extract_text()
    assert "The problem is not told." in said
    assert "not stated" in said


def test_word_has_the_fields_of_un_habitats_form_in_its_order(client, office):
    document = read_docx(client, make_full(office))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert heads == [
        *("Name of the best practice", "City", "Address", "Contact", "Type of organisation"),
        *("Nominating organisation", "Partners", "Type of partner support", "Financial profile", "Category"),
        *("Level of activity", "Ecosystem", "Summary", "Key dates"),
        *("Situation before the initiative", "Priorities", "Objectives and strategies"),
        *("Mobilisation of resources", "Process", "Results achieved", "Sustainability", "Lessons learned"),
        *("Transferability", "References"),
    ]
    said = [one.text for one in document.paragraphs]
    assert said[said.index("Address") + 1] == "[Not stated]"
    dates = said[said.index("Key dates") + 1 :][:4]
    assert dates == ["2019: Begins", "2023: Malmö", "May 2024: Ends", "February 2025: Validated"]
    summary = said[said.index("Summary") + 1]
    assert len(summary.split()) <= 250
    assert document.core_properties.title == "Warm homes, block by block"
    assert [cell.text for cell in document.tables[0].rows[1].cells][:3] == ["Homes below 18 °C", "41 %", "6 %"]
    assert len(document.tables) == 1


def test_word_takes_any_letters(client, office):
    document = read_docx(client, make_practice(office, title=text(en="A\x0b\x01B <w:p/> & 中")))
    assert "AB <w:p/> & 中" in [one.text for one in document.paragraphs]


def test_texts_are_cut_at_sentences_and_never_within_a_word():
    assert shortened("It is warm. It is cheap.", 24) == ("It is warm. It is cheap.", False)
    assert shortened("It is warm. It is cheap.", 23) == ("It is warm.", True)
    assert shortened("It is warm. It is cheap.", 11) == ("It is warm.", True)
    assert shortened("It is warm and cheap.", 12) == ("It is warm", True)
    assert shortened("It is warm and cheap.", 10) == ("It is warm", True)
    assert words_of("One two. Three four.", 3) == ("One two.", True)
    assert words_of("One two. Three four.", 2) == ("One two.", True)
