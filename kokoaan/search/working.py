"""The background work: first words, which people wait for, then meaning."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from kokoaan.lib.turns import Every
from kokoaan.search import vectors
from kokoaan.search.engine import holds_erased, index_health
from kokoaan.search.folders import IndexBusy, IndexTrouble, writing
from kokoaan.search.indexing import Indexer, rebuild
from kokoaan.search.meaning import EmbedderTrouble, embedder
from kokoaan.search.pending import embed_some

Say = Callable[[str], object]
# A saved change is in the index this soon; asking an empty outbox costs a tenth of a millisecond.
PAUSE = 0.2
LOOK_EVERY = 5.0
# Making the file of vectors takes a second for 300,000 passages: while much is embedded, only this often.
FILE_EVERY = 60.0
# A model that does not answer is asked again then.
AFTER_TROUBLE = 60.0


class Worker:
    """Does what there is to do, one small step at a time."""

    def __init__(self, say: Say) -> None:
        self.say = say
        # What else this process does, before its own: people wait for it. Each returns whether there was anything.
        self.chores: list[Callable[[], bool]] = [import_string(chore) for chore in settings.CHORES]
        self.indexer = Indexer()
        self.looking, self.filing, self.embedding = Every(LOOK_EVERY), Every(FILE_EVERY), Every(0.0)
        self.behind = True  # the file of vectors may lack some that the database has

    def for_ever(self, stop: Event) -> None:
        """Work until told to stop. Another process that writes, or a model that does not answer, is waited for."""
        while not stop.is_set():
            try:
                did = self.step()
            except IndexBusy:
                did = False
            except EmbedderTrouble as trouble:
                self.say(str(trouble))
                self.embedding.wait(AFTER_TROUBLE)
                did = False
            if not did:
                stop.wait(PAUSE)
            close_old_connections()

    def until_done(self, stop: Event) -> None:
        """Work until nothing is left. Raises IndexBusy when another process writes."""
        while not stop.is_set() and self.step():
            pass

    def step(self) -> bool:
        """Do one thing; returns whether there was anything to do."""
        own = (self.renew, self.drain, self.embed, self.refresh)
        return any(act() for act in (*self.chores, *own))

    def renew(self) -> bool:
        """Rebuild an index that is missing, damaged, made by another version or another analysis, or that may hold
        the name of somebody who was erased. The one in use is searched meanwhile, and tells nothing of them.
        """
        # One that is being written to is in order; to open another, only to look at it, takes some milliseconds.
        if not holds_erased() and (self.indexer.writer is not None or not self.looking.comes()):
            return False
        if not (problem := index_health()):
            return False
        self.indexer.close()
        self.say(f"{problem} Rebuilding it …")
        self.say(f"Indexed the words of {rebuild():,} documents.")
        return True

    def drain(self) -> bool:
        """Bring changes in. An index that went since it was looked at is looked at again, and made anew."""
        try:
            return bool(self.indexer.drain())
        except IndexBusy:
            raise
        except IndexTrouble:
            self.indexer.close()
            self.looking.wait(0.0)
            return True

    def embed(self) -> bool:
        if not self.embedding.comes() or not embed_some():
            return False
        self.behind = True
        if self.filing.comes():
            self.refresh()
        return True

    def refresh(self) -> bool:
        """Make the file of vectors when it is behind the database."""
        if not self.behind and self.indexer.changed == 0 and vectors.vectors() is not None:
            return False
        with writing():
            vectors.write_file(embedder().name)
        self.behind, self.indexer.changed = False, 0
        self.filing.wait(FILE_EVERY)
        return True

    def close(self) -> None:
        self.indexer.close()
