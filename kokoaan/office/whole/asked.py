"""What the overall picture is asked about: whose rows, of which kind of tie, with the goals of which term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kokoaan.office.whole.figure import Figure
from kokoaan.partners.models import Tie
from kokoaan.people.acting import units_of, us_of
from kokoaan.people.models import Unit, User
from kokoaan.people.staffed import staffed_units
from kokoaan.records.models import Record
from kokoaan.strategy.models import Goal

WHOSE = {"ours": _("our organisation's"), "mine": _("my unit's"), "all": _("all that I see")}
ENDED = "ended"
# The filters of the page, as its address writes them.
FILTERS = ("whose", "kind", "term")


@dataclass(frozen=True)
class Asked:
    """The question, and what all of the page needs to answer it. Empty `kind` and `term`: all, and the newest."""

    user: User
    day: date
    whose: str
    kind: str = ""
    wanted_term: str = ""

    @cached_property
    def us(self) -> Unit | None:
        return us_of(self.user)

    @cached_property
    def own_units(self) -> list[Unit]:
        return units_of(self.user) if self.whose == "mine" else []

    @cached_property
    def units(self) -> dict[int, Unit]:
        """All units, in the order of the tree."""
        return {unit.pk: unit for unit in Unit.objects.all()}

    @cached_property
    def staffed(self) -> set[int]:
        return staffed_units(self.day)

    @cached_property
    def goals(self) -> Sequence[Goal]:
        """All goals that the person sees, in the order of the tree, the newest term first."""
        return list(Goal.objects.visible_to(self.user).defer("description"))

    @cached_property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(goal.term for goal in self.goals))

    @property
    def term(self) -> str:
        return self.wanted_term if self.wanted_term in self.terms else next(iter(self.terms), "")

    def rows(self, model: type[Record]) -> Any:
        """The rows that the person sees and asks about."""
        rows: Any = model._default_manager.visible_to(self.user)
        if self.whose == "mine":
            rows = rows.of_units(self.own_units)
        elif self.whose == "ours":
            rows = rows.of_organisation(self.us)
        return rows.filter(kind=self.kind) if self.kind and model is Tie else rows

    def standing(self, model: type[Record]) -> Any:
        """Those of them that have not ended: what every section but that of the statuses counts."""
        return self.rows(model).exclude(status=ENDED)

    def listed(self, model: type[Record], **filters: Any) -> str:
        """The address of the register's list of the same rows, with these filters."""
        whose = {} if self.whose == "all" else {"whose": self.whose}
        kind = {"kind": self.kind} if self.kind and model is Tie else {}
        asked = {**filters, **whose, **kind}
        return f"{reverse(f'{model._meta.model_name}:index')}?{urlencode(asked)}"

    def figure(self, model: type[Record], label: Any, count: int, *, depth: int = 0, **filters: Any) -> Figure:
        return Figure(str(label), count, self.listed(model, **filters), depth)


def read(given: Mapping[str, str], user: User, day: date) -> tuple[Asked, list[str]]:
    """The question that an address asks, and its filters whose values nobody knows: those are passed over."""
    whose, kind, term = (given.get(name, "") for name in FILTERS)
    broken = [
        name for name, known in (("whose", whose in {"", *WHOSE}), ("kind", kind in {"", *Tie.Kind})) if not known
    ]
    asked = Asked(user, day, whose if whose in WHOSE else "ours", kind if kind in Tie.Kind else "", term)
    if term and asked.term != term:
        broken.append("term")
    if not whose and asked.us is None:
        # Without a post there is no "ours": begin with what can be seen.
        return Asked(user, day, "all", asked.kind, term), broken
    return asked, broken
