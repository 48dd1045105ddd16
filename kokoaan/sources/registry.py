"""Every source there is. To add one: write its connector, and name it here."""

from __future__ import annotations

from kokoaan.sources.connectors import city_networks, cordis, jrc, keep_eu, starter, twin_towns, urbact, yso
from kokoaan.sources.source import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.key: module.SOURCE
    for module in (keep_eu, urbact, cordis, jrc, city_networks, twin_towns, yso, starter)
}


def practice_sources() -> list[str]:
    """The keys of the sources whose projects are practices in waiting."""
    return [key for key, source in SOURCES.items() if source.practices]


def title_of(key: str) -> str:
    """What a source is called, for people; a source that nobody registered is called by its key."""
    return str(SOURCES[key].title) if key in SOURCES else key
