import pytest
from django.contrib.auth.models import AnonymousUser

from kokoaan.search import glossary as package
from kokoaan.search.analysis import analyse
from kokoaan.search.engine import engine
from kokoaan.search.glossary import glossary
from kokoaan.search.searching import search
from kokoaan.search.tests.makers import make_concept, make_project
from kokoaan.search.vocabulary import widen

LINES = """
satama	port; harbour
vanha satama	old port
koulu	school
kävely	walking
satamalaituri	quay
ylivelkaantuminen	over-indebtedness
"""


@pytest.fixture(autouse=True)
def own_glossary(tmp_path, monkeypatch):
    (tmp_path / "fi.tsv").write_text(LINES, encoding="utf-8")
    monkeypatch.setattr(glossary, "FOLDER", tmp_path)
    forget()
    yield
    forget()


def forget():
    for read in (glossary.terms, glossary.bases, glossary.beginnings):
        read.cache_clear()


def english(query):
    """Each piece of a query that is known: its English names, and how much of its word it is."""
    found = widen(engine(), analyse(query, "fi"), "fi", ["en"])
    return [(tuple(text for _lang, text in one.labels), round(one.share, 1)) for one in found]


def test_a_term_is_known_by_every_form_and_the_longest_run_of_words_goes_first(index):
    assert package.called("fi satama") == ("port", "harbour")
    assert english("satamien kouluissa") == [(("port", "harbour"), 1), (("school",), 1)]
    assert english("vanhassa satamassa") == [(("old port",), 1)]


def test_a_compound_is_read_by_its_parts_and_our_names_stand_for_those_of_a_vocabulary(index):
    make_concept(fi="kävely", en="perambulation")
    index()
    assert english("koulukävely") == [(("school",), 0.5), (("walking",), 0.5)]


@pytest.mark.usefixtures("index")
def test_a_word_that_nobody_knows_is_what_a_term_is_that_begins_like_it():
    assert english("ylivelkaantuneiden") == [(("over-indebtedness",), 0.7)]
    assert english("satakieli") == []


def test_a_query_finds_english_texts_by_any_name_of_its_words_without_a_vocabulary(index):
    make_project("a", "Harbour", "The harbour is rebuilt.")
    make_project("b", "Port", "A port grows.")
    make_project("c", "Music", "Choirs sing.")
    index()
    page = search("sataman xyzzy", AnonymousUser(), kinds=["project"], lang="fi")
    assert {hit.key for hit in page.hits[:2]} == {"keep-eu:a", "keep-eu:b"}
    marked = {hit.key: hit.passage.text[slice(*hit.passage.highlights[0])] for hit in page.hits[:2]}
    assert {word.casefold() for word in marked.values()} == {"harbour", "port"}


@pytest.mark.usefixtures("index")
def test_the_glossary_that_comes_with_us_is_whole(monkeypatch):
    monkeypatch.setattr(glossary, "FOLDER", glossary.Path(glossary.__file__).parent)
    forget()
    for lang in ("fi", "sv"):
        rows = (glossary.FOLDER / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
        assert len(rows) > 10_000
        assert [row for row in rows if row.count("\t") != 1 or not all(part.strip() for part in row.split("\t"))] == []
