"""kokoaan fetch: bad input is a sentence with exit code 2; the list, the report, the rows without a place."""

import csv
import io
import json
import zipfile

import httpx
import pytest
from django.core.management import CommandError, call_command

from kokoaan.projects.models import Project
from kokoaan.records.models import Outbox, Snapshot
from kokoaan.sources import downloading
from kokoaan.sources.errors import DownloadFailed, SourceError
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.tests import files

pytestmark = pytest.mark.django_db


def kokoaan_fetch(*words):
    out = io.StringIO()
    call_command("fetch", *map(str, words), stdout=out, verbosity=0)
    return out.getvalue()


def refused(*words):
    """The sentence with which a fetch is refused."""
    with pytest.raises(CommandError) as error:
        kokoaan_fetch(*words)
    assert error.value.returncode == 2
    assert not Project.objects.exists()
    assert not Outbox.objects.filter(kind="project").exists()
    assert not Snapshot.objects.exclude(state="refused").exists()
    return str(error.value)


def test_an_unknown_source_is_refused_with_the_list():
    said = refused("narnia", "--file", "x")
    assert "“narnia”" in said
    assert all(key in said for key in SOURCES)


def test_no_source_is_refused():
    assert "Say which source" in refused()


def test_a_missing_file_is_refused(world, tmp_path):
    assert "There is no file or folder" in refused("keep-eu", "--file", tmp_path / "none.xlsx")


def test_a_folder_without_the_files_is_refused(world, tmp_path):
    assert "no file for “the networks” of urbact" in refused("urbact", "--file", tmp_path)


def test_one_of_two_files_missing_is_refused(world, tmp_path):
    files.urbact_folder(tmp_path)
    (tmp_path / "URBACT_Membership.csv").unlink()
    assert "“the member cities”" in refused("urbact", "--file", tmp_path / "UrbactNetworks.csv")


def test_a_file_of_another_source_is_refused(world, tmp_path):
    (tmp_path / "holiday.png").write_bytes(b"png")
    assert "holiday.png is named like no file of urbact" in refused("urbact", "--file", tmp_path / "holiday.png")


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 broken", b"just text", b"%PDF-1.4"])
@pytest.mark.parametrize("key", ["keep-eu", "cordis"])
def test_a_broken_zip_is_refused(world, tmp_path, key, body):
    path = tmp_path / ("keep.xlsx" if key == "keep-eu" else "cordis-h2020.zip")
    path.write_bytes(body)
    said = refused(key, "--file", path)
    assert path.name in said
    assert "Download it again" in said


def test_a_zip_cut_in_the_middle_of_a_member_is_refused(world, tmp_path):
    path = files.cordis_zip(tmp_path / "h2020.zip", files.many_projects(200), files.many_organisations(200))
    body = bytearray(path.read_bytes())
    body[300:320] = b"\x00" * 20
    path.write_bytes(body)
    assert "h2020.zip" in refused("cordis", "--file", path)


def test_a_zip_that_is_no_workbook_is_refused(world, tmp_path):
    with zipfile.ZipFile(tmp_path / "keep.xlsx", "w") as bundle:
        bundle.writestr("letter.txt", "dear")
    assert "not an Excel workbook" in refused("keep-eu", "--file", tmp_path / "keep.xlsx")


def test_a_bundle_without_projects_is_refused(world, tmp_path):
    with zipfile.ZipFile(tmp_path / "cordis.zip", "w") as bundle:
        bundle.writestr("letter.txt", "dear")
    assert "holds no project.csv" in refused("cordis", "--file", tmp_path / "cordis.zip")


def test_a_renamed_sheet_is_refused_with_what_is_there(world, tmp_path):
    path = files.keep_workbook(tmp_path / "keep.xlsx", names=("Projekte", "Partners"))
    assert "has no sheet “Projects (lead partners)”; it has: Projekte, Partners" in refused("keep-eu", "--file", path)


