"""Names that a source states for places, beside GeoNames and our own table of exonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES, Version, text
from kokoaan.places.found_by import put_together
from kokoaan.places.models import Place, PlaceName

# Our own table, made by hand, is shown before what any other source states.
FIRST = "exonyms"
SOME = 500


@transaction.atomic
def add_names(rows: Iterable[tuple[int, str, str]], source: str) -> int:
    """Make (place, language, name) rows all that a source states; return how many names it now has.

    A place is found by these names, and shown by them in languages that our own table lacks. Places that the
    database does not have are passed over.
    """
    wanted = {(key, lang, words.strip()[:200]) for key, lang, words in rows if fold(words)}
    known = set(Place.objects.values_list("pk", flat=True))
    wanted = {row for row in wanted if row[0] in known}
    stored = set(PlaceName.objects.filter(source=source).values_list("place_id", "lang", "text"))
    if gone := stored - wanted:
        PlaceName.objects.filter(source=source, place__in={key for key, *_ in gone}).delete()
        stored = set(PlaceName.objects.filter(source=source).values_list("place_id", "lang", "text"))
    PlaceName.objects.bulk_create(
        PlaceName(place_id=key, lang=lang, text=words, folded=fold(words)[:200], source=source, preferred=bool(lang))
        for key, lang, words in sorted(wanted - stored)
    )
    put_together({key for key, *_ in (wanted - stored) | gone})
    show_names({key for key, *_ in wanted | gone})
    return len(wanted)


def show_names(ids: Iterable[int]) -> None:
    """Let places be shown by the names that sources state for them in fi, sv and en."""
    keys = sorted(set(ids))
    for start in range(0, len(keys), SOME):
        some = keys[start : start + SOME]
        names = stated(some)
        places = Place.objects.in_bulk(some)
        changed = [place for key, place in places.items() if place.name != names.get(key, {})]
        for place in changed:
            place.name = names.get(place.pk, {})
        Place.objects.bulk_update(changed, ["name"])


def stated(ids: Iterable[int]) -> dict[int, dict[str, Version]]:
    """Return the name in each language that sources state, our own table's first, then by the source's key."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = PlaceName.objects.filter(place__in=list(ids), lang__in=LANGUAGES, preferred=True)
    for key, lang, words, source in rows.order_by("source", "pk").values_list("place_id", "lang", "text", "source"):
        if source == FIRST or lang not in found[key]:
            found[key][lang] = words
    return {key: text(**{lang: names.get(lang, "") for lang in LANGUAGES}) for key, names in found.items()}
