import pytest

from kokoaan.duplicates.genitive import genitives


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("turku", "turun"),
        ("helsinki", "helsingin"),
        ("lahti", "lahden"),
        ("tampere", "tampereen"),
        ("kokkola", "kokkolan"),
        ("madrid", "madridin"),
        ("pietari", "pietarin"),
        ("stockholm", "stockholms"),
    ],
)
def test_a_place_is_known_in_the_genitive(name, genitive):
    assert genitive in genitives(name)
