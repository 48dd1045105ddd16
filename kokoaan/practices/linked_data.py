"""A shared practice as JSON-LD: in the words of schema.org, its themes as concepts of SKOS."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kokoaan.lib.text import Text
from kokoaan.places.models import Place
from kokoaan.practices.telling import Measured, Telling
from kokoaan.records.documents.types import PDF, WORD, Type
from kokoaan.strategy.models import Concept

# Turns a path into an address with the name of the house.
Absolute = Callable[[str], str]

CONTEXT = ["https://schema.org", {"skos": "http://www.w3.org/2004/02/skos/core#"}]
GEONAMES = "https://sws.geonames.org"
# Licences as people write them, by the address that stands for each.
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def linked_data(told: Telling, absolute: Absolute) -> dict[str, Any]:
    """What is known; a property that is not known is left out."""
    one = told.practice
    every: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Article",
        "@id": absolute(reverse("lasting", args=[one.uid])),
        "url": absolute(reverse("practices:practice", args=[one.uid])),
        "headline": in_languages(one.title),
        "abstract": in_languages(one.promise),
        "articleBody": bodies(told),
        "about": [concept(theme) for theme in told.themes],
        "spatialCoverage": place_of(one.place),
        "temporalCoverage": f"{one.begins or '..'}/{one.ends or '..'}" if one.begins or one.ends else "",
        "author": owner(told),
        "contributor": [{"@type": "Organization", "name": name} for name, _row in told.partners],
        "creativeWorkStatus": told.stage,
        "mentions": [observation(measured) for measured in told.evidence],
        "license": LICENCES.get(one.licence, one.licence),
        "inLanguage": told.languages,
        "isBasedOn": one.source,
        "citation": one.addresses,
        "encoding": [file(absolute, "pdf", PDF, one.uid), file(absolute, "docx", WORD, one.uid)],
        "disambiguatingDescription": str(_("An example, not a fact")) if one.is_example else "",
    }
    return known(every)


def known(every: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in every.items() if value not in ("", [], {}, None)}


def in_languages(value: Text) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": one["text"]} for lang, one in value.items() if one.get("text")]


def bodies(told: Telling) -> list[dict[str, str]]:
    """All that is told, in each language in which something is."""
    texts = told.practice.texts[1:]
    pieces = {lang: [one[lang]["text"] for one in texts if one.get(lang, {}).get("text")] for lang in told.languages}
    return [{"@language": lang, "@value": "\n\n".join(some)} for lang, some in pieces.items() if some]


def concept(theme: Concept) -> dict[str, Any]:
    address = theme.key if theme.key.startswith("http") else ""
    named = {"name": in_languages(theme.label), "skos:prefLabel": in_languages(theme.label)}
    return known({"@type": ["DefinedTerm", "skos:Concept"], "@id": address, **named})


def place_of(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "@type": "City",
        "@id": f"{GEONAMES}/{place.pk}/",
        "name": place.local_name,
        "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude},
        "containedInPlace": {"@type": "Country", "identifier": place.country_id, "name": str(place.country)},
    }


def owner(told: Telling) -> dict[str, Any]:
    if not told.whose:
        return {}
    known_as = told.practice.known_owner
    address = known_as.website if known_as else ""
    return known({"@type": "Organization", "name": told.whose, "url": address})


def observation(measured: Measured) -> dict[str, Any]:
    """A result as it was measured: values with their units, as they were written."""
    one = measured.result
    told = {"name": in_languages(one.indicator), "description": one.change, "observationDate": one.as_of}
    return known({"@type": "Observation", **told, "isBasedOn": one.source})


def file(absolute: Absolute, route: str, kind: Type, uid: Any) -> dict[str, str]:
    address = absolute(reverse(f"practices:{route}", args=[uid]))
    return {"@type": "MediaObject", "encodingFormat": kind.media_type, "contentUrl": address}


def as_script(data: dict[str, Any]) -> SafeString:
    """For a page: no text of a practice can end the element that holds it."""
    written = json.dumps(data, ensure_ascii=False)
    for mark in "<>&":
        written = written.replace(mark, f"\\u{ord(mark):04x}")
    return SafeString(written)
