import pytest
from django.db.models import Q

from kokoaan.lib.among import Among
from kokoaan.people.models import Unit

pytestmark = pytest.mark.django_db


def test_keys_are_told_as_one_text():
    one, two, three = (Unit.objects.create(name=name) for name in ("one", "two", "three"))
    assert set(Unit.objects.filter(Among("pk", [one.pk, three.pk]), pk__in=[one.pk, two.pk, three.pk])) == {one, three}


def test_no_keys_are_no_rows_and_leave_the_other_condition_alone():
    one = Unit.objects.create(name="one")
    assert not Unit.objects.filter(Among("pk", [])).exists()
    rows = Unit.objects.filter(Q(Among("parent", [])) | Q(pk=one.pk))
    assert list(rows) == [one]
    assert "1 = 0" not in str(rows.query)


def test_only_whole_numbers_come_into_the_statement():
    with pytest.raises(ValueError, match="invalid literal"):
        Among("pk", ["1) OR (1 = 1"])
