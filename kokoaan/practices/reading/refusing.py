"""What is wrong with a document and what to do, and what of it was not read: a sentence each."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kokoaan.practices.reading.reading import Reading, Unreadable

SENTENCES = {
    "empty": _("The file is empty. Save the document again, and choose the new file."),
    "locked": _("The PDF is locked with a password. Save it without one, and choose the new file."),
    "old_or_locked": _(
        "It is a Word document of the old kind (.doc), or locked with a password. Open it and save it as DOCX without "
        "a password."
    ),
    "damaged": _(
        "The document is damaged: it cannot be read to its end. Open it in the program that made it, and save it again."
    ),
    "harmful": _(
        "The document holds XML that Word never writes, so it was not opened. Save its text in a new document."
    ),
    "unfolds": _(
        "The document unfolds to %(size)d MB in %(parts)d parts, which is more than a text needs. Copy its text alone "
        "into a new document."
    ),
    "no_text": _(
        "There is no text in it, only pictures or empty pages. Recognise its text first (OCR), or write the fields "
        "yourself."
    ),
    "no_page": _("There is no web page in the file. Save the page again, as HTML or as one file (.mhtml)."),
    "not_read": _(
        "Such a file is not read, whatever it is called. Give a Word document (.docx), a PDF, a saved web page (.html, "
        ".mhtml) or plain text."
    ),
    "too_slow": _(
        "The document takes too long or too much memory to read, so reading was stopped. Save the pages that matter as "
        "a smaller file."
    ),
}
NOTES = {
    "cut": _("It is long: only its beginning was read."),
    "damaged_page": _("Page %(number)d and perhaps others are damaged and were not read."),
}


def sentence(unreadable: Unreadable) -> str:
    return str(SENTENCES[unreadable.why]) % unreadable.told


def notes_of(reading: Reading) -> list[str]:
    return [said(key, told) for key, told in reading.notes]


def said(key: str, told: dict[str, int]) -> str:
    if key == "some_pages":
        return gettext("The first %(read)d of %(count)d pages were read.") % told
    if key == "pictures":
        return (
            ngettext(
                "%(count)d page has no text, only pictures: it was not read.",
                "%(count)d pages have no text, only pictures: they were not read.",
                told["count"],
            )
            % told
        )
    return str(NOTES[key]) % told
