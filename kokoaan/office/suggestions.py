"""Suggestions that two rooms make together, which do not know each other."""

from __future__ import annotations

from kokoaan.desk.suggesting import Suggestion
from kokoaan.people.models import User
from kokoaan.review.givers import exactly, givers_like, what_it_is


def givers(typed: str, user: User) -> list[Suggestion]:
    """Ties, memberships and joint projects that may have given a benefit."""
    return [Suggestion(exactly(row), str(row), what_it_is(row)) for row in givers_like(typed, user)]
