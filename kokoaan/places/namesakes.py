"""Places of one name, told apart: by state or country, by how many people live there, by their GeoNames id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kokoaan.lib.fold import fold
from kokoaan.places.bearers import Bearer, bearer
from kokoaan.places.choosing import largest, rivals
from kokoaan.places.countries import state_name
from kokoaan.places.models import Place, PlaceName


def doubtful(places: Collection[Place]) -> set[int]:
    """Keys of the places that their name and country do not say for sure: by one query, however many places."""
    names = {place.pk: (fold(str(place)), place.country_id) for place in places}
    rows = PlaceName.objects.filter(
        folded__in={folded for folded, _country in names.values()},
        place__country__in={country for _folded, country in names.values()},
    ).values_list(
        *("folded", "place__country", "place_id", "place__latitude", "place__longitude"),
        *("place__population", "preferred"),
    )
    found: dict[tuple[str, str], dict[int, Bearer]] = defaultdict(dict)
    for folded, country, key, latitude, longitude, population, preferred in rows:
        new = bearer(key, (latitude, longitude), population, preferred=preferred)
        known = found[folded, country].get(key, new)
        found[folded, country][key] = max(new, known, key=lambda one: one.weight)
    return {key for key, name in names.items() if not is_sure(key, list(found[name].values()))}


def is_sure(key: int, bearers: list[Bearer]) -> bool:
    """Whether the name means this one of its bearers; a place that has none of its own names is no question."""
    if not bearers:
        return True
    best = largest(bearers)
    return best.id == key and not rivals(best, bearers)


def where(place: Place) -> str:
    """The state where one is known, and the country."""
    state = state_name(place.region) if place.country_id == "US" else ""
    return ", ".join(filter(None, (state, str(place.country))))


def told_apart(place: Place) -> str:
    """All that tells it from its namesakes."""
    people = number_format(place.population, force_grouping=True)
    told = _("%(count)s inhabitants") % {"count": people}
    return f"{where(place)} · {told} · #{place.pk}"


def written(place: Place, *, is_doubtful: bool | None = None) -> str:
    """As a form writes it and reads it again: "Tallinn, Estonia"; "Springfield, Illinois, United States (#4250542)"."""
    if place.pk in doubtful([place]) if is_doubtful is None else is_doubtful:
        return f"{place}, {where(place)} (#{place.pk})"
    return f"{place}, {place.country}"
