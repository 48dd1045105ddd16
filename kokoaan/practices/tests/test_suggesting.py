"""A document's own words are suggested for the fields that they are about, with where they stand."""

import pytest

from kokoaan.practices.reading.reading import Paragraph, Reading
from kokoaan.practices.suggesting.facts import days_in, role_in, sum_in
from kokoaan.practices.suggesting.headings import field_under
from kokoaan.practices.suggesting.suggest import suggest

# Places and people are made up.
FINNISH = [
    (1, "Lämpimät koulut"),
    (2, "Tiivistelmä"),
    "Koulujen ilmanvaihto uusittiin ja sairauspoissaolot vähenivät. Toinen virke jää pois.",
    (2, "1. Lähtötilanne"),
    "Koulut olivat kylmiä.",
    (3, "Madrid ja muut"),
    "Samaa nähtiin muuallakin.",
    (2, "Ratkaisu ja toimintamalli"),
    "Ilmanvaihto uusittiin. Kysy: maija@kaupunki.example, puh. 09 123 4567.",
    (2, "Aikataulu"),
    "Alku: 12.3.2019",
    "Loppu: 2021",
    (2, "Kustannukset"),
    "Hanke maksoi 2,4 milj. euroa. Työssä oli kaksi kokoaikaista suunnittelijaa.",
    (2, "Tulokset"),
    "Poissaolot vähenivät 12 %.",
    (2, "Haasteet ja epäonnistumiset"),
    "Ensimmäinen urakka myöhästyi.",
    (2, "Kumppanit"),
    "Rehtorit.",
    (2, "Yhteystiedot"),
    "Maija Esimerkki, hankepäällikkö, maija@kaupunki.example",
]
ENGLISH = [
    "A photograph of the school",
    "Before the project the schools were too cold and there was a lack of fresh air in every classroom.",
    "The city developed a solution: ventilation that pupils can see and steer.",
    "Sick days fell by 12 % and energy use was reduced by 9 % in two years.",
    "The first contractor failed and the work was delayed by a lesson we should have known.",
    "Nothing of this sentence sounds like any of the fields of a form.",
]


def read_from(*blocks, **more):
    paragraphs = [Paragraph(one[1], one[0]) if isinstance(one, tuple) else Paragraph(one) for one in blocks]
    return Reading(paragraphs=paragraphs, **more)


def test_what_stands_under_a_heading_goes_to_its_field():
    found = {one.field: one for one in suggest(read_from(*FINNISH))}
    assert {name: one.value for name, one in found.items()} == {
        "title": "Lämpimät koulut",
        "promise": "Koulujen ilmanvaihto uusittiin ja sairauspoissaolot vähenivät.",
        "problem": "Koulut olivat kylmiä.\n\nMadrid ja muut\n\nSamaa nähtiin muuallakin.",
        "solution": "Ilmanvaihto uusittiin.",
        "begins": "2019-03-12",
        "ends": "2021",
        "cost": "2400000",
        "currency": "EUR",
        "staff": "Työssä oli kaksi kokoaikaista suunnittelijaa",
        "results": "Poissaolot vähenivät 12 %.",
        "failed": "Ensimmäinen urakka myöhästyi.",
        "contact": "hankepäällikkö",
    }
    assert (found["problem"].paragraphs, found["problem"].heading) == ((5, 6, 7), "1. Lähtötilanne")


def test_nothing_suggested_reaches_or_names_the_contact():
    said = " ".join(one.value for one in suggest(read_from(*FINNISH)))
    assert not [word for word in ("maija", "Maija", "09 123", "@") if word in said]


def test_without_headings_the_passages_that_sound_most_like_it_are_guessed():
    found = {one.field: one for one in suggest(read_from(*ENGLISH)) if one.field not in {"title", "promise"}}
    numbers = {name: one.paragraphs for name, one in found.items()}
    assert numbers == {"problem": (2,), "solution": (3,), "results": (4,), "failed": (5,)}
    assert not any(one.heading for one in found.values())


def test_a_label_before_a_colon_is_a_heading():
    said = ["Problem addressed: The schools were cold.", "Utmaningar: Inga.", "Problem: Inga."]
    found = suggest(read_from((1, "Warm schools"), *said))
    assert [(one.field, one.value) for one in found] == [
        ("title", "Warm schools"),
        ("problem", "The schools were cold.\n\nInga."),
    ]


def test_the_address_of_a_saved_page_is_its_link_and_source():
    page = read_from((1, "Warm schools"), address="https://city.example/warm", links=["https://city.example/share"])
    found = {one.field: one.value for one in suggest(page)}
    assert (found["pages"], found["source"]) == ("https://city.example/warm",) * 2


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Situation before the initiative began", "problem"),
        ("The solutions offered by the good practice", "solution"),
        ("Mobilisation of resources", "resources"),
        ("What difference has it made?", "results"),
        ("Evidence of success (results achieved)", "results"),
        ("Challenges encountered", "failed"),
        ("Lessons Learned", "failed"),
        ("Why should other European cities use it?", "transfer_reason"),
        ("Potential for learning or transfer", "transfer_reason"),
        ("Conditions for Success", "conditions"),
        ("Onnistumisen edellytykset", "conditions"),
        ("Siirrettävyys", "transfer_reason"),
        ("Utgångsläge och utmaning", "problem"),
        ("Så gick det till", "process"),
        ("Framgångsfaktorer", "conditions"),
        ("Collaborations & Partnerships", "apart"),
        ("Somewhere", ""),
        ("The problem " + "of this long sentence " * 5, ""),
    ],
)
def test_headings_of_the_forms_of_the_trade_are_known(heading, field):
    assert field_under(heading) == field


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost 2,4 miljoonaa euroa.", ("2400000", "EUR")),
        ("SEK 300 000 a year", ("300000", "SEK")),
        ("€2.4 million in all", ("2400000", "EUR")),
        ("EUR 1,250,000", ("1250000", "EUR")),
        ("kostade 3 miljoner kronor", ("3000000", "SEK")),
        ("It cost 1.250 million euros.", None),
        ("In 2019 ABC 12", None),
    ],
)
def test_sums_of_money_are_read_as_three_languages_write_them(text, found):
    assert sum_in(text) == found


def test_a_day_is_whole_where_there_is_such_a_day():
    assert list(days_in("1.1.2020–31.12.2023, 30.2.2021, 2022-06, 2024-13")) == [
        *("2020-01-01", "2023-12-31", "2021", "2022-06", "2024")
    ]


def test_of_a_contact_only_the_office_is_taken():
    assert role_in("Maria Example, Head of Mobility, maria@city.example") == "Head of Mobility"
    assert role_in("Maria Example, +358 9 123 4567") == ""
