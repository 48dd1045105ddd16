"""`kokoaan find` on a small real house: its database, its index, its model of meaning."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_circle, make_unit, make_user
from kokoaan.records.changing import create


def find(*words, **options):
    out = StringIO()
    call_command("find", *words, stdout=out, **options)
    return out.getvalue()


def refused(*words, **options):
    with pytest.raises(CommandError) as caught:
        find(*words, **options)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_a_finnish_need_finds_english_evidence_and_quotes_it(house):
    said = json.loads(find("kaukolämmön päästöt", us="Helsinki", order="fresh", json=True))
    first = said["matches"][0]
    assert first["place"] == 2
    (project,) = first["evidence"][0]["projects"]
    assert project["because"] == "Aarhus led “Heat without coal”."
    assert "district heating" in project["passage"]["text"]


def test_fresh_ranks_an_international_organisation_among_the_places(house):
    said = json.loads(find("kaukolämmön päästöt", us="Helsinki", order="fresh", json=True))
    assert {"Heat of the World", "Union of Heat"} <= {match["organisation"] for match in said["matches"]}


def test_an_organisation_without_a_known_place_is_said_to_be_nowhere(house):
    said = find("kaukolämmön päästöt", us="Helsinki", order="fresh")
    assert "Union of Heat (international organisation) took part in “Heat without coal”." in said


def test_explain_shows_points_and_what_is_not_known(house):
    said = find("emissions of district heating", us="Helsinki", explain=True, limit=2)
    assert "[+" in said
    assert "Not known: " in said
    assert "Seen from Helsinki" in said


def tie(where, circle, status=Tie.Status.SUSPENDED):
    owner = make_unit()
    made = Tie(place=where, kind=Tie.Kind.AGREEMENT, status=status, decision="HEL 1 § 2", owner=owner, circle_id=circle)
    return create(made, by=None)


def test_a_suspended_tie_is_said_with_its_decision_and_gives_no_points(house):
    before = json.loads(find("district heating", us="Helsinki", json=True))["matches"]
    tie(house["Aarhus"], Circle.EVERYONE)
    after = json.loads(find("district heating", us="Helsinki", json=True))["matches"]
    assert [match["score"] for match in before] == [match["score"] for match in after]
    (said,) = [one for match in after if match["place"] == 2 for one in match["evidence"] if one["rule"] == "ties"]
    assert said["points"] == 0
    assert "suspended, HEL 1 § 2: it gives no points." in said["because"]


def test_a_tie_is_said_only_to_those_who_see_it(house):
    user = make_user("ella")
    circle = make_circle("Strategy", user)
    tie(house["Aarhus"], circle.pk)
    assert "HEL 1 § 2" not in find("district heating", us="Helsinki")
    assert "HEL 1 § 2" in find("district heating", us="Helsinki", username=user.username)


def test_a_run_leaves_out_what_the_keys_name_and_all_that_comes_of_it(house, tmp_path):
    needs, keys, run = tmp_path / "needs.jsonl", tmp_path / "keys.txt", tmp_path / "out.trec"
    needs.write_text(json.dumps({"id": "n1", "from": 1, "text": "coal out of district heating"}))
    find(batch=needs, run=run)
    assert {line.split()[2] for line in run.read_text().splitlines()} == {"2", "3", "4"}
    keys.write_text("keep:P:HEAT\n")
    find(batch=needs, run=run, exclude_keys=keys)
    assert [line.split()[2] for line in run.read_text().splitlines()] == ["3"]


def test_bad_input_is_a_sentence_and_exit_code_2(house, tmp_path):
    assert "The need is empty" in refused("  ")
    assert "50000 characters" in refused("x" * 50_000)
    assert "Neither a place nor an organisation" in refused("heating", us="Qqqqq")
    assert "--run FILE" in refused(batch=tmp_path / "needs.jsonl")
    assert "There is no account" in refused("heating", username="nobody")
    needs = tmp_path / "needs.jsonl"
    needs.write_text(json.dumps({"id": "n1", "from": 77, "text": "heat"}))
    assert "“from” is 77" in refused(batch=needs, run=tmp_path / "out.trec")
    assert not (tmp_path / "out.trec").exists()
