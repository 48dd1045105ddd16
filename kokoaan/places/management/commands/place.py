from __future__ import annotations

from argparse import ArgumentParser
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kokoaan.lib.text import LANGUAGES
from kokoaan.places.countries import country_code
from kokoaan.places.models import Place
from kokoaan.places.names import Candidates, Found, Nothing, find


class Command(BaseCommand):
    help = "Find a place by any name it has: Tukholma, Åbo, Peking, “Valencia, Venezuela”, even misspelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="+", help="the name, in any language; a country may follow a comma")
        parser.add_argument("--country", metavar="CC", help="the country: its two-letter code or its name")
        parser.add_argument("--json", action="store_true", help="answer for programs")
        parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language to answer in (en)")

    def handle(self, *, name: list[str], country: str | None, json: bool, lang: str, **options: Any) -> None:
        with translation.override(lang):
            answer = find(" ".join(name), checked_country(country))
            if isinstance(answer, Nothing):
                if json:
                    self.write_json({"candidates": [], "near": answer.near})
                raise CommandError(" ".join([answer.why, *hints(answer)]), returncode=2)
            show = self.show_json if json else self.show_text
            show(answer, lang)
            if isinstance(answer, Candidates):
                raise CommandError(
                    _("%(why)s Add the country, as in --country CC or “%(name)s, country”.")
                    % {"why": answer.why, "name": " ".join(name)},
                    returncode=2,
                )

    def show_json(self, answer: Found | Candidates, lang: str) -> None:
        if isinstance(answer, Found):
            self.write_json(as_json(answer.place) | {"why": answer.why})
        else:
            self.write_json({"candidates": [as_json(place) for place in answer.places]})

    def write_json(self, body: dict[str, Any]) -> None:
        self.stdout.write(dumps(body, ensure_ascii=False))

    def show_text(self, answer: Found | Candidates, lang: str) -> None:
        for place in [answer.place] if isinstance(answer, Found) else answer.places:
            self.stdout.write(in_words(place, lang))
        if isinstance(answer, Found):
            self.stdout.write(answer.why)


def checked_country(words: str | None) -> str | None:
    """Return the code of a country that was given; refuse one that is not known."""
    if words is None:
        return None
    if code := country_code(words):
        return code
    raise CommandError(
        _("“%(country)s” is not a country. Give its two-letter code, for example FI.") % {"country": words},
        returncode=2,
    )


def hints(answer: Nothing) -> list[str]:
    if not answer.near:
        return []
    return [_("Names like it: %(names)s.") % {"names": ", ".join(answer.near)}]


def as_json(place: Place) -> dict[str, Any]:
    return {
        "id": place.pk,
        "name": str(place),
        "country": place.country_id,
        "population": place.population,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "timezone": place.timezone,
        "names": {lang: place.name_in(lang) for lang in LANGUAGES},
    }


def in_words(place: Place, lang: str) -> str:
    return _("%(name)s, %(country)s · %(population)s inhabitants · %(timezone)s · GeoNames %(id)d") % {
        "name": place.name_in(lang),
        "country": place.country,
        "population": number_format(place.population, force_grouping=True),
        "timezone": place.timezone,
        "id": place.pk,
    }
