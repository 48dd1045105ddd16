from datetime import date

import pytest
from django.utils import timezone

from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Use
from kokoaan.practices.tests.shared import make_practice
from kokoaan.practices.tests.test_shared_page import address
from kokoaan.practices.using import use_of

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def test_people_are_counted_by_day_and_by_what_and_nothing_else_is_kept(client, office):
    practice = make_practice(office)
    for route in ("practice", "practice", "practice", "pdf", "docx", "data"):
        client.get(address(practice, route), headers=BROWSER)
    assert dict(Use.objects.values_list("what", "count")) == {"page": 3, "pdf": 1, "docx": 1, "data": 1}
    assert set(Use.objects.values_list("day", flat=True)) == {timezone.localdate()}
    assert str(use_of(practice)) == "Opened 3 times this year, taken away 3 times."
    assert {field.name for field in Use._meta.get_fields()} == {"id", "practice", "day", "what", "count"}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": ""},
        {**BROWSER, "Sec-Purpose": "prefetch"},
    ],
)
def test_programs_are_not_counted(headers, client, office):
    client.get(address(make_practice(office)), headers=headers)
    assert not Use.objects.exists()


def test_own_staff_and_looks_at_headers_are_not_counted(client, office):
    practice = make_practice(office)
    client_of(office.ella).get(address(practice), headers=BROWSER)
    client.head(address(practice), headers=BROWSER)
    assert not Use.objects.exists()


def test_only_the_year_is_told(office):
    practice = make_practice(office)
    Use.objects.create(practice=practice, day=date(2025, 12, 31), what="page", count=9)
    Use.objects.create(practice=practice, day=date(2026, 1, 1), what="page", count=1)
    assert str(use_of(practice, date(2026, 5, 1))) == "Opened 1 time this year, taken away 0 times."
