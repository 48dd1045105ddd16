"""The form of a practice: fields in steps that people understand, with the checklist at its side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kokoaan.records.register.forms import RecordForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """Fields that are thought of together, with a sentence that helps."""

    key: str
    title: StrOrPromise
    help: StrOrPromise
    fields: tuple[str, ...]


STEPS = (
    Step(
        "what",
        _("What it is"),
        _("Enough for somebody who has never heard of it: what, whose, where, since when."),
        (
            *("title", "promise", "origin", "place", "organisation", "body", "contact"),
            *("stage", "begins", "ends", "themes"),
        ),
    ),
    Step(
        "how",
        _("Why and how"),
        _("What was wrong before, what is done now, and how you came there. Short sentences, no short forms."),
        ("problem", "solution", "process"),
    ),
    Step(
        "took",
        _("What it took"),
        _("Others plan with these figures. A rough one is better than none."),
        ("cost", "currency", "staff", "duration"),
    ),
    Step(
        "came",
        _("What came of it"),
        _("What changed for whom, what did not work, and what it hangs on. Figures have places of their own."),
        ("results", "failed", "conditions"),
    ),
    Step(
        "sharing",
        _("Sharing"),
        _("Whether it would work elsewhere, what there is to take away, and who has checked it."),
        (
            *("transferability", "transfer_reason", "languages", "licence", "pages"),
            *("validated_by", "validated_on", "review"),
        ),
    ),
    Step(
        "here",
        _("For us here"),
        _("Who here could use what was found elsewhere, and what we think of it."),
        ("needed_by", "verdict", "verdict_reason"),
    ),
    Step(
        "sight",
        _("Who sees it"),
        _("Which goal it serves, where it can be checked, whose it is and who may read it."),
        ("goals", "source", "owner", "circle"),
    ),
)
FIELDS = tuple(name for step in STEPS for name in step.fields)


@dataclass(frozen=True, slots=True)
class Filled:
    """A step with the fields of one form."""

    step: Step
    fields: Sequence[BoundField]

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


class PracticeForm(RecordForm):
    @property
    def steps(self) -> Iterator[Filled]:
        """Every visible field once; what belongs to no step, such as the reason of the change, comes last."""
        *first, last = STEPS
        for step in first:
            yield Filled(step, [self[name] for name in step.fields if name in self.fields])
        rest = [name for name in self.fields if name not in FIELDS and not self[name].is_hidden]
        yield Filled(last, [self[name] for name in (*last.fields, *rest) if name in self.fields])
