"""What a watch is found by."""

from __future__ import annotations

from kokoaan.library.models import Watch
from kokoaan.search.document import Document, Name
from kokoaan.search.kinds import Kind, by_uid


def of_watch(watch: Watch) -> Document:
    return Document(
        kind="watch",
        key=str(watch.uid),
        circle=watch.circle_id,
        titles={"": watch.name},
        names=(Name(watch.name),),
    )


WATCHES = Kind(name="watch", rows=Watch.objects.all, keyed=by_uid, document=of_watch)
