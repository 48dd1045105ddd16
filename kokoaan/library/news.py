"""What is new in watches, as pages and mail tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kokoaan.library.finding import Shelf, shelf_of
from kokoaan.library.models import Watch
from kokoaan.library.results import Address, Result, results
from kokoaan.library.watching import asked_by, found_since, looked_at
from kokoaan.people.models import User

# So many new hits of a watch are told one by one; how many there are in all is said.
TOLD = 20


@dataclass(frozen=True, slots=True)
class News:
    """New hits of a watch since a moment; `is_broken` when it asks by a filter that is no more."""

    watch: Watch
    since: datetime | None
    results: Sequence[Result]
    total: int
    is_broken: bool = False


def watches_of(user: User) -> Iterable[Watch]:
    """The person's own watches, as far as they still see them."""
    return Watch.objects.visible_to(user).filter(user=user).order_by("folded", "pk")


def news_of(watch: Watch, user: User, shelf: Shelf, since: datetime | None, address: Address) -> News:
    """Raises IndexTrouble."""
    asked = asked_by(watch, shelf)
    if asked is None or since is None:
        return News(watch, since, [], 0, is_broken=asked is None)
    found = found_since(asked, user, shelf, since)
    return News(watch, since, results(found, found.things[:TOLD], 1, user, address), found.total)


def unseen(user: User, address: Address) -> list[News]:
    """What is new in each of the person's watches since they last looked. Raises IndexTrouble."""
    shelf = shelf_of(user)
    return [news_of(watch, user, shelf, looked_at(watch), address) for watch in watches_of(user)]
