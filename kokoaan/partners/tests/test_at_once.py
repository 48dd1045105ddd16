"""Parts added while others narrow or delete their whole: seen as it is in the end, or refused in words."""

import json
import subprocess
import sys

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse

from kokoaan.lib.tests.house import House
from kokoaan.lib.text import text
from kokoaan.partners.models import Agreement, Clause, Commitment, Tie
from kokoaan.partners.tests.makers import make_agreement, make_clause, make_commitment, make_house, make_tie
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create, delete
from kokoaan.records.models import Attachment
from kokoaan.records.register import views

FILE = {"name": "plan.txt", "media_type": "text/plain", "size": 1, "sha256": "0" * 64}


def new_parts(agreement):
    """New parts of an agreement as it was read, one of them of one of its clauses."""
    kind, clause = ContentType.objects.get_for_model, make_clause(agreement)
    return [
        Clause(agreement=agreement, number="2", heading=text(en="Late"), text=text(en="Shall.")),
        Commitment(agreement=agreement, what=text(en="Late")),
        Attachment(model=kind(agreement), record=agreement.uid, title="Late", **FILE),
        Attachment(model=kind(clause), record=clause.uid, title="Late", **FILE),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("which", range(4))
def test_a_part_takes_the_circle_that_its_whole_has_when_it_is_saved(which):
    house = make_house()
    agreement = make_agreement(house)
    part = new_parts(agreement)[which]
    change(Agreement.objects.get(), {"circle": house["strategy"]}, None)
    assert create(part, None).circle == house["strategy"]


@pytest.mark.django_db
@pytest.mark.parametrize("which", range(4))
def test_a_part_of_what_was_deleted_meanwhile_is_refused_in_words(which):
    agreement = make_agreement(make_house())
    part = new_parts(agreement)[which]
    delete(Agreement.objects.get(), None)
    with pytest.raises(ValidationError, match="not there any more"):
        create(part, None)
    assert not any(model.objects.exists() for model in (Clause, Commitment, Attachment))


def filled_in(page):
    """What a browser would post of a form as it is shown."""
    return {bound.html_name: bound.value() for bound in page.context["form"] if bound.value() not in (None, "", [])}


def between(monkeypatch, name, act):
    """Let somebody else act after a page has read the record and before it saves."""
    saving = getattr(views, name)
    monkeypatch.setattr(views, name, lambda *args, **kwargs: (act(), saving(*args, **kwargs))[1])


@pytest.mark.django_db
def test_a_form_of_what_was_deleted_meanwhile_says_so_and_keeps_what_was_typed(monkeypatch):
    house = make_house()
    promise, ella = make_commitment(make_agreement(house)), client_of(house["ella"])
    page = reverse("commitment:edit", args=[promise.pk])
    data = filled_in(ella.get(page)) | {"what_en": "Send", "whom": "The people"}
    between(monkeypatch, "change_or_propose", lambda: delete(Commitment.objects.get(), None))
    said = ella.post(page, data).content.decode()
    assert "It was deleted in the meantime" in said
    assert "The people" in said


@pytest.mark.django_db
def test_deleting_what_was_deleted_meanwhile_is_said(monkeypatch):
    house = make_house()
    tie, ella = make_tie(house), client_of(house["ella"])
    between(monkeypatch, "delete_or_propose", lambda: delete(Tie.objects.get(), None))
    answer = ella.post(reverse("tie:delete", args=[tie.pk]), follow=True)
    assert "It was deleted in the meantime" in answer.content.decode()


@pytest.mark.django_db
def test_a_new_part_of_what_was_deleted_meanwhile_is_refused_beside_the_form(monkeypatch):
    house = make_house()
    agreement, ella = make_agreement(house), client_of(house["ella"])
    between(monkeypatch, "create_or_propose", lambda: delete(Agreement.objects.get(), None))
    data = {"agreement": str(agreement), "side": "ours", "state": "open", "what_en": "Send the plans"}
    said = ella.post(reverse("commitment:add"), data).content.decode()
    assert "What it belongs to is not there any more" in said
    assert "Send the plans" in said


@pytest.mark.django_db
def test_a_form_names_the_part_that_is_not_right_and_keeps_what_was_typed():
    house = make_house()
    agreement, ella = make_agreement(house), client_of(house["ella"])
    make_commitment(agreement, what="Send the plans")
    # Written before more was asked.
    Commitment.objects.update(evidence="no address")
    page = reverse("agreement:edit", args=[agreement.pk])
    data = filled_in(ella.get(page)) | {"title_en": "On ferries", "circle": house["strategy"].pk}
    said = ella.post(page, data).content.decode()
    assert "Commitment “Send the plans”, what shows it: an address: Enter a valid URL." in said
    assert "On ferries" in said
    agreement.refresh_from_db()
    assert agreement.circle == house["staff"]


@pytest.mark.django_db
def test_who_may_no_longer_see_a_record_is_not_told_how_it_was_changed(monkeypatch):
    house = make_house()
    tie, omar = make_tie(house), client_of(house["omar"])
    hide = lambda: change(Tie.objects.get(), {"circle": house["strategy"], "decision": "zxq"}, None)  # noqa: E731
    page = reverse("tie:edit", args=[tie.pk])
    data = filled_in(omar.get(page))
    between(monkeypatch, "change_or_propose", hide)
    answer = omar.post(page, data)
    assert answer.status_code == 404
    assert "zxq" not in answer.content.decode()


ROLES = {
    "clauses": "create(Clause(agreement=seen, number=str(n), heading=text(en='x'), text=text(en='y')), None)",
    "promises": "create(Commitment(agreement=seen, what=text(en='x')), None)",
    "documents": "create(Attachment(model=kind(seen), record=seen.uid, title='x', **FILE), None)",
    "of a clause": "create(Attachment(model=kind(clause), record=clause.uid, title='x', **FILE), None)",
    "narrow": "change(Agreement.objects.get(), {'circle': circles[n % 2]}, None)",
    "delete": "n == 5 and delete(Agreement.objects.get(), None)",
}
# Each tries again and again; what is refused must be refused in words.
ACT = """
import sys
import django
django.setup()
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from kokoaan.lib.text import text
from kokoaan.partners.models import *
from kokoaan.records.changing import change, create, delete
from kokoaan.records.models import Attachment
kind = ContentType.objects.get_for_model
FILE = {file}
seen, clause, circles = Agreement.objects.get(), Clause.objects.get(), {circles}
print("ready", flush=True)
sys.stdin.readline()
for n in range(20):
    try:
        {act}
    except (ValidationError, Agreement.DoesNotExist) as refused:
        print(type(refused).__name__)
"""


def at_once(house, roles, circles):
    """Let processes act at the same moment; return what each printed. None may break."""
    begun = []
    for role in roles:
        code = ACT.format(file=FILE, circles=circles, act=ROLES[role])
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        begun.append(subprocess.Popen([sys.executable, "-c", code], env=house.environ, text=True, **pipes))
    for process in begun:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in begun:
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=300) for process in begun]
    assert [process.returncode for process in begun] == [0] * len(begun), [err for _out, err in ended]
    return [out for out, _err in ended]


