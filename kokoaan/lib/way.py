"""A way in stages as a line: what is passed, where one stands, what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage on the line: passed, passed over ("skipped"), the present one ("now"), or still coming."""

    label: str
    state: str
    on: str = ""


def line(way: Sequence[TextChoices], here: str) -> list[Mark]:
    """The way as one sees it who stands here."""
    passed = [str(stage) for stage in way].index(here)
    states = ["passed"] * passed + ["now"] + ["coming"] * (len(way) - passed - 1)
    return [Mark(capfirst(str(stage.label)), state) for stage, state in zip(way, states, strict=True)]