def test_a_renamed_column_is_refused_by_name(world, tmp_path):
    rows = [{("City" if column == "Town" else column): cell for column, cell in files.KEEP_PARTNER.items()}]
    path = files.keep_workbook(tmp_path / "keep.xlsx", partners=rows)
    said = refused("keep-eu", "--file", path)
    assert "keep.xlsx, “Partners” has no column “Town”" in said
    assert "City" in said


def test_a_table_with_other_separators_is_refused(world, tmp_path):
    files.urbact_folder(tmp_path)
    (tmp_path / "UrbactNetworks.csv").write_bytes(files.table([files.NETWORK], ";"))
    assert "UrbactNetworks.csv has no column" in refused("urbact", "--file", tmp_path)


@pytest.mark.parametrize(("encoding", "said"), [("utf-16", "UTF-16"), ("latin-1", "row 4: byte 0xe4 is not UTF-8")])
def test_a_wrong_encoding_is_refused(world, tmp_path, encoding, said):
    files.urbact_folder(tmp_path)
    path = tmp_path / "URBACT_Membership.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    sentence = refused("urbact", "--file", tmp_path)
    assert "URBACT_Membership.csv" in sentence
    assert said in sentence


def test_a_row_with_cells_too_many_is_refused_by_its_number(world, tmp_path):
    files.urbact_folder(tmp_path)
    path = tmp_path / "URBACT_Membership.csv"
    path.write_bytes(path.read_bytes() + b"1,2,3\r\n")
    assert "URBACT_Membership.csv, row 5 has 3 cells, its header has 7" in refused("urbact", "--file", tmp_path)


@pytest.mark.parametrize(
    ("column", "value"),
    [("Country", "Narnia"), ("geonameId", "sixty"), ("lat_GN", "north"), ("NameCity", ""), ("Code_Network", "")],
)
def test_a_bad_cell_is_refused_by_file_row_and_column(world, tmp_path, column, value):
    members = [files.MEMBER, files.MEMBER | {"NameCity": "Turku", "geonameId": "633679", column: value}]
    said = refused("urbact", "--file", files.urbact_folder(tmp_path, members=members))
    assert f"URBACT_Membership.csv, row 3, column “{column}”: “{value}”" in said


@pytest.mark.parametrize(("column", "value"), [("Project start", "soon"), ("Budget", "a lot"), ("Acronym", None)])
def test_a_bad_cell_of_a_workbook_is_refused_by_sheet_row_and_column(world, tmp_path, column, value):
    path = files.keep_workbook(tmp_path / "keep.xlsx", projects=[files.KEEP_PROJECT | {column: value}])
    assert f"keep.xlsx, “Projects (lead partners)”, row 2, column “{column}”" in refused("keep-eu", "--file", path)


@pytest.mark.parametrize("body", ["", "[]", "{}", "not json", '{"results": {"bindings": [{"one": 1}]}}'])
def test_an_answer_that_is_none_is_refused(world, tmp_path, body):
    path = tmp_path / "wikidata-sparql.json"
    path.write_text(body)
    assert "wikidata-sparql.json" in refused("twin-towns", "--file", path)


@pytest.mark.parametrize("name", ["yso.csv", "yso.jsonld", "sdg_goals.yml", "sdg_goals.json"])
@pytest.mark.parametrize("body", [b"", b"\xff\xfe1\x00", b"nonsense"])
def test_a_vocabulary_that_is_none_is_refused(world, tmp_path, name, body):
    (tmp_path / name).write_bytes(body)
    assert name in refused("yso", "--file", tmp_path / name)


def test_a_source_without_an_address_says_how_to_get_it(world):
    assert "Export to Excel" in refused("keep-eu")


def test_the_dry_run_shows_examples(world, tmp_path):
    said = kokoaan_fetch("keep-eu", "--dry-run", "--file", files.keep_workbook(tmp_path / "keep.xlsx"))
    assert "nothing was written" in said
    assert "+ keep:2014 - 2020 INTERREG VB Test Area:HEATNET: HEATNET" in said
    assert "2 of 3 participations have a place (66.7 %)" in said
    assert not Project.objects.exists()


