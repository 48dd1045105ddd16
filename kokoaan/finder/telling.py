"""An answer as people read it on a terminal, and as programs do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokoaan.finder.evidence import Kind
from kokoaan.finder.finding import Answer
from kokoaan.finder.matches import Detail, Evidence, Match, Order
from kokoaan.finder.quoting import Quote, quotes
from kokoaan.finder.wording import KINDS, country_name, number

Quotes = dict[int, Quote]


def shown_projects(answer: Answer) -> set[int]:
    return {one.project for match in answer.matches for piece in match.evidence for one in piece.details}


def as_text(answer: Answer, *, explain: bool = False) -> str:
    """Return the matches with their sentences; the passages that match with the words of the need between asterisks."""
    if not answer.matches:
        return _("Nobody is known to work on this. Try other words, or bring in more sources: kokoaan fetch --list")
    quoted = quotes(answer, shown_projects(answer))
    paragraphs = [
        "\n".join([heading(answer, rank, match, explain), *lines(match, quoted, explain)])
        for rank, match in enumerate(answer.matches, 1)
    ]
    return "\n\n".join([understood(answer), *paragraphs])


def understood(answer: Answer) -> str:
    """Say how the question was understood."""
    us = answer.question.us
    order = (
        _("Likely: who would probably join.")
        if answer.question.order == Order.LIKELY
        else _("Fresh: who knows most about it; no points for distance, earlier partners or habit.")
    )
    if us is None:
        return _("%(order)s Nobody said who we are (--from), so nothing is known of distance and earlier work.") % {
            "order": order
        }
    who = us.organisation or str(us.place)
    return _("%(order)s Seen from %(who)s, %(country)s.") % {"order": order, "who": who, "country": us.place.country}


def heading(answer: Answer, rank: int, match: Match, explain: bool) -> str:
    points = f"   [{match.score:.1f}]" if explain else ""
    return f"{rank}  {title(answer, match)}{points}"


def title(answer: Answer, match: Match) -> str:
    base, parts = answer.base, []
    if match.organisation >= 0:
        parts.append(base.organisations.name[match.organisation])
        parts.append(str(KINDS[Kind(int(base.organisations.kind[match.organisation]))]))
    if match.place >= 0:
        parts.append(base.places.name_in(get_language() or "en", match.place))
        parts.append(country_name(base.places.country[match.place]))
        if match.organisation < 0 and (people := int(base.places.population[match.place])):
            parts.append(_("%(people)s inhabitants") % {"people": number(people)})
    return " · ".join(parts)


def lines(match: Match, quoted: Quotes, explain: bool) -> Iterator[str]:
    for piece in match.evidence:
        points = f"   [{piece.points:+.1f}]" if explain else ""
        link = f" {piece.link}" if piece.link else ""
        if piece.because:
            yield f"   · {piece.because}{link}{points}"
        for detail in piece.details:
            yield from told(detail, quoted, skip=detail.because == piece.because)
    if match.not_known:
        said = _("Not known: %(things)s.") % {"things": ", ".join(match.not_known)}
        yield f"   · {said}"


def told(detail: Detail, quoted: Quotes, *, skip: bool) -> Iterator[str]:
    if not skip:
        yield f"     – {detail.because}"
    if quote := quoted.get(detail.project):
        if quote.passage:
            yield f"       “…{quote.passage.emphasised()}…”"
        yield f"       {quote.source} {quote.url}".rstrip()


def as_json(answer: Answer) -> dict[str, Any]:
    quoted = quotes(answer, shown_projects(answer))
    us = answer.question.us
    return {
        "need": answer.question.text,
        "from": {"id": us.place.pk, "name": str(us.place), "organisation": us.organisation} if us else None,
        "order": str(answer.question.order),
        "matches": [match_json(answer, rank, match, quoted) for rank, match in enumerate(answer.matches, 1)],
    }


def match_json(answer: Answer, rank: int, match: Match, quoted: Quotes) -> dict[str, Any]:
    places = answer.base.places
    return {
        "rank": rank,
        "title": title(answer, match),
        "place": int(places.id[match.place]) if match.place >= 0 else None,
        "country": places.country[match.place] if match.place >= 0 else None,
        "organisation": answer.base.organisations.name[match.organisation] if match.organisation >= 0 else None,
        "score": match.score,
        "evidence": [evidence_json(answer, piece, quoted) for piece in match.evidence],
        "not_known": list(match.not_known),
    }


def evidence_json(answer: Answer, piece: Evidence, quoted: Quotes) -> dict[str, Any]:
    return {
        "rule": piece.rule,
        "points": piece.points,
        "because": piece.because,
        "link": piece.link,
        "projects": [detail_json(answer, detail, quoted.get(detail.project)) for detail in piece.details],
    }


def detail_json(answer: Answer, detail: Detail, quote: Quote | None) -> dict[str, Any]:
    passage = quote.passage if quote else None
    return {
        "key": answer.base.projects.key[detail.project],
        "title": answer.base.projects.title[detail.project],
        "lead": detail.lead,
        "because": detail.because,
        "source": quote.source if quote else "",
        "url": quote.url if quote else "",
        "passage": {"text": passage.text, "lang": passage.lang, "highlights": passage.highlights} if passage else None,
    }
