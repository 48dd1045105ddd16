"""What each row of a file would do, and why it cannot: new, change, likely duplicate, the same, error.

Nothing is written. A row is read by the form of its kind; what the person does not see is as if it were not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from kokoaan.imports.cells import as_yes
from kokoaan.imports.comparing import Comparison
from kokoaan.imports.kinds import kinds
from kokoaan.imports.likely import Likely
from kokoaan.imports.matching import NAMING, Asked, Match, Matcher
from kokoaan.imports.naming import Names
from kokoaan.imports.ordering import parents_first
from kokoaan.imports.planned import Planned, What
from kokoaan.imports.refusing import refuse_doubtful_links
from kokoaan.imports.row_form import row_form
from kokoaan.imports.sheet import WHOLE_ROW, Line, cell_of
from kokoaan.lib.fold import fold
from kokoaan.lib.languages_field import LanguagesField
from kokoaan.lib.pieces import pieces
from kokoaan.lib.text import LANGUAGES
from kokoaan.records.edit import Edit
from kokoaan.records.models import Record
from kokoaan.records.register.columns import EXAMPLE, UID, Words, as_text
from kokoaan.records.register.linking import SHOWN, RecordField
from kokoaan.records.second import asks, sentence_for
from kokoaan.records.values import kept


class Planner:
    """Plans the rows of one kind, in the order of the file.

    `columns` are keys by the column's place; `clears` says that an empty cell empties; rows numbered in `forced` are
    new though they look like duplicates; those in `means` are about the record of that uid, and change nothing of it.
    """

    def __init__(
        self,
        kind: str,
        sheet: str,
        columns: Mapping[int, str],
        *,
        names: Names,
        clears: bool = False,
        forced: Collection[int] = (),
        means: Mapping[int, UUID] = MappingProxyType({}),
        likely: Likely | None = None,
    ) -> None:
        register = kinds()[kind]
        self.kind, self.sheet, self.columns, self.names, self.user = kind, sheet, columns, names, names.user
        self.forced, self.means, self.model, self.likely = forced, means, register.model, likely
        self.form = row_form(register, self.user, names)
        self.asked = [name for name in register.form_fields if name in self.form.fields]
        self.initial = {name: self.beginning(name) for name in self.asked}
        self.matcher = Matcher(register, self.user, names.called)
        self.words = Words(self.model, type(self.form), self.asked, self.user)
        self.comparison = Comparison(self.form, self.words, self.matcher, names, clears=clears)
        self.may_add, self.may_change = self.user.may("add", self.model), self.user.may("change", self.model)

    def beginning(self, name: str) -> str:
        """What the form of a new record begins with, as it would be typed."""
        given = self.form.get_initial_for_field(self.form.fields[name], name)
        return as_text(given) if isinstance(given, str | int) or hasattr(given, "isoformat") else ""

    def plan(self, lines: Sequence[Line]) -> Iterator[Planned]:
        """The plans in the order in which they can be written: a whole before its parts."""
        for some in pieces(self.ordered(lines)):
            yield from self.plan_some([self.opened(line) for line in some])

    def ordered(self, lines: Sequence[Line]) -> Sequence[Line]:
        """A whole before its parts; rows that are parts of one another get a problem each."""
        parent = next((place for place, key in self.columns.items() if self.leads_to_own_kind(key)), None)
        if parent is None:
            return lines
        naming = [place for place, key in self.columns.items() if key.split(":")[0] in NAMING]
        ordered, circles = parents_first(
            lines,
            lambda line: filter(None, (cell_of(line, place) for place in naming)),
            lambda line: cell_of(line, parent),
        )
        for circle in circles:
            rows = ", ".join(str(number) for number in sorted(line.number for line in circle))
            said = _("Circular: the rows %(rows)s are parts of one another. Empty the cell in one of them.")
            for line in circle:
                line.problems.append((parent, said % {"rows": rows}))
        return ordered

    def leads_to_own_kind(self, key: str) -> bool:
        field = self.form.fields.get(key)
        return isinstance(field, RecordField) and field.model is self.model

    def opened(self, line: Line) -> Planned:
        texts = {key: cell_of(line, place) for place, key in self.columns.items()}
        row = Planned(self.sheet, self.kind, line, texts, name=self.called_so(line, texts)[:300])
        known = {*self.columns, WHOLE_ROW}
        row.problems = [[self.columns.get(place, ""), said] for place, said in line.problems if place in known]
        return row

    def called_so(self, line: Line, texts: Mapping[str, str]) -> str:
        """By what the row is known while it is no record: its names, else its first filled cell."""
        names = [text for key, text in texts.items() if key.split(":")[0] in NAMING and text]
        told = [texts.get(field.name, "") for field in self.matcher.fields]
        return " ".join(names) or " · ".join(filter(None, told)) or next((cell for cell in line.cells if cell), "")

    @property
    def visible(self) -> models.QuerySet[Any]:
        links = [one.name for one in self.model._meta.concrete_fields if isinstance(one, models.ForeignKey)]
        rows: models.QuerySet[Any] = self.model.objects.visible_to(self.user).select_related(*links)
        return rows

    def plan_some(self, rows: list[Planned]) -> list[Planned]:
        self.expect(rows)
        addressed = {*self.meant(rows), *self.addressed([row for row in rows if row.line.number not in self.means])}
        fresh = [row for row in rows if not row.problems and row.record is None and row not in addressed]
        for row in fresh:
            self.make(row)
        ready = [row for row in fresh if row.made and not row.problems]
        matches = self.matcher.find([self.asked_of(row) for row in ready])
        there = {one.pk: one for one in self.visible.filter(pk__in={pk for match in matches for pk in match.same})}
        for row, match in zip(ready, matches, strict=True):
            self.settle(row, match, there)
        self.ask_who_is_like([row for row in ready if row.what == What.NEW and not row.problems])
        known = [row for row in rows if row.record and not row.problems]
        self.comparison.meet([row for row in known if row.line.number not in self.means])
        for row in rows:
            self.close(row)
        return rows

    def expect(self, rows: Sequence[Planned]) -> None:
        """Read for all rows at once what the names in them mean."""
        for name in self.asked:
            asked = self.form.fields[name]
            if isinstance(asked, RecordField) and name in self.columns.values():
                self.names.expect(asked.model, {row.texts[name] for row in rows})
        naming = [key for key in self.columns.values() if key.split(":")[0] in NAMING]
        whole = {" ".join(row.texts[key] for key in naming) for row in rows}
        self.names.expect(self.model, whole.union(row.texts[key] for row in rows for key in naming))

    def meant(self, rows: Sequence[Planned]) -> list[Planned]:
        """Rows of which the person said which record they are about: the rows below link to it by the row's name."""
        asked = [row for row in rows if row.line.number in self.means]
        there = (
            {record.uid: record for record in self.visible.filter(uid__in=set(self.means.values()))} if asked else {}
        )
        for row in asked:
            row.record = there.get(self.means[row.line.number])
            if row.record is None:
                row.problems.append(
                    ["", _("None that you see has this address. Empty the cell to add the row as new.")]
                )
                continue
            row.what = What.SAME
            self.names.mean(row.record, row.name)
        return asked

    def addressed(self, rows: Sequence[Planned]) -> list[Planned]:
        """Rows that name their record by its address."""
        given: dict[UUID, list[Planned]] = {}
        for row in rows:
            if text := row.texts.get(UID, ""):
                try:
                    given.setdefault(UUID(text.rstrip("/").rsplit("/", 1)[-1]), []).append(row)
                except ValueError:
                    row.problems.append([UID, _("“%(text)s” is not an address of a record.") % {"text": text}])
        for record in self.visible.filter(uid__in=list(given)):
            for row in given[record.uid]:
                row.record = record
        named = [row for some in given.values() for row in some]
        for row in named:
            if row.record is None:
                said = _("None that you see has this address. Empty the cell to add the row as new.")
                row.problems.append([UID, said])
        return named

    def make(self, row: Planned) -> None:
        """A new record of the row."""
        typed = {name: self.typed(name, row.texts) for name in self.asked}
        row.made = self.model()
        wrong = self.form.answer(typed, row.made, self.asked)
        row.note(wrong)
        if wrong:
            return
        links = {one.name for one in self.model._meta.many_to_many}
        row.made.links = {name: kept(keys) for name, keys in self.form.values.items() if name in links}
        try:
            row.made.is_example = as_yes(row.texts.get(EXAMPLE, ""))
        except ValidationError:
            row.made.is_example = False
        if row.made.circle_id is not None:
            # A part has the circle of its whole only when it is saved, and names nothing without one.
            row.name = str(row.made)[:300]
        # What no record of ours is called can only be new: the rows below may name it.
        if not self.is_called(row.made):
            self.names.learn(row.made)

    def asked_of(self, row: Planned) -> Asked:
        return Asked(cast(Record, row.made), {key.split(":")[0] for key, text in row.texts.items() if text})

    def typed(self, name: str, texts: Mapping[str, str]) -> Any:
        if isinstance(self.form.fields[name], LanguagesField):
            return [texts.get(f"{name}:{lang}", "") for lang in LANGUAGES]
        return texts.get(name) or self.initial[name]

    def settle(self, row: Planned, match: Match, there: Mapping[int, Record]) -> None:
        """Whether the row is about a record that is there."""
        made = row.made
        before = self.names.said_before(self.model, self.matcher.keys(self.asked_of(row)), row.where)
        if row.line.number in self.forced:
            row.what = What.NEW
        elif len(match.same) == 1:
            self.names.unlearn(row.made)
            row.record, row.made = there[match.same[0]], None
        elif match.same or match.near:
            row.what = What.DUPLICATE
            row.like = self.visible.filter(pk__in=[*match.same, *match.near]).order_by("pk").first()
            row.problems.append(["", self.like(match)])
        elif before:
            row.what = What.DUPLICATE
            row.problems.append(["", _("%(row)s of this file says the same.") % {"row": before}])
        else:
            row.what = What.NEW
        if made and row.what == What.NEW:
            row.problems += [["", said] for said in self.form.clashes(made)]
        if made and row.what == What.NEW and self.is_called(made):
            self.names.learn(made)

    def ask_who_is_like(self, rows: Sequence[Planned]) -> None:
        """New rows whose name is like that of a record: shown, and brought in only when the person says so."""
        asked = [row for row in rows if row.line.number not in self.forced] if self.likely else []
        told = self.likely.about(self.model, [row.made for row in asked if row.made]) if self.likely else []
        for row, (like, said) in zip(asked, told, strict=True):
            if said:
                row.what, row.like = What.DUPLICATE, like
                row.problems.append(["", said])

    def is_called(self, made: Record) -> bool:
        """Whether a record of ours has the name of the new one."""
        return bool(self.names.known.get(self.model, {}).get(fold(str(made))))

    def like(self, match: Match) -> str:
        rows = self.visible.filter(pk__in=[*match.same, *match.near][:SHOWN])
        shown = "; ".join(f"{row} #{row.pk}" for row in rows)
        if match.same:
            return _("Several are meant: %(names)s. Write the uid of the right one, or choose the row to add it.") % {
                "names": shown
            }
        return _("One of this name is there, and differs: %(names)s. Choose the row to add it all the same.") % {
            "names": shown
        }

    def close(self, row: Planned) -> None:
        """The last word about a row, and what the rows below may not name."""
        if row.what in {What.NEW, What.CHANGE} and row.line.number not in self.forced:
            refuse_doubtful_links(row, self.asked, self.names)
        if row.what == What.DUPLICATE and row.made:
            self.names.doubt(row.made, row.where)
        if row.problems and row.what != What.DUPLICATE:
            row.what = What.ERROR
        if row.what == What.NEW and not self.may_add:
            row.what, row.problems = What.ERROR, [["", _("Your role does not let you add such records.")]]
        if row.what == What.CHANGE and not self.may_change:
            row.what, row.problems = What.ERROR, [["", _("Your role does not let you change such records.")]]
        edit = edit_of(row)
        if edit and asks(edit):
            row.what, row.problems = What.ERROR, [["", sentence_for(edit)]]
        if (record := row.record or row.made) and row.what != What.ERROR:
            self.names.learn_card(record, row.line.number)
        if row.what == What.ERROR and row.texts.get("name"):
            self.names.fail(self.model, row.texts["name"])


def edit_of(row: Planned) -> Edit | None:
    """What the row would do to its record, new or there; None when nothing."""
    if row.what == What.CHANGE and row.record:
        return Edit(row.record, row.values)
    return Edit(row.made, {}, birth=True) if row.what in {What.NEW, What.DUPLICATE} and row.made else None
