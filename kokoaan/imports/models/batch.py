from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokoaan.people.models import User

# What a file holds of people is kept no longer than this, whether it was brought in or not.
KEPT = timedelta(days=30)


class BatchQuerySet(models.QuerySet[Any]):
    def of(self, user: User) -> Self:
        """A file is seen by the person who brought it, and by nobody else."""
        return self.filter(by=user)

    def outlived(self, now: datetime) -> Self:
        """Batches whose rows are to be emptied."""
        return self.filter(at__lt=now - KEPT, emptied=False)


class Batch(models.Model):
    """One file that a person brings in: read, its columns mapped, checked row by row, written as one change set.

    `sheets` says how each sheet is read: {sheet: {"kind", "head": row number, "headers": [...], "columns": {header's
    place: column key}, "place": its place in the file, "means": {row number: uid of the record that it is about, as the
    person said}}}. `counts` are of rows by what they are. `problem` is the sentence that stopped it.
    """

    class State(models.TextChoices):
        READ = "read", _("columns are to be mapped")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being written")
        DONE = "done", _("done")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("stopped")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("brought by"))
    # For whom the person acted then: mappings are remembered for an organisation.
    organisation = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("organisation"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    name = models.CharField(_("file"), max_length=255)
    format = models.CharField(_("format"), max_length=4)
    kind = models.CharField(_("kind of record"), max_length=60, blank=True)
    # The language in which problems and changes are told.
    language = models.CharField(max_length=8, default="en")
    sheets = models.JSONField(default=dict)
    # Whether an empty cell empties the field; else it leaves it as it is.
    clears = models.BooleanField(_("empty cells empty the field"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.READ)
    counts = models.JSONField(default=dict)
    problem = models.TextField(_("what stopped it"), blank=True)
    # Times that a process began to work on it and did not come to an end.
    tries = models.PositiveSmallIntegerField(default=0)
    emptied = models.BooleanField(default=False)
    changeset = models.ForeignKey("records.ChangeSet", models.PROTECT, null=True, related_name="+")

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["by", "-at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the file is kept until it has been brought in."""
        return Path(settings.IMPORT_ROOT) / f"{self.uid}.{self.format}"

    @property
    def sheets_in_order(self) -> list[tuple[str, dict[str, Any]]]:
        """The sheets as they stand in the file: PostgreSQL keeps no order of keys."""
        return sorted(self.sheets.items(), key=lambda sheet: sheet[1].get("place", 0))

    @property
    def is_undone(self) -> bool:
        return self.changeset is not None and self.changeset.state == "undone"

    @property
    def standing(self) -> str:
        """The state for people: what has been written may have been taken back since."""
        return str(self.State.UNDONE.label if self.is_undone else self.get_state_display())

    @property
    def is_waiting(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.RUNNING}
