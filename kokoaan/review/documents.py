"""What a benefit is found by."""

from __future__ import annotations

from kokoaan.lib.spoken import language_of
from kokoaan.review.models import Benefit
from kokoaan.search.document import Body, Document, Name
from kokoaan.search.kinds import Kind, by_uid


def of_benefit(benefit: Benefit) -> Document:
    """Its own words; what gave it is found as itself."""
    text = " ".join(part for part in (benefit.gave, benefit.evidence) if part)
    return Document(
        kind="benefit",
        key=str(benefit.uid),
        circle=benefit.circle_id,
        titles={"": str(benefit)},
        names=(Name(benefit.gave, language_of(benefit.gave)),),
        bodies=(Body(language_of(text), text),),
        weight=1.0,
    )


BENEFITS = Kind(name="benefit", rows=Benefit.objects.all, keyed=by_uid, document=of_benefit, carries_meaning=True)
