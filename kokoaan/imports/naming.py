"""Links to other records as a file writes them: a name, a name with its number, an address, or a row above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokoaan.imports.called import Called, has_folded
from kokoaan.lib.fold import fold
from kokoaan.lib.pieces import pieces
from kokoaan.lib.text import LANGUAGES
from kokoaan.people.models import User
from kokoaan.records.models import Record, RecordQuerySet
from kokoaan.records.register.linking import SHOWN, RecordField

UID = re.compile(r"(?:^|/id/)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?$", re.IGNORECASE)
# How a row of a vCard names the person of its card (vcf_file.py: named).
OF_CARD = re.compile(r"^(.+) \(card (\d+)\)$")
# Names like an unknown one are looked for so often in one file; each takes as long as reading all names.
GUESSES = 100
# So many ties or memberships of one name are looked through.
MANY = 200
# Goals are read whole, up to so many.
WHOLE = 5000
# Stands between the parts of what such a record is called.
BETWEEN = " · "


class Names:
    """What names mean to one person: visible rows, read for many names at once, and rows above in the file."""

    def __init__(self, user: User, of_cards: bool = False) -> None:
        self.user, self.of_cards = user, of_cards
        self.cards: dict[tuple[type[Record], int], Record] = {}
        self.called = Called(user)
        self.known: dict[type[Record], dict[str, list[Record]]] = {}
        self.above: dict[tuple[type[Record], str], list[Record]] = {}
        self.failed: set[tuple[type[Record], str]] = set()
        # Rows that may be records that are there, by the new record of each.
        self.doubts: dict[UUID, str] = {}
        self.before: dict[tuple[type[Record], Any], str] = {}
        self.changed: set[UUID] = set()
        self.answers: dict[tuple[type[Record], str], Record] = {}
        self.guesses = 0

    def expect(self, model: type[Record], typed: Iterable[str]) -> None:
        """Read what these names mean, for kinds with a column of folded names."""
        if not has_folded(model):
            self.expect_all(model)
            return
        known = self.known.setdefault(model, {})
        new = sorted({folded for name in map(self.bare, typed) if (folded := fold(name)) and folded not in known})
        keys = self.called.keys(model, new)
        rows: dict[int, Record] = {}
        for some in pieces(sorted({key for found in keys.values() for key in found})):
            rows |= model.objects.visible_to(self.user).in_bulk(some)
        known.update({name: [row for key in keys.get(name, ()) if (row := rows.get(key))] for name in new})

    def expect_all(self, model: type[Record]) -> None:
        """Of a kind that has few records and no column of names, read all."""
        if has_called(model) or model in self.known:
            return
        found: dict[str, dict[int, Record]] = {}
        for lang in LANGUAGES:
            with override(lang):
                for row in self.called_like(model, ""):
                    found.setdefault(fold(str(row)), {})[row.pk] = row
        self.known[model] = {name: list(rows.values()) for name, rows in found.items()}

    def unlearn(self, record: Record | None) -> None:
        """A row that turned out to be about a record that is there."""
        rows = self.above.get((type(record), fold(str(record))), []) if record else []
        if record in rows:
            rows.remove(record)

    def learn(self, record: Record) -> None:
        """A row of the file, which rows below may name."""
        self.above.setdefault((type(record), fold(str(record))), []).append(record)

    def said_before(self, model: type[Record], keys: Iterable[Any], where: str) -> str:
        """The row above that said one of these keys; where there is none, it is this row from now on."""
        known = [(model, key) for key in keys]
        found = next((self.before[key] for key in known if key in self.before), "")
        self.before |= {key: where for key in known if key not in self.before}
        return found

    def bare(self, typed: str) -> str:
        """The name without the number of its card."""
        found = OF_CARD.match(typed) if self.of_cards else None
        return found[1] if found else typed

    def learn_card(self, record: Record, number: int) -> None:
        """The record that a card of the file is about, new or not."""
        if self.of_cards:
            self.cards[type(record), number] = record

    def doubt(self, record: Record, where: str) -> None:
        """A row that is not sure to be new."""
        self.doubts[record.uid] = where

    def doubted(self, record: Record) -> str:
        """The row that the record is of, when that is not sure to be new."""
        return self.doubts.get(record.uid, "") if record.pk is None else ""

    def mean(self, record: Record, name: str) -> None:
        """The record is what a row calls by this name."""
        self.known.setdefault(type(record), {})[fold(name)] = [record]

    def fail(self, model: type[Record], name: str) -> None:
        """A row of the file that cannot be brought in."""
        self.failed.add((model, fold(name)))

    def record(self, field: RecordField, typed: str) -> Record:
        """The record that was meant. Raises ValidationError that says what to write."""
        model = field.model
        if self.of_cards and (found := OF_CARD.match(typed)):
            if row := self.cards.get((model, int(found[2]))):
                return row
            typed = found[1]
        if address := UID.search(typed):
            return self.at(model, UUID(address[1]))
        folded = fold(typed)
        rows = self.known.get(model, {}).get(folded, [])
        new = self.above.get((model, folded), [])
        every = [*rows, *(row for row in new if row.pk is None)]
        if len(every) == 1:
            return every[0]
        if len(every) > 1:
            raise several(typed, rows, new=len(every) - len(rows))
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
        if key not in self.answers and (row := self.only_one(field.model, typed)):
            self.answers[key] = row
        if key not in self.answers:
            plain = has_folded(field.model) and "#" not in typed
            if self.guesses >= GUESSES and plain:
                raise unknown(typed)
            self.guesses += plain
            self.answers[key] = field.clean(typed)  # type: ignore[assignment]
        return self.answers[key]

    def only_one(self, model: type[Record], typed: str) -> Record | None:
        """For a kind that is called by what it links to: the one row of that name, or of the whole in any language."""
        if has_folded(model):
            return None
        folded, found = fold(typed), dict[int, Record]()
        rows = self.called_like(model, typed)
        for lang in LANGUAGES:
            with override(lang):
                for row in rows:
                    if folded in {fold(str(row)), fold(str(row).split(BETWEEN)[0]), fold(f"{row} #{row.pk}")}:
                        found[row.pk] = row
        if len(found) != 1 and not has_called(model):
            raise several(typed, list(found.values()), 0) if found else unknown(typed)
        return next(iter(found.values())) if len(found) == 1 else None

    def called_like(self, model: type[Record], typed: str) -> list[Record]:
        """Rows that may be meant; of a kind that has few and no way to ask for them, all."""
        visible = model.objects.visible_to(self.user)
        return list(visible.called(typed)[:MANY] if has_called(model) else visible[:WHOLE])


def has_called(model: type[Record]) -> bool:
    return type(model.objects.all()).called is not RecordQuerySet.called


def unknown(name: str) -> ValidationError:
    return ValidationError(_("None that you see is called “%(name)s”. Add it first."), params={"name": name})


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
