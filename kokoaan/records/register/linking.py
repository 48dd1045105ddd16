"""A link to another record in a form: typed by its name, among the rows that the person sees."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.fold import fold
from kokoaan.people.models import User
from kokoaan.records.models import Record

SHOWN = 5
# How one of several of the same name is written: "Springfield #12".
NUMBERED = re.compile(r"^(.*\S)\s+#(\d{1,18})$")


class RecordField(forms.CharField):
    """Gives a record of `model` that `user` sees, or None when left empty; the form sets `user`.

    Suggestions while one types come from desk/suggesting.py. Without them the name is enough; where several have it,
    the error lists them with their numbers.
    """

    def __init__(self, model: type[Record], **kwargs: Any) -> None:
        kwargs.setdefault("label", capfirst(model._meta.verbose_name))
        super().__init__(**kwargs)
        self.model = model
        self.user: User | None = None
        self.widget.attrs["data-suggest"] = str(model._meta.model_name)

    def prepare_value(self, value: Any) -> Any:
        """A key, as a model form gives it, is shown as the name; typed text as it was typed."""
        if isinstance(value, Record):
            return written(value, self.user)
        if not isinstance(value, int):
            return value
        row = self.model.objects.visible_to(self.user).filter(pk=value).first() if self.user else None
        return written(row, self.user) if row else ""

    def clean(self, value: Any) -> Record | None:
        name = super().clean(value)
        return record_named(name, self.model, self.user) if name and self.user else None


class RecordsField(RecordField):
    """Gives the records of `model` that are typed, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, model: type[Record], **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("One a line, each by its name."))
        super().__init__(model, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list | tuple | QuerySet):
            return value
        keys = [row.pk if isinstance(row, Record) else row for row in value]
        rows = self.model.objects.visible_to(self.user).filter(pk__in=keys) if self.user else ()
        return "\n".join(written(row, self.user) for row in rows)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in forms.CharField.clean(self, value).splitlines()]
        user = self.user
        return [record_named(line, self.model, user) for line in lines if line] if user else []


def written(row: Record, user: User | None) -> str:
    """The name, with the number where another of the same name is visible."""
    same = [other for other in named(str(row), type(row), user) if other.pk != row.pk] if user else []
    return f"{row} #{row.pk}" if same else str(row)


def named(name: str, model: type[Record], user: User | None) -> list[Record]:
    """The visible rows of exactly this name, as it is folded."""
    rows = model.objects.visible_to(user).answering(name) if user else model.objects.none()
    return [row for row in rows[:200] if row.answers_to(fold(name))]


def record_named(name: str, model: type[Record], user: User) -> Record:
    """The record that name means. Raises ValidationError that lists those it may mean, or some like it."""
    if numbered := NUMBERED.match(name):
        row: Record | None = model.objects.visible_to(user).filter(pk=int(numbered[2])).first()
        if row and row.answers_to(fold(numbered[1])):
            return row
    rows = named(name, model, user)
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise ValidationError(
            _("Several are called “%(name)s”. Write one of: %(names)s."),
            params={"name": name, "names": "; ".join(f"{row} #{row.pk}" for row in rows[:SHOWN])},
        )
    near = [str(row) for row in model.objects.visible_to(user).called(name)[:SHOWN]]
    if near:
        raise ValidationError(
            _("None is called “%(name)s”. Some are like it: %(names)s."),
            params={"name": name, "names": "; ".join(near)},
        )
    raise ValidationError(_("None that you see is called “%(name)s”. Add it first."), params={"name": name})
