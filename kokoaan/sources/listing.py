"""Every source: what it is, its licence and credit line, how to get it, and how fresh what we have is."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.records.models import Snapshot
from kokoaan.sources.facts import TABLES
from kokoaan.sources.registry import SOURCES
from kokoaan.sources.snapshots import latest_loaded
from kokoaan.sources.source import Source


def described(source: Source, now: datetime) -> dict[str, Any]:
    loaded = latest_loaded(source.key)
    last = Snapshot.objects.filter(source=source.key).order_by("-fetched_at", "-pk").first()
    return {
        "key": source.key,
        "title": str(source.title),
        "what": str(source.what),
        "publisher": source.publisher,
        "url": source.url,
        "licence": str(source.licence),
        "credit": source.credit,
        "how": str(source.how),
        "changes": str(source.changes),
        "files": [
            {"what": str(want.what), "named": list(want.patterns), "required": want.required} for want in source.wants
        ],
        "last_run": last.fetched_at.isoformat() if last else None,
        "last_state": last.state if last else None,
        "refused": last.report.get("refused") if last else None,
        "loaded": loaded.fetched_at.isoformat() if loaded else None,
        "stale": loaded is None or now - loaded.fetched_at > source.stale_after,
        "counts": counts(source),
    }


def counts(source: Source) -> dict[str, int]:
    found = {name: table.model._default_manager.filter(source=source.key).count() for name, table in TABLES.items()}
    return {name: count for name, count in found.items() if count}


def as_json() -> str:
    now = timezone.now()
    return json.dumps([described(source, now) for source in SOURCES.values()], ensure_ascii=False, indent=2)


def as_table() -> str:
    now = timezone.now()
    return "\n\n".join(paragraph(described(source, now)) for source in SOURCES.values())


def paragraph(row: dict[str, Any]) -> str:
    held = ", ".join(f"{count:,} {name}" for name, count in row["counts"].items()) or _("nothing yet")
    told = {
        _("publisher"): f"{row['publisher']} <{row['url']}>",
        _("licence"): row["licence"],
        _("credit"): row["credit"],
        _("how"): row["how"],
        _("changes"): row["changes"],
        _("last run"): state_of(row),
        _("we hold"): held,
    }
    lines = [f"  {name:<12} {value}" for name, value in told.items()]
    return "\n".join([f"{row['key']:<14} {row['title']}: {row['what']}.", *lines])


def state_of(row: dict[str, Any]) -> str:
    if row["last_run"] is None:
        return _("never")
    said = f"{row['last_run'][:16].replace('T', ' ')}, {Snapshot.State(row['last_state']).label}"
    if row["refused"]:
        said += f": {row['refused']}"
    return said + (_(" (stale)") if row["stale"] else "")
