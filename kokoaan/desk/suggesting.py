"""What somebody may mean while they type: places, organisations and people that they see, themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.desk.names import ORGANISATION, PERSON, PLACE
from kokoaan.lib.fold import fold
from kokoaan.organisations.models import Organisation, Person
from kokoaan.people.models import User
from kokoaan.places.beginning import LEAST, Called, places_beginning
from kokoaan.records.register.linking import written
from kokoaan.strategy.themes import themes_beginning

SHOWN = 8
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is written when it is chosen, what it is called, what it is, and which row it means."""

    value: str
    label: str
    what: str
    key: str = ""


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions for ?kind= and ?q=, as JSON. What the person does not see is never among them."""
    typed = request.GET.get("q", "")[:LONGEST]
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        raise BadRequest("kind")
    found = KINDS[kind](typed, cast(User, request.user)) if len(fold(typed)) >= LEAST else []
    response = JsonResponse({"rows": [asdict(one) for one in found[:SHOWN]]})
    response["Cache-Control"] = "private, max-age=60"
    return response


def who(typed: str, user: User) -> list[Suggestion]:
    """What is ours and begins so comes first: whoever types its name means it. The rest comes after the places."""
    known = [*people(typed, user)[: SHOWN // 2], *organisations(typed, user)[: SHOWN // 2]][: SHOWN * 3 // 4]
    first = [one for one in known if fold(one.label).startswith(fold(typed))]
    return [*first, *places(typed, user)[: SHOWN - len(known)], *(one for one in known if one not in first)]


def organisations(typed: str, user: User) -> list[Suggestion]:
    rows = Organisation.objects.visible_to(user).called(typed).select_related("place__country")
    return [of_organisation(row, typed) for row in rows[:SHOWN]]


def of_organisation(row: Organisation, typed: str) -> Suggestion:
    """By the name that begins as was typed, where the official one does not."""
    where = [str(row.place), str(row.place.country)] if row.place else []
    what = " · ".join([row.get_kind_display(), *where])
    begun = next((name for name in row.every_name if name and fold(name).startswith(fold(typed))), row.name)
    label = row.name if begun == row.name else f"{begun}: {row.name}"
    return Suggestion(row.name, label, what, f"{ORGANISATION}:{row.pk}")


def people(typed: str, user: User) -> list[Suggestion]:
    rows = Person.objects.visible_to(user).called(typed).prefetch_related("roles__organisation")
    return [of_person(row) for row in rows[:SHOWN]]


def of_person(row: Person) -> Suggestion:
    what = str(row.main_role or _("contact"))
    return Suggestion(str(row), str(row), what, f"{PERSON}:{row.pk}")


def organisation(typed: str, user: User) -> list[Suggestion]:
    """For one organisation: numbered where several have the name, since the field takes nothing else along."""
    rows = Organisation.objects.visible_to(user).called(typed).select_related("place__country")[:SHOWN]
    return [replace(of_organisation(row, typed), value=written(row, user)) for row in rows]


def person(typed: str, user: User) -> list[Suggestion]:
    rows = Person.objects.visible_to(user).called(typed).prefetch_related("roles__organisation")[:SHOWN]
    return [replace(of_person(row), value=written(row, user)) for row in rows]


def places(typed: str, user: User) -> list[Suggestion]:
    return [of_place(called) for called in places_beginning(typed, SHOWN)]


def of_place(called: Called) -> Suggestion:
    place = called.place
    label = str(place) if called.name == str(place) else f"{called.name}: {place}"
    kind = _("city")
    return Suggestion(str(place), label, f"{kind} · {place.country}", f"{PLACE}:{place.pk}")


def place(typed: str, user: User) -> list[Suggestion]:
    """For one place: with its country, since the field takes nothing else along."""
    found = places_beginning(typed, SHOWN)
    return [Suggestion(f"{one.place}, {one.place.country}", *words(of_place(one))) for one in found]


def words(suggestion: Suggestion) -> tuple[str, str, str]:
    return suggestion.label, suggestion.what, suggestion.key


def theme(typed: str, user: User) -> list[Suggestion]:
    return [Suggestion(label, label, vocabulary) for label, vocabulary in themes_beginning(typed, SHOWN)]


KINDS: dict[str, Callable[[str, User], list[Suggestion]]] = {
    "who": who,
    "place": place,
    "theme": theme,
    "organisation": organisation,
    "person": person,
}
