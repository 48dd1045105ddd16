"""Documents are read as text, within bounds; what cannot be read is refused in a sentence that says what to do."""

import io
import zipfile

import pytest

from kokoaan.practices.reading.apart import read_apart
from kokoaan.practices.reading.kinds import read
from kokoaan.practices.reading.reading import Unreadable
from kokoaan.practices.reading.refusing import NOTES, SENTENCES, notes_of, sentence
from kokoaan.practices.tests.files import EVIL, MHTML, SCAN, docx_of, locked, pdf_of, repeated

PAGE = [(20, "Warm schools"), (14, "Problem"), (10, "The schools were cold"), (10, "and the air in them was damp.")]


def soon():
    """A clock on which no time goes by."""
    return 0.0


def shown(reading):
    return [(paragraph.level, paragraph.text) for paragraph in reading.paragraphs]


def refusal(body, clock=soon):
    with pytest.raises(Unreadable) as refused:
        read(body, clock)
    return sentence(refused.value)


def test_word_gives_headings_paragraphs_and_the_rows_of_its_forms():
    table = [("Resources", "240 000 euros and two people."), ("Results", "Sick days fell by 12 %.")]
    reading = read(docx_of((0, "Warm schools"), (1, "Problem"), "They were cold.", table, title="Schools"), soon)
    assert reading.title == "Schools"
    assert shown(reading) == [
        (1, "Warm schools"),
        (1, "Problem"),
        (0, "They were cold."),
        (6, "Resources"),
        (0, "240 000 euros and two people."),
        (6, "Results"),
        (0, "Sick days fell by 12 %."),
    ]


def test_pdf_gives_paragraphs_of_whole_sentences_under_headings():
    reading = read(pdf_of(PAGE, title="Of schools"), soon)
    assert reading.title == "Of schools"
    assert shown(reading) == [
        (1, "Warm schools"),
        (2, "Problem"),
        (0, "The schools were cold and the air in them was damp."),
    ]


def test_of_a_page_only_its_words_are_read():
    reading = read(EVIL.encode(), soon)
    assert shown(reading) == [
        (1, "Warm and dry schools"),
        (0, "The schools were cold and damp."),
        (0, 'Read on The report <script>steal("escaped")</script>'),
    ]
    assert (reading.title, reading.address) == ("Warm & dry", "https://city.example/warm")
    assert reading.links == ["https://city.example/report"]


def test_of_a_page_saved_with_its_parts_the_page_is_read():
    reading = read(MHTML, soon)
    assert shown(reading) == [(1, "Lämpimät koulut"), (0, "Koulut olivat kylmiä ja kosteita.")]
    assert reading.address == "https://city.example/saved"


@pytest.mark.parametrize(
    ("charset", "said"), [("iso-8859-1", '<meta charset="iso-8859-1">'), ("cp1252", ""), ("utf-16", "")]
)
def test_a_page_is_read_in_its_own_letters(charset, said):
    page = f"<html><head>{said}</head><p>Lämpöä kouluihin ja päiväkoteihin.</p></html>"
    assert shown(read(page.encode(charset), soon)) == [(0, "Lämpöä kouluihin ja päiväkoteihin.")]


def test_of_five_hundred_pages_the_first_sixty_are_read_and_it_is_said():
    reading = read(repeated(pdf_of(PAGE), 500), soon)
    assert notes_of(reading) == ["The first 60 of 500 pages were read."]
    assert 60 <= len(reading.paragraphs) <= 180


def test_reading_stops_when_its_time_is_up():
    ticks = iter(range(100))
    reading = read(repeated(pdf_of(PAGE), 9), lambda: float(next(ticks)))
    assert notes_of(reading) == ["The first 5 of 9 pages were read."]


def test_a_scan_is_told_to_be_recognised_first_and_one_page_of_pictures_is_said():
    assert "Recognise its text first (OCR)" in refusal(pdf_of(SCAN, SCAN))
    assert notes_of(read(pdf_of(PAGE, SCAN), soon)) == ["1 page has no text, only pictures: it was not read."]


def packed(**parts):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>", **parts}.items():
            made.writestr(name, content)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (locked(pdf_of(PAGE), "secret"), "locked with a password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "of the old kind (.doc)"),
        (pdf_of(PAGE)[:200], "damaged"),
        (docx_of("Some text that is cut off in the middle.")[:-500], "not read, whatever it is called"),
        (packed(), "damaged"),
        (packed(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "XML that Word never writes"),
        (packed(**{"word/media.bin": "0" * 30_000_000}), "unfolds to 28 MB in 3 parts"),
        (packed(**{"word/vbaProject.bin": "macro"}), "not read, whatever it is called"),
        (b"\x89PNG\r\n\x1a\n123", "not read, whatever it is called"),
        (b"<html><script>all('of it is a program and nothing is text')</script></html>", "no text in it"),
        (MHTML.replace(b"text/html", b"text/plain"), "no web page"),
    ],
    ids=range(13),
)
def test_what_cannot_be_read_is_refused_with_what_to_do(body, said):
    assert said in refusal(body)


def test_a_document_is_read_for_what_it_is_in_a_process_of_its_own(tmp_path):
    file = tmp_path / "called.docx"
    file.write_bytes(repeated(pdf_of(PAGE), 61))
    reading = read_apart(file)
    assert reading == read(file.read_bytes(), soon)
    file.write_bytes(b"")
    with pytest.raises(Unreadable, match="empty"):
        read_apart(file)


def test_every_sentence_can_be_said():
    told = {"size": 1, "parts": 2, "number": 3}
    assert all(str(words) % told for words in (*SENTENCES.values(), *NOTES.values()))


def test_what_stands_on_every_page_is_read_once():
    pages = [
        [
            (8, "City of Somewhere"),
            *((10, f"{page} line {line} of the text.") for line in "abcdef"),
            (8, f"Page {number}"),
        ]
        for number, page in enumerate(("First", "Second", "Third"), start=1)
    ]
    said = read(pdf_of(*pages), soon).text
    assert (said.count("Somewhere"), said.count("Page")) == (1, 1)
    assert said.count("line f") == 3
