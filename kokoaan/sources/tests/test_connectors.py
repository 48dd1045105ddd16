"""What the readers make of the shapes of the real files. Nothing here needs a database."""

import json
from decimal import Decimal

import pytest

from kokoaan.sources.connectors import city_networks, cordis, keep_eu, twin_towns, urbact, yso
from kokoaan.sources.entries import (
    ConceptEntry,
    MembershipEntry,
    NetworkEntry,
    News,
    ParticipationEntry,
    ProjectEntry,
    TieEntry,
    Whole,
)
from kokoaan.sources.finding import find_files
from kokoaan.sources.tests import files


def of(kind, entries):
    return [entry for entry in entries if isinstance(entry, kind)]


def texts(version):
    return {lang: words["text"] for lang, words in version.items()}


def test_keep_tells_a_project_in_its_languages(tmp_path):
    entries = list(keep_eu.read([files.keep_workbook(tmp_path / "keep.xlsx")]))
    (project,) = of(ProjectEntry, entries)
    assert project.key == "keep:2014 - 2020 INTERREG VB Test Area:HEATNET"
    assert set(texts(project.title)) == {"en", "fi"}
    assert texts(project.summary)["fi"].startswith("Hanke vähentää")
    assert texts(project.results) == {"en": "Ten percent less carbon."}
    assert (project.begins, project.ends, project.budget) == ("2016-01-25", "2019-07-31", Decimal("892228.58"))
    assert project.themes == ("Energy efficiency", "Renewable energy")
    assert project.objectives == ("Less carbon",)
    assert not of(News, entries)


def test_keep_partners_keep_their_kind_and_region(tmp_path):
    entries = of(ParticipationEntry, keep_eu.read([files.keep_workbook(tmp_path / "keep.xlsx")]))
    assert [entry.role for entry in entries] == ["lead", "partner", "partner"]
    assert [entry.organisation.kind for entry in entries] == ["public", "private", "unknown"]
    assert entries[0].where.region == "FI1B1 Helsinki-Uusimaa | FI1B Helsinki-Uusimaa"


def test_keep_rows_of_one_project_with_two_leads_are_one_project(tmp_path):
    other_lead = files.KEEP_PROJECT | {"Lead Partner": "Oslo", "Town": "Oslo", "Country": "Norway"}
    path = files.keep_workbook(tmp_path / "keep.xlsx", projects=[files.KEEP_PROJECT, other_lead])
    assert len(of(ProjectEntry, keep_eu.read([path]))) == 1


def test_keep_gives_a_second_project_of_one_acronym_a_number_and_says_so(tmp_path):
    other = files.KEEP_PROJECT | {"Project Name": "Quite another project"}
    path = files.keep_workbook(tmp_path / "keep.xlsx", projects=[files.KEEP_PROJECT, other])
    entries = list(keep_eu.read([path]))
    keys = {entry.key for entry in of(ProjectEntry, entries)}
    assert keys == {
        "keep:2014 - 2020 INTERREG VB Test Area:HEATNET",
        "keep:2014 - 2020 INTERREG VB Test Area:HEATNET#2",
    }
    assert "HEATNET" in of(News, entries)[0].text


def test_urbact_members_are_cities(tmp_path):
    entries = list(urbact.read(find_files(urbact.SOURCE, files.urbact_folder(tmp_path))))
    (network,) = of(ProjectEntry, entries)
    assert (network.key, network.programme, network.begins, network.ends) == ("urbact:7", "URBACT III", "2015", "")
    assert network.themes == ("Environment", "Energy", "Climate")
    members = of(ParticipationEntry, entries)
    assert {entry.organisation.kind for entry in members} == {"city"}
    assert [entry.where.geonames for entry in members] == [658225, None, 900001]
    assert members[0].where.latitude == 60.17
    assert [entry.role for entry in members] == ["lead", "partner", "partner"]


def test_cordis_reads_the_official_bundle(tmp_path):
    topics = [{"projectID": "101", "topic": "SEA", "title": "Seas and oceans"}]
    science = [{"projectID": "101", "euroSciVocTitle": word} for word in ("oceanography", "ecology")]
    path = files.cordis_zip(tmp_path / "h2020.zip", topics=topics, euroSciVoc=science, webLink=[{"any": "thing"}])
    entries = list(cordis.read([path]))
    (project,) = of(ProjectEntry, entries)
    assert project.key == "cordis:H2020:101"
    assert project.url == "https://cordis.europa.eu/project/id/101"
    assert (project.themes, project.objectives) == (("oceanography", "ecology"), ("Seas and oceans",))
    members = of(ParticipationEntry, entries)
    assert [entry.role for entry in members] == ["lead", "partner", "partner"]
    assert [entry.organisation.kind for entry in members] == ["university", "unknown", "company"]
    assert [entry.where.country for entry in members] == ["FI", "DE", "GR"]
    assert of(Whole, entries) == [Whole("H2020")]


def test_cordis_mends_names_in_a_wrong_encoding_and_says_so(tmp_path):
    entries = list(cordis.read([files.cordis_zip(tmp_path / "h2020.zip")]))
    assert "ZENTRUM FÜR MEER" in {entry.organisation.name for entry in of(ParticipationEntry, entries)}
    assert "ZENTRUM FÃœR MEER" in of(News, entries)[0].text


def test_cordis_without_a_coordinator_does_not_know_roles(tmp_path):
    rows = [row | {"role": "participant"} for row in files.ORGANISATIONS]
    entries = list(cordis.read([files.cordis_zip(tmp_path / "fp7.zip", organisations=rows)]))
    assert {entry.role for entry in of(ParticipationEntry, entries)} == {"unknown"}


