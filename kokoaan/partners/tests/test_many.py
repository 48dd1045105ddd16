"""One change to many ties: a status is moved with its reason and date, and what would not be right is named first."""

import pytest
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.partners.models import EarlierStatus, Tie
from kokoaan.partners.tests.makers import make_agreement, make_commitment, make_house, make_tie
from kokoaan.people.tests.office import client_of
from kokoaan.records.models import ChangeSet
from kokoaan.records.register.together import Act, planned
from kokoaan.records.undoing import undo

pytestmark = pytest.mark.django_db
WHY = {"since": "2022-03", "decision": "HEL 2", "reason_en": "War."}


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def ella(house):
    return client_of(house["ella"])


def look(client, act, **given):
    rows = [f"{row.pk}:{row.version}" for row in Tie.objects.order_by("pk")]
    return client.post(reverse("tie:together"), {"row": rows, "act": act, "given": "1", **given}, follow=True)


def do(client, act, **given):
    return look(client, act, step="do", looked=look(client, act, **given).context["looked"], **given)


def test_a_status_of_many_is_moved_and_what_they_were_is_kept(house, ella):
    for place in ("Tallinn", "Tartu"):
        make_tie(house, place=place, decision="HEL 1")
    make_tie(house, place="Narva", status="suspended", since="2020", reason=text(en="Long ago."))
    page = look(ella, "status", status="suspended", **WHY)
    assert page.context["groups"] == [("active", "suspended", 2)]
    assert page.context["plan"].same == 1
    assert not EarlierStatus.objects.exists()
    before = ChangeSet.objects.count()
    do(ella, "status", status="suspended", **WHY)
    assert ChangeSet.objects.count() == before + 1
    told = {(row.status, row.since, row.until, row.decision) for row in EarlierStatus.objects.all()}
    assert (told, EarlierStatus.objects.count()) == ({("active", "2018", "2022-03", "HEL 1")}, 2)
    moved = Tie.objects.filter(since="2022-03")
    assert {(row.status, row.decision, row.reason["en"]["text"]) for row in moved} == {("suspended", "HEL 2", "War.")}
    undo(ChangeSet.objects.first(), house["ella"])
    assert not EarlierStatus.objects.exists()
    assert Tie.objects.filter(status="active", since="2018").count() == 2


def test_the_undo_of_a_few_rows_names_one_and_says_how_many_more(house, ella):
    for place in ("Tallinn", "Tartu", "Narva"):
        make_tie(house, place=place)
    do(ella, "status", status="suspended", **WHY)
    page = ella.get(reverse("changes:undo", args=[ChangeSet.objects.first().uid]))
    assert page.context["name"].startswith("Tallinn")
    assert page.context["name"].endswith(" and 2 more")
    assert " more" not in ella.get(reverse("changes:undo", args=[ChangeSet.objects.last().uid])).context["name"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"reason_en": ""}, "Say why: somebody will ask."),
        ({"since": ""}, "Say since when; the year is enough."),
        ({"since": "last year"}, "is not a year, a month"),
    ],
)
def test_a_move_that_lacks_something_is_told_beside_its_field(changed, told, house, ella):
    make_tie(house)
    page = look(ella, "status", status="suspended", step="do", **{**WHY, **changed})
    assert told in page.content.decode()
    assert page.context["plan"] is None
    assert Tie.objects.get().status == "active"


def test_rows_that_would_not_be_right_are_named_with_the_field_before_anything_is_written(house, ella):
    make_tie(house, place="Tallinn", begins="2023", since="2018")
    make_tie(house, place="Tartu", since="2024")
    make_tie(house, place="Narva")
    page = look(ella, "status", status="ended", **WHY)
    said = page.content.decode()
    assert len(page.context["plan"].edits) == 1
    assert "Tallinn · cooperation agreement · active: The end is before the beginning." in said
    assert "Tartu · cooperation agreement · active: In this status since: The present status began in 2024" in said
    do(ella, "status", status="ended", **WHY)
    assert [row.other_side for row in Tie.objects.filter(status="ended")] == ["Narva"]


def test_a_row_that_is_not_right_as_it_stands_is_named_in_the_preview(house):
    make_tie(house)
    Tie.objects.update(review="soon")
    plan = planned(Tie.objects.all(), {Tie.objects.get().pk: 1}, Act("owner"), house["city"].pk + 1)
    ((_tie, why),) = plan.unable
    assert "Review due: “soon” is not a year" in why


def test_a_part_that_is_not_right_stops_all_and_is_named(house, ella):
    agreement = make_agreement(house)
    promise = make_commitment(agreement, what="Send the plans")
    type(promise).objects.update(evidence="no address")
    data = {"row": f"{agreement.pk}:1", "act": "circle", "given": "1", "circle": house["strategy"].pk}
    page = reverse("agreement:together")
    looked = ella.post(page, data).context["looked"]
    said = ella.post(page, {**data, "step": "do", "looked": looked}, follow=True).content.decode()
    assert "Nothing was changed: Send the plans: What shows it: an address: Enter a valid URL." in said
