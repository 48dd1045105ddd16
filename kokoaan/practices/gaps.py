"""What a practice does not state, in a few words each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from kokoaan.practices.checklist import Told

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How a gap is said where the thing itself would stand.
GAPS: Mapping[str, StrOrPromise] = {
    "promise": gettext_lazy("Promise not stated"),
    "place": gettext_lazy("Place not stated"),
    "organisation": gettext_lazy("Owner not stated"),
    "stage": gettext_lazy("Stage not stated"),
    "begins": gettext_lazy("Beginning not stated"),
    "problem": gettext_lazy("Problem not stated"),
    "solution": gettext_lazy("Solution not stated"),
    "process": gettext_lazy("Process not stated"),
    "partners": gettext_lazy("Partners not stated"),
    "cost": gettext_lazy("Money not stated"),
    "staff": gettext_lazy("People not stated"),
    "duration": gettext_lazy("Time not stated"),
    "results": gettext_lazy("Result not stated"),
    "measured": gettext_lazy("Figures before and after not stated"),
    "sources": gettext_lazy("Sources of the results not stated"),
    "failed": gettext_lazy("What failed not stated"),
    "conditions": gettext_lazy("Conditions for success not stated"),
    "transferability": gettext_lazy("Transferability not stated"),
    "transfer_reason": gettext_lazy("Reason for the transferability not stated"),
    "validated_by": gettext_lazy("Validation not stated"),
}
# Of these, what a reader would need to believe it.
EVIDENCE = ("cost", "staff", "duration", "results", "measured", "sources", "failed", "validated_by")


def gaps(told: Told) -> list[str]:
    """What of the evidence is missing."""
    return [str(GAPS[name]) for name in EVIDENCE if not told.has(name)]