def test_the_dry_run_shows_what_would_change(world, tmp_path):
    kokoaan_fetch("keep-eu", "--file", files.keep_workbook(tmp_path / "keep.xlsx"))
    renamed = [files.KEEP_PROJECT | {"Project Name": "Heat for all"}]
    path = files.keep_workbook(tmp_path / "newer.xlsx", projects=renamed)
    said = kokoaan_fetch("keep-eu", "--dry-run", "--file", path)
    assert "title: Heat networks of tomorrow → Heat for all" in said


def test_rows_without_a_place_are_listed_with_the_reason(world, tmp_path):
    kokoaan_fetch("keep-eu", "--file", files.keep_workbook(tmp_path / "keep.xlsx"))
    (row,) = csv.DictReader(io.StringIO(kokoaan_fetch("keep-eu", "--unresolved")))
    assert (row["name"], row["town"], row["country"]) == ("Nobody knows", "Atlantis", "FI")
    assert row["reason"] == "no place of this name is known"


def test_the_list_tells_of_every_source(world, tmp_path):
    kokoaan_fetch("keep-eu", "--file", files.keep_workbook(tmp_path / "keep.xlsx"))
    rows = {row["key"]: row for row in json.loads(kokoaan_fetch("--list", "--json"))}
    assert set(rows) == set(SOURCES)
    assert rows["keep-eu"]["counts"] == {"projects": 1, "organisations": 3, "participations": 3}
    assert (rows["keep-eu"]["stale"], rows["urbact"]["stale"]) == (False, True)
    assert all(row["licence"] and row["credit"] and row["how"] and row["what"] for row in rows.values())
    table = kokoaan_fetch("--list")
    assert all(str(SOURCES[key].credit) in table for key in SOURCES)


def test_a_report_can_be_json(world, tmp_path):
    said = json.loads(kokoaan_fetch("keep-eu", "--json", "--file", files.keep_workbook(tmp_path / "keep.xlsx")))
    assert said["placed"]["participations"] == {"placed": 2, "total": 3}


def test_a_download_goes_to_the_official_addresses(tmp_path):
    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(200, content=b"a bundle")

    with downloading.download(SOURCES["cordis"], transport=httpx.MockTransport(answer), quiet=True) as paths:
        assert [path.read_bytes() for path in paths] == [b"a bundle"] * 3
    assert asked[0] == "https://cordis.europa.eu/data/cordis-fp7projects-csv.zip"
    assert not paths[0].exists()


def test_the_query_service_is_asked_in_json(tmp_path):
    asked = []

    def answer(request):
        asked.append(request)
        return httpx.Response(200, content=b"{}")

    with downloading.download(SOURCES["twin-towns"], transport=httpx.MockTransport(answer), quiet=True) as (path,):
        assert path.name == "wikidata-sparql.json"
    assert asked[0].url.params["format"] == "json"
    assert "P190" in asked[0].url.params["query"]
    assert "Kokoaan" in asked[0].headers["User-Agent"]


@pytest.mark.parametrize("code", [404, 503])
def test_a_download_that_fails_says_what_to_do(code):
    transport = httpx.MockTransport(lambda request: httpx.Response(code))
    with (
        pytest.raises(DownloadFailed, match=f"answered {code}.*--file"),
        downloading.download(SOURCES["yso"], transport=transport, quiet=True),
    ):
        pass


def test_a_download_without_a_network_says_what_to_do():
    def fail(request):
        raise httpx.ConnectError("no route")

    with (
        pytest.raises(DownloadFailed, match="could not be reached"),
        downloading.download(SOURCES["yso"], transport=httpx.MockTransport(fail), quiet=True),
    ):
        pass


def test_without_an_address_nothing_is_downloaded():
    with pytest.raises(SourceError), downloading.download(SOURCES["keep-eu"]):
        pass
