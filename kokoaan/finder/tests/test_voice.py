import numpy as np
import pytest

from kokoaan.finder.voice import Voice

TITLES = ("Ferries of the gulf", "Ferries and harbours", "Mountain paths")


def heard(projects):
    voice = Voice(TITLES, np.array([0, 0, 1]), 2)
    voice.hear(np.array(projects))
    return voice


def test_a_text_sounds_like_the_family_whose_titles_use_its_words():
    sea, mountain = heard([0, 1, 2]).likeness("New ferries")
    assert sea > mountain


def test_what_is_left_out_was_never_heard():
    assert heard([0, 1, 2]).less(np.array([1])).likeness("Ferries, harbours") == pytest.approx(
        heard([0, 2]).likeness("Ferries, harbours")
    )


def test_unknown_words_say_nothing():
    assert heard([0, 1, 2]).likeness("Kaukolämpö").tolist() == [0, 0]
