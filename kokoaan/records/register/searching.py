"""How a list is searched: every word in any of its folded columns, or in a name of what a row links to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kokoaan.lib.among import Among
from kokoaan.people.models import User
from kokoaan.records.history import known_to

# So many keys are told to the database one by one; more rows are left to it to find again.
MOST_KEYS = 20_000


def searched(rows: models.QuerySet[Any], words: Sequence[str], register: Any, user: User) -> models.QuerySet[Any]:
    """Those of rows that hold every word. Long words come first: they leave fewer rows for the others."""
    found, few = rows, False
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        found = found.filter(holding(word, register, user, few=few))
        keys = list(found.order_by().values_list("pk", flat=True)[: MOST_KEYS + 1])
        if few := len(keys) <= MOST_KEYS:
            # They are found once: for the next word, for the count and for the page.
            found = rows.filter(Among("pk", keys))
    return found


def holding(word: str, register: Any, user: User, *, few: bool) -> Q:
    """That a row holds the word; `few` says that few rows are asked.

    A column of the row itself that is not a name (a decision's number) is read only for words with a figure in them:
    else the database would read all rows, where it finds those that link to a few others by their index.
    """
    holds = Q(pk__in=())
    for column in register.search_columns:
        if column == "folded" or any(letter.isdigit() for letter in word):
            # What is not folded may hold capitals: Q1757.
            holds |= Q(**{f"{column}__{'contains' if column == 'folded' else 'icontains'}": word})
    for link, column in register.search_linked.items():
        other: Any = register.model._meta.get_field(link).related_model
        known = known_to(user, other).filter(called(other, column, word)).order_by()
        holds |= Q(Exists(known.filter(pk=OuterRef(link)))) if few else one_of(link, known)
    return holds


def one_of(link: str, known: models.QuerySet[Any]) -> Q:
    """That the link leads to one of known, which are looked up first: once for the count and for the page."""
    keys = set(known.values_list("pk", flat=True)[: MOST_KEYS + 1])
    return Q(Among(link, keys)) if len(keys) <= MOST_KEYS else Q(**{f"{link}__in": known.values("pk")})


def called(model: Any, column: str, word: str) -> Q:
    """That the column holds the word; of another record's column, where the row prints that record's name."""
    holds = Q(**{f"{column}__contains": word})
    link, _between, inner = column.partition("__")
    return Q(pk__in=model.objects.names_shared(link).filter(holds).values("pk")) if inner else holds
