"""Who of the facts an organisation of ours is."""

from __future__ import annotations

from django.db.models import Q

from kokoaan.organisations.models import NamedOrganisation, Organisation
from kokoaan.sources.keys import identity_of


def identities_of(organisation: Organisation) -> list[str]:
    """The identities under which sources name it: by the keys that people joined, and by its name in its country."""
    held = Q(pk__in=())
    for source, key in organisation.identities.values_list("source", "key"):
        held |= Q(source=source, key=key)
    found = set(NamedOrganisation.objects.filter(held).values_list("identity", flat=True))
    if organisation.place is not None:
        found.add(identity_of(organisation.name, organisation.place.country_id))
    return sorted(found)
