"""Lists of findings made one: by how much each says of a document, not by its place in the list.

Places say too little: of a list that understood nothing of the query the first is as much a first as any other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def fuse(lists: Iterable[tuple[Mapping[str, float], float]]) -> list[tuple[str, float]]:
    """Each id with its score, best first: what the lists say of it, 0 nothing and 1 all that was asked, weighted."""
    scores: dict[str, float] = defaultdict(float)
    for said, weight in lists:
        for id, much in said.items():
            scores[id] += weight * much
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
