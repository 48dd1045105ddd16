import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokoaan.duplicates.finding import Comparing, find_pairs, likely_for, pairs_seen, shown_pairs
from kokoaan.duplicates.kinds import KINDS
from kokoaan.duplicates.models import Pair, Verdict
from kokoaan.duplicates.verdicts import say, two, verdicts_on
from kokoaan.organisations.models import ContactDetail, Organisation, Person
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit, make_user
from kokoaan.places.gazetteer import load_gazetteer
from kokoaan.places.tests.world import SPOTS, make_spot
from kokoaan.records.changing import change, create
from kokoaan.records.merging import merge
from kokoaan.records.undoing import undo

pytestmark = pytest.mark.django_db

PETERSBURG = make_spot(
    498817,
    "Saint Petersburg",
    "RU",
    5_351_935,
    (59.94, 30.31),
    ["Санкт-Петербург", "Pietari", "Petersburg", "Leningrad"],
)
ORGANISATIONS = KINDS["organisation"]


@pytest.fixture
def ella():
    return make_user("ella")


@pytest.fixture
def owner():
    return make_unit("City")


@pytest.fixture
def add(owner):
    def made(name, circle=Circle.EVERYONE, model=Organisation, **fields):
        named = {"name": name} if model is Organisation else {"family": name}
        return create(model(**named, owner=owner, circle_id=getattr(circle, "pk", circle), **fields), by=None)

    return made


def names(found):
    return {str(one.record) for one in found}


def test_saint_petersburg_is_found_in_three_scripts_whether_it_waits_for_the_index_or_not(index, add, ella):
    load_gazetteer([*SPOTS, PETERSBURG], quiet=True)
    for name in ("City of Saint Petersburg", "Pietarin kaupunki", "Администрация Санкт-Петербурга", "City of Turku"):
        add(name)
    waiting = {name: names(likely_for(row, ella)) for name, row in all_named().items()}
    index()
    indexed = {name: names(likely_for(row, ella)) for name, row in all_named().items()}
    three = {"City of Saint Petersburg", "Pietarin kaupunki", "Администрация Санкт-Петербурга"}
    assert waiting == indexed == {**{name: three - {name} for name in three}, "City of Turku": set()}


def all_named():
    return {row.name: row for row in Organisation.objects.all()}


def test_who_sees_one_of_a_pair_sees_neither_the_pair_nor_the_name(index, add, ella):
    secret = make_circle("Secret")
    shown, _hidden = add("Baltic Ports Forum"), add("Baltic Ports Forum", secret)
    index()
    assert find_pairs(ORGANISATIONS) == 1
    assert likely_for(shown, ella) == []
    assert list(pairs_seen(ORGANISATIONS, ella)) == []
    assert shown_pairs(Pair.objects.all(), ORGANISATIONS, ella) == []
    insider = make_user("insider")
    secret.members.create(user=insider)
    assert len(shown_pairs(pairs_seen(ORGANISATIONS, insider), ORGANISATIONS, insider)) == 1


def test_a_verdict_is_remembered_until_one_is_called_something_else(index, add, ella):
    one, other = add("Harbour Forum"), add("Harbour Forum")
    say(one, other, Verdict.Says.NOT, ella, "Two towns.")
    assert likely_for(one, ella) == []
    find_pairs(ORGANISATIONS)
    assert shown_pairs(Pair.objects.all(), ORGANISATIONS, ella) == []
    change(other, {"notes": "x"}, by=None)
    assert likely_for(one, ella) == []
    change(other, {"name": "Harbour forum ry"}, by=None)
    assert names(likely_for(one, ella)) == {"Harbour forum ry"}


