import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.duplicates import views
from kokoaan.duplicates.finding import find_pairs
from kokoaan.duplicates.kinds import KINDS
from kokoaan.duplicates.models import Verdict
from kokoaan.organisations.models import Organisation, OrganisationIdentity, Person, Role
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle, User
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.records.merging import merge
from kokoaan.records.models import Attachment, ChangeSet
from kokoaan.search.tests.makers import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(office):
    def made(name, circle=None, model=Organisation, **fields):
        return create(model(name=name, owner=office.strategy, circle=circle or office.staff, **fields), by=office.ella)

    return made


@pytest.fixture
def ella(office):
    return client_of(office.ella)


@pytest.fixture
def omar(office):
    return client_of(office.omar)


def compare_url(keep, gone, kind="organisation"):
    return f"{reverse('duplicates:compare')}?kind={kind}&keep={keep.uid}&gone={gone.uid}"


def said(response):
    return response.content.decode()


def merged(client, keep, gone, **posted):
    versions = {"keep_version": again(keep).version, "gone_version": again(gone).version}
    return client.post(compare_url(keep, gone), {"kind": "organisation", **versions, **posted})


def again(record):
    return type(record).objects.get(pk=record.pk)


def test_a_pair_is_shown_with_its_reasons_judged_and_remembered(index, add, ella, office):
    one, other = add("Harbour Forum"), add("Harbor Forum")
    index()
    find_pairs(KINDS["organisation"])
    page = said(ella.get(reverse("duplicates:pairs")))
    assert (
        "They are spelt almost the same: “Harbor Forum”, “Harbour Forum”." in page or "Harbour Forum”, “Harbor" in page
    )
    judged = {"kind": "organisation", "one": one.uid, "other": other.uid}
    ella.post(reverse("duplicates:judge"), {**judged, "says": "unsure", "reason": "Ask them."})
    page = said(ella.get(reverse("duplicates:pairs")))
    assert "Ella said on" in page
    assert "Ask them." in page
    ella.post(reverse("duplicates:judge"), {**judged, "says": "not"})
    assert Verdict.objects.get().says == "not"
    assert "No pair waits for an answer." in said(ella.get(reverse("duplicates:pairs")))
    assert "None that you see is like it." in said(ella.get(f"{reverse('duplicates:pairs')}?of={one.uid}"))


def test_what_was_said_is_shown_to_who_sees_both_and_can_be_changed(index, add, ella, omar, office):
    one, other = add("Harbour Forum", office.team), add("Harbor Forum", office.team)
    index()
    find_pairs(KINDS["organisation"])
    judged = {"kind": "organisation", "one": one.uid, "other": other.uid}
    ella.post(reverse("duplicates:judge"), {**judged, "says": "not", "reason": "Two towns."})
    page = f"{reverse('duplicates:pairs')}?kind=organisation&said=1"
    assert "Two towns." in said(ella.get(page))
    assert "Harbour" not in said(omar.get(page))
    assert omar.post(reverse("duplicates:judge"), {**judged, "says": "same"}).status_code == 404
    ella.post(reverse("duplicates:judge"), {**judged, "says": "unsure", "reason": "Ask them."})
    assert "Ask them." in said(ella.get(page))
    assert Verdict.objects.get().says == "unsure"


def test_who_was_unsure_is_asked_again_after_a_change(index, add, ella):
    one, other = add("Harbour Forum"), add("Harbor Forum")
    index()
    find_pairs(KINDS["organisation"])
    judged = {"kind": "organisation", "one": one.uid, "other": other.uid, "says": "unsure"}
    ella.post(reverse("duplicates:judge"), judged)
    assert "Ella said on" in said(ella.get(reverse("duplicates:pairs")))
    change(other, {"website": "https://harbor.example"}, by=None)
    page = said(ella.get(reverse("duplicates:pairs")))
    assert "Harbor Forum" in page
    assert "Ella said on" not in page


