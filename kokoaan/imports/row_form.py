"""The form of a kind, asked about one row after another: the one way of checking, at the pace of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.forms.utils import ErrorDict

from kokoaan.imports.cells import as_date, as_number, as_yes, in_cents
from kokoaan.imports.choices import Choices, GoalNames
from kokoaan.imports.naming import Names
from kokoaan.lib.languages_field import LanguagesField
from kokoaan.lib.money import AmountField
from kokoaan.lib.partial_date import PartialDateField
from kokoaan.lib.text import TextField
from kokoaan.people.models import User
from kokoaan.records.checking import Held
from kokoaan.records.models import Record
from kokoaan.records.register import Register
from kokoaan.records.register.columns import BETWEEN
from kokoaan.records.register.forms import RecordForm
from kokoaan.records.register.linking import RecordField
from kokoaan.strategy.fields import ThemesField
from kokoaan.strategy.models import Concept
from kokoaan.strategy.themes import themes_named

# These ask nothing of the database: remembering their answers would only cost memory.
QUICK = (forms.DecimalField, forms.IntegerField, forms.DateField, forms.BooleanField, forms.URLField, LanguagesField)


class RowForm:
    """Mixed into a kind's form. `answer` cleans some fields of one row; the same question is asked once."""

    fields: dict[str, forms.Field]
    instance: Any
    cleaned_data: dict[str, Any]
    data: Any

    def prepare(self, names: Names) -> None:
        self.names = names
        self.held, self.themes = Held(), Themes()
        self.asked: tuple[str, ...] = ()
        self.remembered: dict[tuple[str, Any], Any] = {}
        self.choices: dict[str, Choices] = {}
        columns = self.instance._meta.concrete_fields
        self.links = {field.name for field in columns if isinstance(field, models.ForeignKey)}

    def answer(self, typed: Mapping[str, Any], record: Record, asked: Iterable[str]) -> dict[str, list[str]]:
        """Clean the asked fields into record and check it whole; returns what is wrong, by field ("" for the row)."""
        self.instance, self.asked, self.data = record, tuple(asked), typed
        self._errors, self.cleaned_data = ErrorDict(), {}
        texts = (field for field in record._meta.concrete_fields if isinstance(field, TextField))
        self.before = {field.name: getattr(record, field.name) for field in texts}
        form: Any = self
        form._clean_fields()
        form._clean_form()
        form._post_clean()
        return {
            "" if name == NON_FIELD_ERRORS else name: [str(one) for one in found]
            for name, found in self._errors.items()
        }

    def _clean_fields(self) -> None:
        form = cast("RecordForm", self)
        for name in self.asked:
            try:
                self.cleaned_data[name] = self.cleaned(name, self.fields[name], self.data.get(name, ""))
                if extra := getattr(self, f"clean_{name}", None):
                    self.cleaned_data[name] = extra()
            except ValidationError as wrong:
                form.add_error(name, wrong)

    def cleaned(self, name: str, field: forms.Field, typed: Any) -> Any:
        if isinstance(field, RecordField) and typed:
            return self.names.record(field, typed)
        if isinstance(field, ThemesField):
            return self.themes.named(typed, field)
        if isinstance(field, QUICK):
            return field.clean(self.given(name, field, typed))
        key = (name, typed)
        if key not in self.remembered:
            try:
                self.remembered[key] = field.clean(self.given(name, field, typed))
            except ValidationError as wrong:
                self.remembered[key] = wrong
        if isinstance(answer := self.remembered[key], ValidationError):
            raise answer
        return answer

    def given(self, name: str, field: forms.Field, typed: Any) -> Any:
        """What the form would be sent. Choices by their labels, dates and numbers as people write them."""
        if isinstance(field, LanguagesField):
            return typed
        if isinstance(field, forms.BooleanField):
            return as_yes(typed)
        if not typed:
            return typed
        if isinstance(field, forms.ModelMultipleChoiceField):
            choices = self.choices_of(name, field)
            return [choices.value(word) for word in words_between(typed, BETWEEN.strip())]
        if isinstance(field, forms.ChoiceField):
            return self.choices_of(name, field).value(typed)
        of = self.instance._meta.get_field(name)
        if isinstance(of, models.DecimalField | models.IntegerField | models.FloatField):
            number = as_number(
                typed, str(self.data.get("currency", "")).upper()[:3] if "currency" in self.fields else ""
            )
            return in_cents(number) if isinstance(field, AmountField) else number
        is_partial = isinstance(of, PartialDateField)
        if isinstance(field, forms.DateField) or is_partial:
            return as_date(typed)
        return typed

    def choices_of(self, name: str, field: forms.Field) -> Choices:
        if name not in self.choices:
            kind = GoalNames if isinstance(field, forms.ModelMultipleChoiceField) else Choices
            self.choices[name] = kind(field)
        return self.choices[name]

    def _post_clean(self) -> None:
        """As a model form does; but links were looked up already, and the same constraint is asked once."""
        form: Any = self
        exclude = form._get_validation_exclusions()
        self.instance = construct_instance(form, self.instance, self.asked)
        record = self.instance
        new = {name for name in self.links if getattr(record, f"{name}_id", None) is None and name in self.cleaned_data}
        unsaved = {name for name in new if self.cleaned_data[name] is not None}
        steps = (
            lambda: record.full_clean(exclude | self.links, validate_unique=False, validate_constraints=False),
            lambda: self.held.validate(record, exclude | unsaved | self.wrong(), (models.UniqueConstraint,)),
            lambda: record.validate_unique(exclude | unsaved | self.wrong() | {"uid"}),
        )
        for step in steps:
            try:
                step()
            except ValidationError as wrong:
                form._update_errors(wrong)

    def clashes(self, record: Record) -> list[str]:
        """What says that there is such a record already: asked when it is known that the row is about no record."""
        unsaved = {name for name in self.links if getattr(record, f"{name}_id", None) is None}
        found: list[str] = []
        for model, constraints in record.get_constraints():
            for constraint in constraints:
                if isinstance(constraint, models.UniqueConstraint):
                    try:
                        constraint.validate(model, record, exclude=unsaved)
                    except ValidationError as wrong:
                        found += wrong.messages
        return found

    def wrong(self) -> set[str]:
        return set(self._errors) - {NON_FIELD_ERRORS}


