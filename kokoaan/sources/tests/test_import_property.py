"""Whatever the order of rows, and however often they are brought in, the facts are the same."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokoaan.places.names import Resolver
from kokoaan.projects.models import Participation, Project
from kokoaan.records.models import Outbox
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.runner import Wishes, fetch
from kokoaan.sources.tests import files
from kokoaan.sources.tests.test_runner import facts

pytestmark = pytest.mark.django_db

TOWNS = [("Helsinki", "FI"), ("Turku", "FI"), ("Wien", "AT"), ("Nowhere", "FI"), ("", "FI"), ("München", "DE")]

rows = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["900", "901", ""]),
        st.sampled_from(["Lab", "LAB", "Läb", "Institute"]),
        st.sampled_from(TOWNS),
        st.sampled_from(["coordinator", "participant"]),
    ),
    min_size=1,
    max_size=12,
)


def organisation(project, number, name, place, role):
    town, country = place
    shape = files.ORGANISATION | {"geolocation": "", "nutsCode": ""}
    return (
        shape
        | {"projectID": str(project), "organisationID": number, "name": name, "city": town}
        | {
            "country": country,
            "role": role,
        }
    )


def key_of(row):
    return row["projectID"], row["organisationID"] or row["name"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, seed=st.integers(0, 1000))
def test_order_and_repetition_change_nothing(world, tmp_path, rows, seed):
    # One row for each project and organisation: two with different towns are numbered as they come.
    made = list({key_of(row): row for row in (organisation(*row) for row in rows)}.values())
    projects = files.many_projects(4)
    Participation.objects.all().delete()
    Project.objects.all().delete()

    def bring(name, projects, members):
        path = files.cordis_zip(tmp_path / name, projects, members)
        return fetch(
            SOURCES["cordis"], [path], wishes=Wishes(quiet=True, again=True, any_count=True), resolver=Resolver()
        )

    bring("first-h2020.zip", projects, made)
    before = facts()
    Outbox.objects.all().delete()
    shuffled = random.Random(seed)  # noqa: S311
    shuffled.shuffle(made)
    shuffled.shuffle(projects)
    bring("second-h2020.zip", projects, made)
    assert facts() == before
    assert not Outbox.objects.exists()
