"""Bringing in: kept, compared, swapped; what is absent, unchanged, refused."""

import json
from dataclasses import replace

import pytest

from kokoaan.networks.models import MembershipClaim
from kokoaan.organisations.models import NamedOrganisation
from kokoaan.partners.models import TieClaim
from kokoaan.places.models import Place, PlaceName
from kokoaan.projects.models import Participation, Project
from kokoaan.records.models import Outbox, Snapshot
from kokoaan.sources.errors import SourceChanged, SourceError
from kokoaan.sources.facts import TABLES
from kokoaan.sources.finding import find_files
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.runner import Wishes, fetch
from kokoaan.sources.tests import files

pytestmark = pytest.mark.django_db


def bring(key, path, **wishes):
    return fetch(SOURCES[key], find_files(SOURCES[key], path), wishes=Wishes(quiet=True, **wishes))


def facts(*leave):
    """Every fact, without the database's own numbers."""
    found = {}
    for name, table in TABLES.items():
        rows = table.model.objects.values_list("source", "key", *table.columns)
        found[name] = sorted(map(repr, rows))
    return {name: rows for name, rows in found.items() if name not in leave}


@pytest.fixture
def keep(world, tmp_path):
    return files.keep_workbook(tmp_path / "keep.xlsx")


def test_every_fact_names_the_download_that_is_kept_byte_for_byte(keep, snapshots):
    bring("keep-eu", keep)
    snapshot = Snapshot.objects.get()
    assert Project.objects.get().snapshot == snapshot
    assert snapshot.state == "loaded"
    (kept,) = snapshot.files
    assert (snapshots / kept["path"]).read_bytes() == keep.read_bytes()
    assert snapshot.report["counts"]["participations"]["new"] == 3


def test_towns_become_places_or_say_why_not(keep):
    bring("keep-eu", keep)
    placed = {row.organisation.name: (row.place_id, row.reason) for row in Participation.objects.all()}
    assert placed["City of Helsinki"] == (658225, "")
    assert placed["Stadt Wien"] == (2761369, "")
    assert placed["Nobody knows"] == (None, "no place of this name is known")
    assert Participation.objects.get(place=None).town == "Atlantis"


def test_a_small_place_is_taken_in_when_a_source_names_it(world, tmp_path):
    assert not Place.objects.filter(pk=900001).exists()
    bring("urbact", files.urbact_folder(tmp_path))
    assert Participation.objects.get(town="Pienkylä").place.local_name == "Pienkylä"


def test_a_made_up_geonames_id_gives_way_to_the_name(world, tmp_path):
    bring("urbact", files.urbact_folder(tmp_path))
    assert Participation.objects.get(town="Stockholm").place_id == 2673730


def test_the_same_files_again_change_nothing(keep):
    bring("keep-eu", keep)
    before, snapshot, waiting = facts(), Snapshot.objects.values().get(), list(Outbox.objects.values())
    assert bring("keep-eu", keep).unchanged
    assert (facts(), Snapshot.objects.values().get(), list(Outbox.objects.values())) == (before, snapshot, waiting)


def test_the_same_rows_read_again_write_no_row(keep):
    bring("keep-eu", keep)
    before, ids = facts(), list(Participation.objects.order_by("pk").values_list("pk", flat=True))
    Outbox.objects.all().delete()
    report = bring("keep-eu", keep, again=True)
    assert {count for one in report.differences for count in (len(one.new), len(one.changed))} == {0}
    assert facts() == before
    assert list(Participation.objects.order_by("pk").values_list("pk", flat=True)) == ids
    assert not Outbox.objects.exists()
    assert {row.snapshot_id for row in Participation.objects.all()} == {Snapshot.objects.latest("pk").pk}


def test_only_what_changed_is_written_and_waits_for_the_index(keep, tmp_path):
    bring("keep-eu", keep)
    Outbox.objects.all().delete()
    renamed = [files.KEEP_PROJECT | {"Project Name": "Heat for all"}]
    report = bring("keep-eu", files.keep_workbook(tmp_path / "newer.xlsx", projects=renamed))
    assert {one.name: len(one.changed) for one in report.differences if one.changed} == {"projects": 1}
    assert Project.objects.get().title["en"]["text"] == "Heat for all"
    waiting = Outbox.objects.get()
    assert (waiting.kind, waiting.key) == ("project", f"keep-eu:{Project.objects.get().key}")


def test_a_document_that_waits_already_gets_a_new_version(keep, tmp_path):
    bring("keep-eu", keep)
    assert Outbox.objects.get(kind="project").version == 1
    renamed = [files.KEEP_PROJECT | {"Project Name": "Heat for all"}]
    bring("keep-eu", files.keep_workbook(tmp_path / "newer.xlsx", projects=renamed))
    assert Outbox.objects.get(kind="project").version == 2


def test_an_organisation_that_is_renamed_touches_both_documents(world, tmp_path):
    bring("cordis", files.cordis_zip(tmp_path / "h2020.zip"))
    Outbox.objects.all().delete()
    old = NamedOrganisation.objects.get(key="777").identity
    renamed = [row | {"name": "Ouzo & Sons"} if row["organisationID"] == "777" else row for row in files.ORGANISATIONS]
    bring("cordis", files.cordis_zip(tmp_path / "h2020-new.zip", organisations=renamed))
    new = NamedOrganisation.objects.get(key="777").identity
    assert set(Outbox.objects.values_list("kind", "key")) == {("namedorganisation", old), ("namedorganisation", new)}


