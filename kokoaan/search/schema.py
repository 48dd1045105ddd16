"""The fields of the index, and how a document is put into them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tantivy import Document as Row
from tantivy import Schema, SchemaBuilder

from kokoaan.lib.fold import fold
from kokoaan.search.analysis import Tokens, analyse
from kokoaan.search.document import Document, document_number

# Raise when the fields change, or what is put into them.
VERSION = 5
OWN_FIELD = ("fi", "sv", "en")
OTHERS = "xx"
# What a base form lacks of its word is an ending, when it is shorter than this.
HALF = 4
# A name of more words than this is found by its words only.
WHOLE = 12


def lemma_field(lang: str) -> str:
    """Base forms of each of our languages stand apart, so that the other languages' texts do not make a text long."""
    return f"lemma_{lang if lang in OWN_FIELD else OTHERS}"


def schema() -> Schema:
    build = SchemaBuilder()
    build.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    build.add_unsigned_field("number", indexed=True, fast=True)
    build.add_unsigned_field("circle", indexed=True, fast=True)
    build.add_float_field("weight", fast=True)
    # Names: whole, by their words, by base forms.
    build.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    build.add_text_field("name", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("name_lemma", tokenizer_name="whitespace", index_option="freq")
    # Texts: words as they stand (phrases are looked for here), base forms, parts of compounds.
    build.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    for lang in (*OWN_FIELD, OTHERS):
        build.add_text_field(f"lemma_{lang}", tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("part", tokenizer_name="whitespace", index_option="freq")
    # Concepts: "fi kaukolämpö"; and all labels, for widening a query.
    build.add_text_field("label", tokenizer_name="raw", index_option="basic")
    build.add_text_field("labels", stored=True, tokenizer_name="raw", index_option="basic")
    return build.build()


def row(document: Document) -> Row:
    """The document as tantivy takes it."""
    made = Row()
    made.add_text("id", document.id)
    made.add_text("kind", document.kind)
    made.add_unsigned("number", document_number(document.id))
    made.add_unsigned("circle", document.circle)
    made.add_float("weight", document.weight)
    add_names(made, document)
    add_texts(made, document)
    if document.labels:
        for label in label_terms(document):
            made.add_text("label", label)
        made.add_text("labels", json.dumps(dict(document.labels), ensure_ascii=False))
    return made


def add_names(made: Row, document: Document) -> None:
    folded = {words: None for name in document.names if (words := fold(name.text))}
    for words in folded:
        made.add_text("name", words)
        if words.count(" ") < WHOLE:
            made.add_text("whole", words)
    for name in document.names:
        if name.lang:
            tokens = analyse(name.text, name.lang)
            made.add_text("name_lemma", joined((*tokens.lemmas, *tokens.parts)))


def add_texts(made: Row, document: Document) -> None:
    for body in document.bodies:
        add_tokens(made, analyse(body.text, body.lang), body.lang)
    for theme in document.themes:
        add_tokens(made, analyse(theme, "en"), "en")


def add_tokens(made: Row, tokens: Tokens, lang: str) -> None:
    made.add_text("exact", " ".join(tokens.exact))
    made.add_text(lemma_field(lang), joined(tokens.lemmas))
    if parts := joined(tokens.parts):
        made.add_text("part", parts)


def joined(groups: Iterable[tuple[str, ...]]) -> str:
    return " ".join(word for group in groups for word in group)


def label_terms(document: Document) -> set[str]:
    """The labels of a concept as they stand and by their base forms: what a query is compared with."""
    own = [(lang, analyse(label, lang)) for lang, label in document.labels.items() if lang in OWN_FIELD]
    stand = {f"{lang} {' '.join(tokens.exact)}" for lang, tokens in own}
    return stand | {label_term(lang, tokens) for lang, tokens in own if not is_cut(tokens)}


def label_term(lang: str, tokens: Tokens) -> str:
    return f"{lang} {' '.join(lemmas[0] for lemmas in tokens.lemmas)}"


def is_cut(tokens: Tokens) -> bool:
    """Whether a label of one word has only its first half as base form: street food (katuruoka) is no street (katu)."""
    if len(tokens) != 1:
        return False
    exact, lemma = tokens.exact[0], fold(tokens.lemmas[0][0])
    return exact.startswith(lemma) and len(exact) - len(lemma) >= HALF
