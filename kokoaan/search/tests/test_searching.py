from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kokoaan.people.models import Circle, CircleMember, User
from kokoaan.people.tests.makers import make_circle, make_user
from kokoaan.records.changing import change, delete
from kokoaan.search.folders import IndexTrouble
from kokoaan.search.searching import search
from kokoaan.search.tests.makers import make_concept, make_named, make_organisation, make_place, make_project

VERA = AnonymousUser()


def titles(query, user=VERA, **options):
    return [hit.title for hit in search(query, user, **options).hits]


def again(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def test_a_finnish_need_finds_an_english_project_through_the_vocabulary(index):
    make_concept(fi="kaukolämpö", sv="fjärrvärme", en="district heating")
    make_project("a", "Cleaner district heating for Baltic cities", "Towns cut the emissions of their boilers.")
    make_project("b", "Girls play football", "A tournament for schools.")
    index()
    page = search("kaukolämmön", VERA, kinds=["project"], lang="fi")
    assert page.hits[0].key == "keep-eu:a"
    marked = [page.hits[0].passage.text[begin:end] for begin, end in page.hits[0].passage.highlights]
    assert marked == ["district", "heating"]


def test_a_label_that_is_all_in_brackets_is_none(index):
    make_concept(fi="kaukolämpö", sv="—", en="(district heating)")
    make_project("a", "Kaukolämpö", "Kaukolämpö on puhdasta.", lang="fi")
    index()
    assert search("kaukolämpö", VERA, kinds=["project"], lang="fi").total == 1


def test_meaning_finds_what_no_word_does(index):
    make_project("a", "Elderly care", "Nurses visit old people who live at home.")
    make_project("b", "Wind power", "Turbines are built at sea.")
    index()
    assert titles("vanhusten kotihoito", kinds=["project"])[0] == "Elderly care"


def test_a_swedish_form_finds_a_swedish_text(index):
    make_project("a", "Fjärrvärme", "Kollektivtrafiken och fjärrvärmen i våra städer utvecklas tillsammans.", lang="sv")
    index()
    assert search("fjärrvärmens utveckling", VERA, lang="sv").total == 1


def test_a_compound_is_found_by_its_part(index):
    make_project("a", "Kaupungit", "Joukkoliikennehankkeessa kehitetään raitioteitä ja busseja.", lang="fi")
    index()
    hits = search("liikenne", VERA, lang="fi").hits
    assert [hit.key for hit in hits] == ["keep-eu:a"]
    assert hits[0].passage.highlights


def test_a_phrase_is_found_as_it_stands(index):
    make_project("a", "One", "The smart city grows.")
    make_project("b", "Two", "A city that is smart about water.")
    index()
    assert [hit.key for hit in search('"smart city"', VERA, lang="en").hits if hit.passage.highlights][0] == "keep-eu:a"


def test_a_name_finds_the_place_first_and_the_larger_one_before(index):
    make_place(1, "Lund", 120_000, "Lunden")
    make_place(2, "Lund", 3_000)
    make_project("a", "Lund science village", "In Lund.")
    index()
    assert [hit.key for hit in search("lund", VERA).hits][:2] == ["1", "2"]


def test_rows_that_name_one_organisation_are_one_hit(index):
    make_named("Aalto-yliopisto", "aalto", "1")
    make_named("Aalto University", "aalto", "2", source="urbact")
    index()
    assert search("aalto", VERA).total == 1
    assert search("yliopisto aalto", VERA).total == 1


@pytest.mark.parametrize("query", ["Secretariat", "geheim hidden plans for negotiation", "secretariat negotiation"])
def test_who_finds_what(index, query):
    ella, noor = make_user("ella"), make_user("noor")
    sulo = make_user("sulo", is_superuser=True, is_staff=True)
    circle = make_circle("Strategy", ella)
    make_organisation("Secretariat of Secrets", circle, notes="Hidden plans for the negotiation in spring.")
    index()
    assert titles(query, again(ella)) == ["Secretariat of Secrets"]
    for outsider in (VERA, again(noor), again(sulo)):
        page = search(query, outsider)
        assert (page.hits, page.total) == ([], 0)


def test_narrowing_a_circle_acts_before_the_index_knows(index):
    organisation = make_organisation("Port of Tomorrow")
    index()
    assert search("Port of Tomorrow", VERA).total == 1
    change(organisation, {"circle": make_circle("Strategy").pk}, by=None)
    page = search("Port of Tomorrow", VERA)
    assert (page.hits, page.total) == ([], 0)
    index()
    assert search("Port of Tomorrow", VERA).total == 0


def test_a_row_narrowed_behind_the_change_log_is_not_shown_either(index):
    organisation = make_organisation("Port of Tomorrow")
    index()
    type(organisation).objects.update(circle=make_circle("Strategy"))
    assert titles("Port of Tomorrow") == []


def test_leaving_a_circle_acts_at_once_and_reindexes_nothing(index):
    ella = make_user("ella")
    circle = make_circle("Strategy", ella)
    make_organisation("Port of Tomorrow", circle)
    index()
    assert titles("port tomorrow", again(ella)) == ["Port of Tomorrow"]
    CircleMember.objects.update(ends=timezone.localdate() - timedelta(days=1))
    assert titles("port tomorrow", again(ella)) == []


def test_a_wider_circle_is_found_by_all_when_the_work_is_done(index):
    organisation = make_organisation("Port of Tomorrow", make_circle("Strategy"))
    index()
    change(organisation, {"circle": Circle.EVERYONE}, by=None)
    index()
    assert titles("port tomorrow") == ["Port of Tomorrow"]


def test_a_deleted_record_is_gone_at_once(index):
    organisation = make_organisation("Port of Tomorrow")
    index()
    delete(organisation, by=None)
    assert search("Port of Tomorrow", VERA).total == 0
    index()
    assert search("Port of Tomorrow", VERA).total == 0


def test_the_new_name_is_found_and_the_old_one_is_not(index):
    organisation = make_organisation("Port of Tomorrow")
    index()
    change(organisation, {"name": "Harbour of Yesterday"}, by=None)
    index()
    assert titles("harbour yesterday") == ["Harbour of Yesterday"]
    assert titles("port tomorrow") == []


@pytest.mark.parametrize(
    "query", ["", "   ", "?!—", "\0", "((((", 'a "', "AND OR NOT field:", "x" * 50_000, "sana " * 10_000]
)
def test_no_query_breaks_the_search(index, query):
    make_project("a", "District heating", "Emissions.")
    index()
    assert search(query, VERA).total >= 0


def test_pages_follow_each_other(index):
    for number in range(7):
        make_project(f"p{number}", f"Harbour {number}", "Harbours are rebuilt.")
    index()
    first, second = (search("harbour", VERA, kinds=["project"], limit=4, offset=offset) for offset in (0, 4))
    keys = [hit.key for hit in (*first.hits, *second.hits)]
    assert len(set(keys)) == len(keys) == first.total == 7


def test_without_an_index_the_reader_is_told_what_to_do(db, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "none"
    with pytest.raises(IndexTrouble, match="Run: kokoaan index"):
        search("heating", VERA)


def test_the_number_of_queries_does_not_grow_with_the_hits(index, django_assert_max_num_queries):
    for number in range(20):
        make_project(f"p{number}", f"Harbour {number}", "Harbours are rebuilt.")
        make_named(f"Harbour company {number}", f"id{number}", str(number))
    index()
    with django_assert_max_num_queries(5):
        assert len(search("harbour", VERA, limit=40).hits) == 40
