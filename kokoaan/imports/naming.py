"""Links to other records as a file writes them: a name, a name with its number, an address, or a row above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kokoaan.lib.fold import fold
from kokoaan.lib.pieces import pieces
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.register.linking import SHOWN, RecordField

UID = re.compile(r"(?:^|/id/)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?$", re.IGNORECASE)
# Names like an unknown one are looked for so often in one file; each takes as long as reading all names.
GUESSES = 100


class Names:
    """What names mean to one person: visible rows, read for many names at once, and rows above in the file."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.known: dict[type[Record], dict[str, list[Record]]] = {}
        self.above: dict[tuple[type[Record], str], list[Record]] = {}
        self.failed: set[tuple[type[Record], str]] = set()
        self.answers: dict[tuple[type[Record], str], Record] = {}
        self.guesses = 0

    def expect(self, model: type[Record], typed: Iterable[str]) -> None:
        """Read what these names mean, for kinds with a column of folded names."""
        if not has_folded(model):
            return
        known = self.known.setdefault(model, {})
        new = sorted({folded for name in typed if (folded := fold(name)) and folded not in known})
        known.update({folded: [] for folded in new})
        for some in pieces(new):
            for row in model.objects.visible_to(self.user).filter(folded__in=some):
                if fold(str(row)) == row.folded:
                    known[row.folded].append(row)

    def learn(self, record: Record) -> None:
        """A row of the file, which rows below may name."""
        self.above.setdefault((type(record), fold(str(record))), []).append(record)

    def fail(self, model: type[Record], name: str) -> None:
        """A row of the file that cannot be brought in."""
        self.failed.add((model, fold(name)))

    def record(self, field: RecordField, typed: str) -> Record:
        """The record that was meant. Raises ValidationError that says what to write."""
        model = field.model
        if address := UID.search(typed):
            return self.at(model, UUID(address[1]))
        folded = fold(typed)
        rows = self.known.get(model, {}).get(folded, [])
        new = self.above.get((model, folded), [])
        found = [*rows, *(row for row in new if row.pk is None)]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise several(typed, rows, new=len(found) - len(rows))
        if (model, folded) in self.failed:
            raise ValidationError(
                _("“%(name)s” stands in this file too, in a row that cannot be brought in. Correct that one first."),
                params={"name": typed},
            )
        return self.asked(field, typed)

    def at(self, model: type[Record], uid: UUID) -> Record:
        row: Record | None = model.objects.visible_to(self.user).filter(uid=uid).first()
        if row is None:
            raise ValidationError(_("None that you see has the address %(uid)s."), params={"uid": uid})
        return row

    def asked(self, field: RecordField, typed: str) -> Record:
        """As the form finds it; an unknown name is answered with names like it, only so often."""
        key = (field.model, typed)
        if key not in self.answers:
            plain = has_folded(field.model) and "#" not in typed
            if self.guesses >= GUESSES and plain:
                raise ValidationError(
                    _("None that you see is called “%(name)s”. Add it first."), params={"name": typed}
                )
            self.guesses += plain
            self.answers[key] = field.clean(typed)  # type: ignore[assignment]
        return self.answers[key]


def has_folded(model: type[Any]) -> bool:
    return any(field.name == "folded" for field in model._meta.concrete_fields)


def several(name: str, rows: list[Record], new: int) -> ValidationError:
    shown = "; ".join(f"{row} #{row.pk}" for row in rows[:SHOWN])
    if new:
        return ValidationError(
            _("Several are called “%(name)s”, one of them in this file. Write its uid, or bring in the other first."),
            params={"name": name},
        )
    return ValidationError(
        _("Several are called “%(name)s”. Write one of: %(names)s."), params={"name": name, "names": shown}
    )
