"""Rows in an order in which a whole comes before its parts, however the file has them. Reads no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kokoaan.imports.sheet import Line
from kokoaan.lib.fold import fold


def parents_first(
    lines: Sequence[Line], names: Callable[[Line], Iterable[str]], parent: Callable[[Line], str]
) -> tuple[list[Line], list[list[Line]]]:
    """The lines, each after the one that it calls its whole, else as they stand; and the circles that have no first."""
    above = placed_above(lines, names, parent)
    done: dict[int, None] = {}
    circles: list[list[Line]] = []
    for start in range(len(lines)):
        chain: dict[int, int] = {}
        at: int | None = start
        while at is not None and at not in done and at not in chain:
            chain[at] = len(chain)
            at = above.get(at)
        if at is not None and at in chain:
            circles.append([lines[place] for place in list(chain)[chain[at] :]])
        done |= dict.fromkeys(reversed(chain))
    return [lines[place] for place in done], circles


def placed_above(
    lines: Sequence[Line], names: Callable[[Line], Iterable[str]], parent: Callable[[Line], str]
) -> Mapping[int, int]:
    """The place of each line's whole, where one other line is called so."""
    called: dict[str, set[int]] = defaultdict(set)
    for place, line in enumerate(lines):
        for name in names(line):
            called[fold(name)].add(place)
    wholes = [(place, called[folded]) for place, line in enumerate(lines) if (folded := fold(parent(line))) in called]
    return {place: min(found) for place, found in wholes if len(found) == 1 and place not in found}
