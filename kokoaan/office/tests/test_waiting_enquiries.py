from datetime import timedelta

import pytest
from django.utils import timezone

from kokoaan.office.waiting import waiting_for
from kokoaan.people.acting import units_of
from kokoaan.people.tests.office import office
from kokoaan.practices.models import Enquiry
from kokoaan.records.changing import change, create

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def ask(office, question, **changed):
    today = timezone.localdate()
    days = {"came": today, "deadline": today + timedelta(days=14)}
    fields = {"city": "City of Example", "owner": office.strategy, "circle": office.staff, **days, **changed}
    return create(Enquiry(question=question, **fields), None)


def test_enquiries_wait_for_their_unit_the_late_ones_first(office):
    today = timezone.localdate()
    ask(office, "New?")
    ask(office, "Old?", deadline=today - timedelta(days=1))
    change(ask(office, "Answered?"), {"state": "answered", "answer": "So."}, office.ella)
    ask(office, "Another unit's?", owner=office.streets)
    groups = waiting_for(office.ella, units_of(office.ella), today)
    group = next(one for one in groups if one.title == "Questions from other cities")
    assert [(item.title, item.is_late) for item in group.items] == [("Old?", True), ("New?", False)]
    assert group.total == 2
