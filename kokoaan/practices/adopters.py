"""Who takes a practice over, as lines of steps: seen → visited → adapted → piloted → in use, or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.way import Mark
from kokoaan.practices.models import Adoption, Practice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Stage = Adoption.Stage
# The way that most go; an adopter leaves it by dropping the practice.
WAY = (Stage.SEEN, Stage.VISITED, Stage.ADAPTED, Stage.PILOTED, Stage.IN_USE)
RANK = {stage: number for number, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Adopter:
    """One that takes the practice over, with its steps in order; the last is where it stands."""

    steps: Sequence[Adoption]

    @property
    def now(self) -> Adoption:
        return self.steps[-1]

    @property
    def name(self) -> str:
        return self.now.adopter

    @property
    def link(self) -> tuple[str, int]:
        """The field that names it, and its key: what a next step is filled in with."""
        keys = {"unit": self.now.unit_id, "place": self.now.place_id, "organisation": self.now.organisation_id}
        return next((name, key) for name, key in keys.items() if key)

    @property
    def next_stage(self) -> str:
        """What comes next on the way; "" at its end."""
        stage = Stage(self.now.stage)
        return str(WAY[RANK[stage] + 1]) if stage in WAY[:-1] else ""

    @property
    def line(self) -> list[Mark]:
        taken = {step.stage: step.on for step in self.steps}
        now = Stage(self.now.stage)
        way = [stage for stage in WAY if stage in taken] + [now] if now == Stage.DROPPED else WAY
        return [Mark(capfirst(str(stage.label)), state_of(stage, now, taken), taken.get(stage, "")) for stage in way]


def state_of(stage: Stage, now: Stage, taken: Iterable[str]) -> str:
    if stage == now:
        return "now"
    if RANK[stage] > RANK[now]:
        return "coming"
    return "passed" if stage in taken else "skipped"


def adopters(steps: Iterable[Adoption]) -> list[Adopter]:
    """Everybody among these steps, in the order in which they first appear."""
    by_one: dict[tuple[int | None, int | None, int | None], list[Adoption]] = {}
    for step in steps:
        by_one.setdefault((step.unit_id, step.place_id, step.organisation_id), []).append(step)
    return [Adopter(in_order(some)) for some in by_one.values()]


def in_order(steps: Iterable[Adoption]) -> list[Adoption]:
    """By their days; one without a day stands before the first that is further on the way."""
    known = list(steps)
    line = sorted((step for step in known if step.on), key=lambda step: (step.on, step.pk or 0))
    for step in sorted((step for step in known if not step.on), key=lambda step: RANK[Stage(step.stage)]):
        rank = RANK[Stage(step.stage)]
        further = (place for place, other in enumerate(line) if RANK[Stage(other.stage)] > rank)
        line.insert(next(further, len(line)), step)
    return line


# What one does who stands at a stage.
DOES = {
    Stage.SEEN: "looks",
    Stage.VISITED: "looks",
    Stage.ADAPTED: "takes",
    Stage.PILOTED: "takes",
    Stage.IN_USE: "uses",
    Stage.DROPPED: "drops",
}
FROM_THEM: dict[str, StrOrPromise] = {
    "looks": gettext_lazy("We are looking at it in %(origin)s: %(adopter)s."),
    "takes": gettext_lazy("We are taking it over from %(origin)s: %(adopter)s."),
    "uses": gettext_lazy("We took it over from %(origin)s: %(adopter)s uses it."),
    "drops": gettext_lazy("We looked at it in %(origin)s and dropped it: %(adopter)s."),
}
FROM_US: dict[str, StrOrPromise] = {
    "looks": gettext_lazy("%(adopter)s is looking at ours."),
    "takes": gettext_lazy("%(adopter)s is taking it over from us."),
    "uses": gettext_lazy("%(adopter)s has taken it over from us."),
    "drops": gettext_lazy("%(adopter)s looked at ours and dropped it."),
}
AMONG_OTHERS: dict[str, StrOrPromise] = {
    "looks": gettext_lazy("%(adopter)s is looking at it."),
    "takes": gettext_lazy("%(adopter)s is taking it over."),
    "uses": gettext_lazy("%(adopter)s uses it too."),
    "drops": gettext_lazy("%(adopter)s has dropped it."),
}


def sentence(practice: Practice, adopter: Adopter) -> str:
    """Who takes it over from whom, both ways."""
    found, here = practice.origin == Practice.Origin.FOUND, adopter.now.unit_id is not None
    words = {(True, True): FROM_THEM, (False, False): FROM_US}.get((found, here), AMONG_OTHERS)
    told = {"adopter": adopter.name, "origin": str(practice.place or practice.owned_by or _("elsewhere"))}
    return str(words[DOES[Stage(adopter.now.stage)]]) % told
