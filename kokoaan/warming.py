"""Have the facts, the index, the words and the model of meaning at hand before the first person asks."""

from __future__ import annotations

import gc
import logging
from threading import Thread

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection

from kokoaan.finder.finding import Question, ask
from kokoaan.finder.matches import Order
from kokoaan.finder.quoting import quotes
from kokoaan.finder.telling import shown_projects
from kokoaan.library.public_views import warm as warm_library
from kokoaan.search.folders import IndexTrouble

# One question in each language of the house: lists of words are read when they are first needed.
QUESTIONS = ("kaupunkien yhteistyö", "samarbete mellan städer", "cooperation of cities")
log = logging.getLogger(__name__)


def warm_in_background() -> Thread:
    thread = Thread(target=warm, name="warming", daemon=True)
    thread.start()
    return thread


def warm() -> None:
    """Open the library, and ask the finder in each language and order. A house that cannot answer yet says so then."""
    try:
        warm_library()
        for text in QUESTIONS:
            for order in Order:
                answer = ask(Question(text, order=order), AnonymousUser())
                quotes(answer, shown_projects(answer))
    except (IndexTrouble, DatabaseError) as trouble:
        log.warning("The house is not ready: %s", trouble)
    finally:
        connection.close()
        keep_for_good()


def keep_for_good() -> None:
    """What is at hand now stays as long as the process does: Python's search for what nobody uses passes over it.

    Looking through all of it took a tenth of a second, every now and then, in the midst of somebody's page.
    """
    gc.collect()
    gc.freeze()
