from hypothesis import given
from hypothesis import strategies as st

from kokoaan.search.passages import MOST, USUAL, passages

SENTENCE = "The city reduces emissions from district heating and shares what it learned. "


@given(st.lists(st.text(alphabet="ab .!?\nå", max_size=60), max_size=20).map(" ".join))
def test_passages_hold_every_word_once_and_in_order(text):
    assert [w for p in passages(text) for w in p.of(text).split()] == text.split() or ragged(text)


def ragged(text):
    """A full stop alone may fall between passages; no letter may."""
    joined = "".join(p.of(text) for p in passages(text))
    return [c for c in joined if c.isalpha()] == [c for c in text if c.isalpha()]


def test_passages_have_about_sixty_words_and_end_with_a_sentence():
    text = SENTENCE * 40
    found = passages(text)
    assert len(found) > 5
    assert all(USUAL // 2 < len(p.of(text).split()) <= MOST and p.of(text).endswith("learned.") for p in found)


def test_a_text_without_full_stops_is_cut_all_the_same():
    text = "word " * 50_000
    assert max(len(p.of(text).split()) for p in passages(text)) <= MOST + USUAL // 4


def test_an_empty_text_has_no_passage():
    assert passages("") == passages(" \n ") == []
