"""A person who is erased is nowhere any more: not in rows, history, meetings, nor after a backup is brought back."""

import io
import json
from urllib.parse import parse_qs, quote_plus

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from kokoaan.desk.models import Meeting
from kokoaan.lib.text import text
from kokoaan.organisations import erasing
from kokoaan.organisations.erasing import erase, replay
from kokoaan.organisations.models import Acquaintance, ContactDetail, Erasure, Person, PersonalNote, Role
from kokoaan.organisations.tests.makers import make_detail, make_note, make_organisation, make_person, make_role
from kokoaan.partners.models import Agreement, Commitment, Tie
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create, delete
from kokoaan.records.documents.keeping import keep
from kokoaan.records.documents.types import TEXT
from kokoaan.records.models import Attachment, ChangeSet, Outbox, SavedView
from kokoaan.records.models.saved_view import normal
from kokoaan.records.undoing import Choice, undo


@pytest.fixture(autouse=True)
def beside(settings, tmp_path):
    settings.VAR, settings.ATTACHMENT_ROOT = tmp_path, tmp_path / "attachments"


def make_paper(person, name):
    """A document of a person, with a file of its own."""
    kept = keep(SimpleUploadedFile(name, name.encode()), TEXT)
    told = {"name": kept.name, "media_type": kept.media_type, "size": kept.size, "sha256": kept.sha256}
    model = ContentType.objects.get_for_model(Person)
    return create(Attachment(model=model, record=person.uid, title=name, **told), by=None)


def dumped_json():
    out = io.StringIO()
    call_command("dumpdata", exclude=["contenttypes", "auth.permission"], stdout=out)
    return out.getvalue()


def dumped():
    """All that the database holds, as text."""
    return dumped_json().encode().decode("unicode_escape")


def make_all(office):
    """A person with everything, also things that are gone or were called otherwise; and a meeting."""
    person = make_person(office, "Zorblatt", "Ansa", title="Ms", also="Ansa Qwertinen")
    change(person, {"family": "Zorblatt-Xyzzy"}, by=office.ella, reason="Ansa Zorblatt has married.")
    make_role(person, make_organisation(office, "Body"), function="Chief Plugh")
    gone = make_note(office, person, "plugh was here")
    delete(gone, by=office.ella, reason="plugh")
    make_note(office, person, "plugh is here", circle=office.team)
    make_detail(office, person, "plugh@example.org", circle=office.team)
    create(Acquaintance(person=person, user=office.ella, note="plugh"), by=None)
    make_paper(person, "plugh.txt")
    delete(make_paper(person, "plugh, earlier.txt"), by=office.ella)
    meeting = Meeting(who="Tallinn, Ansa Zorblatt-Xyzzy", about="ansa zorblatt-xyzzy said yes; Ansa Qwertinen too.")
    meeting.owner, meeting.circle = office.strategy, office.staff
    meeting.links = {"people": [person.pk]}
    create(meeting, by=office.ella)
    change(meeting, {"next_step": "Write to Ansa Zorblatt-Xyzzy"}, by=office.ella)
    unlinked = Meeting(who="Zorblatt, Ansa", about="Before we knew her: Ansa Zorblatt.", owner=office.strategy)
    unlinked.circle = office.team
    create(unlinked, by=office.ella)
    return person, meeting


@pytest.mark.django_db(transaction=False)
def test_nothing_of_an_erased_person_is_left(office, settings, django_capture_on_commit_callbacks):
    person, meeting = make_all(office)
    uid = person.uid
    assert len(list(settings.ATTACHMENT_ROOT.iterdir())) == 2
    assert "plugh" in dumped().lower()
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, office.ella, "asked")
    left = dumped().lower()
    for word in ("zorblatt", "xyzzy", "qwertinen", "plugh"):
        assert word not in left, left[left.find(word) - 200 : left.find(word) + 200]
    for model in (Person, Role, Acquaintance, ContactDetail, PersonalNote, Attachment):
        assert not model.objects.exists()
    assert list(settings.ATTACHMENT_ROOT.iterdir()) == []
    meeting.refresh_from_db()
    assert meeting.who == "Tallinn, […]"
    assert Outbox.objects.filter(kind="person", key=str(uid)).exists()
    (event,) = Erasure.objects.all()
    assert (event.uid, event.by, event.why) == (uid, office.ella, "asked")
    assert erasing.path().read_text().startswith(f"{uid} asked ")


def test_names_go_from_the_texts_of_every_kind_but_not_from_what_a_record_is_called(office):
    person = make_person(office, "Äijö-Zorblatt", "Väinö")
    own = {"owner": office.strategy, "circle": office.team}
    said = "Väinö Äijö-Zorblatt said so"
    house = make_organisation(office, "Väinö Äijö-Zorblatt Foundation", notes=said, summary=text(fi=said))
    tie = create(Tie(organisation=house, kind="partner", reason=text(en=said), **own), by=office.ella)
    agreement = create(Agreement(title=text(en="Of all"), summary=text(en=said), tie=tie, **own), by=office.ella)
    promise = Commitment(agreement=agreement, what=text(en="Come."), who="Äijö-Zorblatt, Väinö")
    create(promise, by=office.ella)
    change(tie, {"decision": "1"}, by=office.ella, reason=said)
    delete(promise, by=office.ella)
    erase(person, office.ella, "asked")
    left = json.dumps(json.loads(dumped_json()), ensure_ascii=False).lower()
    left = left.replace("väinö äijö-zorblatt foundation", "")
    # The folded name of the foundation is its name.
    assert "väinö äijö-zorblatt" not in left
    assert "äijö-zorblatt, väinö" not in left
    house.refresh_from_db()
    assert (house.name, house.notes) == ("Väinö Äijö-Zorblatt Foundation", "[…] said so")


