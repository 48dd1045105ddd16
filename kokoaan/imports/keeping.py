"""Take a file in, read it, and let go of it: what it holds of people is kept no longer than it is needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kokoaan.imports.errors import Refused
from kokoaan.imports.kinds import kind_called, kinds, kinds_for
from kokoaan.imports.mapping import mapped
from kokoaan.imports.models import Batch, BatchRow
from kokoaan.imports.progress import path_of
from kokoaan.imports.reading import format_of, read
from kokoaan.imports.sheet import Sheet
from kokoaan.people.acting import us_of
from kokoaan.people.models import Unit, User


class Upload(Protocol):
    name: str | None

    def chunks(self) -> Any: ...


def take_in(upload: Upload, kind: str, user: User, language: str) -> Batch:
    """Keep the file and guess its columns. Raises Refused, and keeps nothing, when it cannot be read."""
    organisation = us_of(user)
    if organisation is None:
        raise Refused(_("You have no post in an organisation, so there is nobody in whose name you could add records."))
    name = Path(upload.name or "").name[:255]
    batch = Batch(by=user, organisation=organisation, name=name, format=format_of(name), kind=kind, language=language)
    Path(settings.IMPORT_ROOT).mkdir(parents=True, exist_ok=True)
    try:
        with batch.path.open("wb") as to:
            for piece in upload.chunks():
                to.write(piece)
        batch.sheets = described(read(batch.path, batch.format), kind, organisation, user)
        batch.save()
    except BaseException:
        batch.path.unlink(missing_ok=True)
        raise
    return batch


def described(sheets: list[Sheet], kind: str, organisation: Unit, user: User) -> dict[str, Any]:
    """How each sheet is to be read. Several are of the kinds that they are called by, one of the one given."""
    may = kinds_for(user)
    found = {}
    for number, sheet in enumerate(sheets):
        called = kind_called(sheet.name)
        own = called if called in may else ""
        if kind and (len(sheets) == 1 or (number == 0 and not own)):
            own = kind
        columns = mapped(own, sheet.headers, organisation, user) if own else {}
        told = {"kind": own, "headers": sheet.headers, "columns": columns, "rows": len(sheet.lines)}
        found[sheet.name] = {**told, "notes": sheet.notes, "place": number}
    if not any(one["kind"] for one in found.values()):
        raise Refused(
            _("It does not say what its rows are. Choose the kind, or call each sheet by it, for example “%(name)s”.")
            % {"name": next(iter(may.values()), "")}
        )
    return found


@transaction.atomic
def let_go(batch: Batch) -> None:
    """Empty the batch: its file and rows go, what it was and its counts stay."""
    BatchRow.objects.filter(batch=batch).delete()
    Batch.objects.filter(pk=batch.pk).update(emptied=True, sheets=shapes(batch))
    batch.path.unlink(missing_ok=True)
    path_of(batch).unlink(missing_ok=True)


def shapes(batch: Batch) -> dict[str, Any]:
    return {
        name: {"kind": one["kind"], "rows": one.get("rows", 0), "place": place}
        for place, (name, one) in enumerate(batch.sheets_in_order)
    }


def tidy(now: datetime) -> int:
    """Let go of what has been kept for thirty days."""
    old = list(Batch.objects.outlived(now))
    for batch in old:
        let_go(batch)
    return len(old)


def known_kinds(batch: Batch) -> list[str]:
    return [one["kind"] for one in batch.sheets.values() if one["kind"] in kinds()]
