from calendar import monthrange
from datetime import date

import pytest
from django.db.models import Value
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kokoaan.lib.partial_date import ends_too_early, first_day, not_before

partial = st.builds(
    lambda day, known: day.isoformat()[:known],
    st.dates(date(2013, 1, 1), date(2016, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


def last_day(value):
    if len(value) == 10:
        return date.fromisoformat(value)
    year, month = int(value[:4]), int(value[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(partial, partial)
@example("2014-03", "2014")
@example("2014", "2014-03-05")
@example("2014-03-05", "2014-03")
def test_an_end_is_refused_only_where_none_of_its_days_can_follow_the_beginning(begins, ends):
    right = first_day(begins) <= last_day(ends)
    assert ends_too_early(begins, ends) is not right
    known = {"begins": Value(begins), "ends": Value(ends)}
    assert not_before("begins", "ends").check(known) is right
