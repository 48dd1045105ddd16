"""The background half: batches that wait are taken up one by one, by the process that also keeps the index."""

from __future__ import annotations

import logging

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kokoaan.imports.applying import apply
from kokoaan.imports.checking import check
from kokoaan.imports.errors import Refused
from kokoaan.imports.keeping import tidy
from kokoaan.imports.models import Batch
from kokoaan.imports.progress import Taken, progressing
from kokoaan.lib.turns import Every

log = logging.getLogger(__name__)
# So often a batch is taken up whose process died over it.
TRIES = 2
tidying = Every(3600.0)


def step() -> bool:
    """Do one batch; returns whether there was any."""
    if tidying.comes():
        tidy(timezone.now())
    batch = next_waiting()
    return batch is not None and work_on(batch)


def next_waiting() -> Batch | None:
    """The batch that waits the longest."""
    waiting = Batch.objects.filter(state__in=[Batch.State.CHECKING, Batch.State.RUNNING])
    return waiting.select_related("by").order_by("at").first()


def work_on(batch: Batch) -> bool:
    """Check or apply it; False when another process does. Whatever goes wrong is said on its page."""
    try:
        with progressing(batch) as progress:
            batch.refresh_from_db()
            if batch.is_waiting and batch.tries >= TRIES:
                give_up(batch)
            elif batch.is_waiting:
                # Counted before it begins: a process that dies over it says nothing afterwards.
                Batch.objects.filter(pk=batch.pk).update(tries=batch.tries + 1)
                act = check if batch.state == Batch.State.CHECKING else apply
                act(batch, progress.say)
    except Taken:
        return False
    except Refused as refused:
        fail(batch, str(refused))
    except Exception:
        # The worker lives on; the person learns that it was not their file alone.
        log.exception("An import failed.")
        with translation.override(batch.language):
            fail(batch, _("Something went wrong that is not your fault. Nothing was written. It has been noted."))
    return True


def give_up(batch: Batch) -> None:
    with translation.override(batch.language):
        fail(
            batch,
            _("Twice the work on this file stopped before its end, so it is not tried again. Nothing was written. "
              "Divide the file, or save it anew as CSV."),
        )  # fmt: skip


def fail(batch: Batch, problem: str) -> None:
    """A file that cannot be checked stops; one that could not be written can be looked at again."""
    state = Batch.State.FAILED if batch.state == Batch.State.CHECKING else Batch.State.CHECKED
    Batch.objects.filter(pk=batch.pk).update(state=state, problem=problem, tries=0)


def ask(batch: Batch, state: Batch.State, problem: str = "") -> None:
    """Put the batch among those that wait."""
    Batch.objects.filter(pk=batch.pk).update(state=state, problem=problem, tries=0)
    batch.refresh_from_db()
