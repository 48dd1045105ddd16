"""What a list knows of saved views: those that open it, the one it was opened by, and where to save it as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from kokoaan.people.models import User
from kokoaan.records.models import SavedView
from kokoaan.records.models.saved_view import LONGEST, normal

# More views than these are found in their register.
SHOWN = 12
# What every list understands besides its filters.
OF_EVERY_LIST = {"q", "ordering"}


class QueryField(forms.CharField):
    """Filters as a list's address writes them, put the one way."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def clean(self, value: Any) -> str:
        return normal(super().clean(value))


@dataclass(frozen=True, slots=True)
class SavedViews:
    """What records/_saved_views.html shows.

    `passed_over` are filters that the list no longer has, or whose value it does not know today: they narrow nothing.
    `save_url` is "" for a person who may save nothing.
    """

    rows: Sequence[SavedView]
    more: bool
    now: SavedView | None
    passed_over: Sequence[str]
    save_url: str


def saved_views(
    request: HttpRequest, user: User, kind: str, known: Collection[str], broken: Collection[str] = ()
) -> SavedViews:
    """The views of the list of kind; `known` are the filters that it has, `broken` those that it could not read."""
    seen: Any = SavedView.objects.visible_to(user)
    found = list(seen.filter(kind=kind)[: SHOWN + 1])
    uid, query = uid_of(request), normal(request.GET.urlencode())
    now = seen.filter(uid=uid).first() if uid else None
    save = f"{reverse('savedview:add')}?{urlencode({'kind': kind, 'query': query})}"
    strange = set(parse_qs(query)) - {*known, *OF_EVERY_LIST}
    may_save = user.has_perm("records.add_savedview")
    return SavedViews(found[:SHOWN], len(found) > SHOWN, now, sorted({*strange, *broken}), save if may_save else "")


def uid_of(request: HttpRequest) -> UUID | None:
    """The view that the list was opened by, as its address says."""
    try:
        return UUID(request.GET.get("view", ""))
    except ValueError:
        return None
