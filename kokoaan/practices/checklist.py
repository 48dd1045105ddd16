"""What makes a practice of use to others: criteria of OPSI, URBACT, Interreg Europe and UN-Habitat, each saying why.

A rule looks at a practice as it is told and says how far it meets one criterion, why, and which field to go to.
Nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kokoaan.practices.fields import field_of, label_of
from kokoaan.practices.models import Practice, PracticePartner, PracticeResult
from kokoaan.practices.models.practice import TEXTS
from kokoaan.practices.plain_language import promise_hints, short_forms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class State(models.TextChoices):
    MET = "met", gettext_lazy("met")
    PARTLY = "partly", gettext_lazy("partly")
    MISSING = "missing", gettext_lazy("missing")


@dataclass(frozen=True, slots=True)
class Told:
    """A practice with its results and partners, as far as they are known to who asks."""

    practice: Practice
    results: Sequence[PracticeResult] = ()
    partners: Sequence[PracticePartner] = ()

    @property
    def measured(self) -> list[PracticeResult]:
        return [row for row in self.results if row.before and row.after]

    @property
    def sourced(self) -> list[PracticeResult]:
        return [row for row in self.results if row.source]

    def has(self, name: str) -> bool:
        """Whether a field is filled, or what is asked of the parts together is told."""
        asked = {
            "results": self.practice.results or self.results,
            "measured": self.measured,
            "sources": self.sourced,
            "partners": self.partners,
        }
        return bool(asked[name] if name in asked else getattr(self.practice, field_of(name).attname))

    def lacks(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if not self.has(name)]


class Judged(NamedTuple):
    state: State
    why: str
    # Where to go; "" where nothing is left to do.
    field: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion; `fields` are those that it reads."""

    key: str
    name: StrOrPromise
    whose: str
    fields: tuple[str, ...]
    judge: Callable[[Told], Judged]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as a practice meets it."""

    key: str
    name: str
    whose: str
    fields: tuple[str, ...]
    state: State
    why: str
    field: str


def criteria(told: Told) -> list[Criterion]:
    every = ((rule, rule.judge(told)) for rule in RULES)
    return [Criterion(rule.key, str(rule.name), rule.whose, rule.fields, *judged) for rule, judged in every]


def filled(told: Told, names: Sequence[str], whole: str, lacking: str) -> Judged:
    """Whether these fields are filled: all, which `whole` says, or not, with the names of the empty in `lacking`."""
    lacks = told.lacks(names)
    if not lacks:
        return Judged(State.MET, whole)
    state = State.MISSING if len(lacks) == len(names) else State.PARTLY
    return Judged(state, lacking % {"names": names_of(lacks)}, lacks[0])


def names_of(fields: Sequence[str]) -> str:
    return ", ".join(label_of(name) for name in fields)


ALONE = ("solution", "problem", "place", "begins")
NOVEL = ("problem", "solution")
TRANSFER = ("transferability", "transfer_reason", "conditions")
TOOK = ("cost", "staff", "duration")


def sections(told: Told) -> Judged:
    return filled(told, TEXTS, _("Every section is filled."), _("Still empty: %(names)s."))


def plain(told: Told) -> Judged:
    if not told.has("promise"):
        return Judged(State.MISSING, _("No promise yet: one sentence that says what it gives to whom."), "promise")
    if hints := list(promise_hints(told.practice)):
        return Judged(State.PARTLY, " ".join(hints), "promise")
    if unexplained := short_forms(told.practice):
        field, *_rest = unexplained.values()
        said = _("Say once what these stand for: %(names)s.") % {"names": ", ".join(unexplained)}
        return Judged(State.PARTLY, said, field)
    return Judged(State.MET, _("The promise is one short sentence, and short forms are explained."))


def alone(told: Told) -> Judged:
    lacks = told.lacks(ALONE)
    if not lacks:
        return Judged(State.MET, _("Where, since when, against what and how: a reader elsewhere needs nothing more."))
    state = State.MISSING if "solution" in lacks else State.PARTLY
    said = _("A reader who knows neither the city nor the matter still asks for: %(names)s.")
    return Judged(state, said % {"names": names_of(lacks)}, lacks[0])


def novel(told: Told) -> Judged:
    return filled(
        told,
        NOVEL,
        _("What was before and what is done now are told: a reader can judge what is new."),
        _("What is new shows beside what was before. Not told: %(names)s."),
    )


IMPLEMENTED: dict[str, tuple[State, StrOrPromise]] = {
    "": (State.MISSING, gettext_lazy("How far it has come is not told.")),
    "idea": (State.MISSING, gettext_lazy("It is an idea: others learn from what has been tried.")),
    "pilot": (
        State.PARTLY,
        gettext_lazy("It is a pilot: what it showed is worth telling, what lasts is not known yet."),
    ),
    "in_use": (State.MET, gettext_lazy("It is in use.")),
    "ended": (State.MET, gettext_lazy("It was in use and has ended.")),
}


def implemented(told: Told) -> Judged:
    state, why = IMPLEMENTED[told.practice.stage]
    return Judged(state, str(why), "" if state == State.MET else "stage")


def impact(told: Told) -> Judged:
    if told.practice.results:
        return Judged(State.MET, _("What came of it is told in words."))
    if told.results:
        return Judged(State.PARTLY, _("There are figures. Say in words who is better off, and how."), "results")
    return Judged(State.MISSING, _("What came of it is not told."), "results")


def local(told: Told) -> Judged:
    if measured := len(told.measured):
        said = ngettext(
            "%(count)d result is told before and after.", "%(count)d results are told before and after.", measured
        )
        return Judged(State.MET, said % {"count": measured})
    if told.results:
        return Judged(State.PARTLY, _("No result is told both before and after."), "evidence")
    return Judged(State.MISSING, _("No result has a figure."), "evidence")


def evidence(told: Told) -> Judged:
    sourced, every = len(told.sourced), len(told.results)
    if not sourced:
        return Judged(State.MISSING, _("No result has a source."), "evidence")
    if sourced < every:
        said = _("%(count)d of %(every)d results have a source.") % {"count": sourced, "every": every}
        return Judged(State.PARTLY, said, "evidence")
    return Judged(State.MET, _("Every result has a source where it can be checked."))


def participatory(told: Told) -> Judged:
    if told.has("partners") and told.has("process"):
        return Judged(State.MET, _("Who made it together, and how, is told."))
    if told.has("partners"):
        return Judged(State.PARTLY, _("Partners are named. How people took part in making it is not told."), "process")
    state = State.PARTLY if told.has("process") else State.MISSING
    return Judged(state, _("No partner is named: who else made it, and what did they give?"), "partners")


def transferable(told: Told) -> Judged:
    return filled(
        told,
        TRANSFER,
        _("How well it moves elsewhere, why, and what it hangs on are told."),
        _("Another city cannot judge yet whether it would work there. Not told: %(names)s."),
    )


def failed(told: Told) -> Judged:
    if told.has("failed"):
        return Judged(State.MET, _("What failed is told too."))
    return Judged(State.MISSING, _("What failed is not told: one honest sentence helps others most."), "failed")


def resources(told: Told) -> Judged:
    return filled(told, TOOK, _("Money, people and time are told."), _("What it took is not told: %(names)s."))


RULES = (
    Rule("plain", gettext_lazy("Plain language"), "OPSI", TEXTS, plain),
    Rule("sections", gettext_lazy("Every section filled"), "OPSI", TEXTS, sections),
    Rule("alone", gettext_lazy("Stands alone"), "OPSI", ALONE, alone),
    Rule("novel", gettext_lazy("Novel"), "OPSI", NOVEL, novel),
    Rule("implemented", gettext_lazy("Implemented"), "OPSI", ("stage",), implemented),
    Rule("impact", gettext_lazy("Public impact"), "OPSI", ("results",), impact),
    Rule(
        "participatory", gettext_lazy("Participatory and integrated"), "URBACT", ("process", "partners"), participatory
    ),
    Rule("local", gettext_lazy("Positive local impact"), "URBACT", ("evidence",), local),
    Rule("transferable", gettext_lazy("Transferability"), "URBACT", TRANSFER, transferable),
    Rule("evidence", gettext_lazy("Evidence"), "Interreg Europe", ("evidence",), evidence),
    Rule("failed", gettext_lazy("What failed"), "Interreg Europe", ("failed",), failed),
    Rule("resources", gettext_lazy("What it took"), "UN-Habitat", TOOK, resources),
)
