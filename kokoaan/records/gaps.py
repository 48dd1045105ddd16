"""What is missing in a record before everyone sees it: who is to accept a proposal is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kokoaan.people.models import User
from kokoaan.records.models import Record

Gaps = Callable[[Any, User], Sequence[str]]
# By kind: in a few words each, as far as the user may know.
GAPS: dict[type[Record], Gaps] = {}


def add_gaps(model: type[Record], gaps: Gaps) -> None:
    """Say what a kind of record can lack: its app does, once."""
    GAPS[model] = gaps


def gaps_of(record: Record | None, user: User) -> Sequence[str]:
    gaps = GAPS.get(type(record)) if record is not None else None
    return gaps(record, user) if gaps else ()
