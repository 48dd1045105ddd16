"""What an import found and changed, for people and for programs."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Protocol

from django.utils.translation import gettext as _

from kokoaan.networks.models import MembershipClaim
from kokoaan.partners.models import TieClaim
from kokoaan.projects.models import Participation
from kokoaan.sources.difference import Difference
from kokoaan.sources.facts import Values
from kokoaan.sources.runner import Report
from kokoaan.sources.source import Source

EXAMPLES = 3
# Where in a table's values the resolved places stand.
PLACES = {"participations": (2,), "memberships": (3,), "ties": (0, 1)}


class Writer(Protocol):
    def write(self, text: str, /) -> Any: ...


def as_text(source: Source, report: Report, *, dry_run: bool) -> str:
    if report.unchanged:
        return _("%(source)s: unchanged; nothing was written.") % {"source": source.key}
    head = _("%(source)s: what would change (nothing was written)") if dry_run else _("%(source)s: brought in")
    lines = [head % {"source": source.key}]
    for one in report.differences:
        if one.rows or one.absent:
            lines += [line_of(one), *(examples(one) if dry_run else absent(one))]
    lines += resolved(report)
    lines += [_("News: %(text)s") % {"text": text} for text in report.news[:20]]
    if len(report.news) > 20:
        lines.append(_("… and %(count)s more.") % {"count": len(report.news) - 20})
    return "\n".join(lines)


def line_of(one: Difference) -> str:
    words = _("  %(kind)-15s %(new)7d new, %(changed)d changed, %(same)d the same, %(absent)d absent")
    return words % {"kind": one.name, **one.counts()}


def examples(one: Difference) -> Iterator[str]:
    for key in one.new[:EXAMPLES]:
        yield f"    + {key}: {shorten(one.rows[key])}"
    for key in one.changed[:EXAMPLES]:
        changes = zip(one.table.fields, one.stored[key][1], one.rows[key], strict=True)
        said = "; ".join(f"{name}: {short(old)} → {short(new)}" for name, old, new in changes if old != new)
        yield f"    ~ {key}: {said}"
    yield from absent(one)


def absent(one: Difference) -> Iterator[str]:
    """Rows that the source no longer shows: kept, and said."""
    for key in sorted(one.absent)[:EXAMPLES]:
        yield f"    - {key}"


def shorten(values: Values) -> str:
    return " · ".join(short(value) for value in values if value not in ("", None, {}, []))[:200]


def short(value: Any) -> str:
    if isinstance(value, dict):
        value = next((version["text"] for version in value.values()), "")
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def shares(report: Report) -> dict[str, tuple[int, int]]:
    """Of each kind of row that has a place: how many are resolved, of how many."""
    found = {}
    for one in report.differences:
        if one.rows and (positions := PLACES.get(one.name)):
            whole = sum(all(values[position] for position in positions) for values in one.rows.values())
            found[one.name] = (whole, len(one.rows))
    return found


def resolved(report: Report) -> Iterator[str]:
    for name, (placed, total) in shares(report).items():
        words = _("  %(placed)d of %(total)d %(kind)s have a place (%(share).1f %%).")
        yield words % {"placed": placed, "total": total, "kind": name, "share": 100 * placed / total}
    reasons: Counter[str] = Counter()
    for one in report.differences:
        if one.name in PLACES and one.name != "ties":
            reasons.update(values[-1] for values in one.rows.values() if values[-1])
    for reason, count in reasons.most_common(5):
        yield _("    %(count)d: %(reason)s") % {"count": count, "reason": reason}
    if reasons:
        yield _("    To list them: kokoaan fetch %(source)s --unresolved") % {"source": report.source}


def as_json(source: Source, report: Report, *, dry_run: bool) -> str:
    placed = {name: {"placed": share[0], "total": share[1]} for name, share in shares(report).items()}
    body = {
        "source": source.key,
        "unchanged": report.unchanged,
        "dry_run": dry_run,
        "placed": placed,
        **report.as_json(),
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def unresolved(source: Source, out: Writer) -> None:
    """Print the rows of a source that have no place, as the source wrote them, with the reason."""
    writer = csv.writer(out)
    writer.writerow(["kind", "key", "name", "town", "country", "region", "reason"])
    rows = Participation._default_manager.filter(source=source.key, place=None).order_by("key")
    names = ("key", "organisation__name", "town", "organisation__country", "region", "reason")
    writer.writerows(("participation", *row) for row in rows.values_list(*names))
    members = MembershipClaim._default_manager.filter(source=source.key, place=None).order_by("key")
    writer.writerows(
        ("membership", key, member, "", "", "", reason)
        for key, member, reason in members.values_list("key", "member", "reason")
    )
    ties = TieClaim._default_manager.filter(source=source.key).exclude(reason="").order_by("key")
    writer.writerows(
        ("tie", key, names, "", "", "", reason) for key, names, reason in ties.values_list("key", "names", "reason")
    )
