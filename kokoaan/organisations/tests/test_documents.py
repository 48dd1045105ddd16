"""Documents: what is taken, what it is called, and how it is handed out."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kokoaan.organisations.models import Organisation
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.records.changing import create, delete
from kokoaan.records.documents.keeping import check, clean_name
from kokoaan.records.models import Attachment
from kokoaan.records.undoing import undo


def archive(*names, **files):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        for name in names:
            made.writestr(name, "x")
        for name, words in files.items():
            made.writestr(name, words)
    return body.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "body", "ending"),
    [
        ("a.exe", b"%PDF-1.7 ...", ".pdf"),
        ("a.docx", WORD, ".docx"),
        ("a.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        ("a.txt", "Pöytäkirja".encode(), ".txt"),
        ("a.csv", b"a;b", ".csv"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", ".png"),
    ],
)
def test_a_file_is_what_its_content_is(name, body, ending):
    assert check(SimpleUploadedFile(name, body)).ending == ending


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.txt", b"<html><script>alert(1)</script>"),
        ("drawing.png", b"<svg onload=alert(1)>"),
        ("run.pdf", b"MZ\x90\x00"),
        ("macro.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("any.docx", archive("run.exe")),
        ("broken.docx", b"PK\x03\x04broken"),
        ("latin.txt", b"P\xf6yt\xe4"),
        ("nul.txt", b"a\x00b"),
    ],
)
def test_what_could_run_or_is_unknown_is_refused_whatever_it_is_called(name, body):
    with pytest.raises(ValidationError, match="Such a file is not taken"):
        check(SimpleUploadedFile(name, body))


def test_an_empty_file_and_one_too_big_are_refused(settings):
    settings.ATTACHMENT_MOST_BYTES = 10
    with pytest.raises(ValidationError, match="is the most"):
        check(SimpleUploadedFile("a.txt", b"eleven byte"))
    with pytest.raises(ValidationError, match=r"The file is empty\."):
        check(SimpleUploadedFile("a.txt", b""))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Temp\\Sopimus 2022.PDF", "Sopimus 2022.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("...", "document.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_content_says(given, name):
    assert clean_name(given, ".pdf") == name


@pytest.fixture
def house(db):
    city = make_unit("City")
    ella, omar = make_user("ella"), make_user("omar")
    for user in (ella, omar):
        make_post(user, city)
        user.groups.add(make_roles()["Expert"])
    narrow = make_circle("Narrow")
    narrow.members.create(user=ella)
    record = create(Organisation(name="Harbour", owner=city, circle=narrow), None)
    return {"ella": ella, "omar": omar, "record": record}


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def add(client, record, name="Plan.pdf", body=b"%PDF-1.7"):
    """By the address that the form on the page of the record leads to."""
    page = f"{reverse('attachment:add')}?of=organisation&record={record.uid}"
    shown = client.get(page)
    page = shown.context["action_url"] if shown.status_code == 200 else page
    return client.post(page, {"file": SimpleUploadedFile(name, body)})


def test_a_document_is_handed_out_to_be_saved_and_never_run(house):
    ella = as_(house["ella"])
    assert add(ella, house["record"]).url == reverse("organisation:inspect", args=[house["record"].pk])
    document = Attachment.objects.get()
    assert (document.title, document.circle) == ("Plan", house["record"].circle)
    response = ella.get(reverse("attachment:download", args=[document.uid]))
    assert b"".join(response) == b"%PDF-1.7"
    assert response["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "Plan" in ella.get(reverse("organisation:inspect", args=[house["record"].pk])).content.decode()


def test_a_document_of_a_hidden_record_does_not_exist_and_none_is_added_to_it(house):
    omar = as_(house["omar"])
    assert add(omar, house["record"]).status_code == 404
    add(as_(house["ella"]), house["record"])
    document = Attachment.objects.get()
    assert omar.get(reverse("attachment:download", args=[document.uid])).status_code == 404
    assert add(omar, document).status_code == 404


def test_a_deleted_document_comes_back_with_its_file(house):
    ella = as_(house["ella"])
    add(ella, house["record"])
    document = Attachment.objects.get()
    gone = delete(document, house["ella"])
    assert ella.get(reverse("attachment:download", args=[document.uid])).status_code == 404
    undo(gone, house["ella"])
    assert b"".join(ella.get(reverse("attachment:download", args=[document.uid]))) == b"%PDF-1.7"
