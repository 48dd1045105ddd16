from __future__ import annotations

import json
import re

import pytest

from kokoaan.lib.text import text, text_hash
from kokoaan.networks.models import Fee, MemberList, Membership
from kokoaan.organisations.models import NamedOrganisation, Organisation, OrganisationIdentity
from kokoaan.partners.models import EarlierStatus, Tie
from kokoaan.people.models import Circle, Unit
from kokoaan.people.starter_units import STRATEGY, UNITS, make_units
from kokoaan.people.tests.makers import make_user
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Practice, PracticePartner, PracticeResult
from kokoaan.projects.models import CountryProgramme, Participation, Project
from kokoaan.records.changing import change, delete
from kokoaan.records.edit import Edit
from kokoaan.records.models import Change, ChangeSet, Outbox, Snapshot
from kokoaan.records.proposing import accept, propose_all
from kokoaan.sources import starting
from kokoaan.sources.errors import SourceError
from kokoaan.sources.starting import RECORDS, STARTER, load_projects, load_records, load_starter, started
from kokoaan.strategy.models import Concept, Goal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    """The places that the starter names, and no others."""
    settings.SNAPSHOT_ROOT = tmp_path
    files = [STARTER / "ties.json", STARTER / "organisations.json", *(STARTER / "projects").glob("*.json")]
    entries = [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))]
    parts = [part for row in entries for part in [row, *row.get("participants", [])]]
    for code in {"CN", *(part.get("country") or "FI" for part in parts)}:
        Country.objects.create(code=code, continent="EU")
    for part in parts:
        if part.get("place"):
            fields = {"local_name": part["city"], "country_id": part.get("country") or "FI", "population": 1}
            Place.objects.get_or_create(id=part["place"], defaults={**fields, "latitude": 0, "longitude": 0})


def load(*names):
    """Only these records of the starter: loading all of it takes seconds."""
    owner = make_units()[STRATEGY]
    return [load_records(name, RECORDS[name], owner, None) for name in names]


def everything():
    kinds = (Goal, Tie, Organisation, OrganisationIdentity, Membership, MemberList, CountryProgramme)
    kinds += (Practice, PracticeResult, PracticePartner)
    kinds += (Unit, Change, ChangeSet, Outbox, Project, Participation, NamedOrganisation, Concept, Snapshot)
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def test_everyone_sees_the_starter_and_the_strategy_department_owns_it():
    made = load_starter()
    kinds = (Goal, Organisation, Tie, EarlierStatus, Membership, Fee, MemberList, CountryProgramme, Practice)
    assert [made[name] for name in RECORDS] == [kind.objects.count() for kind in kinds]
    assert all(made.values())
    kinds += (PracticeResult, PracticePartner)
    for record in [record for kind in kinds for record in kind.objects.public()]:
        assert record.owner.name["en"]["text"] == "Strategy Department"
        assert record.source.startswith("http")
        assert not record.is_example
    circles = {circle for kind in kinds for (circle,) in kind.objects.values_list("circle")}
    assert circles == {Circle.EVERYONE}


def test_practices_land_as_facts_with_their_places_and_addresses():
    assert load_projects() == Project.objects.filter(source="starter").count() >= 30
    copenhagen = Project.objects.get(key="starter:copenhagen-carbon-neutral-heat")
    assert copenhagen.url.startswith("https://www.c40.org/")
    assert copenhagen.title["fi"]["source_hash"] == text_hash(copenhagen.title["en"]["text"])
    assert "53 per cent" in copenhagen.results["en"]["text"]
    taking_part = copenhagen.participations.order_by("organisation__name").values_list(
        "organisation__name", "organisation__kind", "role", "place"
    )
    assert list(taking_part) == [
        ("City of Copenhagen", "city", "lead", 2618425),
        ("HOFOR", "unknown", "partner", 2618425),
    ]


def test_one_organisation_in_several_practices_is_one_organisation():
    load_projects()
    unep = NamedOrganisation.objects.get(source="starter", name="United Nations Environment Programme (UNEP)")
    assert unep.participations.count() >= 3
    assert (unep.kind, unep.place) == ("international", None)


def test_loading_twice_changes_nothing():
    load_starter()
    first = everything()
    assert not any(load_starter().values())
    assert everything() == first


def test_the_suspended_ties_say_so_with_their_reason():
    load("ties")
    suspended = Tie.objects.filter(status=Tie.Status.SUSPENDED)
    assert {tie.place.local_name for tie in suspended} == {"Moscow", "Saint Petersburg"}
    assert all("2022" in tie.reason["en"]["text"] for tie in suspended)


def test_beijing_is_shown_as_each_side_sees_it():
    load("ties")
    beijing = Tie.objects.get(place=1816670)
    assert (beijing.kind, beijing.kind_there) == (Tie.Kind.AGREEMENT, Tie.Kind.SISTER)


def test_what_staff_have_changed_stays_as_they_left_it():
    load("ties")
    tallinn = started(Tie, "helsinki-tallinn")
    change(tallinn, {"review": "2027-04"}, make_user())
    load("ties")
    tallinn.refresh_from_db()
    assert (tallinn.review, tallinn.version) == ("2027-04", 2)


def test_a_practice_stays_as_two_people_have_changed_it_with_its_results():
    load_projects()
    load("practices")
    oodi, ella, omar = started(Practice, "helsinki-oodi-library"), make_user("ella"), make_user("omar")
    visits = oodi.evidence.first()
    edits = [Edit(oodi, {"promise": text(en="A living room for all.")}), Edit(visits, {}, death=True)]
    accept(propose_all(edits, ella), omar)
    assert load("practices") == [0]
    oodi.refresh_from_db()
    assert (oodi.promise, oodi.version) == (text(en="A living room for all."), 2)
    assert visits not in oodi.evidence.all()


