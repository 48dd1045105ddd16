"""From a document to a practice, field by field; what is read is seen by who brought it, and by nobody else."""

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kokoaan.lib.text import text
from kokoaan.people.models import Circle
from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Practice
from kokoaan.practices.reading.keeping import forget, kept_by, tidy
from kokoaan.practices.tests.files import EVIL, docx_of, pdf_of
from kokoaan.records.changing import change, create
from kokoaan.records.erasing import Names
from kokoaan.records.models import Attachment, Change, ChangeSet

FINNISH = docx_of(
    (0, "Lämpimät koulut"),
    (1, "Lähtötilanne"),
    "Koulut olivat kylmiä ja kosteita, ja oppilaat sairastivat.",
    (1, "Ratkaisu"),
    "Ilmanvaihto uusittiin kaikissa kouluissa oppilaiden kanssa.",
    (1, "Kustannukset"),
    "Hanke maksoi 240 000 euroa.",
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.READING_ROOT = tmp_path / "readings"
    settings.ATTACHMENT_ROOT = tmp_path / "attachments"


def send(client, body, name="koulut.docx", query=""):
    return client.post(reverse("practice:read") + query, {"file": SimpleUploadedFile(name, body)})


def besides(office):
    return {"origin": "ours", "owner": office.city.pk, "circle": office.staff.pk}


def made(office, **changed):
    given = {"title": text(fi="Koulut"), "owner": office.city, "circle": office.staff, **changed}
    return create(Practice(**given), office.ella)


def test_only_what_is_ticked_is_taken_and_the_history_names_the_document(office):
    client = client_of(office.ella)
    sent = send(client, FINNISH)
    page = client.get(sent.url).content.decode()
    assert "Under “Lähtötilanne”." in page
    assert '<li id="p3" class="is-used">' in page
    assert not Practice.objects.exists()
    form = {"take": ["title", "problem", "cost"], "value-title": "Lämpimät koulut", "lang-title": "fi"}
    form |= {"value-problem": "Koulut olivat kylmiä.", "lang-problem": "fi", "value-solution": "Ei oteta."}
    form |= {"value-cost": "240000", "value-currency": "EUR", "with_document": "on", **besides(office)}
    assert client.post(sent.url, form).status_code == 302
    practice = Practice.objects.get()
    assert practice.title == {"fi": {"text": "Lämpimät koulut"}}
    assert practice.problem == {"fi": {"text": "Koulut olivat kylmiä."}}
    assert (practice.cost, practice.currency, practice.solution) == (240_000, "EUR", {})
    assert (practice.owner, practice.circle) == (office.city, office.staff)
    born = Change.objects.get(record=practice.uid).changeset
    assert (born.by, born.source, born.reason) == (office.ella, "koulut.docx", "Read from the document “koulut.docx”.")
    document = Attachment.objects.get(record=practice.uid)
    assert document.path.read_bytes() == FINNISH


def test_what_is_taken_later_goes_to_the_same_practice_beside_its_other_languages(office):
    client, practice = client_of(office.ella), made(office, problem=text(sv="Skolorna var kalla."))
    own = reverse("practice:inspect", args=[practice.pk])
    assert f"{reverse('practice:read')}?practice={practice.pk}" in client.get(own).content.decode()
    sent = send(client, FINNISH, query=f"?practice={practice.pk}")
    page = client.get(sent.url).content.decode()
    assert "sv: Skolorna var kalla." in page
    form = {"take": "problem", "value-problem": "Koulut olivat kylmiä.", "lang-problem": "fi"}
    assert client.post(sent.url, {**form, "expected_version": practice.version}).status_code == 302
    practice.refresh_from_db()
    assert {lang: one["text"] for lang, one in practice.problem.items()} == {
        "fi": "Koulut olivat kylmiä.",
        "sv": "Skolorna var kalla.",
    }
    assert not Attachment.objects.exists()


def test_what_is_taken_into_a_practice_that_everyone_sees_is_proposed_and_its_document_not_published(office):
    practice = create(Practice(title=text(fi="Koulut"), owner=office.city, circle_id=Circle.EVERYONE), None)
    client = client_of(office.ella)
    sent = send(client, FINNISH, query=f"?practice={practice.pk}")
    form = {"take": "problem", "value-problem": "Koulut olivat kylmiä.", "lang-problem": "fi", "expected_version": 1}
    page = client.post(sent.url, {**form, "with_document": "on"}, follow=True).content.decode()
    assert "Proposed: somebody else accepts it" in page
    assert "was taken" not in page
    practice.refresh_from_db()
    proposal = ChangeSet.objects.get(state=ChangeSet.State.PROPOSED)
    assert (practice.problem, proposal.source) == ({}, "koulut.docx")
    assert not Attachment.objects.exists()


def test_who_comes_second_is_told_and_keeps_what_they_typed(office):
    client, practice = client_of(office.ella), made(office)
    sent = send(client, FINNISH, query=f"?practice={practice.pk}")
    change(practice, {"body": "The City"}, office.ella)
    form = {"take": "problem", "value-problem": "My own words.", "lang-problem": "en", "expected_version": 1}
    page = client.post(sent.url, form).content.decode()
    assert "saved this record" in page
    assert "My own words." in page
    assert 'name="expected_version" value="2"' in page
    practice.refresh_from_db()
    assert practice.problem == {}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Take the title at least"),
        ({"take": ["problem"]}, "Take the title at least"),
        ({"take": ["title", "problem"], "value-problem": "sana " * 5_000}, "The text in Finnish has 24,999 characters"),
        ({"take": ["title", "cost"], "value-cost": "a lot", "value-currency": "EUR"}, "“a lot” is not a sum of money"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_typed_and_nothing_is_written(office, form, said):
    client = client_of(office.ella)
    sent = send(client, FINNISH)
    sets = ChangeSet.objects.count()
    given = {"value-title": "Omin sanoin", "lang-title": "fi", "lang-problem": "fi", **besides(office), **form}
    answer = client.post(sent.url, given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert "Omin sanoin" in page
    assert form.get("value-problem", "") in page
    assert (Practice.objects.count(), ChangeSet.objects.count()) == (0, sets)


def test_a_page_with_scripts_is_shown_as_words_and_kept_as_words(office):
    client = client_of(office.ella)
    sent = send(client, EVIL.encode(), "saved.html")
    page = client.get(sent.url).content.decode()
    assert "&lt;script&gt;steal(" in page
    assert not [word for word in ("<script>steal", "onload=", "onerror", "evil.example", "data:image") if word in page]
    form = {"take": ["title", "source"], "value-title": "Warm", "lang-title": "en", "with_document": "on"}
    client.post(sent.url, {**form, "value-source": "https://city.example/warm", **besides(office)})
    assert Practice.objects.get().source == "https://city.example/warm"
    document = Attachment.objects.get()
    assert document.name == "saved.txt"
    assert document.path.read_text().startswith("Warm and dry schools\n\nThe schools were cold")


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "empty"), (pdf_of(b""), "Recognise its text first (OCR)"), (b"\x89PNG\r\n\x1a\n1", "Such a file")],
)
def test_a_document_that_cannot_be_read_leaves_nothing_behind(office, settings, body, said):
    answer = send(client_of(office.ella), body)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert list(settings.READING_ROOT.glob("*/*")) == []


