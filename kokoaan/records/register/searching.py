"""How a list is searched: every word in any of its folded columns, or in a name of what a row links to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from kokoaan.people.models import User
from kokoaan.records.history import known_to

# So many rows are told one by one; more are left to the database.
MOST_KEYS = 2_000


def searched(rows: models.QuerySet[Any], words: Sequence[str], register: Any, user: User) -> models.QuerySet[Any]:
    """Those of rows that hold every word. Few are found once, for the count and for the page."""
    holding_all = rows
    for word in words:
        holding_all = holding_all.filter(holding(word, register, user))
    if not words:
        return rows
    keys = list(holding_all.order_by().values_list("pk", flat=True)[: MOST_KEYS + 1])
    return holding_all if len(keys) > MOST_KEYS else rows.filter(pk__in=keys)


def holding(word: str, register: Any, user: User) -> Q:
    """That a row holds the word. What rows link to is looked up first, once for the count and for the page.

    A column of the row itself that is not a name (a decision's number) is read only for words with a figure in them:
    else the database would read all rows, where it finds those that link to a few others by their index.
    """
    holds = Q(pk__in=())
    for column in register.search_columns:
        link, _between, inner = column.partition("__")
        if inner:
            holds |= linked(link, inner, word, register, user)
        elif column == "folded" or any(letter.isdigit() for letter in word):
            holds |= Q(**{f"{column}__contains": word})
    for link, column in register.search_linked.items():
        holds |= linked(link, column, word, register, user)
    return holds


def linked(link: str, column: str, word: str, register: Any, user: User) -> Q:
    """Rows whose link leads to something that the searcher may know and that holds the word."""
    other: Any = register.model._meta.get_field(link).related_model
    known = known_to(user, other).filter(**{f"{column}__contains": word}).order_by()
    keys = set(known.values_list("pk", flat=True)[: MOST_KEYS + 1])
    return Q(**{f"{link}__in": list(keys) if len(keys) <= MOST_KEYS else known.values("pk")})
