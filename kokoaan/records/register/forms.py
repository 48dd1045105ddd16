"""The form of a record: choices that the person may see, and the version they began from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.languages_field import LanguagesField, merged
from kokoaan.lib.text import TextField
from kokoaan.people.acting import own_units, us_of
from kokoaan.people.models import Unit, User
from kokoaan.records.checking import by_field
from kokoaan.records.history import known_to
from kokoaan.records.meantime import may_read, told
from kokoaan.records.models import Change, Record
from kokoaan.records.register.linking import RecordField
from kokoaan.records.values import kept, kept_field, logged_fields


class RecordForm(forms.ModelForm[Any]):
    """Foreign keys offer only rows that the person may know; `expected_version` is what they were looking at."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    change_reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=500,
        required=False,
        help_text=_("Kept in the history. May be left empty."),
    )

    others_hold = forms.BooleanField(
        label=_("The other languages still hold"),
        required=False,
        help_text=_("Tick this after a small correction: texts that you left as they are are not marked as outdated."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        # Cleaning writes into the instance: the texts as they were are kept apart.
        texts = (field for field in self.instance._meta.concrete_fields if isinstance(field, TextField))
        self.before = {field.name: getattr(self.instance, field.name) for field in texts}
        self.fields["expected_version"].initial = self.instance.version
        if not self.instance.pk or not self.before.keys() & self.fields.keys():
            del self.fields["others_hold"]
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.ModelChoiceField):
                self.limit(name, field)
            elif isinstance(field, RecordField):
                self.ask_as_user(name, field)
        # A part has neither: it takes after its whole.
        if "owner" in self.fields:
            self.begin()

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with a field that is left out, since it leads to what is hidden, belongs to no field."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, wrong in error.error_dict.items():
            super().add_error(name if name in self.fields else None, wrong)

    def limit(self, name: str, field: Any) -> None:
        """Offer known rows only. A link to a row that is hidden from the person stays as it is, and is not shown."""
        field.queryset = known_to(self.user, field.queryset.model)
        now = getattr(self.instance, f"{name}_id", None)
        if isinstance(field, forms.ModelMultipleChoiceField):
            return
        if name == "owner":
            ids = {unit.pk for unit in own_units(self.user)} | ({now} if now else set())
            field.queryset = Unit.objects.filter(pk__in=ids)
        elif now and not field.queryset.filter(pk=now).exists():
            del self.fields[name]

    def ask_as_user(self, name: str, field: RecordField) -> None:
        """The same for a link that is typed."""
        field.user = self.user
        now = getattr(self.instance, f"{name}_id", None)
        if now and not known_to(self.user, field.model).filter(pk=now).exists():
            del self.fields[name]

    def begin(self) -> None:
        """A new record is owned by us and seen by our organisation's circle, unless somebody says otherwise."""
        cast("forms.ModelChoiceField[Unit]", self.fields["owner"]).empty_label = None
        if "circle" in self.fields:
            self.fields["circle"].help_text = _(
                "Only these people will see it. You can choose among the circles that you are in."
            )
        us = us_of(self.user)
        if self.instance.pk or us is None:
            return
        # A record that was begun before it is asked for comes with both empty.
        self.initial["owner"] = self.initial.get("owner") or us.pk
        if us.circle_id in self.user.circle_ids:
            self.initial["circle"] = self.initial.get("circle") or us.circle_id

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by model field; links as keys, those that are hidden from the person kept."""
        fields = logged_fields(type(self.instance))
        return {name: self.value_of(fields[name]) for name in fields.keys() & self.cleaned_data.keys()}

    def value_of(self, field: Any) -> Any:
        given = self.cleaned_data[field.name]
        if isinstance(field, TextField):
            return merged(
                self.before.get(field.name, {}), given, others_hold=self.cleaned_data.get("others_hold", False)
            )
        if field.many_to_many:
            return sorted({row.pk for row in given} | self.hidden(field))
        return given

    def hidden(self, field: Any) -> set[Any]:
        """Keys of linked rows that the person may not know: a form that does not show them does not cut them."""
        if not self.instance.pk:
            return set()
        rows = getattr(self.instance, field.name).exclude(pk__in=known_to(self.user, field.related_model).values("pk"))
        return set(rows.values_list("pk", flat=True))

    def refuse(self, record: Record, changes: Sequence[Change]) -> RecordForm:
        """This form again, after somebody else saved first: nothing that was typed is lost.

        Fields that only they changed show their value; fields that both changed keep what was typed, and say so.
        A second save then stands on the record as it is now.
        """
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("expected_version")] = str(record.version)
        fields = logged_fields(type(record))
        theirs = {change.field: change.old for change in reversed(changes) if change.field in self.fields}
        typed = {name: kept(self.values.get(name)) for name in theirs}
        both = [name for name, base in theirs.items() if typed[name] not in (base, kept_field(record, fields[name]))]
        for name in theirs.keys() - set(both):
            self.show_theirs(data, name, kept_field(record, fields[name]))
        again = type(self)(data, instance=record, user=self.user)
        again.full_clean()
        again.add_error(None, stale_sentence(record, changes, self.user))
        for name in both:
            again.add_error(name, gettext("You both changed this. Yours is shown; save again to keep yours."))
        return again

    def show_theirs(self, data: QueryDict, name: str, value: Any) -> None:
        """Put another's value into what will be shown, in as many boxes as the field has."""
        widget: Any = self.fields[name].widget
        shown = self.fields[name].prepare_value(value)
        if isinstance(self.fields[name], forms.MultiValueField):
            for suffix, part in zip(widget.widgets_names, widget.decompress(shown), strict=True):
                data[self.add_prefix(name) + suffix] = part
        elif isinstance(shown, list):
            data.setlist(self.add_prefix(name), [str(one) for one in shown])
        else:
            data[self.add_prefix(name)] = "" if shown is None else shown


def add_errors(form: forms.BaseForm, refused: ValidationError, record: Record | None = None) -> None:
    """Each error at its field, where the form has it. Of another record than the form's, its name and the field too."""
    wrong = getattr(refused, "record", record)
    other = wrong if wrong is not None and record is not None and wrong.uid != record.uid else None
    for field, sentences in by_field(refused).items():
        for sentence in sentences:
            if other is not None:
                form.add_error(None, f"{named(other, field)}: {sentence}")
            else:
                form.add_error(field if field in form.fields else None, sentence)


def named(record: Record, field: str) -> str:
    """The record by its kind and name, and the field in words where there is one."""
    fields = {one.name: one for one in record._meta.get_fields()}
    label = getattr(fields.get(field), "verbose_name", "")
    words = {"kind": capfirst(str(record._meta.verbose_name)), "name": record, "field": label}
    return gettext("%(kind)s “%(name)s”, %(field)s") % words if label else gettext("%(kind)s “%(name)s”") % words


def stale_sentence(record: Record, changes: Sequence[Change], user: User) -> str:
    """Who saved first, when, and which fields; only as far as user may read those changes."""
    if not may_read(changes, user):
        return gettext("Somebody saved this record while you were editing. Yours is not saved yet. Save again.")
    return gettext(
        "%(person)s saved this record at %(time)s while you were editing, and changed: %(fields)s. "
        "Yours is not saved yet. Fields that only they changed show their text now. Look, and save again."
    ) % told(record, changes)


def form_for(
    model: type[Record],
    names: Sequence[str],
    replaced: Mapping[str, forms.Field],
    base: type[RecordForm] = RecordForm,
) -> type[RecordForm]:
    """The form class of a kind of record, with some form fields replaced."""
    texts = {name: languages_field(model, name) for name in names if isinstance(model._meta.get_field(name), TextField)}
    replaced = {**texts, **replaced}
    meta = type("Meta", (), {"model": model, "fields": [*names]})
    return cast("type[RecordForm]", type(f"{model.__name__}Form", (base,), {**replaced, "Meta": meta}))


def languages_field(model: type[Record], name: str) -> LanguagesField:
    field = cast("TextField", model._meta.get_field(name))
    return LanguagesField(
        # Left lazy: the form is made once, and read in every language.
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        required=not field.blank,
        is_long=field.is_long,
    )