def test_a_document_is_its_readers_and_is_gone_when_they_say_so(office):
    ella, omar = client_of(office.ella), client_of(office.omar)
    url = send(ella, FINNISH).url
    assert omar.get(url).status_code == 404
    assert omar.post(url, {"forget": ""}).status_code == 404
    assert "koulut.docx" not in omar.get(reverse("practice:read")).content.decode()
    assert "koulut.docx" in ella.get(reverse("practice:read")).content.decode()
    ella.post(url, {"forget": ""})
    assert ella.get(url).status_code == 404


def test_a_practice_that_is_hidden_takes_nothing_from_a_document(office):
    hidden = made(office, circle=office.team, owner=office.strategy)
    omar = client_of(office.omar)
    assert omar.get(reverse("practice:read") + f"?practice={hidden.pk}").status_code == 404
    assert send(omar, FINNISH, query=f"?practice={hidden.pk}").status_code == 404


def test_a_document_goes_after_thirty_days_and_when_it_names_somebody_who_is_erased(
    office, django_capture_on_commit_callbacks
):
    client = client_of(office.ella)
    send(client, FINNISH)
    tidy(timezone.now() + timedelta(days=29))
    (kept,) = kept_by(office.ella)
    # Something is taken of it just before.
    kept.about("")
    soon = (timezone.now() + timedelta(days=29)).timestamp()
    os.utime(kept.told, (soon, soon))
    tidy(timezone.now() + timedelta(days=31))
    assert not kept_by(office.ella)
    send(client, docx_of("Written by Maija Esimerkki for everybody."))
    for name, left in (("Other Body", 1), ("Maija Esimerkki", 0)):
        with django_capture_on_commit_callbacks(execute=True):
            forget([], Names(frozenset([name])))
        assert len(kept_by(office.ella)) == left
