"""Shapes that documents of several kinds share: a name and a text, what is only told, what languages call it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import override

from kokoaan.lib.text import LANGUAGES, Text, in_language, text
from kokoaan.records.models import Record
from kokoaan.search.document import Body, Document, Name


def plain(text: Text) -> dict[str, str]:
    return {lang: version["text"] for lang, version in text.items() if version.get("text")}


def bodies(title: Text, text: Text) -> tuple[Body, ...]:
    """A body for each language that has a text of its own: the title on its first line, then the text."""
    langs = [lang for lang, words in plain(text).items() if words] or list(plain(title))
    return tuple(Body(lang, joined(in_language(title, lang), plain(text).get(lang, ""))) for lang in langs)


def joined(title: str, text: str) -> str:
    return "\n".join(part for part in (title.strip(), text.strip()) if part)


def in_one(texts: Iterable[Text]) -> Text:
    """In each language all that the texts say in it, one below the other."""
    said = [plain(one) for one in texts]
    return text(**{lang: "\n".join(one[lang] for one in said if lang in one) for lang in LANGUAGES})


def of_what_is_told(record: Record, *texts: str) -> Document:
    """Found by its own words and by what it is called: by the person's name, where all who see it see the person."""
    names = str(record), *texts
    return Document(
        kind=record.document[0],
        key=record.document[1],
        circle=record.circle_id,
        titles={"": str(record)},
        names=tuple(Name(name) for name in names if name),
    )


def with_texts(record: Record, name: Text, text: Text) -> Document:
    """A record with a name and a text in languages."""
    titles = plain(name)
    return Document(
        kind=record.document[0],
        key=record.document[1],
        circle=record.circle_id,
        titles=titles,
        names=tuple(Name(words, lang) for lang, words in titles.items()),
        bodies=bodies(name, text) if plain(text) else (),
        weight=2.0,
    )


def called_in_each_language(record: Record, *texts: str) -> Document:
    """A record that is found by what it is called in each language, and by some texts."""
    titles = {lang: in_words(record, lang) for lang in LANGUAGES}
    return Document(
        kind=record.document[0],
        key=record.document[1],
        circle=record.circle_id,
        titles=titles,
        names=(*(Name(title, lang) for lang, title in titles.items()), *(Name(text) for text in texts if text)),
        weight=2.0,
    )


def in_words(record: Record, lang: str) -> str:
    with override(lang):
        return str(record)
