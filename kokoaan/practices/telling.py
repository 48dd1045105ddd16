"""A shared practice as others read it: the same on its page, on one page of paper, in Word and as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.days import spanning
from kokoaan.lib.money import in_currency
from kokoaan.lib.said import Said, first_of
from kokoaan.lib.text import Text
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle
from kokoaan.practices.figures import Bars, bars
from kokoaan.practices.models import Adoption, Practice, PracticePartner, PracticeResult
from kokoaan.strategy.models import Concept, Goal


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thing that a practice tells; `gap` says what is missing where it tells nothing."""

    key: str
    title: str
    said: Said | None
    gap: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A result with its evidence; `bars` where it can be drawn."""

    result: PracticeResult
    indicator: Said | None
    bars: Bars | None


class Telling:
    """What all may read of a practice that everyone sees. Names of hidden records are not in it."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice

    @cached_property
    def title(self) -> Said:
        return first_of(self.practice.title) or Said("en", str(self.practice))

    @cached_property
    def promise(self) -> Said | None:
        return first_of(self.practice.promise)

    @property
    def where(self) -> str:
        place = self.practice.place
        return f"{place}, {place.country}" if place else ""

    @property
    def whose(self) -> str:
        return self.practice.owned_by

    @property
    def when(self) -> str:
        return spanning(self.practice.begins, self.practice.ends)

    @property
    def stage(self) -> str:
        return capfirst(str(self.practice.get_stage_display()))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it is in short, each fact by its name; "" where it is not known."""
        return [(_("Where"), self.where), (_("Whose"), self.whose), (_("Stage"), self.stage), (_("When"), self.when)]

    @property
    def money(self) -> str:
        one = self.practice
        return in_currency(one.cost, one.currency) if one.cost is not None else ""

    @property
    def took(self) -> list[tuple[str, str]]:
        """What it took, each thing by its name; "" where it is not known."""
        return [(_("Money"), self.money), (_("People"), self.practice.staff), (_("Duration"), self.practice.duration)]

    @cached_property
    def story(self) -> list[Chapter]:
        """From the problem to how it was solved."""
        one = self.practice
        return [
            chapter("problem", _("The problem before"), one.problem, _("The problem is not told.")),
            chapter("solution", _("The solution"), one.solution, _("The solution is not told.")),
            chapter("process", _("How it was done"), one.process, _("How it was done is not told.")),
        ]

    @cached_property
    def results(self) -> Chapter:
        return chapter("results", _("Results"), self.practice.results, _("Result not stated"))

    @cached_property
    def lessons(self) -> list[Chapter]:
        """What another city should know before it begins."""
        one = self.practice
        return [
            chapter("failed", _("What failed"), one.failed, _("What failed is not told.")),
            chapter("conditions", _("What it takes to succeed"), one.conditions, _("The conditions are not told.")),
        ]

    @cached_property
    def transfer(self) -> Chapter:
        return chapter(
            "transfer", _("Can it be done elsewhere?"), self.practice.transfer_reason, _("The reason is not told.")
        )

    @property
    def transferability(self) -> str:
        return str(self.practice.get_transferability_display() or "")

    @cached_property
    def evidence(self) -> list[Measured]:
        rows = PracticeResult.objects.public().filter(practice=self.practice).order_by("pk")
        return [Measured(one, first_of(one.indicator), bars(one.before, one.after)) for one in rows]

    @cached_property
    def partners(self) -> list[tuple[str, PracticePartner]]:
        """Those whose names everyone may know, each by its name."""
        rows = PracticePartner.objects.public().filter(practice=self.practice).select_related("organisation")
        named = [(one.name or name_for_all(one.organisation), one) for one in rows.order_by("pk")]
        return [(name, one) for name, one in named if name]

    @cached_property
    def adoptions(self) -> list[tuple[str, Adoption]]:
        """Steps of those whose names everyone may know, in the order of their days."""
        rows = Adoption.objects.public().filter(practice=self.practice)
        rows = rows.select_related("unit", "place", "organisation").order_by("on", "pk")
        named = [(str(one.unit or one.place or "") or name_for_all(one.organisation), one) for one in rows]
        return [(name, one) for name, one in named if name]

    @cached_property
    def themes(self) -> list[Concept]:
        return list(self.practice.themes.all())

    @cached_property
    def goals(self) -> list[Goal]:
        return list(self.practice.goals.filter(circle=Circle.EVERYONE))

    @property
    def languages(self) -> list[str]:
        """In which languages it is told."""
        told = {lang for value in (self.practice.title, *self.practice.texts) for lang in value if value[lang]["text"]}
        return sorted(told)

    @property
    def fact_source(self) -> str:
        """The source that tells of the same, as its registry calls it."""
        return self.practice.fact.partition(":")[0]


def chapter(key: str, title: str, value: Text, gap: str) -> Chapter:
    return Chapter(key, title, first_of(value), gap)


def name_for_all(organisation: Organisation | None) -> str:
    """The name of a linked organisation, if everyone may know it."""
    return str(organisation) if organisation and organisation.circle_id == Circle.EVERYONE else ""


def shared(uid: Any) -> Practice | None:
    """The practice of this address, if everyone sees it; whoever asks."""
    rows = Practice.objects.public().select_related("place__country", "organisation", "owner")
    found: Practice | None = rows.filter(uid=uid).first()
    return found
