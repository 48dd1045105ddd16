"""The newest practices that everyone sees, for readers of feeds; each language has its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from kokoaan.lib.said import first_of
from kokoaan.practices.models import Practice
from kokoaan.records.models import Change, RecordQuerySet

MOST = 30


class Newest(Feed[Practice, None]):
    feed_type = Atom1Feed
    title = _("Practices that work")
    subtitle = _("What cities have done, what came of it, and what others can learn.")
    link = reverse_lazy("open_library:practices")

    def items(self) -> RecordQuerySet:
        """Those that became public last. When that was, the log knows: it says who could see what before and after."""
        # What is only proposed has no version yet.
        done = Change.objects.filter(record=OuterRef("uid"), version__isnull=False)
        became = done.filter(circle_after=OuterRef("circle")).order_by("version", "pk")
        changed = done.order_by("-version", "-pk")
        rows = Practice.objects.public().select_related("place__country", "organisation").prefetch_related("themes")
        first, last = (some.values("changeset__at")[:1] for some in (became, changed))
        dated: RecordQuerySet = rows.annotate(published=Subquery(first), changed=Subquery(last))
        return dated.order_by("-published", "-pk")[:MOST]

    def item_title(self, item: Practice) -> str:
        return str(item)

    def item_description(self, item: Practice) -> str:
        promise = first_of(item.promise)
        return promise.text if promise else ""

    def item_link(self, item: Practice) -> str:
        return reverse("practices:practice", args=[item.uid])

    def item_guid(self, item: Practice) -> str:
        return f"urn:uuid:{item.uid}"

    def author_name(self) -> str:
        return settings.CITY_NAME

    def item_author_name(self, item: Practice) -> str | None:
        """Whose practice it is; where that is not known, the feed's own name stands for it."""
        return item.owned_by or (str(item.place) if item.place else None)

    def item_categories(self, item: Practice) -> list[str]:
        return [str(theme) for theme in item.themes.all()]

    def item_pubdate(self, item: Any) -> datetime | None:
        published: datetime | None = item.published
        return published

    def item_updateddate(self, item: Any) -> datetime | None:
        changed: datetime | None = item.changed
        return changed
