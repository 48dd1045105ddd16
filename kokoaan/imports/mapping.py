"""Which column of a file is which field: remembered from the last such file, else guessed by name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as MappingType
from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from kokoaan.imports.kinds import kinds
from kokoaan.imports.models import Mapping
from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES, TextField
from kokoaan.people.models import Unit, User
from kokoaan.records.register.columns import UID, Column, columns_of, label_of

# What other programs call our fields, folded.
ALSO: dict[str, str] = {
    **dict.fromkeys(("url", "www", "homepage", "web site", "kotisivu", "kotisivut", "webbplats", "hemsida"), "website"),
    **dict.fromkeys(("first name", "given names", "forename", "etunimet", "fornamn"), "given"),
    **dict.fromkeys(("last name", "surname", "sukunimi", "efternamn"), "family"),
    **dict.fromkeys(("city", "town", "municipality", "kaupunki", "kunta", "stad", "kommun"), "place"),
    **dict.fromkeys(("y tunnus", "vat number", "organisationsnummer", "fo nummer"), "business_id"),
    **dict.fromkeys(("start", "start date", "from", "alkaen", "fran"), "begins"),
    **dict.fromkeys(("end", "end date", "until", "asti", "till"), "ends"),
    **dict.fromkeys(("institution", "company", "body", "organisaatio", "organization"), "organisation"),
}

# A place of a column and the key of its field, as JSON keeps it.
Columns = dict[str, str]


def columns_for(kind: str) -> list[Column]:
    register = kinds()[kind]
    return columns_of(register.model, register.form_fields)


def signature_of(headers: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(fold(header) for header in headers).encode()).hexdigest()


def mapped(kind: str, headers: Sequence[str], organisation: Unit, user: User) -> Columns:
    """The columns as this person read such headers before, else their organisation, else as their names say."""
    there = Mapping.objects.filter(organisation=organisation, kind=kind, signature=signature_of(headers))
    kept = there.filter(by=user).first() or there.order_by("-at").first()
    known = {column.key for column in columns_for(kind)}
    if kept:
        return {place: key for place, key in kept.columns.items() if key in known}
    return guessed(kind, headers)


def guessed(kind: str, headers: Sequence[str]) -> Columns:
    """By what the fields are called in any of our languages; each field once, the first column that is called so."""
    names = names_of(kind)
    found: Columns = {}
    for place, header in enumerate(headers):
        key = names.get(fold(header), "")
        if key and key not in found.values():
            found[str(place)] = key
    return found


def lacking(kind: str, columns: MappingType[str, str], user: User) -> list[str]:
    """What a new record needs and no column gives; nothing where rows say by their address which record they change."""
    register = kinds()[kind]
    if UID in columns.values():
        return []
    form, given = register().get_form_class()(user=user), {key.split(":")[0] for key in columns.values()}
    return [
        capfirst(str(form.fields[name].label))
        for name in register.form_fields
        if name not in given
        and name in form.fields
        and form.fields[name].required
        and form.get_initial_for_field(form.fields[name], name) in (None, "", [])
    ]


def names_of(kind: str) -> dict[str, str]:
    """Keys by what their columns may be called. A text without its language is in the language of the name."""
    model, names = kinds()[kind].model, dict[str, str]()
    known = {column.key for column in columns_for(kind)}
    for column in columns_for(kind):
        names.setdefault(fold(column.key), column.key)
        is_text = column.lang and isinstance(model._meta.get_field(column.field), TextField)
        for lang in LANGUAGES:
            with override(lang):
                label = label_of(model, column)
            names.setdefault(fold(label), column.key)
            if is_text and column.lang == lang:
                names.setdefault(fold(label.rsplit(" (", 1)[0]), column.key)
    for name, key in ALSO.items():
        if key in known:
            names.setdefault(name, key)
    return names


def remember(kind: str, headers: Sequence[str], organisation: Unit, user: User, columns: MappingType[str, str]) -> None:
    Mapping.objects.update_or_create(
        by=user,
        organisation=organisation,
        kind=kind,
        signature=signature_of(headers),
        defaults={"columns": dict(columns), "at": timezone.now()},
    )