def test_cordis_numbered_by_record_links_to_the_record(tmp_path):
    path = files.cordis_zip(tmp_path / "fp7.zip", projects=[files.PROJECT | {"rcn": "101"}])
    (project,) = of(ProjectEntry, cordis.read([path]))
    assert project.url == "https://cordis.europa.eu/project/rcn/101"


def test_a_lone_project_table_is_a_sample(tmp_path):
    path = tmp_path / "fp7_project_sample.csv"
    path.write_bytes(files.table([files.PROJECT], ";"))
    entries = list(cordis.read([path]))
    assert len(of(ProjectEntry, entries)) == 1
    assert not of(Whole, entries)
    assert "without organization.csv" in of(News, entries)[0].text


def test_an_unknown_column_is_news(tmp_path):
    path = files.cordis_zip(tmp_path / "h2020.zip", projects=[files.PROJECT | {"mood": "good"}])
    assert "“mood”" in of(News, cordis.read([path]))[0].text


def test_networks_are_claims_of_their_time(tmp_path):
    entries = list(city_networks.read(find_files(city_networks.SOURCE, files.networks_folder(tmp_path))))
    walls, unknown = of(NetworkEntry, entries)
    assert (walls.founded, walls.url, walls.seat) == ("1989", "http://walls.example.org", "Turku, Finland")
    assert unknown.name == "Unknown Four"
    members = of(MembershipEntry, entries)
    assert {(entry.since, entry.collected, entry.entity) for entry in members} == {
        ("2013", "2016–2019", "Municipality")
    }


def test_sister_cities_come_once_with_their_positions(tmp_path):
    path = tmp_path / "wikidata_sister_cities_eu.tsv"
    path.write_bytes(files.table([files.SISTERS, files.SISTERS | {"originlat": "60.46"}], "\t"))
    (tie,) = of(TieEntry, twin_towns.read([path]))
    assert (tie.one.country, tie.other.country, tie.other.latitude) == ("FI", "SE", 59.3)


def test_the_graph_takes_its_names_from_its_other_file(tmp_path):
    (tmp_path / "twin_names.tsv").write_text('Q1\tTurku\nQ2\tKöln "am Rhein"\n', encoding="utf-8")
    (tmp_path / "twin_relations.tsv").write_text("Q1\tQ2\nQ1\tQ3\n")
    entries = list(twin_towns.read(find_files(twin_towns.SOURCE, tmp_path / "twin_relations.tsv")))
    (tie,) = of(TieEntry, entries)
    assert tie.names == 'Turku – Köln "am Rhein"'
    assert "Q3" in of(News, entries)[0].text


def test_an_answer_of_the_query_service_gives_ties_and_memberships(tmp_path):
    def row(relation, other, **more):
        values = {"relation": relation, "one": "http://www.wikidata.org/entity/Q1757", "oneLabel": "Helsinki"}
        values |= {
            "oneGeonames": "658225",
            "oneCountry": "FI",
            "other": f"http://www.wikidata.org/entity/{other}",
            **more,
        }
        return {name: {"type": "literal", "value": value} for name, value in values.items()}

    rows = [row("P190", "Q649", otherLabel="Moscow", otherCountry="RU"), row("P463", "Q9", otherLabel="Eurocities")]
    path = tmp_path / "wikidata-sparql.json"
    path.write_text(json.dumps({"head": {}, "results": {"bindings": rows}}))
    entries = list(twin_towns.read([path]))
    (tie,), (network,), (member,) = of(TieEntry, entries), of(NetworkEntry, entries), of(MembershipEntry, entries)
    assert (tie.key, tie.one.geonames, tie.names) == ("wikidata-P190:Q1757|Q649", 658225, "Helsinki – Moscow")
    assert (network.name, member.network) == ("Eurocities", network.key)


def test_yso_tells_concepts_from_places(tmp_path):
    path = tmp_path / "yso.csv"
    path.write_bytes(files.table(files.CONCEPTS))
    heating, stockholm, stones = of(ConceptEntry, yso.read([path]))
    assert (heating.is_place, stockholm.is_place) == (False, True)
    assert texts(heating.label) == {"fi": "kaukolämpö", "sv": "fjärrvärme", "en": "district heating"}
    assert texts(stones.label) == {"fi": "kivet"}


@pytest.mark.parametrize(
    "node",
    [
        {"uri": "http://www.yso.fi/onto/yso/p5", "prefLabel": [{"lang": "fi", "value": "vesi"}]},
        {"@id": "http://www.yso.fi/onto/yso/p5", "prefLabel": {"@language": "fi", "@value": "vesi"}},
    ],
)
def test_yso_reads_what_finto_gives(tmp_path, node):
    path = tmp_path / "yso.jsonld"
    path.write_text(json.dumps({"@context": {}, "graph": [node, {"uri": "http://other", "prefLabel": []}]}))
    (water,) = of(ConceptEntry, yso.read([path]))
    assert texts(water.label) == {"fi": "vesi"}


def test_goals_lie_beside_yso(tmp_path):
    (tmp_path / "sdg_en_goals.yml").write_text(
        "13-short: Climate action\n13-title: Take urgent action to\n  combat it\n"
    )
    (tmp_path / "sdg_en_targets.yml").write_text("13-2-title: Integrate climate\n  measures\n")
    (tmp_path / "sdg_fi_sv.json").write_text(json.dumps([{"goal": 13, "fi": "Ilmasto.", "sv": "Klimat."}]))
    goal, target = of(ConceptEntry, yso.read(find_files(yso.SOURCE, tmp_path)))
    assert (goal.key, texts(goal.label)) == ("sdg:13", {"en": "Climate action", "fi": "Ilmasto", "sv": "Klimat"})
    assert (target.key, texts(target.label)) == ("sdg:13.2", {"en": "Integrate climate measures"})
