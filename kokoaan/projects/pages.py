"""A joint project as a page: its stage as a line, both sides, the money, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.money import in_currency
from kokoaan.lib.said import first_of
from kokoaan.lib.way import Mark, line
from kokoaan.people.models import User
from kokoaan.projects.models import JointProject, ProjectPartner
from kokoaan.records.register import views

Stage = JointProject.Stage
# The way that most go; a project leaves it when it is not funded or dropped.
WAY = (Stage.IDEA, Stage.APPLICATION, Stage.RUNNING, Stage.ENDED)
LEFT = {Stage.NOT_FUNDED: 2, Stage.DROPPED: 1}


def steps(project: JointProject) -> list[Mark]:
    stage = Stage(project.stage)
    return line((*WAY[: LEFT[stage]], stage) if stage in LEFT else WAY, stage)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum with its bar, in hundredths of the total."""

    label: str
    sum: str
    width: int


def sums(project: JointProject) -> list[Money]:
    given = [(_("Total budget"), project.budget), (_("Our share"), project.share), (_("Grant to us"), project.grant)]
    known = [(label, amount) for label, amount in given if amount is not None]
    most = max((amount for _label, amount in known), default=Decimal(0)) or Decimal(1)
    return [Money(label, in_currency(sum_, project.currency), round(100 * sum_ / most)) for label, sum_ in known]


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    partners: Sequence[ProjectPartner]


def sides(project: JointProject, user: User) -> list[Side]:
    rows = ProjectPartner.objects.visible_to(user).filter(project=project)
    partners = list(rows.select_related("organisation", "unit").order_by("pk"))
    # Leads first, then in the order of the roles.
    order = ProjectPartner.Role.values
    partners.sort(key=lambda one: order.index(one.role))
    return [
        Side(capfirst(str(side.label)), [one for one in partners if one.side == side]) for side in ProjectPartner.Side
    ]


class JointProjectPage(views.Inspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, project = self.request.user, self.object
        may_add = user.has_perm("projects.add_projectpartner")
        fact = project.same_at_source
        told = {
            "steps": steps(project),
            "sums": sums(project),
            "sides": sides(project, user),
            "add_partner": f"{reverse('projectpartner:add')}?project={project.pk}" if may_add else "",
            "fact": fact,
            "fact_url": reverse("projects:project", args=[fact.source, fact.key]) if fact else "",
            "results": first_of(project.results),
            "alone": first_of(project.alone),
        }
        return {**super().get_context_data(**kwargs), **told}
