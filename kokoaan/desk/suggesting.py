"""What somebody may mean while they type: places, themes, and records of any kind, those that they see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard, cast

from django.apps import apps
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kokoaan.desk.names import PLACE
from kokoaan.lib.fold import fold
from kokoaan.organisations.models import Organisation, Person
from kokoaan.partners.models import Agreement, Clause, Tie
from kokoaan.people.models import User
from kokoaan.places.beginning import LEAST, Called, beginning, by_letters, places_beginning
from kokoaan.places.namesakes import doubtful, told_apart, where, written
from kokoaan.records.models import Record, RecordQuerySet, prints_name_of
from kokoaan.records.register.linking import record_named
from kokoaan.strategy.themes import themes_beginning

SHOWN = 8
LONGEST = 100
# So many places may be what a tie is called by.
SIDES = 30


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is written when it is chosen, what it is called, what it is, which row it means; that row's own name."""

    value: str
    label: str
    what: str
    key: str = ""
    name: str = ""


Suggester = Callable[[str, User], list[Suggestion]]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions for ?kind= and ?q=, as JSON. A record that the person does not see is never among them."""
    typed = request.GET.get("q", "")[:LONGEST]
    suggester = SUGGESTS.get(request.GET.get("kind", ""))
    if suggester is None:
        raise BadRequest("kind")
    user, whole = cast(User, request.user), request.GET.get("within", "")[:LONGEST]
    if within := WITHIN.get(request.GET.get("kind", "")) if whole else None:
        return answered(within(typed, whole, user))
    return answered(suggester(typed, user) if len(fold(typed)) >= LEAST else [])


def answered(found: Sequence[Suggestion]) -> HttpResponse:
    response = JsonResponse({"rows": [sent(one) for one in found[:SHOWN]]})
    response["Cache-Control"] = "private, max-age=60"
    return response


def clauses(typed: str, whole: str, user: User) -> list[Suggestion]:
    """Clauses of one agreement, in its order: those with what was typed in their number or their words."""
    try:
        agreement = record_named(whole, Agreement, user)
    except ValidationError:
        return []
    rows = Clause.objects.visible_to(user).filter(agreement=agreement.pk, folded__contains=fold(typed))
    return told(list(rows.order_by("position", "pk")[: SHOWN + 1]), typed, said)


def sent(one: Suggestion) -> dict[str, str]:
    return {"value": one.value, "label": one.label, "what": one.what, "key": one.key}


def who(typed: str, user: User) -> list[Suggestion]:
    """What is ours and begins so comes first: whoever types its name means it. The rest comes after the places."""
    half = SHOWN // 2
    known = [plainly(one) for one in (*people(typed, user)[:half], *organisations(typed, user)[:half])]
    known = known[: SHOWN * 3 // 4]
    first = [one for one in known if fold(one.label).startswith(fold(typed))]
    return [*first, *places(typed, user)[: SHOWN - len(known)], *(one for one in known if one not in first)]


def plainly(one: Suggestion) -> Suggestion:
    """For a field of several names, without the number: which row is meant goes along in its key."""
    return replace(one, value=one.name or one.label)


Told = Callable[[Any, str], tuple[str, str]]


def records(model: type[Record], *related: str, tell: Told | None = None) -> Suggester:
    """Suggests records of model by their names; `related` is loaded with them, `tell` gives a label and what it is."""

    def suggester(typed: str, user: User) -> list[Suggestion]:
        rows = found(model.objects.visible_to(user).prefetch_related(*related), typed)
        return told(rows, typed, tell or said)

    return suggester


def found(rows: RecordQuerySet, typed: str) -> list[Any]:
    """Rows that are called so, those that begin so first, one more than is shown: it may be the last one's namesake."""
    first: list[Any] = []
    if has_folded(rows.model):
        first = list(rows.filter(beginning("folded", fold(typed))).order_by(by_letters("folded"), "pk")[: SHOWN + 1])
    # Names that hold it elsewhere are looked for among all rows: only when those found by their index are few.
    more = rows.called(typed)[: SHOWN + 1] if len(first) <= SHOWN else ()
    return list({row.pk: row for row in (*first, *more)}.values())[: SHOWN + 1]


