"""Everything that lasts from one partial date to another asks the same of the two."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from kokoaan.lib.partial_date import PartialDateField
from kokoaan.records.models import Record

PAIRS = (("begins", "ends"), ("since", "until"))


def spells():
    """Every kind of record that lasts from one partial date to another, with those two fields."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields if isinstance(field, PartialDateField)}
        if issubclass(model, Record):
            yield from ((model, *pair) for pair in PAIRS if names.issuperset(pair))


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "begins", "ends"), [*spells()], ids=lambda one: getattr(one, "__name__", one))
def test_everything_that_lasts_takes_an_end_known_in_part_and_no_end_before_the_beginning(model, begins, ends):
    def wrong(start, end):
        row = model(**{begins: start, ends: end})
        try:
            row.validate_constraints(exclude={field.name for field in model._meta.fields} - {begins, ends})
        except ValidationError as refused:
            return refused.messages
        return []

    for start, end in (("2014-03", "2014"), ("2014-03-05", "2014-03"), ("2014", "2014-01-01"), ("", "2014")):
        assert wrong(start, end) == []
    for start, end in (("2014-03", "2013"), ("2014-03-05", "2014-02"), ("2014", "2013-12-31")):
        assert wrong(start, end) == ["The end is before the beginning."]
