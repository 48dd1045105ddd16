"""The timeline: bars and dots in a lane for each kind, and the same as a list by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kokoaan.lib.partial_date import first_day
from kokoaan.office.about.entries import Entry
from kokoaan.office.about.gathering import FETCHED, Held
from kokoaan.office.about.spans import last_day

# Sizes are units of the drawing, which are pixels where it is as wide as it is drawn for.
WIDE, NARROW = 1000, 360
ROW, THIN, DOT, LABEL, FOOT, EDGE = 14.0, 6.0, 5.0, 20.0, 24.0, 18
# A lane of more rows than this has thin ones.
THICK_ROWS, MOST_ROWS = 4, 18
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Bar:
    """An entry where it is drawn. A day is a dot; what is known to a year or a month is as wide as that."""

    entry: Entry
    x: float
    y: float
    width: float
    height: float

    @property
    def is_dot(self) -> bool:
        return self.width < 2 * DOT and self.entry.is_moment

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def centre(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def half(self) -> float:
        return self.height / 2

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    y: float
    bars: Sequence[Bar]
    # Rows that found no room are in the list only.
    left_out: int


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    width: int
    height: float
    lanes: Sequence[Lane]
    ticks: Sequence[tuple[float, int]]
    today: float

    @property
    def axis(self) -> float:
        return self.height - FOOT

    @property
    def year_y(self) -> float:
        return self.height - 7


@dataclass(frozen=True, slots=True)
class Timeline:
    """Two drawings of the same, for wide and narrow windows, and the years with their entries."""

    drawings: Sequence[Drawing]
    years: Sequence[tuple[str, Sequence[Entry]]]
    count: int
    more: bool
    # The ways in which bars are drawn here.
    drawn: frozenset[str]


def timeline(found: Iterable[Held], day: date) -> Timeline | None:
    """The latest of what has a date and is ours; None when nothing is."""
    found = list(found)
    every = dated(found)
    latest = every[:FETCHED]
    if not latest:
        return None
    kept = {entry.key for entry in latest}
    lanes = [(str(one.kind.title), [entry for entry in one.entries if entry.key in kept]) for one in found]
    lanes = [(title, entries) for title, entries in lanes if entries]
    drawings = [drawing("wide", WIDE, lanes, day), drawing("narrow", NARROW, lanes, day)]
    # A kind of which only the latest were fetched may have older ones.
    more = len(every) > FETCHED or any(goes_on(one) for one in found)
    return Timeline(drawings, by_year(latest), len(latest), more, frozenset(entry.drawn for entry in latest))


def goes_on(one: Held) -> bool:
    """Whether rows that were not fetched may belong on the timeline: those between us come first."""
    return one.kind.is_timed and one.count > len(one.entries) and one.entries[-1].is_ours


def dated(found: Iterable[Held]) -> list[Entry]:
    """What has a date, the latest first."""
    entries = [e for one in found if one.kind.is_timed for e in one.entries if e.is_dated and e.is_ours]
    return sorted(entries, key=lambda entry: (entry.begins or entry.ends, entry.key), reverse=True)


def by_year(entries: Iterable[Entry]) -> list[tuple[str, Sequence[Entry]]]:
    return [(year, list(some)) for year, some in groupby(entries, key=lambda entry: (entry.begins or entry.ends)[:4])]


def drawing(name: str, width: int, lanes: Sequence[tuple[str, Sequence[Entry]]], day: date) -> Drawing:
    scale = Scale.over([entry for _title, entries in lanes for entry in entries], width, day)
    drawn, y = [], 6.0
    for title, entries in lanes:
        lane, y = laid(title, entries, scale, y)
        drawn.append(lane)
    return Drawing(name, width, round(y + FOOT, 1), drawn, scale.ticks(), scale.at(day))


@dataclass(frozen=True, slots=True)
class Scale:
    first: int
    last: int
    width: int
    today: date

    @classmethod
    def over(cls, entries: Iterable[Entry], width: int, day: date) -> Scale:
        spans = [span(entry, day) for entry in entries]
        first = date(min(start.year for start, _end in spans), 1, 1)
        last = max(day, *(end for _start, end in spans))
        return cls(first.toordinal(), date(last.year, 12, 31).toordinal(), width, day)

    def at(self, day: date) -> float:
        """Where a day is, with a margin for what is drawn about its ends."""
        share = (day.toordinal() - self.first) / max(self.last - self.first, 1)
        return round(EDGE + share * (self.width - 2 * EDGE), 1)

    def ticks(self) -> list[tuple[float, int]]:
        """Years to write below: round ones, not more than fit."""
        begin, end = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        step = next((s for s in STEPS if (end - begin) / s * 56 <= self.width), STEPS[-1])
        return [(self.at(date(year, 1, 1)), year) for year in range(begin + -begin % step, end + 1, step)]


def span(entry: Entry, day: date) -> tuple[date, date]:
    """From the first day it may have begun to the last it may have ended; what runs, runs until today at least."""
    start = first_day(entry.begins or entry.ends)
    end = last_day(entry.ends or entry.begins)
    return start, max(end, day) if entry.is_running else end


def laid(title: str, entries: Sequence[Entry], scale: Scale, top: float) -> tuple[Lane, float]:
    """Put each entry in the first row where it has room; return the lane and where the next one begins."""
    rows: list[float] = []
    places: list[tuple[Entry, float, float, int]] = []
    for entry in sorted(entries, key=lambda entry: (span(entry, scale.today), entry.key)):
        x, end = (scale.at(edge) for edge in span(entry, scale.today))
        width = max(end - x, 3.0)
        room = max(width, 2 * DOT) + 4
        row = next((number for number, taken in enumerate(rows) if taken <= x), len(rows))
        if row == MOST_ROWS:
            continue
        rows[row:] = [x + room] if row == len(rows) else [x + room, *rows[row + 1 :]]
        places.append((entry, x, round(width, 1), row))
    height = ROW if len(rows) <= THICK_ROWS else THIN
    first = top + LABEL
    bars = [Bar(entry, x, round(first + row * (height + 3), 1), width, height) for entry, x, width, row in places]
    lane = Lane(title, round(top + LABEL - 6, 1), bars, len(entries) - len(places))
    return lane, first + len(rows) * (height + 3) + 8
