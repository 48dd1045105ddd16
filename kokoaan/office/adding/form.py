"""The quick form: a few fields of a record; a link to what is not there yet can be added in the same save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.organisations.models import Organisation, Person
from kokoaan.people.models import User
from kokoaan.records.models import Record
from kokoaan.records.register import Register
from kokoaan.records.register.forms import RecordForm, form_for
from kokoaan.records.register.linking import RecordField, named


def organisation_called(name: str) -> Organisation:
    return Organisation(name=name)


def person_called(name: str) -> Person:
    """The last word is the family name, as most people write it; the record's page puts it right."""
    given, _space, family = name.rpartition(" ")
    return Person(given=given, family=family)


# Kinds of which a name alone makes a record.
MADE_OF_A_NAME: dict[type[Record], Callable[[str], Record]] = {
    Organisation: organisation_called,
    Person: person_called,
}


class QuickForm(RecordForm):
    """`offers` are typed names, by field, that could be added; `added` are new records that the person asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.offers: dict[str, tuple[str, str]] = {}
        self.added: dict[str, Record] = {}
        super().__init__(*args, **kwargs)
        del self.fields["change_reason"], self.fields["expected_version"]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            if isinstance(field, RecordField) and name in self.errors:
                self.offer(name, field)

    def offer(self, name: str, field: RecordField) -> None:
        """Take in what is asked to be added; else offer it, when nothing that the person sees is called so."""
        typed = str(cast(QueryDict, self.data).get(self.add_prefix(name), "")).strip()
        if not typed or not may_be_made(field.model, self.user) or named(typed, field.model, self.user):
            return
        if cast(QueryDict, self.data).get(f"new-{name}") == typed:
            del self.errors[name]
            self.cleaned_data[name] = self.added[name] = MADE_OF_A_NAME[field.model](typed)
        else:
            kind = str(field.model._meta.verbose_name)
            self.offers[name] = typed, _("Add “%(name)s” as a new %(kind)s") % {"name": typed, "kind": kind}

    def _get_validation_exclusions(self) -> set[str]:
        """A link to a record that is not saved yet is checked when it is saved, in the same transaction."""
        return {*super()._get_validation_exclusions(), *self.added}  # type: ignore[misc]

    @property
    def main(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in {"owner", "circle"}]


def may_be_made(model: type[Record], user: User) -> bool:
    return model in MADE_OF_A_NAME and user.may("add", model)


def typed_link(model: type[Record], name: str) -> RecordField | None:
    """A link to another record is typed by its name: a list of all of them would be long."""
    field = cast("Any", model._meta.get_field(name))
    if not (field.many_to_one and issubclass(field.related_model, Record)):
        return None
    label = capfirst(str(field.verbose_name))
    return RecordField(field.related_model, required=not field.blank, label=label, help_text=field.help_text)


def quick_form(register: type[Register]) -> type[QuickForm]:
    """The class of the quick form of a register; owner and circle are among its fields where the kind has its own."""
    own = [name for name in ("owner", "circle") if name in register.form_fields]
    names = [*register.quick_fields, *own]
    links = {name: typed for name in register.quick_fields if (typed := typed_link(register.model, name))}
    widgets = {**links, **{name: field for name, field in register.form_widgets.items() if name in names}}
    base = form_for(register.model, names, widgets)
    # Declared fields come with the base; what it does comes from ours.
    return cast("type[QuickForm]", type(f"Quick{base.__name__}", (QuickForm, base), {"Meta": base.Meta}))  # type: ignore[attr-defined]
