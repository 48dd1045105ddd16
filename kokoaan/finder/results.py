"""Answers as a page and a spreadsheet show them: who, why, where it is written, what is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.formats import get_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.finder.candidacy import key_of
from kokoaan.finder.evidence import Kind
from kokoaan.finder.finding import Answer
from kokoaan.finder.matches import Detail, Evidence, Match
from kokoaan.finder.quoting import Quote, quotes
from kokoaan.finder.rules import RULES
from kokoaan.finder.telling import shown_projects
from kokoaan.finder.wording import KINDS, country_name, number, took_part
from kokoaan.search.passage import Passage

# What a reader wants first; the other rules stand behind "all reasons".
FIRST = ("ties", "theme", "names", "together", "networks")
# Characters of a passage that are shown, and of those before its first word that matches.
LONGEST, BEFORE = 280, 60


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a passage; `is_marked` when it matches the need."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of evidence, and what it opens: a record of the house, an address outside, a passage."""

    because: str
    record: str = ""
    record_name: str = ""
    source: str = ""
    status: str = ""
    passage: Sequence[Part] = ()
    lang: str = ""

    @property
    def host(self) -> str:
        """Who keeps the source, as its address says: "keep.eu"."""
        return urlsplit(self.source).netloc.removeprefix("www.")

    @property
    def quoted(self) -> str:
        return "".join(part.text for part in self.passage)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule gave, in its own words."""

    title: str
    because: str
    points: float

    @property
    def shown(self) -> str:
        """The points as people write them in the reader's language: "12,5"."""
        return f"{self.points:.1f}".replace(".", get_format("DECIMAL_SEPARATOR"))


@dataclass(frozen=True, slots=True)
class Result:
    """One match as people read it. `place` is a GeoNames id, 0 where none is known."""

    number: int
    key: str
    name: str
    kind: str
    place: int
    place_name: str
    country: str
    people: str
    score: float
    lines: Sequence[Line]
    reasons: Sequence[Reason]
    not_known: Sequence[str]
    status: str
    is_kept: bool

    @property
    def where(self) -> str:
        """What stands beside the name: kind, place, country, inhabitants, as far as they are known."""
        place = self.place_name if self.place_name != self.name else ""
        people = _("%(people)s inhabitants") % {"people": self.people} if self.people else ""
        return " · ".join(part for part in (self.kind, place, self.country, people) if part)

    @property
    def about(self) -> str:
        """Everything about it, for a place."""
        return reverse("about:place", args=[self.place]) if self.place and self.place_name == self.name else ""

    @property
    def unknown(self) -> str:
        return _("Not known: %(things)s.") % {"things": ", ".join(self.not_known)} if self.not_known else ""


def results(answer: Answer, kept: Collection[str] = ()) -> list[Result]:
    quoted = quotes(answer, shown_projects(answer), quoted_projects(answer))
    return [result(answer, rank, match, quoted, kept) for rank, match in enumerate(answer.matches, 1)]


def named_results(answer: Answer) -> list[Result]:
    """Places that the need names and that have no rank, with what ties are known."""
    return [result(answer, 0, match, {}, ()) for match in answer.named]


def quoted_projects(answer: Answer) -> set[int]:
    """The most similar project of each match: its passage is shown, the others are opened."""
    themes = (piece for match in answer.matches for piece in match.evidence if piece.rule == "theme")
    return {piece.details[0].project for piece in themes if piece.details}


def result(answer: Answer, rank: int, match: Match, quoted: dict[int, Quote], kept: Collection[str]) -> Result:
    base, key = answer.base, key_of(answer.base, match)
    is_place, has_place = match.organisation < 0, match.place >= 0
    place = base.places.name_in(get_language() or "en", match.place) if has_place else ""
    people = int(base.places.population[match.place]) if is_place and has_place else 0
    return Result(
        number=rank,
        key=key,
        name=place if is_place else base.organisations.name[match.organisation],
        kind="" if is_place else str(KINDS[Kind(int(base.organisations.kind[match.organisation]))]),
        place=int(base.places.id[match.place]) if has_place else 0,
        place_name=place,
        country=country_name(base.places.country[match.place]) if has_place else "",
        people=number(people) if people else "",
        score=match.score,
        lines=list(lines_of(answer, match, quoted)),
        reasons=[reason(piece) for piece in match.evidence if piece.rule != "ties"],
        not_known=match.not_known,
        status=next((piece.status for piece in match.evidence if piece.status), ""),
        is_kept=key in kept,
    )


def reason(piece: Evidence) -> Reason:
    return Reason(capfirst(str(RULES[piece.rule].title)), piece.because, piece.points)


def lines_of(answer: Answer, match: Match, quoted: dict[int, Quote]) -> Iterator[Line]:
    told = [piece for piece in match.evidence if piece.rule in FIRST and not piece.is_gap]
    for piece in sorted(told, key=lambda one: FIRST.index(one.rule)):
        # An organisation's sentence is that of its first project.
        if piece.because and not (piece.details and piece.details[0].because == piece.because):
            yield line(piece)
        for detail in piece.details:
            yield with_project(answer, match, detail, quoted.get(detail.project))


def line(piece: Evidence) -> Line:
    record = reverse("tie:inspect", args=[piece.tie]) if piece.tie else ""
    return Line(piece.because, record, _("Open the tie") if record else "", piece.link, piece.status)


def with_project(answer: Answer, match: Match, detail: Detail, quote: Quote | None) -> Line:
    if quote is None:
        return Line(detail.because)
    base = answer.base
    place = base.places.name_in(get_language() or "en", match.place) if match.place >= 0 else ""
    because = took_part(base, detail.project, detail.organisation, detail.lead, place, quote.title)
    record = reverse("projects:project", args=[quote.source, answer.base.projects.key[detail.project]])
    passage = quote.passage
    parts, lang = (parts_of(passage), passage.lang) if passage else ((), "")
    return Line(because, record, quote.title, quote.url, passage=parts, lang=lang)


def parts_of(passage: Passage) -> list[Part]:
    """The part of the passage that says most, in pieces."""
    return [Part(text, is_marked) for text, is_marked in passage.parts(*window(passage)) if text]


def window(passage: Passage) -> tuple[int, int]:
    """Where the LONGEST characters with the most words that match lie; whole words only."""
    text = passage.text
    if len(text) <= LONGEST:
        return 0, len(text)
    starts = [max(0, begin - BEFORE) for begin, _end in passage.highlights] or [0]
    best = max(starts, key=lambda start: matching(passage, start))
    first = text.rfind(" ", 0, best) + 1 if best else 0
    last = min(len(text), first + LONGEST)
    return first, last if last == len(text) else max(text.rfind(" ", first, last), first + 1)


def matching(passage: Passage, start: int) -> int:
    return sum(start <= begin and end <= start + LONGEST for begin, end in passage.highlights)
