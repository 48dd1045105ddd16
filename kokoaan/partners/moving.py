"""A tie moves from one status to another: what it was stays with it, as an earlier status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kokoaan.lib.partial_date import check_partial_date
from kokoaan.lib.text import Text
from kokoaan.partners.models import EarlierStatus, Tie
from kokoaan.people.models import User
from kokoaan.records.changing import locked, opened, write
from kokoaan.records.edit import Edit
from kokoaan.records.models import ChangeSet
from kokoaan.records.register.together import Move
from kokoaan.records.values import differing, kept

# Whoever reads later that it stands still or is over will ask why.
ASKS_WHY = (Tie.Status.SUSPENDED, Tie.Status.ENDED)


def move(
    tie: Tie,
    status: str,
    since: str,
    decision: str,
    reason: Text,
    by: User | None,
    *,
    expected_version: int | None = None,
) -> ChangeSet:
    """Give the tie a new status from `since` on, and keep the present one as an EarlierStatus, in one change set.

    Raises ValidationError when that cannot be, Stale when somebody saved the tie first; nothing is written then.
    """
    values = {"status": status, "since": since, "decision": decision, "reason": reason}
    return moved(tie, values, by, expected_version=expected_version)


def moved(
    tie: Tie, values: Mapping[str, Any], by: User | None, *, why: str = "", expected_version: int | None = None
) -> ChangeSet:
    """The same, with other fields that change along; `values` holds the four of `move` at least."""
    with transaction.atomic():
        now = locked(tie, expected_version)
        changeset = opened(by, why)
        write(edits_of(now, values), changeset)
    tie.refresh_from_db()
    return changeset


def edits_of(tie: Tie, values: Mapping[str, Any]) -> list[Edit]:
    """What the move is: the tie's own edit, and the birth of its earlier status. Raises ValidationError by field."""
    check(tie, values)
    before = EarlierStatus(
        tie=tie,
        status=tie.status,
        since=tie.since,
        until=values["since"],
        decision=tie.decision,
        reason=tie.reason,
        source=tie.source,
    )
    wanted = {name: kept(value) for name, value in {**ending(tie, values), **values}.items()}
    return [Edit(tie, differing(tie, wanted)), Edit(before, {}, birth=True)]


def ending(tie: Tie, values: Mapping[str, Any]) -> dict[str, str]:
    """A tie that ends has an end; one that is taken up again has none."""
    if values["status"] == Tie.Status.ENDED:
        return {} if tie.ends else {"ends": values["since"]}
    return {"ends": ""} if tie.status == Tie.Status.ENDED else {}


def check(tie: Tie, values: Mapping[str, Any]) -> None:
    """Raises ValidationError by field for a move that makes no sense for this tie."""
    wrong = lacking(values)
    if values["status"] == tie.status:
        wrong["status"] = _("It has this status already.")
    if "since" not in wrong and tie.since and values["since"] < tie.since[: len(values["since"])]:
        wrong["since"] = _("The present status began in %(since)s: the next one cannot begin before.") % {
            "since": tie.since
        }
    if wrong:
        raise ValidationError(wrong)


def lacking(values: Mapping[str, Any]) -> dict[str, str]:
    """What every move to this status owes, by field."""
    wrong: dict[str, str] = {}
    if not values["since"]:
        wrong["since"] = _("Say since when; the year is enough.")
    if lacks_reason(values["status"], values["reason"]):
        wrong["reason"] = _("Say why: somebody will ask.")
    return wrong


def check_for_many(values: Mapping[str, Any]) -> None:
    """Raises ValidationError by field for values with which no tie can move."""
    wrong: dict[str, Any] = lacking(values)
    try:
        check_partial_date(values["since"] or "2000")
    except ValidationError as refused:
        wrong["since"] = refused.messages
    if wrong:
        raise ValidationError(wrong)


def lacks_reason(status: str, reason: Text) -> bool:
    return status in ASKS_WHY and not any(one.get("text", "").strip() for one in reason.values())


# The status of many ties is moved as that of one is.
STATUS = Move(("since", "decision", "reason"), check_for_many, edits_of)
