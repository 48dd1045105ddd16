"""Words that the finder's sentences share: names, years, kinds, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, gettext_lazy
from django.utils.translation import gettext as _

from kokoaan.finder.evidence import Base, Kind

KINDS = {
    Kind.UNKNOWN: gettext_lazy("kind unknown"),
    Kind.CITY: gettext_lazy("city"),
    Kind.PUBLIC: gettext_lazy("public body"),
    Kind.RESEARCH: gettext_lazy("university or research institute"),
    Kind.COMPANY: gettext_lazy("company"),
    Kind.PRIVATE: gettext_lazy("private organisation"),
    Kind.INTERNATIONAL: gettext_lazy("international organisation"),
    Kind.NETWORK: gettext_lazy("network"),
}

PlaceName = Callable[[int], str]


def locale() -> Locale:
    return Locale.parse((get_language() or "en").replace("-", "_"))


def number(value: float) -> str:
    """Return a whole number as people write it: 658,864 or 658 864."""
    return str(format_decimal(round(value), locale=locale()))


def country_name(code: str) -> str:
    return str(locale().territories.get(code, code))


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B" or "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def years(base: Base, project: int) -> str:
    """Return " (2016–2019)", or nothing where the years are not known."""
    begins, ends = int(base.projects.begins[project]), int(base.projects.ends[project])
    if begins and ends and begins != ends:
        return f" ({begins}–{ends})"
    return f" ({begins or ends})" if begins or ends else ""


def took_part(base: Base, project: int, organisation: int, lead: bool, place: str, title: str = "") -> str:
    """Say who took part in a project. The city's name alone stands only for its own administration."""
    words = {"title": title or base.projects.title[project], "years": years(base, project), "place": place}
    if organisation < 0:
        text = (
            _("Somebody from %(place)s led “%(title)s”%(years)s.")
            if lead
            else _("Somebody from %(place)s took part in “%(title)s”%(years)s.")
        )
        return text % words
    kind = Kind(int(base.organisations.kind[organisation]))
    if kind == Kind.CITY:
        text = _("%(place)s led “%(title)s”%(years)s.") if lead else _("%(place)s took part in “%(title)s”%(years)s.")
        return text % words
    words |= {"organisation": base.organisations.name[organisation], "kind": str(KINDS[kind])}
    if not place:
        text = (
            _("%(organisation)s (%(kind)s) led “%(title)s”%(years)s.")
            if lead
            else _("%(organisation)s (%(kind)s) took part in “%(title)s”%(years)s.")
        )
        return text % words
    text = (
        _("%(organisation)s (%(kind)s) in %(place)s led “%(title)s”%(years)s.")
        if lead
        else _("%(organisation)s (%(kind)s) in %(place)s took part in “%(title)s”%(years)s.")
    )
    return text % words
