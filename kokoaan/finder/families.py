"""Funding programmes by family: one name for all its periods."""

from __future__ import annotations

import re

from kokoaan.lib.fold import fold

PERIOD = re.compile(r"\d{4}\s*[-–]\s*\d{4}")
PHASE = re.compile(r"\b(?:[IVX]+|[IVX]+-?[A-D])\b")
# The family of the EU's framework programmes for research.
RESEARCH = "eu framework programme"
FRAMEWORK = re.compile(r"^(?:fp\d|h2020|horizon.*)$")


def family(programme: str) -> str:
    """Return the folded name of a programme without period and phase.

    >>> family("2014 - 2020 INTERREG V-A Estonia - Latvia"), family("URBACT II")
    ('estonia latvia', 'urbact')
    """
    plain = fold(PHASE.sub(" ", PERIOD.sub(" ", programme))).removeprefix("interreg ")
    return RESEARCH if FRAMEWORK.match(plain.replace(" ", "")) else plain


def readable(programme: str) -> str:
    """Return a programme's name as people say it, without its period."""
    return " ".join(PERIOD.sub(" ", programme).split())