def row_form(register: type[Register], user: User, names: Names) -> Any:
    """The form of register as user may fill it in, ready to be asked."""
    made: Any = type("AskedForm", (RowForm, register().get_form_class()), {})
    form = made(data={}, user=user)
    for name, field in form.fields.items():
        if is_link(field):
            form.fields[name] = RecordField(field.queryset.model, required=field.required)
            form.ask_as_user(name, form.fields[name])
    form.prepare(names)
    return form


def is_link(field: Any) -> bool:
    """A select of records: in a file they are named, as where they are typed."""
    one = isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField)
    return one and issubclass(field.queryset.model, Record)


class Themes:
    """Themes word by word: a file says few words in many combinations. A label may itself hold a comma."""

    def __init__(self) -> None:
        self.known: dict[str, Concept | None] = {}

    def named(self, typed: str, field: ThemesField) -> list[Concept]:
        found: dict[Concept, None] = {}
        for word in words_between(typed, BETWEEN.strip()):
            parts = [word] if self.find(word) else words_between(word, ",")
            for part in parts:
                if concept := self.find(part):
                    found[concept] = None
                else:
                    # The form says what is wrong.
                    found.update(dict.fromkeys(field.clean(part)))
        return list(found)

    def find(self, word: str) -> Concept | None:
        if word not in self.known:
            self.known[word] = next(iter(themes_named([word])[0]), None)
        return self.known[word]


def words_between(text: str, mark: str) -> list[str]:
    return [word for part in text.split(mark) if (word := part.strip())]