def test_what_was_said_of_a_record_holds_of_the_one_it_became_and_after_an_undo_of_itself(index, add, ella):
    one, other, third = add("Forum A"), add("Forum B"), add("Forum C")
    say(other, third, Verdict.Says.NOT, ella)
    merged = merge(one, other, {}, by=None)
    pair = two(one.uid, third.uid)
    assert verdicts_on({pair}, [one, third])[pair].says == Verdict.Says.NOT
    undo(merged, by=None)
    assert verdicts_on({pair}, [one, third]) == {}
    assert verdicts_on({two(other.uid, third.uid)}, [other, third]) != {}


def test_the_command_looks_through_the_registers_and_replaces_what_it_found_before(index, add, capsys):
    one, _other = add("Energy Cities"), add("Energy Cities asbl")
    add("Meri", model=Person, given="Maija"), add("Meri", model=Person, given="Maija")
    index()
    call_command("duplicates", "--quiet")
    assert Pair.objects.count() == 2
    change(one, {"name": "Something else"}, by=None)
    call_command("duplicates", "organisation", "--quiet")
    assert [pair.kind for pair in Pair.objects.all()] == ["person"]


def test_an_address_that_the_reader_does_not_see_is_no_reason_for_them(index, add, ella, owner):
    secret = make_circle("Secret")
    people = [add("Meri", model=Person, given=given) for given in ("Maija", "Maija-Liisa")]
    for person in people:
        detail = ContactDetail(person=person, value="m@example.org", owner=owner, circle=secret)
        create(detail, by=None)
    told = [one.likeness.reasons for one in likely_for(people[0], ella)]
    assert "m@example.org" not in str(told)
    insider = make_user("insider")
    secret.members.create(user=insider)
    assert "m@example.org" in str([one.likeness.reasons for one in likely_for(people[0], insider)])


def test_places_are_asked_for_only_when_what_is_compared_speaks_of_one(index, add, ella):
    load_gazetteer(SPOTS, quiet=True)
    for name in ("Harbour Forum", "Harbour Forum ry", "Turun kaupunki", "City of Turku"):
        add(name)
    index()

    def asked(name):
        with CaptureQueriesContext(connection) as queries:
            found = names(likely_for(all_named()[name], ella))
        return found, sum('FROM "places_placename"' in query["sql"] for query in queries)

    assert asked("Harbour Forum") == ({"Harbour Forum ry"}, 1)
    found, count = asked("City of Turku")
    assert found == {"Turun kaupunki"}
    assert count > 1


@pytest.mark.parametrize("is_indexed", [True, False])
def test_many_at_once_find_what_each_alone_finds_by_as_many_queries_as_a_few(is_indexed, index, add, ella):
    load_gazetteer([*SPOTS, PETERSBURG], quiet=True)
    for name in ("Harbour Forum", "Pietarin kaupunki", "Energy Cities", "City of Turku", "Wuhan University"):
        add(name)
    add("Baltic Ports", make_circle("Secret"))
    if is_indexed:
        index()
    typed = ["Harbuor Forum", "City of Saint Petersburg", "Energy Cities asbl", "Turun kaupunki", "Baltic Ports", "X Y"]
    some = [Organisation(name=name) for name in typed]
    alone = [names(likely_for(one, ella)) for one in some]
    assert alone == [{"Harbour Forum"}, {"Pietarin kaupunki"}, {"Energy Cities"}, {"City of Turku"}, set(), set()]
    together = Comparing(ORGANISATIONS, ella)
    assert [names(found) for found in together.likely(some)] == alone
    with CaptureQueriesContext(connection) as again:
        assert [names(found) for found in together.likely(some * 20)] == alone * 20
    assert len(again) < 20


def test_one_that_waits_for_the_index_is_found_among_many_whose_words_are_as_common(index, add, ella):
    index()
    for number in range(40):
        add(f"Harbour Forum of Friends {number}")
    add("Harbour Forum of Energy")
    assert names(likely_for(Organisation(name="Harbour Forum of Enrgy"), ella)) == {"Harbour Forum of Energy"}
    add("University of Technology")
    assert names(likely_for(Organisation(name="University of Technology Ltd"), ella)) == {"University of Technology"}
