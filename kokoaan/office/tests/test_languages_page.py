import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kokoaan.lib.languages_field import merged
from kokoaan.lib.text import State, state_of, states_of, still_holding, text, text_hash
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import create
from kokoaan.strategy.models import Goal

PAGE = "/office/languages/"


def make_goal(office, name, **changed):
    fields = {"term": "2025–2029", "owner": office.strategy, "circle": office.staff, **changed}
    return create(Goal(name=name, **fields), by=None)


def marked(**versions):
    return {lang: {"text": lang, **marks} for lang, marks in versions.items()}


def test_a_version_waits_when_it_is_missing_outdated_or_by_a_machine():
    name = marked(fi={}, sv={"source_hash": text_hash("old")}, en={"machine": True, "source_hash": text_hash("fi")})
    assert states_of(name) == {"en": State.MACHINE, "sv": State.OUTDATED}
    assert states_of(text(fi="Lämpö")) == {"en": State.MISSING, "sv": State.MISSING}
    assert states_of({}) == {}


def test_changing_a_text_makes_the_languages_that_were_left_outdated():
    new = merged(text(fi="Lämpö", sv="Värme", en="Heat"), text(fi="Kylmä", sv="Värme", en="Cold"))
    assert states_of(new) == {"sv": State.OUTDATED}
    assert states_of(merged(new, text(fi="Kylmä", sv="Kyla", en="Cold"))) == {}


def test_a_translation_that_catches_up_makes_nothing_outdated():
    stale = merged(text(fi="Lämpö", sv="Värme", en="Heat"), text(fi="Kylmä", sv="Värme", en="Heat"))
    caught = merged(stale, text(fi="Kylmä", sv="Värme", en="Cold"))
    assert states_of(caught) == {"sv": State.OUTDATED}
    filled = merged(text(fi="Lämpö"), text(fi="Lämpö", en="Heat"))
    assert states_of(filled) == {"sv": State.MISSING}


def test_a_small_correction_leaves_the_others_as_they_are():
    new = merged(text(fi="Lämpo", en="Heat"), text(fi="Lämpö", en="Heat"), others_hold=True)
    assert state_of(new, "en") is None


def test_looking_at_a_machine_translation_clears_its_mark():
    name = marked(fi={}, en={"machine": True})
    assert state_of(still_holding(name, "en"), "en") is None


def rows(user, query=""):
    response = client_of(user).get(PAGE + query)
    return [(name, row.lang, row.state.value) for row, name, _language in response.context["names"]]


@pytest.fixture
def goals(office):
    """Only coordinators may change goals: Ella may."""
    whole = marked(fi={}, sv={}, en={})
    make_goal(office, whole)
    make_goal(office, text(fi="Lämpö", en="Heat"))
    make_goal(office, marked(fi={}, sv={"source_hash": text_hash("old")}, en={"machine": True}), owner=office.city)
    make_goal(office, text(en="Secret"), circle=office.team, owner=office.streets)
    return office


def test_the_page_lists_what_waits_of_rows_that_the_person_sees_and_may_change(goals):
    every = rows(goals.ella)
    assert set(every) == {
        ("Heat", "sv", "missing"),
        ("en", "sv", "outdated"),
        ("en", "en", "machine"),
        ("Secret", "fi", "missing"),
        ("Secret", "sv", "missing"),
    }
    assert rows(goals.omar) == []
    goals.ella.posts.all().delete()
    assert all(name != "Secret" for name, _lang, _state in rows(goals.ella))


@pytest.mark.parametrize(
    ("query", "count"),
    [("?lang=sv", 3), ("?state=machine", 1), ("?lang=fi&state=missing", 1), ("?kind=goal", 5), ("?whose=mine", 1)],
)
def test_the_list_is_narrowed_by_kind_language_state_and_owner(goals, query, count):
    assert len(rows(goals.ella, query)) == count


def test_a_filter_that_is_not_known_is_passed_over_and_told(goals):
    response = client_of(goals.ella).get(PAGE + "?state=lost&kind=circle")
    assert response.context["saved"].passed_over == ["kind", "state"]


def test_each_row_opens_the_form_at_the_box_of_its_language(goals):
    client = client_of(goals.ella)
    row, _name, _language = client.get(PAGE + "?state=outdated").context["names"][0]
    address, _hash, box = row.url.partition("#")
    said = client.get(address).content.decode()
    assert f'id="{box}"' in said
    assert said.split(f'id="{box}"')[0].rfind('lang="sv"') or 'lang="sv"' in said.split(f'id="{box}"')[1][:80]
    assert "record-mark--outdated" in said


def test_saying_that_translations_still_hold_clears_their_marks_through_the_change_log(goals):
    client = client_of(goals.ella)
    keys = [row.key for row, _name, _language in client.get(PAGE).context["names"] if row.state != "missing"]
    client.post(reverse("languages:holds"), {"holds": keys[:1]})
    assert len(rows(goals.ella, "?lang=sv&state=outdated")) + len(rows(goals.ella, "?state=machine")) == 1
    goal = Goal.objects.get(pk=keys[0].split(":")[1])
    assert goal.version == 2
    # The other key names the version before: somebody has changed the record since.
    client.post(reverse("languages:holds"), {"holds": keys[1:]})
    goal.refresh_from_db()
    assert goal.version == 2


@pytest.mark.parametrize(
    "key", ["", "goal", "goal:1:1:term:fi", "circle:1:1:name:fi", "goal:x:y:name:fi", "goal:1:1:name:xx"]
)
def test_a_key_of_nothing_changes_nothing(goals, key):
    response = client_of(goals.ella).post(reverse("languages:holds"), {"holds": [key], "back": "https://example.org/"})
    assert response.url == PAGE
    assert not Goal.objects.filter(version__gt=1).exists()


def test_nobody_confirms_a_text_that_they_may_not_change(goals):
    goal = Goal.objects.get(name__sv__has_key="source_hash")
    client_of(goals.omar).post(reverse("languages:holds"), {"holds": [f"goal:{goal.pk}:1:name:sv"]})
    goal.refresh_from_db()
    assert goal.version == 1


def test_saving_one_language_in_the_form_marks_the_others(goals):
    goal, client = Goal.objects.get(name__fi__text="Lämpö"), client_of(goals.ella)
    form = {
        "name_fi": "Kylmä",
        "name_sv": "",
        "name_en": "Heat",
        "term": goal.term,
        "position": 1,
        "owner": goal.owner_id,
    }
    form |= {"circle": goal.circle_id, "expected_version": 1}
    client.post(reverse("goal:edit", args=[goal.pk]), form)
    goal.refresh_from_db()
    assert goal.name["fi"]["text"] == "Kylmä"
    assert states_of(goal.name) == {"en": State.OUTDATED, "sv": State.MISSING}
    said = client.get(reverse("goal:inspect", args=[goal.pk])).content.decode()
    assert "in Swedish: missing" in said
    assert "in English: outdated" in said


def test_the_names_are_in_the_language_of_the_reader(goals):
    with override("fi"):
        assert list(states_of(text(sv="Värme"))) == ["fi", "en"]


def test_the_page_asks_the_same_number_of_queries_however_much_waits(goals):
    client = client_of(goals.ella)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        return len(caught)

    queries()
    few = queries()
    for number in range(30):
        make_goal(goals, text(en=f"Goal {number}"), position=number + 10)
    assert queries() == few
