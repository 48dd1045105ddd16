"""Who *we* are in a question: a place, or an organisation that stands in one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from kokoaan.finder.errors import BadNeed
from kokoaan.lib.fold import fold
from kokoaan.organisations.models import NamedOrganisation, Organisation
from kokoaan.people.acting import us_of
from kokoaan.people.models import Unit, User
from kokoaan.places.models import Place, PlaceName
from kokoaan.places.names import Candidates, Found, find


@dataclass(frozen=True, slots=True)
class Us:
    """The asker's place; `organisation` when one was named; `why` says how the name was understood.

    `unit` is the organisation of ours that the asker acts for, where an account asks.
    """

    place: Place
    organisation: str = ""
    why: str = ""
    unit: Unit | None = None


def us_of_user(user: User) -> Us | None:
    """The asker in the office: the organisation they act for, in the city that runs this house.

    None while the gazetteer has not been loaded.
    """
    place = Place.objects.select_related("country").filter(pk=settings.CITY_GEONAMES_ID).first()
    unit = us_of(user)
    return Us(place, str(unit or ""), unit=unit) if place else None


def us_named(name: str, user: User | AnonymousUser) -> Us:
    """Return who is meant by name: a place by any of its names, else an organisation that the user may see.

    Raises BadNeed, with the candidates, when it is nobody or could be several.
    """
    # A place's exact name wins; a misspelt one does not win over an organisation's.
    if not PlaceName.objects.filter(folded=fold(name)).exists() and (found := organisation_named(name, user)):
        return found
    answer = find(name)
    if isinstance(answer, Found):
        return Us(answer.place, why=answer.why)
    if isinstance(answer, Candidates):
        shown = "; ".join(f"{place}, {place.country} ({place.pk})" for place in answer.places[:5])
        raise BadNeed(
            _("“%(name)s” could be several places: %(places)s. Add the country after a comma.")
            % {"name": name, "places": shown}
        )
    raise BadNeed(
        _("Neither a place nor an organisation is called “%(name)s”. Try: kokoaan place %(name)s") % {"name": name}
    )


def organisation_named(name: str, user: User | AnonymousUser) -> Us | None:
    """Our own record first; else an organisation of the facts, whose place is known."""
    record = Organisation.objects.visible_to(user).named(name).exclude(place=None).first()
    if record is not None and record.place is not None:
        return Us(record.place, record.name)
    fact = NamedOrganisation.objects.filter(name__iexact=name).exclude(place=None).order_by("pk").first()
    return Us(fact.place, fact.name) if fact is not None and fact.place is not None else None
