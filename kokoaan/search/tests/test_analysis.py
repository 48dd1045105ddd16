import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokoaan.search.analysis import analyse, voikko
from kokoaan.search.analysis.analyse import word


@pytest.fixture
def without_voikko(monkeypatch):
    monkeypatch.setattr(voikko, "is_installed", lambda: False)
    word.cache_clear()
    yield
    word.cache_clear()


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("kaukolämmön", "kaukolämpö"),
        ("ilmastonmuutoksen", "ilmastonmuutos"),
        ("kaupungeissa", "kaupunki"),
        ("Helsingissä", "helsinki"),
        ("helsingissä", "helsinki"),
        ("nuorisotyöntekijöiden", "nuorisotyöntekijä"),
    ],
)
def test_a_finnish_word_is_found_in_every_form(inflected, base):
    assert base in analyse(inflected, "fi").lemmas[0]


@pytest.mark.parametrize(
    ("lang", "compound", "part"),
    [
        ("fi", "joukkoliikennehankkeessa", "liikenne"),
        ("fi", "kaukolämmön", "lämpö"),
        ("fi", "kaupunkisuunnittelussa", "kaupunki"),
        ("fi", "ympäristönsuojelun", "ympäristö"),
        ("sv", "kollektivtrafiken", "trafik"),
        ("sv", "stadsutveckling", "stad"),
        ("de", "Klimaschutzmaßnahmen", "schutz"),
    ],
)
def test_parts_of_compounds_are_found_without_voikko(without_voikko, lang, compound, part):
    assert part in analyse(compound, lang).parts[0]


@pytest.mark.parametrize("whole", ["hallinto", "vanhuus", "tulevaisuus", "innovaatio", "kehittäminen"])
def test_a_word_that_only_looks_like_a_compound_stays_whole(without_voikko, whole):
    assert analyse(whole, "fi").parts == ((),)


def test_parts_that_voikko_writes_are_put_together():
    assert voikko.parts_of("+nuoriso(nuoriso)+työn(työ)+teki(tehdä)+jä(+jä)") == ("nuoriso", "työ", "tekijä")
    assert voikko.parts_of("+maahanmuuttaja(maahan=muuttaja)") == ("maahan", "muuttaja")
    assert voikko.parts_of("+päästö(päästö)") == ()


@pytest.mark.skipif(not voikko.is_installed(), reason="Voikko is not installed: apt install libvoikko1 voikko-fi")
def test_voikko_gives_every_base_form():
    assert {"alku", "alus"} <= set(analyse("alusta", "fi").lemmas[0])


def test_accents_do_not_hide_a_word():
    assert analyse("Göteborg", "").exact == analyse("goteborg", "").exact


def test_a_language_that_nobody_knows_is_read_as_it_stands():
    assert analyse("Nuuk tamakkiisa", "kl").lemmas == (("nuuk",), ("tamakkiisa",))


@given(st.text(max_size=80), st.sampled_from(["fi", "sv", "en", "xx"]))
def test_each_word_stands_where_its_offsets_say(text, lang):
    tokens = analyse(text, lang)
    assert len(tokens.exact) == len(tokens.lemmas) == len(tokens.parts) == len(tokens.offsets)
    assert all(text[begin:end].isalnum() for begin, end in tokens.offsets)
    assert all(before[1] <= after[0] for before, after in zip(tokens.offsets, tokens.offsets[1:], strict=False))
