"""What both faces show of the library: the same question, the same answer, each with its own template."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from kokoaan.lib.paging import last_page, page_said
from kokoaan.library.asking import Asked, AskForm
from kokoaan.library.facets import FACETS, Option, counted, options
from kokoaan.library.finding import Found, Reader, Shelf, find, shelf_of, values_there
from kokoaan.library.results import Address, results, rows_of
from kokoaan.library.worldwide import map_of_places, map_of_results
from kokoaan.search.folders import IndexTrouble

SHOWN = 20
FURTHEST = 100
NOTHING = Found([], 0)


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet as the form shows it, with its values and what is chosen."""

    name: str
    label: str
    every: str
    options: list[Option]
    chosen: str
    errors: list[str]


def page_of(query: QueryDict, reader: Reader, path: str, address: Address) -> dict[str, Any]:
    """The context of the page. Raises Http404 for more like a thing that the reader may not see."""
    shelf = shelf_of(reader)
    form = AskForm(query, values_there(shelf))
    context: dict[str, Any] = {"form": form, "all": len(shelf), "examples": examples(), "query": query.urlencode()}
    if not form.is_valid():
        return {**context, "filters": filters(form, NOTHING)}
    asked = form.asked
    context |= {"asked": asked, "like": named(asked, reader), "dropped": droppable(query, form)}
    try:
        found = find(asked, reader, shelf)
    except IndexTrouble as trouble:
        return {**context, "trouble": trouble, "filters": filters(form, NOTHING)}
    return {**context, "filters": filters(form, found)} | answered(found, asked, query, shelf, reader, path, address)


def answered(
    found: Found,
    asked: Asked,
    query: QueryDict,
    shelf: Shelf,
    reader: Reader,
    path: str,
    address: Address,
) -> dict[str, Any]:
    last = last_page(len(found.things), SHOWN, FURTHEST)
    number = page_said(query.get("p", ""), last)
    first = (number - 1) * SHOWN
    page = results(found, found.things[first : first + SHOWN], first + 1, reader, address)
    return {
        "found": found,
        "results": page,
        "map": map_of_results(page) if asked.is_anything else map_of_places(shelf.values(), path),
        **pages(query, number, last),
    }


def filters(form: AskForm, found: Found) -> list[Filter]:
    """Every facet; where all that was found is known, its values are those of it, each with how many have it."""
    return [filter_of(name, form, found, counts) for name, counts in counted(found.things).items()]


def filter_of(name: str, form: AskForm, found: Found, counts: Counter[str]) -> Filter:
    chosen, names = form.data.get(name, ""), form.names[name]
    # Of a facet that is chosen, the others could be had only by asking again without it.
    known = bool(found.things) and found.is_whole and not chosen
    offered = [(value, label) for value, label in names.items() if not known or counts[value]]
    facet, errors = FACETS[name], [str(error) for error in form.errors.get(name, [])]
    return Filter(name, str(facet.label), str(facet.every), options(offered, counts if known else None), chosen, errors)


def named(asked: Asked, reader: Reader) -> str:
    """What the thing is called that others are to be like; "" where none is asked."""
    if not asked.like:
        return ""
    kind, _colon, key = asked.like.partition(":")
    if not (kind == "project" or kind == "practice" and is_uid(key)):
        raise Http404
    row = next(iter(rows_of([f"{kind}|{key}"], reader).values()), None)
    if row is None:
        raise Http404
    return str(row)


def is_uid(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True


def droppable(query: QueryDict, form: AskForm) -> list[tuple[str, str]]:
    """Each filter that narrows the answer, as it is called, and this address without it."""
    names = [name for name in (*FACETS, "place") if form.cleaned_data.get(name)]
    return [(f"{form.fields[name].label}: {said(form, name)}", changed(query, name)) for name in names]


def said(form: AskForm, name: str) -> str:
    value = form.cleaned_data[name]
    return form.names[name][value] if name in form.names else str(value)


def changed(query: QueryDict, name: str, value: str = "") -> str:
    """This address with one value changed, or left out, from its first page on."""
    new = query.copy()
    new.pop("p", None)
    new.pop(name, None)
    if value:
        new[name] = value
    return f"?{new.urlencode()}"


def pages(query: QueryDict, number: int, last: int) -> dict[str, Any]:
    return {
        "number": number,
        "last": last,
        "before": changed(query, "p", str(number - 1)) if number > 1 else "",
        "after": changed(query, "p", str(number + 1)) if number < last else "",
    }


def examples() -> list[str]:
    """Questions to begin with."""
    return [
        _("waste heat for district heating"),
        _("fewer cars in the city centre"),
        _("young people who neither work nor study"),
    ]
