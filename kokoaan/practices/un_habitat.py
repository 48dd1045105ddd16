"""A shared practice in the fields of UN-Habitat's best-practice form, in its order.

https://modelarchive.databases.biz/best_practice_for_un_habitat_awards.html; what we do not know stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.days import written
from kokoaan.practices.shortening import words_of
from kokoaan.practices.telling import Chapter, Measured, Telling

# A result: what was measured, before and after, as of when, and where that is written.
Row = tuple[str, str, str, str, str]
# The form's own bounds.
SUMMARY_WORDS = 250
KEY_DATES = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: paragraphs in one language, none where nothing is known; what was measured as rows."""

    title: str
    paragraphs: Sequence[str]
    lang: str = ""
    mark: str = ""
    rows: Sequence[Row] = ()


def profile(told: Telling) -> list[Field]:
    """What the form asks before the narrative."""
    one = told.practice
    return [
        Field(_("Name of the best practice"), [told.title.text], told.title.lang),
        field(_("City"), told.where),
        # The address and the level of activity are not kept; whoever sends the form writes them.
        field(_("Address"), ""),
        field(_("Contact"), one.contact),
        Field(_("Type of organisation"), kind_of_owner(told)),
        field(_("Nominating organisation"), ""),
        Field(_("Partners"), [with_role(name, row.role) for name, row in told.partners]),
        Field(_("Type of partner support"), supports(told)),
        field(_("Financial profile"), told.money),
        Field(_("Category"), [capfirst(str(theme)) for theme in told.themes]),
        field(_("Level of activity"), ""),
        field(_("Ecosystem"), ""),
        summary(told),
        Field(_("Key dates"), key_dates(told)),
    ]


def narrative(told: Telling) -> list[Field]:
    problem, solution, process = told.story
    failed, conditions = told.lessons
    return [
        said(_("Situation before the initiative"), problem),
        Field(_("Priorities"), [str(goal) for goal in told.goals]),
        said(_("Objectives and strategies"), solution),
        Field(_("Mobilisation of resources"), [f"{name}: {value}" for name, value in told.took if value]),
        said(_("Process"), process),
        replace(said(_("Results achieved"), told.results), rows=[row_of(one) for one in told.evidence]),
        said(_("Sustainability"), conditions),
        said(_("Lessons learned"), failed),
        transfer(told),
        references(told),
    ]


def references(told: Telling) -> Field:
    one = told.practice
    who = _("Validated by %(who)s") % {"who": one.validated_by} if one.validated_by else ""
    return Field(_("References"), [text for text in (one.source, *one.addresses, who) if text])


def field(title: str, value: str) -> Field:
    return Field(title, [value] if value else [])


def said(title: str, part: Chapter) -> Field:
    return Field(title, part.said.text.splitlines(), part.said.lang, part.said.mark) if part.said else Field(title, [])


def row_of(measured: Measured) -> Row:
    result, indicator = measured.result, measured.indicator
    return indicator.text if indicator else "", result.before, result.after, written(result.as_of), result.source


def kind_of_owner(told: Telling) -> list[str]:
    owner = told.practice.known_owner
    kind = owner.get_kind_display() if owner else ""
    return [", ".join(part for part in (told.whose, str(kind)) if part)] if told.whose else []


def with_role(name: str, role: str) -> str:
    return f"{name}: {role}" if role else name


def supports(told: Telling) -> list[str]:
    return [f"{name}: {row.get_support_display()}" for name, row in told.partners if row.support]


def summary(told: Telling) -> Field:
    """The promise and the solution, of one language, as far as the form has room."""
    parts = [one for one in (told.promise, told.story[1].said) if one]
    text = " ".join(one.text for one in parts if one.lang == parts[0].lang)
    short = words_of(text, SUMMARY_WORDS)
    return Field(_("Summary"), [short.text] if text else [], parts[0].lang if parts else "")


def key_dates(told: Telling) -> list[str]:
    one = told.practice
    dated = [(_("Begins"), one.begins), *((name, row.on) for name, row in told.adoptions)]
    dated += [(_("Validated"), one.validated_on), (_("Ends"), one.ends)]
    known = sorted(((on, name) for name, on in dated if on), key=lambda pair: pair[0])
    return [f"{written(on)}: {name}" for on, name in known[:KEY_DATES]]


def transfer(told: Telling) -> Field:
    version = told.transfer.said
    taken = ", ".join(dict.fromkeys(name for name, _row in told.adoptions))
    lines = [capfirst(told.transferability), *(version.text.splitlines() if version else [])]
    lines += [_("Taken up by: %(names)s.") % {"names": taken}] if taken else []
    spoken = (version.lang, version.mark) if version else ()
    return Field(_("Transferability"), [one for one in lines if one], *spoken)