def test_what_staff_have_deleted_does_not_return():
    load("ties")
    delete(Tie.objects.get(place=2950159), make_user())
    load("ties")
    assert not Tie.objects.filter(place=2950159).exists()


def test_another_city_begins_without_the_ties_of_helsinki(settings):
    settings.CITY_GEONAMES_ID = 588409
    load_starter()
    assert not Tie.objects.exists()
    assert not Organisation.objects.exists()
    assert not Practice.objects.exists()


def test_units_are_made_once_and_keep_a_name_that_staff_have_given():
    units = make_units()
    assert len(units) == len(UNITS) == Unit.objects.count()
    Unit.objects.filter(pk=units["education"].pk).update(name={"en": {"text": "Schools"}})
    assert make_units()["education"].name == {"en": {"text": "Schools"}}
    assert units[STRATEGY].organisation == units["city"]


def test_goals_are_a_tree_that_the_term_before_it_leads_to():
    load("goals")
    goal = started(Goal, "2025-internationalism")
    assert (goal.number, goal.parent) == ("2.5", started(Goal, "2025-cornerstones"))
    assert started(Goal, "2021-advocacy").successor == goal


def test_a_name_that_is_our_translation_tells_what_it_was_made_from():
    load("goals")
    name = started(Goal, "2025-internationalism").name
    assert name["fi"]["source_hash"] == text_hash(name["sv"]["text"])
    assert name["en"] == {"text": "Advocacy and internationalism"}


def test_memberships_land_with_their_fees_and_their_reasons():
    load("organisations", "memberships", "fees")
    healthy = started(Membership, "who-european-healthy-cities-2020")
    fee = healthy.fees.get()
    assert (fee.year, fee.amount, fee.currency, fee.circle_id) == (2020, 6000, "USD", healthy.circle_id)
    assert healthy.status == Membership.Status.ACTIVE
    assert not started(Membership, "metrex-2019").fees.exists()
    assert started(Membership, "helsinki-tallinn-euregio-2003").fees.get().year is None
    assert started(Membership, "metrex-2016-through").through == started(
        Organisation, "helsinki-uusimaa-regional-council"
    )
    assert Membership.objects.filter(organisation=started(Organisation, "metrex")).count() == 3


def test_every_record_of_the_starter_would_pass_the_form():
    load_starter()
    for kind in (Goal, Organisation, Tie, Membership, MemberList, CountryProgramme, Practice):
        for record in kind.objects.all():
            record.full_clean()


def test_a_tie_with_an_organisation_that_staff_deleted_is_not_made():
    load("organisations", "ties")
    tie, echa = started(Tie, "helsinki-echa"), started(Organisation, "echa")
    assert (tie.organisation, tie.place) == (echa, None)
    row = next(row for row in json.loads((STARTER / "ties.json").read_text("utf-8")) if row["key"] == "helsinki-echa")
    assert RECORDS["ties"]({**row, "organisation": "deleted"}) is None


def test_a_goal_whose_parent_staff_deleted_is_not_made():
    (row, *_) = json.loads((STARTER / "goals.json").read_text("utf-8"))
    assert RECORDS["goals"]({**row, "parent": "deleted"}) is None


def test_a_practice_of_ours_retells_its_fact_with_results_that_can_be_checked():
    load_projects()
    load("practices")
    made = started(Practice, "helsinki-year-without-road-deaths")
    fact = Project.objects.get(key="starter:helsinki-year-without-road-deaths")
    assert (made.fact, made.title, made.source) == (f"starter:{fact.key}", fact.title, fact.url)
    assert {theme.label["en"]["text"] for theme in made.themes.all()} == set(fact.themes)
    assert made.results["fi"]["source_hash"] == text_hash(made.results["en"]["text"])
    assert len(made.addresses) == 2
    deaths, injuries = made.evidence.all()
    assert (deaths.change, deaths.source) == ("0", made.source)
    assert injuries.change == "≈ 1 000 → 277"
    assert injuries.source in made.addresses


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"colour": "red"}, "practices.json, entry 2 is not right: colour: Nobody reads this field."),
        ({"failed": {"en": "It rained."}}, "entry 2 is not right: failed: Tell it in all of fi, sv, en."),
        ({"stage": "sleeping"}, "entry 2 is not right: stage: Value 'sleeping' is not a valid choice."),
        ({"partners": [{"name": "A body"}]}, "entry 2 has no field 'role'"),
        ({"partners": 7}, "entry 2 is not written like the others"),
    ],
)
def test_a_practice_that_is_not_right_is_told_with_its_file_entry_and_field(changed, words, tmp_path, monkeypatch):
    """And those before it are made; nothing of it is."""
    rows = json.loads((STARTER / "practices.json").read_text(encoding="utf-8"))[:2]
    monkeypatch.setattr(starting, "STARTER", tmp_path)
    (tmp_path / "practices.json").write_text(json.dumps([rows[0], {**rows[1], **changed}]), encoding="utf-8")
    kept = Snapshot.objects.create(source="starter")
    for row in rows:
        Project.objects.create(source="starter", key=f"starter:{row['key']}", snapshot=kept, title=text(en="A title"))
    with pytest.raises(SourceError, match=re.escape(words)):
        load("practices")
    assert [made.fact for made in Practice.objects.all()] == [f"starter:starter:{rows[0]['key']}"]


def test_a_practice_whose_fact_is_not_here_is_not_made():
    assert load("practices") == [0]
