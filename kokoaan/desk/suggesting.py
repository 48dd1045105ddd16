"""What somebody may mean while they type: places, organisations that they see, themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.desk.names import ORGANISATION, PLACE
from kokoaan.lib.fold import fold
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import User
from kokoaan.places.beginning import LEAST, Called, places_beginning
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
    """Suggestions for ?kind= and ?q=, as JSON. An organisation that the person does not see is never among them."""
    typed = request.GET.get("q", "")[:LONGEST]
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        raise BadRequest("kind")
    found = KINDS[kind](typed, cast(User, request.user)) if len(fold(typed)) >= LEAST else []
    response = JsonResponse({"rows": [asdict(one) for one in found[:SHOWN]]})
    response["Cache-Control"] = "private, max-age=60"
    return response


def who(typed: str, user: User) -> list[Suggestion]:
    """Organisations that begin so come first: whoever types their name means them. Others come after the places."""
    known = organisations(typed, user)[: SHOWN // 2]
    first = [one for one in known if fold(one.label).startswith(fold(typed))]
    return [*first, *places(typed, user)[: SHOWN - len(known)], *(one for one in known if one not in first)]


def organisations(typed: str, user: User) -> list[Suggestion]:
    rows = Organisation.objects.visible_to(user).filter(folded__contains=fold(typed)).select_related("place__country")
    folded = fold(typed)
    ranked = sorted(rows.order_by("name", "pk")[:50], key=lambda row: not row.folded.startswith(folded))
    return [of_organisation(row) for row in ranked]


def of_organisation(row: Organisation) -> Suggestion:
    where = [str(row.place), str(row.place.country)] if row.place else []
    what = " · ".join([row.get_kind_display(), *where])
    return Suggestion(row.name, row.name, what, f"{ORGANISATION}:{row.pk}")


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


KINDS: dict[str, Callable[[str, User], list[Suggestion]]] = {"who": who, "place": place, "theme": theme}


def add_suggester(kind: str, suggester: Callable[[str, User], list[Suggestion]]) -> None:
    """Take in what another room suggests, which this one does not know: the office calls this when it is ready."""
    KINDS[kind] = suggester
