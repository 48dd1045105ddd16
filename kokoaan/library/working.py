"""The background half, in the process that also keeps the index: what came in, and who is to be told."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone

from kokoaan.lib.turns import Every
from kokoaan.library.coming import note_arrivals
from kokoaan.library.digests import due, tell
from kokoaan.library.models import Often
from kokoaan.search.folders import IndexTrouble

log = logging.getLogger(__name__)
AFTER_TROUBLE = 3600.0
turn = Every(60.0)


def step() -> bool:
    """Note and tell what there is, once a minute. It leaves nothing to be done at once."""
    if turn.comes():
        note_arrivals()
        if settings.MAILS_DIGESTS:
            tell_all()
    return False


def tell_all() -> None:
    now = timezone.now()
    for often in (Often.WEEKLY, Often.DAILY):
        for user in due(often, now):
            try:
                tell(user, often, now)
            except (SMTPException, OSError, IndexTrouble) as trouble:
                log.warning("A digest could not be sent: %s", trouble)
                turn.wait(AFTER_TROUBLE)
                return
