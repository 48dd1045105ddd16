"""What everyone sees of some kinds of record, a second person has accepted: the one rule, asked by every write."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from kokoaan.people.models import Circle
from kokoaan.records.edit import Edit
from kokoaan.records.models import ChangeSet, Record
from kokoaan.records.values import kept_field, logged_fields

# What one person says alone: that the record still holds, as it is.
ALONE = {"confirmed"}
# Records by kind and key.
Keys = Collection[tuple[type[Record], Any]]


class SecondAsked(ValidationError):
    """Everyone would see what no second person has accepted; nothing was written. It can be proposed."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(sentence_for(edit))
        self.record = edit.record


def check_second(edits: Sequence[Edit], changeset: ChangeSet, swapped: Keys = ()) -> None:
    """Raise SecondAsked for the first edit that changeset may not carry out.

    The system writes alone. A link that moves because one of `swapped` gives way to another, or comes back, follows.
    """
    if changeset.by_id is None or is_accepted(changeset):
        return
    for edit in edits:
        if asks(edit) and not follows(edit, swapped):
            raise SecondAsked(edit)


def is_accepted(changeset: ChangeSet) -> bool:
    return changeset.accepted_by_id not in {None, changeset.by_id}


def asks(edit: Edit) -> bool:
    """Whether everyone would see something new, or miss something; narrowing a record's circle asks nobody."""
    if not edit.record.asks_second:
        return False
    if edit.birth or edit.death:
        return circle_of(edit.record) == Circle.EVERYONE
    after = edit.values.get("circle", edit.record.circle_id)
    return after == Circle.EVERYONE and bool(edit.values.keys() - ALONE)


def circle_of(record: Record) -> int | None:
    """A new part has its circle from its whole, once it is saved."""
    return record.circle_id or getattr(getattr(record, "whole", None), "circle_id", None)


def follows(edit: Edit, swapped: Keys) -> bool:
    """Whether all that the edit does is to lead links from or to records that are swapped: two that became one."""
    fields: dict[str, Any] = logged_fields(type(edit.record))
    return bool(edit.values) and all(
        isinstance(fields[name], models.ForeignKey)
        and any((fields[name].related_model, key) in swapped for key in (value, kept_field(edit.record, fields[name])))
        for name, value in edit.values.items()
    )


def swapped_by(edits: Sequence[Edit], changeset: ChangeSet) -> Keys:
    """The records to which links may no longer lead: those that go; when something is undone, those that come back."""
    gone = [edit.record for edit in edits if edit.death or (edit.birth and changeset.undoes_id)]
    return {(type(record), record.pk) for record in gone}


def sentence_for(edit: Edit) -> str:
    if edit.birth:
        return _(
            "A second person accepts this before everyone sees it. "
            "Save it for fewer people first, then propose it on its page."
        )
    if edit.record.circle_id != Circle.EVERYONE:
        return _("A second person accepts this before everyone sees it. Propose it on its page.")
    return _("Everyone sees this, so a second person accepts each change. Propose it in the form of the record.")
