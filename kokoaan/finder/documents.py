"""What a need is found by."""

from __future__ import annotations

from kokoaan.finder.models import Need
from kokoaan.lib.spoken import language_of
from kokoaan.search.document import Body, Document, Name
from kokoaan.search.kinds import Kind, by_uid


def of_need(need: Need) -> Document:
    return Document(
        kind="need",
        key=str(need.uid),
        circle=need.circle_id,
        titles={"": str(need)},
        names=tuple(Name(candidate.name) for candidate in need.candidates),
        bodies=(Body(language_of(need.text), need.text),),
        weight=2.0,
    )


NEEDS = Kind(name="need", rows=Need.objects.all, keyed=by_uid, document=of_need, carries_meaning=True)
