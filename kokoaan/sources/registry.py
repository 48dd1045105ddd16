"""Every source there is. To add one: write its connector, and name it here."""

from __future__ import annotations

from kokoaan.sources.connectors import city_networks, cordis, keep_eu, starter, twin_towns, urbact, yso
from kokoaan.sources.source import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.key: module.SOURCE for module in (keep_eu, urbact, cordis, city_networks, twin_towns, yso, starter)
}


def title_of(key: str) -> str:
    """What a source is called, for people; a source that nobody registered is called by its key."""
    return str(SOURCES[key].title) if key in SOURCES else key