def wholes_and_parts(house):
    """The circles of the agreement, and of all parts, as the other processes have left them."""
    code = """
import json, django
django.setup()
from kokoaan.partners.models import *
from kokoaan.records.models import Attachment
of = lambda *models: sorted({row.circle_id for model in models for row in model.objects.all()})
count = [model.objects.count() for model in (Clause, Commitment, Attachment)]
print(json.dumps([of(Agreement), of(Clause, Commitment, Attachment), count]))
"""
    run = subprocess.run([sys.executable, "-c", code], env=house.environ, capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_parts_that_many_add_while_the_whole_is_narrowed_are_seen_as_it_is(tmp_path):
    rooms = make_house()
    make_clause(make_agreement(rooms))
    house = House(tmp_path)
    circles = [rooms["staff"].pk, rooms["strategy"].pk]
    at_once(house, ["clauses", "promises", "documents", "of a clause", "narrow"], circles)
    whole, parts, count = wholes_and_parts(house)
    assert whole == parts == [rooms["strategy"].pk]
    assert count == [21, 20, 40]


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_no_part_outlives_a_whole_that_is_deleted_while_many_add(tmp_path):
    rooms = make_house()
    make_clause(make_agreement(rooms))
    house = House(tmp_path)
    said = at_once(house, ["clauses", "documents", "of a clause", "delete"], [])
    assert wholes_and_parts(house) == [[], [], [0, 0, 0]]
    assert {line for out in said for line in out.splitlines()} <= {"ValidationError", "NotRight", "DoesNotExist"}
