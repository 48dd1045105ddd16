"""Check records of a kind as Django checks each, asking the database once for what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models

from kokoaan.lib.pieces import pieces
from kokoaan.records.models import Record


class NotRight(ValidationError):
    """What is not right with which record: a save may change others along, such as parts."""

    def __init__(self, errors: Any, record: Record) -> None:
        super().__init__(errors)
        self.record = record


def by_field(refused: ValidationError) -> dict[str, list[str]]:
    """The sentences of each field; under "" where it is of no one field."""
    return refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}


def check(records: Sequence[Record]) -> None:
    """Raise NotRight for the first record that is not right."""
    held, known = Held(), known_links(records)
    for record in records:
        check_one(record, held, known)


def check_one(record: Record, held: Held, known: dict[str, set[Any]]) -> None:
    """As `full_clean`: but links that are known to lead somewhere are not looked up, nor is the uid, which is ours."""
    apart = set(record.derived_fields)
    there = {name for name, keys in known.items() if getattr(record, f"{name}_id", None) in keys}
    errors: dict[str, Any] = {}
    steps: tuple[Callable[[], object], ...] = (
        lambda: record.full_clean(exclude=apart | there, validate_unique=False, validate_constraints=False),
        lambda: record.validate_unique(exclude=apart | {"uid"} | (errors.keys() - {NON_FIELD_ERRORS})),
        lambda: held.validate(record, apart | (errors.keys() - {NON_FIELD_ERRORS})),
    )
    for step in steps:
        try:
            step()
        except ValidationError as wrong:
            errors = wrong.update_error_dict(errors)
    if errors:
        raise NotRight(errors, record)


def known_links(records: Sequence[Record]) -> dict[str, set[Any]]:
    """The keys that lead to a row, by link. Where a link takes only some rows, Django is left to ask."""
    found: dict[str, set[Any]] = {}
    for field in type(records[0])._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.get_limit_choices_to():
            continue
        keys = sorted({getattr(record, field.attname) for record in records} - {None})
        rows: Any = field.related_model._base_manager
        found[field.name] = {
            key for some in pieces(keys) for key in rows.filter(pk__in=some).values_list("pk", flat=True)
        }
    return found


class Held:
    """Constraints, each asked of the database once for the same values."""

    def __init__(self) -> None:
        self.known: set[tuple[Any, ...]] = set()
        self.filled: dict[str, set[str]] = {}

    def validate(self, record: Record, exclude: set[str], later: tuple[type[Any], ...] = ()) -> None:
        """As `Model.validate_constraints`; constraints of a kind that is asked `later` are left out."""
        errors: dict[str, Any] = {}
        for model, constraints in record.get_constraints():
            for constraint in constraints:
                if isinstance(constraint, later):
                    continue
                asked = self.question(record, constraint, exclude)
                if asked and asked in self.known:
                    continue
                try:
                    constraint.validate(model, record, exclude=exclude)
                    if asked:
                        self.known.add(asked)
                except ValidationError as wrong:
                    errors = wrong.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def question(self, record: Record, constraint: Any, exclude: set[str]) -> tuple[Any, ...] | None:
        """What the answer depends on; None where other rows matter too, or a field is left out."""
        if not isinstance(constraint, models.CheckConstraint) or not isinstance(constraint.condition, models.Q):
            return None
        names = sorted(constraint.condition.referenced_base_fields)
        if exclude.intersection(names):
            return None
        try:
            values = {name: getattr(record, record._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
        except FieldDoesNotExist:
            return None
        if constraint.name not in self.filled:
            self.filled[constraint.name] = only_filled(constraint.condition)
        # Ten thousand ties lead to as many organisations: each has one.
        filled = self.filled[constraint.name]
        return constraint.name, repr([value is None if name in filled else value for name, value in values.items()])


def only_filled(condition: models.Q) -> set[str]:
    """The fields of which the condition asks only whether they hold anything."""
    asked = [child for child in flattened(condition) if isinstance(child, tuple)]
    if len(asked) != len(list(flattened(condition))):
        return set()
    other = {lookup.split("__")[0] for lookup, _value in asked if not lookup.endswith("__isnull")}
    named = {cast("Any", value).name for _lookup, value in asked if isinstance(value, models.F)}
    strange = any(hasattr(value, "resolve_expression") and not isinstance(value, models.F) for _lookup, value in asked)
    return set() if strange else {lookup.split("__")[0] for lookup, _value in asked} - other - named


def flattened(condition: models.Q) -> Iterator[Any]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from flattened(child)
        else:
            yield child
