"""The office's front page: who you are here, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component

from kokoaan.office.registers import REGISTERS
from kokoaan.people.acting import organisations_of, us_of


@dataclass(frozen=True, slots=True)
class Way:
    """A register as the front page offers it: how many rows this person sees, and where to go."""

    title: str
    count: int
    url: str
    add_url: str


class FrontPanel(Component):  # type: ignore[misc]
    name = "front"
    template_name = "office/front.html"
    order = 1

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = self.request.user
        return {
            "request": self.request,
            "ways": ways_for(user),
            "us": us_of(user),  # type: ignore[arg-type]
            "ours": organisations_of(user),  # type: ignore[arg-type]
        }


def ways_for(user: Any) -> list[Way]:
    ways = []
    for register in REGISTERS:
        options = register.model._meta
        if not any(user.has_perm(f"{options.app_label}.{verb}_{options.model_name}") for verb in ("view", "change")):
            continue
        may_add = user.has_perm(f"{options.app_label}.add_{options.model_name}")
        ways.append(
            Way(
                capfirst(str(options.verbose_name_plural)),
                register.model.objects.visible_to(user).count(),
                reverse(f"{options.model_name}:index"),
                reverse(f"{options.model_name}:add") if may_add else "",
            )
        )
    return ways