def test_one_organisation_has_one_identity_across_sources(world, tmp_path):
    lab = [files.KEEP_PARTNER | {"Project Partner": "Helsingin yliopisto"}]
    bring("keep-eu", files.keep_workbook(tmp_path / "keep.xlsx", partners=lab))
    bring("cordis", files.cordis_zip(tmp_path / "h2020.zip"))
    rows = NamedOrganisation.objects.filter(name__iexact="helsingin yliopisto")
    assert (len(rows), len({row.identity for row in rows})) == (2, 1)


def test_a_file_without_rows_is_refused_and_kept(world, tmp_path):
    path = files.keep_workbook(tmp_path / "keep.xlsx", projects=[], partners=[])
    with pytest.raises(SourceError, match="hold no rows"):
        bring("keep-eu", path)
    assert not Project.objects.exists()
    assert Snapshot.objects.get().state == "refused"
    assert Snapshot.objects.get().report["refused"]


def test_fewer_rows_than_expected_stop_unless_a_person_says_otherwise(keep):
    source = replace(SOURCES["keep-eu"], expect={"projects": range(1000, 2000)})
    with pytest.raises(SourceChanged, match="1 projects, expected 1000 to 1999"):
        fetch(source, [keep], wishes=Wishes(quiet=True))
    assert not Project.objects.exists()
    fetch(source, [keep], wishes=Wishes(quiet=True, any_count=True))
    assert Project.objects.count() == 1


def bundle(tmp_path, count):
    return files.cordis_zip(
        tmp_path / f"h2020-{count}.zip", files.many_projects(count), files.many_organisations(count)
    )


def test_more_than_a_fifth_absent_stops(world, tmp_path):
    bring("cordis", bundle(tmp_path, 100))
    before = facts()
    with pytest.raises(SourceChanged, match="21 of the 100 projects known are absent"):
        bring("cordis", bundle(tmp_path, 79))
    assert facts() == before


def test_absence_is_reported_and_nothing_is_deleted(world, tmp_path):
    bring("cordis", bundle(tmp_path, 100))
    report = bring("cordis", bundle(tmp_path, 80))
    absent = {one.name: len(one.absent) for one in report.differences if one.absent}
    assert absent == {"projects": 20, "participations": 20}
    assert Project.objects.count() == 100
    first, second = Snapshot.objects.order_by("pk").values_list("pk", flat=True)
    assert Project.objects.filter(snapshot=first).count() == 20
    assert Project.objects.filter(snapshot=second).count() == 80


def test_another_programme_makes_nothing_absent(world, tmp_path):
    bring("cordis", bundle(tmp_path, 100))
    horizon = [files.PROJECT | {"frameworkProgramme": "HORIZON"}]
    report = bring("cordis", files.cordis_zip(tmp_path / "horizon.zip", horizon))
    assert not any(one.absent for one in report.differences)


def test_a_dry_run_tells_and_writes_nothing(keep, snapshots):
    report = bring("keep-eu", keep, dry_run=True)
    assert {one.name: len(one.new) for one in report.differences if one.new} == {
        "projects": 1,
        "organisations": 3,
        "participations": 3,
    }
    assert not any(rows for rows in facts().values())
    assert not Snapshot.objects.exists()
    assert not Outbox.objects.exists()
    assert not snapshots.exists()


def test_what_a_refused_file_held_before_stays(keep, tmp_path):
    bring("keep-eu", keep)
    before = facts()
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(keep.read_bytes()[:2000])
    with pytest.raises(SourceError, match="not a whole zip file"):
        bring("keep-eu", broken)
    assert facts() == before


def test_a_file_that_was_refused_can_be_taken_later(keep):
    strict = replace(SOURCES["keep-eu"], expect={"projects": range(1000, 2000)})
    with pytest.raises(SourceChanged):
        fetch(strict, [keep], wishes=Wishes(quiet=True))
    bring("keep-eu", keep)
    assert Snapshot.objects.get().state == "loaded"


def test_memberships_and_networks_come_in(world, tmp_path):
    bring("city-networks", files.networks_folder(tmp_path))
    assert {(row.member, row.network.name, row.place_id) for row in MembershipClaim.objects.all()} == {
        ("Turku", "Walled Cities", 633679),
        ("Turku", "Unknown Four", 633679),
    }


def test_a_tie_without_a_country_is_placed_only_where_one_place_bears_the_name(world, tmp_path):
    (tmp_path / "names.tsv").write_text("Q1\tTurku\nQ2\tValencia\n", encoding="utf-8")
    (tmp_path / "relations.tsv").write_text("Q1\tQ2\n")
    bring("twin-towns", tmp_path)
    tie = TieClaim.objects.get()
    assert (tie.place_id, tie.other_id) == (633679, None)
    assert tie.reason == "Valencia: several places of this name"


def test_sister_cities_are_placed_by_country(world, tmp_path):
    (tmp_path / "sister_cities.tsv").write_bytes(files.table([files.SISTERS], "\t"))
    bring("twin-towns", tmp_path)
    assert TieClaim.objects.values_list("place", "other").get() == (633679, 2673730)


def test_yso_names_places(world, tmp_path):
    (tmp_path / "yso.csv").write_bytes(files.table(files.CONCEPTS))
    bring("yso", tmp_path)
    assert set(PlaceName.objects.filter(source="yso").values_list("place_id", "lang", "text")) == {
        (2673730, "fi", "Tukholma"),
        (2673730, "sv", "Stockholm"),
        (2673730, "en", "Stockholm"),
    }


def test_without_the_gazetteer_nothing_is_brought_in(tmp_path):
    path = files.keep_workbook(tmp_path / "keep.xlsx")
    with pytest.raises(SourceError, match="kokoaan prepare"):
        bring("keep-eu", path)
    assert not Project.objects.exists()


def test_a_report_is_plain_json(keep):
    assert json.loads(json.dumps(bring("keep-eu", keep).as_json()))["counts"]["projects"]["new"] == 1
