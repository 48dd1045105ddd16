"""The pages: from a file to its undo, and closed to everybody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokoaan.imports import uploading, views, working
from kokoaan.imports.models import Batch, Mapping
from kokoaan.imports.tests.files import apply, bring, csv_of
from kokoaan.imports.working import ask
from kokoaan.organisations.models import Organisation
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.records.undoing import Choice, undo


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def send(client, body, name="list.csv", kind="organisation"):
    return client.post(reverse("imports:index"), {"kind": kind, "file": SimpleUploadedFile(name, body)})


def test_from_a_file_to_its_undo(office):
    client = client_of(office.ella)
    sent = send(client, csv_of(["Organisation name", "Notes"], ["Port", "New."], ["", "No name."]))
    page = client.get(sent.url).content.decode()
    assert "Organisation name" in page
    assert "These columns are not brought in" in page
    answer = client.post(sent.url, {"kind-0": "organisation", "column-0-0": "name", "column-0-1": "notes"})
    page = client.get(answer.url).content.decode()
    assert "This field is required." in page
    assert "row 3" in page
    batch = Batch.objects.get()
    assert batch.counts == {"new": 1, "error": 1}
    client.post(answer.url, {"what": "error", "p": "1", "apply": ""})
    assert [row.name for row in Organisation.objects.all()] == ["Port"]
    page = client.get(answer.url).content.decode()
    assert "1 row was brought in." in page
    batch.refresh_from_db()
    undo = reverse("changes:undo", args=[batch.changeset.uid])
    assert undo in page
    client.post(undo)
    assert not Organisation.objects.exists()
    assert "has been undone" in client.get(answer.url).content.decode()


def test_a_view_is_saved_from_its_list_and_never_brought_in(office):
    page = client_of(office.ella).get(reverse("imports:index")).content.decode()
    assert reverse("imports:template", args=["organisation"]) in page
    assert reverse("imports:template", args=["savedview"]) not in page


def test_an_undone_import_says_so_and_what_stayed(office):
    port, pier = (create(Organisation(name=name, owner=office.city, circle=office.staff), office.ella) for name in "AB")
    rows = [[str(port.uid), "Port"], [str(pier.uid), "Pier"]]
    batch = apply(bring(office.ella, csv_of(["uid", "Name"], *rows)))
    pier.refresh_from_db()
    change(pier, {"name": "Quay"}, office.omar)
    client = client_of(office.ella)
    assert "· undone" not in client.get(reverse("imports:index")).content.decode()
    undo(batch.changeset, office.ella, Choice.KEEP)
    assert "· undone" in client.get(reverse("imports:index")).content.decode()
    page = client.get(reverse("imports:batch", args=[batch.uid])).content.decode()
    assert "1 record was changed again since" in page
    assert f"/id/{pier.uid}" in page
    assert "Quay</a>: Name" in page
    change(pier, {"circle": office.team.pk}, None)
    office.ella.posts.all().delete()
    assert "Quay" not in client.get(reverse("imports:batch", args=[batch.uid])).content.decode()


@pytest.mark.parametrize("heads", [["Nimi", "Kotisivut"], ["Namn", "Hemsida"], ["Name", "URL"]])
def test_headers_are_guessed_in_three_languages_and_as_other_programs_call_them(heads, office):
    batch = bring(office.ella, csv_of(heads, ["Port", "https://p.example"]))
    assert batch.sheets[""]["columns"] == {"0": "name", "1": "website"}


def test_what_every_row_needs_is_asked_for_before_the_rows_are_checked(office):
    client = client_of(office.ella)
    sent = send(client, csv_of(["Wer", "Notes"], ["Port", "New."]))
    answer = client.post(sent.url, {"kind-0": "organisation", "column-0-1": "notes"})
    assert "no column gives “Name”" in answer.content.decode()
    assert Batch.objects.get().state == "read"
    answer = client.post(sent.url, {"kind-0": "organisation", "column-0-0": "uid", "column-0-1": "notes"})
    assert answer.status_code == 302


def test_a_file_whose_process_dies_is_tried_twice_and_no_more(office, monkeypatch):
    batch = bring(office.ella, csv_of(["Name"], ["Port"]))
    ask(batch, batch.State.CHECKING)

    def die(*given):
        # As if the process was killed: nothing is caught and nothing said.
        raise KeyboardInterrupt

    monkeypatch.setattr(working, "check", die)
    for _try in range(2):
        with pytest.raises(KeyboardInterrupt):
            working.step()
    monkeypatch.undo()
    assert working.step()
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert "not tried again" in batch.problem
    assert not working.step()


def test_what_was_said_of_columns_is_remembered_for_the_organisation(office):
    client = client_of(office.ella)
    body = csv_of(["Who they are", "Notes"], ["Port", "New."])
    sent = send(client, body)
    client.post(sent.url, {"kind-0": "organisation", "column-0-0": "name"})
    assert Mapping.objects.get().columns == {"0": "name"}
    send(client_of(office.omar), body)
    there = Batch.objects.get(by=office.omar)
    assert there.sheets[""]["columns"] == {"0": "name"}
    client_of(office.omar).post(
        reverse("imports:columns", args=[there.uid]),
        {"kind-0": "organisation", "column-0-0": "name", "column-0-1": "summary:en"},
    )
    send(client, body)
    assert Batch.objects.filter(by=office.ella).first().sheets[""]["columns"] == {"0": "name"}


def test_rows_are_chosen_one_by_one_all_or_none(office):
    client = client_of(office.ella)
    batch = bring(office.ella, csv_of(["Name"], ["Port"], ["Pier"]))
    address = reverse("imports:batch", args=[batch.uid])
    one, other = batch.rows.all()
    client.post(address, {"what": "new", "p": "1", "shown": [one.pk, other.pk], "row": [other.pk], "page": ""})
    assert [row.chosen for row in batch.rows.all()] == [False, True]
    client.post(address, {"what": "new", "all": ""})
    assert [row.chosen for row in batch.rows.all()] == [True, True]
    client.post(address, {"what": "new", "none": ""})
    client.post(address, {"what": "new", "apply": ""})
    assert not Organisation.objects.exists()


def test_another_person_meets_no_batch_whoever_they_are(office):
    batch = bring(office.ella, csv_of(["Name"], ["Port"]))
    client = client_of(office.omar)
    for page in ("batch", "columns", "errors", "progress"):
        assert client.get(reverse(f"imports:{page}", args=[batch.uid])).status_code == 404
    for page in ("batch", "columns", "again"):
        assert client.post(reverse(f"imports:{page}", args=[batch.uid]), {"forget": ""}).status_code == 404
    assert "file.csv" not in client.get(reverse("imports:index")).content.decode()
    assert Batch.objects.exists()


def test_a_file_that_says_it_is_too_large_is_not_even_read(office, monkeypatch):
    monkeypatch.setattr(uploading, "FILE", 1000)
    monkeypatch.setattr(uploading, "BESIDES", 1000)
    answer = send(client_of(office.ella), b"x" * 3000)
    assert answer.status_code == 413
    assert "larger than" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_file_that_hides_its_size_stops_when_it_has_gone_too_far(office, monkeypatch, tmp_path):
    monkeypatch.setattr(uploading, "FILE", 1000)
    monkeypatch.setattr(views, "says_too_much", lambda request: False)
    answer = send(client_of(office.ella), b"x" * 300_000)
    assert answer.status_code == 413
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_token_is_refused(office):
    client = client_of(office.ella)
    client.handler.enforce_csrf_checks = True
    assert send(client, csv_of(["Name"], ["Port"])).status_code == 403
    assert not Batch.objects.exists()


def test_the_template_is_read_back_as_an_example(office):
    client = client_of(office.ella)
    body = b"".join(client.get(reverse("imports:template", args=["organisation"])))
    batch = bring(office.ella, body, "template.xlsx", kind="")
    (row,) = batch.rows.all()
    assert (row.what, row.problems) == ("new", [])


def test_rows_to_correct_say_what_is_wrong_and_come_in_again(office):
    client = client_of(office.ella)
    batch = bring(office.ella, csv_of(["Name", "Website"], ["Port", "nowhere"]))
    body = b"".join(client.get(reverse("imports:errors", args=[batch.uid])))
    again = bring(office.ella, body, "again.xlsx")
    assert again.sheets["Rows"]["headers"] == ["Name", "Website", "Problem"]
    assert "Website: Enter a valid URL." in again.rows.get().values["2"]


def test_what_is_forgotten_is_gone_and_old_rows_are_emptied(office, tmp_path):
    from datetime import timedelta

    from django.utils import timezone

    from kokoaan.imports.keeping import tidy

    batch = bring(office.ella, csv_of(["Name"], ["Port"]))
    assert tidy(timezone.now() + timedelta(days=29)) == 0
    assert tidy(timezone.now() + timedelta(days=31)) == 1
    assert not batch.rows.exists()
    assert not batch.path.exists()
    address = reverse("imports:batch", args=[batch.uid])
    assert "no longer kept" in client_of(office.ella).get(address).content.decode()
    client_of(office.ella).post(address, {"forget": ""})
    assert not Batch.objects.exists()
