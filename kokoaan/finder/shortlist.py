"""The shortlist of a need: who is considered, what speaks for and against, and how far it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.worded import WordedField


class Stage(models.TextChoices):
    """How far a need, or one candidate for it, has come."""

    OPEN = "open", gettext_lazy("open")
    CONTACTED = "contacted", gettext_lazy("contacted")
    AGREED = "agreed", gettext_lazy("agreed")
    DROPPED = "dropped", gettext_lazy("dropped")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be the partner: a place (GeoNames id), or an organisation as sources name it (its identity).

    `why` says why it was dropped; `tie` is the uid of the tie that came of it; `seen` is what the finder said.
    """

    key: str
    name: str
    place: int | None = None
    organisation: str = ""
    pro: str = ""
    con: str = ""
    stage: str = Stage.OPEN
    why: str = ""
    tie: str = ""
    seen: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands on the need's page."""
        return f"candidate-{slugify(self.key)}"

    def with_(self, **changed: Any) -> Candidate:
        return replace(self, **changed)


def candidates_of(value: Sequence[dict[str, Any]]) -> list[Candidate]:
    return [Candidate(**{**row, "seen": tuple(row.get("seen", ()))}) for row in value]


def as_kept(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    return [{**asdict(one), "stage": str(one.stage), "seen": list(one.seen)} for one in candidates]


class ShortlistField(WordedField):
    """A column of candidates, as dictionaries."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def in_words(self, value: Any) -> str:
        return "; ".join(said(one) for one in candidates_of(value))


def said(candidate: Candidate) -> str:
    words = {"name": candidate.name, "stage": Stage(candidate.stage).label}
    parts = [_("%(name)s (%(stage)s)") % words]
    parts += [_("for: %(text)s") % {"text": candidate.pro}] if candidate.pro else []
    parts += [_("against: %(text)s") % {"text": candidate.con}] if candidate.con else []
    parts += [_("why dropped: %(text)s") % {"text": candidate.why}] if candidate.why else []
    return ", ".join(parts)
