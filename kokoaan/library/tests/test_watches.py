"""Watches: what they would bring, what is new, and the digest that tells it once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kokoaan.lib.text import text
from kokoaan.library.coming import note_arrivals
from kokoaan.library.digests import due, period_of, tell
from kokoaan.library.models import Arrival, Digest, Look, Often, Watch
from kokoaan.library.tests.makers import make_fact, make_practice
from kokoaan.people.models import CircleMember
from kokoaan.people.tests.office import client_of
from kokoaan.records.changing import change, create
from kokoaan.records.models import ChangeSet, Snapshot

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def make_watch(office, query="origin=found", name="Found ones", who="omar", **changed):
    fields = {"user": office[who], "owner": office["city"], "circle_id": 1, "language": "en", **changed}
    return create(Watch(name=name, query=query, **fields), office[who])


def made_before(days):
    """What the log has so far was done so many days ago."""
    for changeset in ChangeSet.objects.all():
        ChangeSet.objects.filter(pk=changeset.pk).update(at=changeset.at - timedelta(days=days))


def loaded(source, days_ago, *keys):
    snapshot = Snapshot.objects.create(
        source=source, digest=str(days_ago), state=Snapshot.State.LOADED, fetched_at=NOW - timedelta(days=days_ago)
    )
    for key in keys:
        make_fact(key, f"Fact {key}", source=source)
    note_arrivals()
    return snapshot


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_before_it_is_saved_the_page_says_how_many_hits_a_week_and_what_that_rests_on(office):
    make_practice("Old", office["city"], origin="found")
    made_before(28)
    make_practice("New", office["city"], origin="found")
    make_practice("Of ours", office["city"])
    shown = page(client_of(office["omar"]), f"{reverse('watch:add')}?query=origin%3Dfound")
    # Of four weeks, the house's first day is not counted.
    assert "It would bring about 0.2 hits a week: 1 new in the last 4 weeks." in shown
    assert "Only practices of the register are counted" in shown


def test_what_the_first_load_of_a_source_brought_is_no_news_and_the_next_is(office):
    make_practice("Long ago", office["city"])
    made_before(50)
    loaded("jrc", 40, "a", "b")
    loaded("jrc", 7, "c")
    shown = page(client_of(office["omar"]), f"{reverse('watch:add')}?query=origin%3Dwaiting")
    assert "It would bring about 0.1 hits a week: 1 new in the last 7 weeks." in shown
    assert "without the first load of each" in shown
    assert list(Arrival.objects.order_by("pk").values_list("is_first", flat=True)) == [True, False]


def test_a_young_house_says_that_it_is_too_early(office):
    make_practice("New", office["city"], origin="found")
    assert "too early to say" in page(client_of(office["omar"]), f"{reverse('watch:add')}?query=origin%3Dfound")
    assert "There is no search to watch" in page(client_of(office["omar"]), reverse("watch:add"))


def test_a_search_is_saved_from_its_page_and_opens_it_again(office):
    make_practice("Found", office["city"], origin="found")
    client = client_of(office["omar"])
    shown = page(client, "/office/library/?p=1&origin=found&q=")
    assert f"{reverse('watch:add')}?query=origin%3Dfound" in shown
    data = {"name": "Mine", "often": "weekly", "language": "fi", "query": "origin=found"}
    circle = office["staff"].pk
    client.post(reverse("watch:add"), {**data, "owner": office["city"].pk, "circle": circle})
    (watch,) = Watch.objects.all()
    assert (watch.user, watch.query, watch.language) == (office["omar"], "origin=found", "fi")
    assert 'href="/office/library/?origin=found"' in page(client, reverse("watch:inspect", args=[watch.pk]))


def test_new_hits_stand_on_the_page_until_their_person_has_seen_them(office):
    make_practice("Before", office["city"], origin="found")
    watch = make_watch(office)
    make_practice("After", office["city"], origin="found", promise=text(en="It saves much."))
    make_practice("Of ours", office["city"])
    omar, ada = client_of(office["omar"]), client_of(office["ada"])
    for address in (reverse("watch:mine"), reverse("watch:inspect", args=[watch.pk])):
        shown = page(omar, address)
        assert "After" in shown
        assert "It saves much." in shown
        assert "Before" not in shown
        assert "Of ours" not in shown
    assert "This house sends no mail" in page(omar, reverse("watch:mine"))
    assert "After" not in page(ada, reverse("watch:mine"))
    omar.get(reverse("watch:seen", args=[watch.pk]))
    assert ada.post(reverse("watch:seen", args=[watch.pk])).status_code in {302, 403}
    assert not Look.objects.exists()
    omar.post(reverse("watch:seen", args=[watch.pk]))
    assert "Nothing new" in page(omar, reverse("watch:mine"))


def test_a_practice_that_comes_into_sight_is_new_and_one_out_of_sight_is_not(office):
    region = office["region"]
    opened = make_practice("Opened", office["city"], region, origin="found")
    made_before(30)
    watch = make_watch(office)
    hidden = make_practice("Hidden", office["city"], region, origin="found")
    change(opened, {"circle": 1}, None)
    shown = page(client_of(office["omar"]), reverse("watch:inspect", args=[watch.pk]))
    assert "Opened" in shown
    assert str(hidden) not in shown


def test_a_digest_tells_all_watches_once_a_week_and_only_what_the_person_sees_now(office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_watch(office)
    make_watch(office, "origin=ours", "Ours")
    make_watch(office, "origin=ours", "Looked at by hand", often="never")
    make_practice("Found one", office["city"], origin="found")
    make_practice("Of staff", office["city"], office["staff"])
    secret = make_practice("Of the region", office["city"], office["region"])
    assert list(due(Often.WEEKLY, NOW)) == [office["omar"]]
    now = timezone.now()
    tell(office["omar"], Often.WEEKLY, now)
    assert tell(office["omar"], Often.WEEKLY, now) is None
    assert list(due(Often.WEEKLY, now)) == []
    (sent,) = mail.outbox
    assert sent.to == ["omar@example.org"]
    assert sent.subject == "2 new practices in your watches"
    assert "Found one" in sent.body
    assert "Of staff" in sent.body
    assert str(secret) not in sent.body
    assert "http://localhost:8000/office/practice/inspect/" in sent.body
    assert "Looked at by hand" not in sent.body
    CircleMember.objects.all().delete()
    week = now + timedelta(weeks=1)
    make_practice("Of staff too", office["city"], office["staff"])
    tell(type(office["omar"]).objects.get(username="omar"), Often.WEEKLY, week)
    assert len(mail.outbox) == 1
    assert Digest.objects.count() == 2


def test_a_mail_server_that_refuses_leaves_the_digest_to_be_told_again(office, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    make_watch(office)
    make_practice("Found one", office["city"], origin="found")
    with pytest.raises(ConnectionRefusedError):
        tell(office["omar"], Often.WEEKLY, timezone.now())
    assert list(due(Often.WEEKLY, timezone.now())) == [office["omar"]]


def test_weeks_and_days_are_those_of_the_city():
    late_on_sunday = datetime.fromisoformat("2026-11-29T22:30:00+00:00")
    assert period_of(Often.WEEKLY, late_on_sunday) == "2026-W49"
    assert period_of(Often.DAILY, late_on_sunday) == "2026-11-30"
