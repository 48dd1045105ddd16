"""Lists of findings made one: weighted reciprocal ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

K = 60


def fuse(lists: Iterable[tuple[Sequence[str], float]]) -> list[tuple[str, float]]:
    """Each id with its score, best first; an id gets weight / (K + rank) from each list that has it.

    A list that is worse than the others must weigh less: at equal weight it spoils the result.
    """
    scores: dict[str, float] = defaultdict(float)
    for ids, weight in lists:
        for rank, id in enumerate(ids, 1):
            scores[id] += weight / (K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
