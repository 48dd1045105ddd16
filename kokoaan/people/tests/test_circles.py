from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kokoaan.people.acting import act_for, organisations_of, own_units, us_of
from kokoaan.people.joining import join, leave
from kokoaan.people.models import Circle, CircleMember, Unit, User, circles_of
from kokoaan.people.roles import ROLES, make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_everyone_is_a_circle_of_all_and_an_account_adds_none():
    from django.contrib.auth.models import AnonymousUser

    assert circles_of(AnonymousUser()) == {Circle.EVERYONE}
    assert circles_of(make_user("noor")) == {Circle.EVERYONE}


def test_a_unit_brings_its_subunits_but_not_its_parent():
    city = make_unit("City")
    strategy = make_unit("Strategy", parent=city)
    team = make_unit("Team", parent=strategy)
    circle = make_circle("Strategy department", strategy)
    omar, ella, tove = make_user("omar"), make_user("ella"), make_user("tove")
    make_post(omar, city)
    make_post(ella, strategy)
    make_post(tove, team)
    assert [circle.pk in circles_of(user) for user in (omar, ella, tove)] == [False, True, True]


def test_unit_1_does_not_bring_unit_11():
    units = [make_unit(f"Unit {number}") for number in range(12)]
    circle = make_circle("First", units[0])
    for unit in units[1:]:
        user = make_user(f"user{unit.pk}")
        make_post(user, unit)
        assert circle.pk not in circles_of(user)


def test_sight_moves_when_a_unit_moves():
    city, strategy, culture = make_unit("City"), make_unit("Strategy"), make_unit("Culture")
    strategy.parent = city
    strategy.save()
    team = make_unit("Team", parent=culture)
    circle = make_circle("City staff", city)
    ella = make_user("ella")
    make_post(ella, team)
    assert circle.pk not in circles_of(ella)
    culture.parent = strategy
    culture.save()
    assert circle.pk in circles_of(ella)
    assert Unit.objects.get(pk=team.pk).line == [city.pk, strategy.pk, culture.pk, team.pk]


def test_a_unit_is_not_a_part_of_its_own_subunit():
    city = make_unit("City")
    team = make_unit("Team", parent=make_unit("Strategy", parent=city))
    city.parent = team
    with pytest.raises(ValidationError, match="cannot be a part of itself"):
        city.save()
    city.parent = city
    with pytest.raises(ValidationError, match="cannot be a part of itself"):
        city.save()
    city.refresh_from_db()
    assert city.parent is None


@pytest.mark.parametrize(
    ("begins", "ends", "sees"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (YESTERDAY, None, True),
        (TOMORROW, None, False),
        (None, YESTERDAY, False),
    ],
)
def test_posts_and_memberships_count_on_their_days_only(begins, ends, sees):
    city = make_unit("City")
    circle = make_circle("City staff", city)
    ella, noor = make_user("ella"), make_user("noor")
    make_post(ella, city, begins=begins, ends=ends)
    CircleMember.objects.create(circle=circle, user=noor, begins=begins, ends=ends)
    assert (circle.pk in circles_of(ella, TODAY)) is sees
    assert (circle.pk in circles_of(noor, TODAY)) is sees


def test_an_inactive_account_keeps_everyone_only():
    ella = make_user("ella", is_active=False)
    make_circle("City staff", ella)
    assert circles_of(ella) == {Circle.EVERYONE}


def test_superuser_rights_give_no_sight():
    circle = make_circle("City staff")
    sulo = User.objects.create_superuser("sulo", "sulo@example.org", "secret")
    assert circle.pk not in circles_of(sulo)


def test_who_must_read_joins_and_the_row_says_who_let_them_in():
    circle = make_circle("Strategy department")
    sulo = User.objects.create_superuser("sulo", "sulo@example.org", "secret")
    row = join(circle, sulo, by=sulo, day=TODAY, reason="Answers a complaint.")
    assert circle.pk in circles_of(sulo, TODAY)
    assert (row.added_by, row.begins, row.reason) == (sulo, TODAY, "Answers a complaint.")
    assert join(circle, sulo, by=sulo, day=TODAY) == row
    assert CircleMember.objects.count() == 1


def test_leaving_takes_sight_at_once_and_keeps_the_row():
    circle = make_circle("Strategy department")
    sulo, ella = User.objects.create_superuser("sulo", "sulo@example.org", "secret"), make_user("ella")
    join(circle, ella, by=sulo, day=YESTERDAY)
    assert leave(circle, ella, by=sulo, day=TODAY) == 1
    assert circle.pk not in circles_of(ella, TODAY)
    assert circle.pk in circles_of(ella, YESTERDAY)
    assert CircleMember.objects.get().ended_by == sulo


def test_a_person_without_the_verb_lets_nobody_in():
    circle, omar = make_circle("Strategy department"), make_user("omar")
    with pytest.raises(PermissionDenied):
        join(circle, omar, by=omar)
    with pytest.raises(PermissionDenied):
        leave(circle, omar, by=omar)
    assert not CircleMember.objects.exists()


def test_roles_have_exactly_the_verbs_of_the_table():
    groups = make_roles()
    groups["Expert"].permissions.clear()
    make_roles()
    verbs = {f"{p.content_type.app_label}.{p.codename}" for p in groups["Expert"].permissions.all()}
    assert verbs == set(ROLES["Expert"])


def test_a_person_acts_for_one_of_their_own_organisations():
    city, region, other = make_unit("City"), make_unit("Region"), make_unit("Other")
    ada = make_user("ada")
    make_post(ada, make_unit("Team", parent=city))
    make_post(ada, region)
    assert organisations_of(ada) == [city, region]
    assert us_of(ada) == city
    act_for(ada, region)
    assert us_of(User.objects.get(pk=ada.pk)) == region
    with pytest.raises(ValidationError):
        act_for(ada, other)


def test_us_is_nobody_without_a_post_and_an_ended_post_ends_the_choice():
    city, region = make_unit("City"), make_unit("Region")
    ada = make_user("ada", acts_for=region)
    assert us_of(ada) is None
    assert own_units(ada) == []
    make_post(ada, city)
    assert us_of(ada) == city
    assert own_units(ada) == [city]
