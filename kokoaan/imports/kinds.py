"""The kinds of records that can be brought in: those of the office's registers that a row of a file can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import override

from kokoaan.lib.fold import fold
from kokoaan.lib.text import LANGUAGES
from kokoaan.people.models import User
from kokoaan.records.register import Register


@cache
def kinds() -> dict[str, type[Register]]:
    registers: tuple[type[Register], ...] = import_string(settings.REGISTERS)
    return {str(register.model._meta.model_name): register for register in registers if register.comes_in_files}


def kinds_for(user: User) -> dict[str, str]:
    """The kinds that user may add or change, by name for people."""
    return {
        kind: capfirst(str(register.model._meta.verbose_name_plural))
        for kind, register in kinds().items()
        if user.may("add", register.model) or user.may("change", register.model)
    }


def kind_called(title: str) -> str:
    """The kind that a sheet of this title holds: its name in any language; "" when it says none."""
    folded = fold(title)
    return next((kind for kind in kinds() if folded in set(titles(kind))), "")


def titles(kind: str) -> Iterator[str]:
    options = kinds()[kind].model._meta
    yield kind
    for lang in LANGUAGES:
        with override(lang):
            # A sheet's title holds 31 characters.
            yield from (fold(str(name)[:31]) for name in (options.verbose_name, options.verbose_name_plural))


def in_order(given: Iterable[str]) -> list[str]:
    """Kinds so that one that others link to comes before them; else as given."""
    wanted, done = list(dict.fromkeys(given)), list[str]()

    def add(kind: str, above: tuple[str, ...]) -> None:
        if kind in done or kind in above:
            return
        for other in wanted:
            if links(kind, other):
                add(other, (*above, kind))
        done.append(kind)

    for kind in wanted:
        add(kind, ())
    return done


def links(kind: str, other: str) -> bool:
    model, to = kinds()[kind].model, kinds()[other].model
    return model is not to and any(field.related_model is to for field in model._meta.concrete_fields)
