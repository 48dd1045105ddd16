"""What may give a benefit: a tie, a membership or a joint project, typed by its name in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.fold import fold
from kokoaan.lib.keys import key_said
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.register.linking import named
from kokoaan.review.models import GIVERS

MODELS: Mapping[str, type[Record]] = {link: model for model, link in GIVERS.items()}
SHOWN = 6
# How one of several of the same name is written: "Tallinn · partner city #tie-12".
MARKED = re.compile(r"^(.*\S)\s+#(tie|membership|project)-(\d{1,18})$")


class GiverField(forms.CharField):
    """Gives the tie, membership or joint project that `user` sees and means; the form sets `user`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user: User | None = None
        self.widget.attrs["data-suggest"] = "giver"

    def clean(self, value: Any) -> Record | None:
        name = super().clean(value)
        return giver_named(name, self.user) if name and self.user else None


def giver_named(name: str, user: User) -> Record:
    """The row that name means. Raises ValidationError that lists those it may mean, or some like it."""
    if marked := MARKED.match(name):
        row: Record | None = MODELS[marked[2]].objects.visible_to(user).filter(pk=int(marked[3])).first()
        if row and row.answers_to(fold(marked[1])):
            return row
    rows = [row for model in GIVERS for row in named(name, model, user)]
    if len(rows) == 1:
        return rows[0]
    names = {"name": name, "names": "; ".join(map(exactly, rows or givers_like(name, user)))}
    if rows:
        raise ValidationError(_("Several are called “%(name)s”. Write one of: %(names)s."), params=names)
    if names["names"]:
        raise ValidationError(_("None is called “%(name)s”. Some are like it: %(names)s."), params=names)
    raise ValidationError(
        _("No tie, membership or joint project that you see is called “%(name)s”."), params={"name": name}
    )


def givers_like(typed: str, user: User) -> list[Record]:
    """Some of each kind whose names hold what was typed."""
    found = [list(model.objects.visible_to(user).called(typed)[:SHOWN]) for model in GIVERS]
    return list(in_turn(found))[:SHOWN]


def in_turn(lists: list[list[Record]]) -> Iterator[Record]:
    for place in range(SHOWN):
        yield from (rows[place] for rows in lists if place < len(rows))


def exactly(row: Record) -> str:
    """The name with a mark that no other row has."""
    return f"{row} #{GIVERS[type(row)]}-{row.pk}"


def written(row: Record, user: User) -> str:
    """The name, with the mark where it might mean another row that user sees."""
    same = [other for model in GIVERS for other in named(str(row), model, user)]
    return str(row) if same == [row] else exactly(row)


def what_it_is(row: Record) -> str:
    return capfirst(str(row._meta.verbose_name))


def preset(asked: Mapping[str, str], user: User) -> Record | None:
    """The row that the person came from (?tie=12), if they see it."""
    for link, model in MODELS.items():
        if key := key_said(asked.get(link, "")):
            row: Record | None = model.objects.visible_to(user).filter(pk=key).first()
            return row
    return None
