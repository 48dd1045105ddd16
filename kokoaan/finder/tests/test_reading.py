from kokoaan.finder.reading import KINDS
from kokoaan.organisations.models import Kind


def test_every_kind_of_organisation_that_a_source_may_name_can_be_ranked():
    assert KINDS.keys() == set(Kind)