def told(rows: Sequence[Any], typed: str, tell: Told) -> list[Suggestion]:
    """Rows in their order; one of several of a name is written with its number, which the field understands."""
    names = [str(row) for row in rows]
    count = Counter(map(fold, names))
    suggestions = []
    for row, name in zip(rows, names, strict=True):
        label, what = tell(row, typed)
        value = name if count[fold(name)] == 1 else f"{name} #{row.pk}"
        suggestions.append(Suggestion(value, label, what, f"{row._meta.model_name}:{row.pk}", name))
    return suggestions


def ties(typed: str, user: User) -> list[Suggestion]:
    """By their place, or by an organisation that all who see the tie see: both are found by their own index."""
    name = typed.partition(" · ")[0]
    there = [one.place.pk for one in places_beginning(name, SIDES)]
    bodies = [row.pk for row in found(Organisation.objects.visible_to(user), name)]
    rows = Tie.objects.visible_to(user).filter(
        Q(place__in=there) | Q(prints_name_of("organisation"), organisation__in=bodies)
    )
    return told(list(rows.select_related("place", "organisation")[: SHOWN + 1]), typed, said)


def said(row: Record, typed: str) -> tuple[str, str]:
    """What tells rows of one name apart, as far as the row itself says it: its kind of record, its choices."""
    shown = [str(row._meta.verbose_name)]
    chosen = (field for field in row._meta.concrete_fields if field.choices and getattr(row, field.attname))
    shown += [str(dict(field.flatchoices).get(getattr(row, field.attname), "")) for field in chosen]
    name = str(row)
    return name, " · ".join(capfirst(words) for words in shown if words and words not in name)


def of_organisation(row: Organisation, typed: str) -> tuple[str, str]:
    """By the name that begins as was typed, where the official one does not."""
    places = [str(row.place), where(row.place)] if row.place else []
    what = " · ".join([row.get_kind_display(), *places])
    begun = next((name for name in row.every_name if name and fold(name).startswith(fold(typed))), row.name)
    return row.name if begun == row.name else f"{begun}: {row.name}", what


def of_person(row: Person, typed: str) -> tuple[str, str]:
    return str(row), str(row.main_role or _("contact"))


organisations = records(Organisation, "place__country", tell=of_organisation)
people = records(Person, "roles__organisation", tell=of_person)


def places(typed: str, user: User) -> list[Suggestion]:
    """Which of several of one name is meant goes along in the key."""
    found = places_beginning(typed, SHOWN)
    unsure = doubtful([one.place for one in found])
    return [of_place(one, is_doubtful=one.place.pk in unsure) for one in found]


def of_place(called: Called, *, is_doubtful: bool) -> Suggestion:
    place = called.place
    label = str(place) if called.name == str(place) else f"{called.name}: {place}"
    kind = _("city")
    told = told_apart(place) if is_doubtful else str(place.country)
    return Suggestion(str(place), label, f"{kind} · {told}", f"{PLACE}:{place.pk}")


def place(typed: str, user: User) -> list[Suggestion]:
    """For one place: with its country, and its number where another has this name, since nothing else goes along."""
    found = places_beginning(typed, SHOWN)
    unsure = doubtful([one.place for one in found])
    told = ((one, {"is_doubtful": one.place.pk in unsure}) for one in found)
    return [replace(of_place(one, **how), value=written(one.place, **how)) for one, how in told]


def theme(typed: str, user: User) -> list[Suggestion]:
    return [Suggestion(label, label, vocabulary) for label, vocabulary in themes_beginning(typed, SHOWN)]


def is_called(model: type[Any]) -> TypeGuard[type[Record]]:
    """Whether records of model are found by what they are called."""
    if not issubclass(model, Record):
        return False
    return has_folded(model) or type(model.objects.all()).called is not RecordQuerySet.called


def has_folded(model: type[Any]) -> bool:
    return any(field.name == "folded" for field in model._meta.concrete_fields)


# What is suggested, by what a field's data-suggest asks for: the name of a model, or one of the last three.
SUGGESTS: dict[str, Suggester] = {
    **{str(model._meta.model_name): records(model) for model in apps.get_models() if is_called(model)},
    "organisation": organisations,
    "person": people,
    "tie": ties,
    "who": who,
    "place": place,
    "theme": theme,
}


# The same where another field of the form says within which record it is.
WITHIN: dict[str, Callable[[str, str, User], list[Suggestion]]] = {"clause": clauses}


def add_suggester(kind: str, suggester: Suggester) -> None:
    """Take in what another room suggests, which this one does not know: the office calls this when it is ready."""
    SUGGESTS[kind] = suggester