def test_who_says_the_same_goes_on_to_compare_merges_and_takes_it_back(add, ella, office):
    keep, gone = add("Harbour Forum"), add("Harbor Forum", website="https://harbor.example")
    tie = create(
        Tie(
            place=make_place(1, "Turku"), kind="partner", organisation=gone, owner=office.strategy, circle=office.staff
        ),
        by=None,
    )
    OrganisationIdentity.objects.create(source="cordis", key="1", organisation=gone)
    told = {"name": "x.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    model = ContentType.objects.get_for_model(gone)
    create(Attachment(model=model, record=gone.uid, title="Minutes", **told), by=None)
    judged = {"kind": "organisation", "one": keep.uid, "other": gone.uid, "says": "same"}
    assert ella.post(reverse("duplicates:judge"), judged).url == compare_url(keep, gone)
    page = said(ella.get(compare_url(keep, gone)))
    assert {"Ties: 1", "Identities: 1", "Documents: 1"} <= {
        one.strip() for line in page.splitlines() for one in line.split(";")
    }
    response = merged(ella, keep, gone, **{"field-name": "keep", "field-website": "gone"})
    assert response.url == reverse("organisation:inspect", args=[keep.pk])
    keep.refresh_from_db()
    assert (keep.name, keep.website, again(tie).organisation) == ("Harbour Forum", "https://harbor.example", keep)
    page = said(ella.get(response.url))
    assert "“Harbor Forum” was merged into “Harbour Forum”." in page
    assert "Merged: “Harbor Forum” became a part of this record" in page
    ella.post(reverse("changes:undo", args=[ChangeSet.objects.first().uid]))
    assert again(tie).organisation == again(gone)
    assert again(gone).website == "https://harbor.example"
    assert again(keep).website == ""


def test_old_addresses_lead_to_the_kept_record_for_who_sees_it_and_nowhere_for_others(add, ella, omar, client, office):
    keep, gone = add("Forum", office.team), add("Forum B", office.team)
    number, forever = reverse("organisation:inspect", args=[gone.pk]), reverse("lasting", args=[gone.uid])
    merged(ella, keep, gone)
    page = reverse("organisation:inspect", args=[keep.pk])
    assert ella.get(number).url == page
    assert ella.get(forever).url == page
    assert f"/id/{keep.uid}" in said(ella.get(page))
    for stranger in (omar, client):
        assert stranger.get(forever).status_code == 404
        assert said(stranger.get(forever)) == said(stranger.get("/id/00000000-0000-4000-8000-000000000000"))
    assert omar.get(number).status_code == 404
    third = add("Forum C", office.team)
    merged(ella, third, keep)
    assert ella.get(forever).url == ella.get(number).url == reverse("organisation:inspect", args=[third.pk])


def test_who_does_not_see_both_can_neither_compare_nor_judge_nor_hear_of_them(index, add, omar, office):
    seen, hidden = add("Harbour Forum"), add("Harbour Forum zxq", office.team)
    index()
    find_pairs(KINDS["organisation"])
    assert "zxq" not in said(omar.get(reverse("duplicates:pairs")))
    assert "zxq" not in said(omar.get(f"{reverse('duplicates:pairs')}?of={seen.uid}"))
    assert omar.get(compare_url(seen, hidden)).status_code == 404
    assert omar.post(compare_url(seen, hidden)).status_code == 404
    judged = {"kind": "organisation", "one": seen.uid, "other": hidden.uid, "says": "same"}
    assert omar.post(reverse("duplicates:judge"), judged).status_code == 404
    assert "zxq" not in said(omar.get(f"{reverse('duplicates:typed')}?record=organisation&name=Harbour Forum"))
    assert Organisation.objects.count() == 2


def test_what_the_person_does_not_see_moves_unnamed_and_the_merge_can_be_taken_back_by_them(add, omar, office):
    keep, gone = add("Forum"), add("Forum B")
    place = make_place(1, "Turku")
    secret = Tie(
        place=place,
        kind="partner",
        organisation=gone,
        reason="zxq",
        decision="zxq",
        owner=office.strategy,
        circle=office.team,
    )
    create(secret, by=office.ella)
    page = said(omar.get(compare_url(keep, gone)))
    assert "Nothing that you see points at it." in page
    response = merged(omar, keep, gone, reason="One body.")
    assert again(secret).organisation == keep
    assert "One body." in said(omar.get(response.url))
    undo = reverse("changes:undo", args=[ChangeSet.objects.first().uid])
    page = said(omar.get(undo))
    assert "“Forum B” became a part" in page
    assert "zxq" not in page
    assert "Turku" not in page
    change(secret, {"organisation": None}, by=office.ella, reason="zxq")
    page = said(omar.post(undo))
    assert "Something hidden" in page
    assert "zxq" not in page
    assert "Ella" not in page
    omar.post(undo, {"choice": "overwrite"})
    assert again(secret).organisation == again(gone)


def test_a_later_edit_is_listed_when_a_merge_is_undone_and_may_be_kept(add, ella, office):
    keep, gone = add("Forum"), add("Forum B", website="https://b.example")
    tie = create(
        Tie(
            place=make_place(1, "Turku"), kind="partner", organisation=gone, owner=office.strategy, circle=office.staff
        ),
        by=None,
    )
    merged(ella, keep, gone, **{"field-website": "gone"})
    undo = reverse("changes:undo", args=[ChangeSet.objects.first().uid])
    change(again(keep), {"website": "https://later.example"}, by=office.omar)
    change(again(tie), {"organisation": None}, by=office.omar)
    page = said(ella.post(undo))
    assert "Website: Omar" in page
    assert ": organisation: Omar" in page
    ella.post(undo, {"choice": "keep"})
    assert again(keep).website == "https://later.example"
    assert again(tie).organisation is None
    assert again(gone).name == "Forum B"


def test_a_merge_is_told_no_more_once_the_kept_record_is_hidden(add, omar, office):
    keep, gone = add("Harbour Forum"), add("Harbor Forum")
    office.omar.groups.add(Group.objects.get(name="Coordinator"))
    merged(omar, keep, gone, **{"field-name": "keep"})
    changeset = ChangeSet.objects.get(by=office.omar)
    undo = reverse("changes:undo", args=[changeset.uid])
    assert "Harbour Forum" in said(omar.get(reverse("changes:mine")))
    change(again(keep), {"circle": office.team.pk, "name": "Merger talks"}, by=office.ella)
    assert "Merger talks" not in said(omar.get(reverse("changes:mine")))
    assert omar.get(undo).status_code == omar.post(undo).status_code == 404


def test_two_circles_are_never_joined_without_a_choice(add, ella, office):
    keep, gone = add("Forum"), add("Forum B", office.team, notes="secret plan")
    response = merged(ella, keep, gone)
    assert "Choose who sees the one that is kept." in said(response)
    assert Organisation.objects.count() == 2
    merged(ella, keep, gone, **{"field-circle": "gone"})
    assert again(keep).circle == office.team


def test_somebody_who_saved_in_between_is_heard(add, ella, office):
    keep, gone = add("Forum"), add("Forum B")
    change(gone, {"notes": "x"}, by=office.omar)
    posted = {"kind": "organisation", "keep_version": keep.version, "gone_version": 1}
    assert "Nothing was merged. Look again, then merge." in said(ella.post(compare_url(keep, gone), posted))


def test_the_first_save_of_a_new_record_asks_about_likes_and_the_second_adds_it(add, ella, omar, office):
    add("Harbour Forum"), add("Harbour Forum of zxq", office.team)
    form = {"name": "Harbor Forum", "kind": "unknown", "owner": office.city.pk, "circle": office.staff.pk}
    url = reverse("organisation:add")
    assert f'data-likely="{reverse("duplicates:typed")}?record=organisation"' in said(omar.get(url))
    page = said(omar.post(url, form))
    assert "Is it one of these?" in page
    assert "They are spelt almost the same" in page
    assert "zxq" not in page
    assert Organisation.objects.count() == 2
    omar.post(url, {**form, "add_anyway": "1"})
    assert Organisation.objects.filter(name="Harbor Forum").exists()


def test_what_is_typed_is_answered_with_links_and_reasons(add, ella):
    record = add("Harbour Forum")
    answer = said(ella.get(f"{reverse('duplicates:typed')}?record=organisation&name=Harbor Forum"))
    assert reverse("organisation:inspect", args=[record.pk]) in answer
    assert said(ella.get(f"{reverse('duplicates:typed')}?record=organisation&name=x")).strip() == ""
    assert ella.get(f"{reverse('duplicates:typed')}?record=place").status_code == 404


def test_a_part_of_itself_is_never_made(add, ella):
    grand = add("Grandparent")
    top = add("Commission", parent=grand)
    middle = add("Directorate", parent=top)
    low = add("Unit", parent=middle)
    page = said(ella.get(compare_url(low, top)))
    assert "would lead back to the record itself" in page
    merged(ella, low, top)
    assert (again(low).parent, again(middle).parent) == (grand, low)
    ella.post(reverse("changes:undo", args=[ChangeSet.objects.first().uid]))
    assert (again(low).parent, again(middle).parent, again(top).parent) == (middle, again(top), grand)


def test_two_contacts_become_one_with_their_roles(add, ella, office):
    def person(given):
        return create(Person(given=given, family="Meri", owner=office.strategy, circle=office.staff), by=None)

    forum, keep, gone = add("Forum"), person("Maija"), person("Maia")
    role = create(Role(person=gone, organisation=forum, function="Mayor"), by=None)
    versions = {"keep_version": keep.version, "gone_version": gone.version}
    ella.post(compare_url(keep, gone, "person"), {"kind": "person", **versions})
    assert again(role).person == keep
    ella.post(reverse("changes:undo", args=[ChangeSet.objects.first().uid]))
    assert again(role).person == again(gone)


def test_the_list_asks_the_same_number_of_queries_however_many_pairs(index, add, ella):
    for number in range(4):
        add(f"Forum {number}"), add(f"Forum {number} ry")
    index()
    find_pairs(KINDS["organisation"])
    ella.get(reverse("duplicates:pairs"))
    with CaptureQueriesContext(connection) as few:
        ella.get(reverse("duplicates:pairs"))
    for number in range(4, 12):
        add(f"Forum {number}"), add(f"Forum {number} ry")
    index()
    find_pairs(KINDS["organisation"])
    with CaptureQueriesContext(connection) as many:
        assert said(ella.get(reverse("duplicates:pairs"))).count('class="pair"') == 12
    assert len(many) == len(few)


def test_a_record_of_everyone_leads_a_visitor_to_its_public_page_where_there_is_one(client, office):
    everyone = Circle.objects.get(pk=Circle.EVERYONE)
    tie = create(Tie(place=make_place(1, "Turku"), kind="partner", owner=office.strategy, circle=everyone), by=None)
    body = create(Organisation(name="Forum", owner=office.strategy, circle=everyone), by=None)
    assert client.get(reverse("lasting", args=[tie.uid])).url == reverse("public:ties")
    assert client.get(reverse("lasting", args=[body.uid])).status_code == 404
    noor = client_of(User.objects.create_user("noor"))
    assert noor.get(reverse("lasting", args=[body.uid])).status_code == 404


def test_a_reason_is_read_by_those_who_saw_both_when_it_was_written(index, add, ella, omar, office):
    one, other = add("Harbour Forum", office.team), add("Harbor Forum", office.team)
    index()
    find_pairs(KINDS["organisation"])
    judged = {"kind": "organisation", "one": one.uid, "other": other.uid, "says": "not", "reason": "zxq"}
    ella.post(reverse("duplicates:judge"), judged)
    for record in (one, other):
        change(record, {"circle": office.staff}, by=None)
    page = f"{reverse('duplicates:pairs')}?said=1"
    assert "zxq" in said(ella.get(page))
    assert "Harbour Forum" in said(omar.get(page))
    assert "zxq" not in said(omar.get(page))


def test_of_two_merges_into_each_other_at_once_the_second_is_refused_in_words(add, ella, office, monkeypatch):
    one, other = add("Forum"), add("Forum B")
    seen = views.record_seen

    def seen_before_somebody_merged(kind, uid, user):
        """The other person's merge falls between this one's look and their lock."""
        found = seen(kind, uid, user)
        if uid == str(one.uid) and Organisation.objects.count() == 2:
            held = seen(kind, str(other.uid), user)
            merge(held, again(one), {}, by=office.omar)
        return found

    monkeypatch.setattr(views, "record_seen", seen_before_somebody_merged)
    answer = ella.post(compare_url(other, one), {"kind": "organisation", "keep_version": 1, "gone_version": 1})
    assert answer.status_code == 200
    assert "in the meantime" in said(answer)
    assert Organisation.objects.get() == other


@pytest.mark.parametrize(
    "asked",
    [
        {"record": "organisation", "name": "Forum\x00", "wikidata": "Q\x00"},
        {"record": "tie", "place": "Springfield (#999999999999999999)", "kind": "\x00", "organisation": "x" * 5000},
        {"record": "membership", "organisation": "#1"},
        {"record": "person", "given": "😀", "family": "٠" * 400},
        {"record": "jointproject", "name_fi": "<script>" * 90},
    ],
)
def test_whatever_is_typed_is_answered(asked, add, ella):
    assert ella.get(reverse("duplicates:typed"), asked).status_code == 200
