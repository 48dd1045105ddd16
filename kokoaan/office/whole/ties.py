"""Ties in the overall picture."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.office.whole.asked import Asked
from kokoaan.office.whole.counted import Counted, counted, summed
from kokoaan.office.whole.figure import Figure, Section
from kokoaan.office.whole.sections import STANDING, by_age, by_choice, by_goal, by_unit, care
from kokoaan.partners.models import Tie
from kokoaan.places.continents import CONTINENTS
from kokoaan.places.countries import countries
from kokoaan.strategy.filters import NONE


def of_ties(asked: Asked) -> tuple[Counted, list[Section]]:
    of = counted(asked, Tie, "kind")
    kinds = by_choice(asked, Tie, "kind", of.seconds, Tie.Kind.choices, **STANDING)
    nothing = _("No tie is here that you may see.")
    return of, [
        statuses_of_ties(asked, of.statuses),
        Section("kinds", _("By kind"), kinds, nothing),
        by_region(asked, of.total),
        by_goal(asked, of),
        by_unit(asked, of),
        by_age(asked, of),
        care(asked, of),
    ]


def statuses_of_ties(asked: Asked, counts: Counter[str]) -> Section:
    figures = by_choice(asked, Tie, "status", counts, Tie.Status.choices)
    return Section("statuses", _("Ties by status"), figures, _("No tie is entered yet."))


def by_region(asked: Asked, total: int) -> Section:
    counts = by_country(asked)
    lands, here = countries(), get_language() or "en"
    of_continent = summed((lands.get(code, {}).get("continent", ""), count) for code, count in counts.items())
    figures: list[Figure] = []
    for continent, count in of_continent.most_common():
        figures.append(asked.figure(Tie, CONTINENTS.get(continent, continent), count, **STANDING, continent=continent))
        inside = [(code, n) for code, n in counts.most_common() if lands.get(code, {}).get("continent") == continent]
        figures += [
            asked.figure(Tie, lands[code].get(here, code), n, depth=1, **STANDING, country=code) for code, n in inside
        ]
    if unknown := total - sum(counts.values()):
        figures.append(asked.figure(Tie, _("Not stated"), unknown, **STANDING, continent=NONE))
    note = _("Where the place is; without a place, where the organisation is, if you see the organisation.")
    return Section("regions", _("By region"), figures, note=note)


def by_country(asked: Asked) -> Counter[str]:
    """Ties by country: of their place, else of their organisation's."""
    standing = asked.standing(Tie).order_by()
    placed = standing.exclude(country="").values_list("country").annotate(count=Count("pk"))
    # Asked of each organisation, and not as a list of all that the person sees: the database would begin with that.
    through = standing.filter(
        country="", organisation__circle__in=asked.user.circle_ids, organisation__place__isnull=False
    )
    found = summed(placed)
    found.update(summed(through.values_list("organisation__place__country").annotate(count=Count("pk"))))
    return found
