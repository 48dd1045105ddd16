"""Our own practices in the starter: each retells a fact of ours in the fields of a practice, and adds nothing to it.

Its key is the fact's. Title, themes, dates and pages are taken from the fact; what the fact does not say is left out of
the file, and is a gap that the product shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kokoaan.lib.text import LANGUAGES, Version
from kokoaan.practices.models import Practice, PracticePartner, PracticeResult
from kokoaan.practices.models.practice import TEXTS
from kokoaan.projects.models import Project
from kokoaan.projects.telling import proof_of
from kokoaan.records.models import Part
from kokoaan.sources.connectors.starter import SOURCE, translated
from kokoaan.strategy.themes import themes_named

Row = Mapping[str, Any]

PLAIN = ("body", "stage", "languages", "cost", "currency", "staff", "duration", "transferability")
OTHER = ("key", "source", "accessed", "evidence", "partners")


def practice(row: Row) -> Practice | None:
    """The practice that a row tells; None where the fact that it retells is not there."""
    check_fields(row, (*TEXTS, *PLAIN, *OTHER))
    fact = Project.objects.filter(source=SOURCE.key, key=f"{SOURCE.key}:{row['key']}").first()
    if fact is None:
        return None
    plain = {name: row[name] for name in PLAIN if name in row}
    texts = {name: told(row, name) for name in TEXTS if name in row}
    made = Practice(
        title=fact.title,
        place_id=settings.CITY_GEONAMES_ID,
        begins=fact.begins,
        ends=fact.ends,
        pages="\n".join(pages_of(fact)),
        fact=f"{fact.source}:{fact.key}",
        **plain,
        **texts,
    )
    made.links["themes"] = [theme.pk for theme in themes_named(fact.themes)[0]]
    return made


def parts(row: Row, whole: Practice) -> list[Part]:
    """Its results with evidence, and who made it with us."""
    return [result(one, whole) for one in row["evidence"]] + [partner(one, whole) for one in row["partners"]]


def result(row: Row, whole: Practice) -> Part:
    """A result; without an address of its own the practice's proves it."""
    check_fields(row, ("indicator", "before", "after", "as_of", "source"))
    return PracticeResult(
        practice=whole,
        indicator=told(row, "indicator"),
        before=row["before"],
        after=row["after"],
        as_of=row["as_of"],
        source=row["source"] or whole.source,
    )


def partner(row: Row, whole: Practice) -> Part:
    check_fields(row, ("name", "role", "support"))
    return PracticePartner(
        practice=whole, name=row["name"], role=row["role"], support=row["support"], source=whole.source
    )


def told(row: Row, name: str) -> dict[str, Version]:
    """A text of the row in all languages, those but English marked as made from it."""
    if set(row[name]) != set(LANGUAGES) or not all(row[name].values()):
        raise ValidationError({name: _("Tell it in all of %(languages)s.") % {"languages": ", ".join(LANGUAGES)}})
    return translated(row[name])


def check_fields(row: Row, known: Iterable[str]) -> None:
    if strange := sorted(set(row) - set(known)):
        raise ValidationError({name: _("Nobody reads this field.") for name in strange})


def pages_of(fact: Project) -> list[str]:
    """The pages that were read of it besides its source."""
    proof = proof_of(fact)
    return [line for line in proof.text.splitlines() if line.startswith("http")] if proof else []