def test_names_go_from_the_searches_that_people_saved_and_from_their_history(office):
    person = make_person(office, "Äijö-Zorblatt", "Väinö")
    asked = [normal(f"status=active&q={said}") for said in ("Väinö Äijö-Zorblatt", "äijö-zorblatt, väinö", "Väinö")]
    view = SavedView(name="His", kind="tie", query=asked[0], owner=office.strategy, circle=office.team)
    create(view, by=office.ella)
    change(view, {"query": asked[1]}, by=office.ella)
    other = SavedView(name="Any", kind="tie", query=asked[2], owner=office.strategy, circle=office.team)
    create(other, by=office.ella)
    erase(person, office.ella, "asked")
    assert quote_plus("Äijö-Zorblatt").lower() not in dumped_json().lower()
    assert quote_plus("äijö").lower() not in dumped_json().lower()
    view.refresh_from_db()
    other.refresh_from_db()
    assert (parse_qs(view.query), other.query) == ({"q": ["[…]"], "status": ["active"]}, asked[2])


def test_others_keep_their_history_and_a_meeting_can_still_be_undone(office):
    person, meeting = make_all(office)
    other = make_person(office, "Stays", "Bo")
    change(other, {"title": "Mr"}, by=office.ella, reason="Said on the phone")
    erase(person, office.ella, "asked")
    assert other.title == "Mr"
    assert ChangeSet.objects.filter(reason="Said on the phone").exists()
    for changeset in ChangeSet.objects.filter(changes__record=meeting.uid).distinct():
        undo(changeset, by=office.ella, choice=Choice.OVERWRITE)
    assert not Meeting.objects.filter(pk=meeting.pk).exists()
    death = ChangeSet.objects.filter(changes__record=meeting.uid).order_by("-pk")[0]
    undo(death, by=office.ella)
    assert not Meeting.objects.get(uid=meeting.uid).people.exists()


def test_what_a_backup_brings_back_is_erased_again(office, django_capture_on_commit_callbacks):
    person, meeting = make_all(office)
    rows = [*Person.objects.all(), *Role.objects.all(), *PersonalNote.objects.all(), meeting]
    backup = serializers.serialize("json", rows)
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, office.ella, "over")
    assert replay() == 0
    # The backup is from before the erasure, which it therefore does not know.
    Erasure.objects.all().delete()
    for row in serializers.deserialize("json", backup):
        row.save()
    assert Person.objects.exists()
    assert replay() == 1
    assert "zorblatt" not in dumped().lower()
    assert Erasure.objects.get().why == "over"


def brought_back(person, also=()):
    """The person as a backup from before the erasure brings them back, who is erased in the file only."""
    backup = serializers.serialize("json", [Person.objects.get(pk=person.pk), *also])
    return lambda: [row.save() for row in serializers.deserialize("json", backup)]


BROKEN = ("nonsense", "0000 asked 2026-01-01", "c0ffee00-0000-4000-8000-000000000000 whim 2026-01-01", "c0ffee00-00")


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("last", [True, False])
def test_a_broken_line_is_named_and_the_others_are_erased(
    last, broken, office, caplog, django_capture_on_commit_callbacks
):
    person = make_person(office, "Zorblatt", "Ansa")
    back = brought_back(person)
    if not last:
        erasing.path().write_text(broken)
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, office.ella, "asked")
    if last:
        erasing.path().write_text(erasing.path().read_text() + broken)
    Erasure.objects.all().delete()
    back()
    assert replay() == 1
    assert not Person.objects.exists()
    assert f"line {2 if last else 1}" in caplog.text
    assert broken in caplog.text


def test_who_cannot_be_erased_again_is_named_and_the_others_are_erased(office, caplog, monkeypatch):
    for name in ("Needed", "Zorblatt"):
        person = make_person(office, name, "Ansa")
        erasing.path().open("a").write(f"{person.uid} asked 2026-01-01\n")
    needed = Person.objects.get(family="Needed")

    def check(person):
        if person.pk == needed.pk:
            raise ValidationError("Others need this person.")

    monkeypatch.setattr(erasing, "check_unneeded", check)
    assert replay() == 1
    assert list(Person.objects.all()) == [needed]
    assert str(needed.uid) in caplog.text


def test_a_name_of_one_word_leaves_texts_alone(office):
    person = make_person(office, "Spring", "")
    meeting = Meeting(who="Spring", about="Spring in Paris", owner=office.strategy, circle=office.staff)
    create(meeting, by=None)
    erase(person, None, "never")
    meeting.refresh_from_db()
    assert meeting.about == "Spring in Paris"


def test_only_those_who_may_delete_erase_and_they_say_why(office):
    person = make_person(office)
    address = reverse("person:erase", args=[person.pk])
    ella = client_of(office.ella)
    assert "cannot be undone" in ella.get(address).content.decode()
    assert ella.post(address, {}).status_code == 200
    assert Person.objects.exists()
    assert ella.post(address, {"why": "asked"}).url == reverse("person:index")
    assert not Person.objects.exists()
    hidden = make_person(office, circle=office.team)
    assert client_of(office.omar).post(reverse("person:erase", args=[hidden.pk]), {"why": "asked"}).status_code == 404
    assert Person.objects.exists()
