"""What one person saves of a public practice waits for another, who accepts or declines it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokoaan.lib.text import text
from kokoaan.people.models import Circle
from kokoaan.people.tests.makers import make_user
from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Practice, PracticeResult
from kokoaan.records.changing import change, create
from kokoaan.records.erasing import Names, take_out
from kokoaan.records.history import history_of
from kokoaan.records.models import ChangeSet
from kokoaan.records.proposing import decline, propose

EVERYONE = Circle.EVERYONE


def make_practice(office, title="Safe routes", circle=None, **more):
    return create(Practice(title=text(en=title), owner=office.strategy, circle=circle or office.staff, **more), None)


@pytest.fixture
def public(office):
    return make_practice(
        office, circle=Circle.objects.get(pk=EVERYONE), solution=text(en="We slow cars at every school.")
    )


def now(practice):
    return Practice.objects.get(pk=practice.pk)


def form_of(practice, **changed):
    title = {"title_en": practice.title["en"]["text"], "solution_en": practice.solution.get("en", {}).get("text", "")}
    held = {"owner": practice.owner_id, "circle": practice.circle_id, "expected_version": practice.version}
    return {**title, **held, "origin": practice.origin, "currency": "EUR", **changed}


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def post(user, name, key, **data):
    return client_of(user).post(reverse(name, args=[key] if key else []), data, follow=True)


def answer(user, proposal, **data):
    page = reverse("changes:proposal", args=[proposal.uid])
    looked = client_of(user).get(page).context["looked"]
    return client_of(user).post(page, {"looked": looked, **data}, follow=True)


def test_saving_a_public_practice_proposes_it_and_says_to_whom_it_goes(office, public):
    done = post(
        office.ella, "practice:edit", public.pk, **form_of(public, title_en="Safer routes", change_reason="Tested.")
    )
    proposal = ChangeSet.objects.get(state="proposed")
    assert "Omar" in said(done)
    assert (str(now(public)), proposal.reason) == ("Safe routes", "Tested.")
    assert "A change by Ella of" in done.content.decode()
    answer(office.omar, proposal, accept="1")
    assert str(now(public)) == "Safer routes"
    (latest, _birth) = history_of(now(public), office.ella)
    assert (latest.changeset.by, latest.changeset.accepted_by) == (office.ella, office.omar)


def test_parts_of_a_public_practice_are_added_and_deleted_by_two(office, public):
    made = {"practice": str(public), "indicator_en": "Trips", "before": "1", "after": "2"}
    post(office.ella, "practiceresult:add", None, **made)
    assert not PracticeResult.objects.exists()
    proposal = ChangeSet.objects.get(state="proposed")
    page = client_of(office.omar).get(reverse("changes:proposal", args=[proposal.uid])).content.decode()
    assert "to be added" in page
    assert "Trips" in page
    answer(office.omar, proposal, accept="1")
    result = PracticeResult.objects.get()
    assert (result.practice_id, result.circle_id, result.after) == (public.pk, EVERYONE, "2")
    post(office.ella, "practiceresult:delete", result.pk, version=result.version)
    assert PracticeResult.objects.exists()
    answer(office.omar, ChangeSet.objects.get(state="proposed"), accept="1")
    assert not PracticeResult.objects.exists()


def test_a_new_practice_for_everyone_is_saved_for_the_organisation_and_proposed(office):
    form = {
        "title_en": "Night buses",
        "origin": "ours",
        "currency": "EUR",
        "owner": office.strategy.pk,
        "circle": EVERYONE,
    }
    done = post(office.ella, "practice:add", None, **form)
    assert "is saved, and seen by City staff" in said(done)
    practice = Practice.objects.get()
    assert practice.circle == office.staff
    answer(office.omar, ChangeSet.objects.get(state="proposed"), accept="1")
    assert now(practice).circle_id == EVERYONE


def test_a_practice_is_proposed_for_the_public_library_once_and_its_parts_follow(office):
    practice = make_practice(office)
    result = create(PracticeResult(practice=practice, indicator=text(en="Trips")), None)
    page = client_of(office.ella).get(reverse("practice:inspect", args=[practice.pk])).content.decode()
    assert "Propose it for the public library" in page
    for _again in range(2):
        post(office.ella, "practice:propose", practice.pk, note="Please.", version=practice.version)
    proposal = ChangeSet.objects.get(state="proposed")
    assert proposal.reason == "Please."
    answer(office.omar, proposal, accept="1")
    result.refresh_from_db()
    assert (now(practice).circle_id, result.circle_id) == (EVERYONE, EVERYONE)


def test_what_was_changed_while_somebody_read_is_not_accepted_unread(office):
    practice = make_practice(office)
    proposal = propose(practice, {"circle": EVERYONE}, office.ella)
    page = reverse("changes:proposal", args=[proposal.uid])
    looked = client_of(office.omar).get(page).context["looked"]
    create(PracticeResult(practice=practice, indicator=text(en="Slipped in")), office.ella)
    for data in ({"looked": looked, "accept": "1"}, {"accept": "1"}):
        done = client_of(office.omar).post(page, data, follow=True)
        assert "while you were reading" in said(done)
    assert now(practice).circle_id == office.staff.pk


def test_only_another_who_sees_it_and_may_change_it_answers(office, public):
    proposal = propose(public, {"title": text(en="Other")}, office.ella)
    page = reverse("changes:proposal", args=[proposal.uid])
    reader = make_user("rita")
    reader.groups.add(office.omar.groups.get())
    reader.groups.get().permissions.remove(*reader.groups.get().permissions.filter(codename="change_practice"))
    for user in (office.ella, reader):
        refused = client_of(user).post(page, {"accept": "1"})
        assert (refused.status_code, refused.url) == (302, "/office/")
    assert str(now(public)) == "Safe routes"
    own = client_of(office.ella).get(page).content.decode()
    assert "It waits for somebody else" in own
    post(office.ella, "changes:proposal", proposal.uid, withdraw="1")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.accepted_by) == ("declined", office.ella)


def test_a_proposal_of_what_is_hidden_does_not_exist(office, public):
    secret = make_practice(office, "Secret", office.team)
    hidden = propose(secret, {"circle": EVERYONE}, office.ella)
    post(office.ella, "practiceresult:add", None, practice=str(public), indicator_en="Whispered", after="2")
    part = ChangeSet.objects.exclude(pk=hidden.pk).get(state="proposed")
    change(public, {"circle": office.team.pk}, office.ella)
    for one in (hidden, part):
        assert client_of(office.omar).get(reverse("changes:proposal", args=[one.uid])).status_code == 404
    listed = client_of(office.omar).get(reverse("changes:proposals"))
    assert listed.context["theirs"] == []


def test_declining_asks_why_and_the_proposer_reads_it(office, public):
    proposal = propose(public, {"title": text(en="Other")}, office.ella)
    for reason in ("", "x" * 501, "\x00"):
        assert answer(office.omar, proposal, decline="1", answer=reason).context["form"].errors
    answer(office.omar, proposal, decline="1", answer="The figure has no source.")
    assert "already" in said(
        client_of(office.omar).post(reverse("changes:proposal", args=[proposal.uid]), {"accept": "1"}, follow=True)
    )
    page = client_of(office.ella).get(reverse("changes:proposals")).content.decode()
    assert "declined by Omar: The figure has no source." in page


def test_a_field_that_moved_on_is_shown_and_asked_about(office, public):
    first = propose(public, {"title": text(en="Other"), "body": "Streets"}, office.ella)
    change(public, {"title": text(en="Third")}, None)
    asked = answer(office.omar, first, accept="1")
    assert [label for label, _later in asked.context["conflicts"]] == ["title"]
    assert "<del>Third</del>" in asked.content.decode()
    answer(office.omar, first, choice="keep", seen=asked.context["seen"])
    assert (str(now(public)), now(public).body) == ("Third", "Streets")


def test_texts_are_told_by_language_with_the_changed_words_marked(office, public):
    proposal = propose(public, {"solution": text(en="We slow cars at most schools.", fi="Hidastamme.")}, office.ella)
    page = client_of(office.omar).get(reverse("changes:proposal", args=[proposal.uid])).content.decode()
    assert "Solution, in Finnish" in page
    assert "<del>every school.</del>" in page
    assert "<ins>most schools.</ins>" in page


def test_the_front_page_and_the_list_say_what_waits_for_whom(office, public):
    propose(public, {"title": text(en="Other")}, office.ella)
    front = client_of(office.omar).get("/office/").content.decode()
    assert "Proposals to answer" in front
    assert "to be changed · by Ella" in front
    assert "to be changed · by Ella" not in client_of(office.ella).get("/office/").content.decode()
    lists = client_of(office.ella).get(reverse("changes:proposals")).context
    assert (len(lists["theirs"]), len(lists["mine"])) == (0, 1)


def test_lists_of_proposals_ask_as_much_of_three_as_of_nine(office, public):
    def asked(user):
        client = client_of(user)
        client.get(reverse("changes:proposals"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("changes:proposals"))
        return len(captured)

    counts = []
    for number in (3, 6):
        for _proposal in range(number):
            propose(public, {"title": text(en="Other")}, office.ella)
        counts.append((asked(office.ella), asked(office.omar)))
    assert counts[0] == counts[1]


def test_names_are_taken_out_of_proposals_and_answers(office, public):
    proposal = propose(public, {"body": "Ansa Example's team"}, office.ella, reason="Ansa Example said so.")
    decline(proposal, office.omar, "Ansa Example left.")
    take_out(Names(frozenset({"Ansa Example"})))
    proposal.refresh_from_db()
    said = (proposal.reason, proposal.answer, proposal.changes.get().new)
    assert said == ("[…] said so.", "[…] left.", "[…]'s team")


def test_a_translation_that_still_holds_is_proposed(office, public):
    old = {"en": {"text": "Buses"}, "fi": {"text": "Bussit", "machine": True}}
    change(public, {"promise": old}, None)
    key = f"practice:{public.pk}:{public.version}:promise:fi"
    client_of(office.ella).post(reverse("languages:holds"), {"holds": key})
    assert now(public).promise == old
    answer(office.omar, ChangeSet.objects.get(state="proposed"), accept="1")
    assert "machine" not in now(public).promise["fi"]
