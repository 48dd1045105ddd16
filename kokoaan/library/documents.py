"""What a watch is found by: its name."""

from __future__ import annotations

from kokoaan.library.models import Watch
from kokoaan.search.kinds import Kind, by_uid
from kokoaan.search.shapes import of_what_is_told

WATCHES = Kind(name="watch", rows=Watch.objects.all, keyed=by_uid, document=of_what_is_told)
