"""The index of words: tantivy, in this process. One process writes it (`kokoaan work` or `index`), all read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from django.utils.translation import gettext as _
from tantivy import Occur, Query

from kokoaan.organisations.models import Erasure
from kokoaan.search import folders, schema
from kokoaan.search.analysis import analysis_version
from kokoaan.search.document import Document
from kokoaan.search.folders import IndexTrouble, Pointer
from kokoaan.search.kinds import KINDS, Shelf

HEAP = 64_000_000
# More documents than any house has that match at once.
ALL = 100_000


@lru_cache(maxsize=1)
def fields() -> tantivy.Schema:
    return schema.schema()


@dataclass(frozen=True, slots=True)
class Found:
    """A document that matches: its id, its number, its score."""

    id: str
    number: int
    score: float


@dataclass(frozen=True, slots=True)
class FoundPage:
    hits: list[Found]
    total: int


class Engine:
    """The index in one folder, open for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Ids of facts by number, as they were asked for.
        self.known: dict[int, str] = {}
        self.shelves = {shelf: opened(folder / shelf) for shelf in Shelf}

    def searcher(self, shelf: Shelf) -> tantivy.Searcher:
        """The shelf as of the last commit."""
        index = self.shelves[shelf]
        index.reload()
        return index.searcher()

    def search(
        self,
        shelf: Shelf,
        query: Query,
        *,
        limit: int,
        weighted: bool = False,
        count: bool = True,
        among: Collection[int] | None = None,
    ) -> FoundPage:
        """The best documents for query; with `among`, of those with these numbers.

        With `weighted`, scores are multiplied by the documents' weights.
        """
        searcher = self.searcher(shelf)
        # Ten thousand numbers in a query would take tantivy longer than all that matches takes us.
        most = limit if among is None else ALL
        weight = "weight" if weighted else None
        result = searcher.search(query, limit=most, count=count, weight_by_field=weight)
        addresses = [address for _, address in result.hits]
        numbers = searcher.fast_field_values("number", addresses) if addresses else []
        kept = [
            (score, address, int(number or 0))
            for (score, address), number in zip(result.hits, numbers, strict=True)
            if among is None or number in among
        ]
        total = (getattr(result, "count", None) or 0) if among is None else len(kept)
        hits = [
            Found(str(searcher.doc(address).get_first("id")), number, score) for score, address, number in kept[:limit]
        ]
        return FoundPage(hits, total)

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """The ids of documents with these numbers; a document that has left the index has none."""
        found: dict[int, str] = {}
        if numbers:
            query = filter_on("number", list(numbers))
            for shelf in Shelf:
                hits = self.search(shelf, query, limit=len(numbers), count=False).hits
                found |= {hit.number: hit.id for hit in hits}
        return found

    def ids_of_facts(self, numbers: Sequence[int]) -> dict[int, str]:
        """The same for documents of facts: facts are never deleted, so an id once read holds for this index."""
        self.known |= self.ids([number for number in numbers if number not in self.known])
        return {number: self.known[number] for number in numbers if number in self.known}

    def numbers(self, shelf: Shelf, query: Query, limit: int = ALL) -> list[int]:
        """The numbers of all documents that match, unranked."""
        searcher = self.searcher(shelf)
        hits = searcher.search(query, limit=limit, count=False).hits
        return [int(n or 0) for n in searcher.fast_field_values("number", [address for _, address in hits])]


def opened(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    # Its own thread for reloading would die with a fork.
    index.config_reader("manual")
    index.reload()
    return index


def only_circles(circles: Collection[int]) -> Query:
    """Documents of these circles; adds nothing to the score."""
    return filter_on("circle", sorted(circles))


def only_kinds(kinds: Iterable[str]) -> Query:
    return filter_on("kind", sorted(kinds))


def filter_on(field: str, values: Sequence[Any]) -> Query:
    if not values:
        return Query.empty_query()
    return Query.const_score_query(Query.term_set_query(fields(), field, list(values)), 0.0)


def narrowed(query: Query, filters: Iterable[Query], without: Sequence[str] = ()) -> Query:
    """The query among documents that pass every filter, and that are none of the ids in `without`."""
    clauses = [(Occur.Must, query), *((Occur.Must, one) for one in filters)]
    if without:
        clauses.append((Occur.MustNot, Query.term_set_query(fields(), "id", list(without))))
    return Query.boolean_query(clauses)


class Readers:
    """The engine of this process; opened anew when another folder comes into use."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.pointer: Pointer | None = None
        self.engine: Engine | None = None

    def current(self) -> Engine:
        pointer = folders.read_pointer()
        with self.lock:
            if self.engine is None or pointer != self.pointer or self.engine.folder.parent != folders.root():
                self.engine, self.pointer = self.opened(pointer), pointer
            return self.engine

    def opened(self, pointer: Pointer | None) -> Engine:
        try:
            return open_engine(pointer)
        except IndexTrouble:
            # A rebuild may have switched to another folder, and removed this one, since the pointer was read.
            newer = folders.read_pointer()
            if newer == pointer:
                raise
            return open_engine(newer)


def open_engine(pointer: Pointer | None) -> Engine:
    if pointer is None:
        raise IndexTrouble(_("There is no search index yet. Run: kokoaan index"))
    if pointer.schema != schema_version():
        raise IndexTrouble(_("The search index was made by another version of Kokoaan. Run: kokoaan index"))
    try:
        return Engine(folders.root() / pointer.folder)
    except (ValueError, OSError, KeyError) as error:
        raise IndexTrouble(_("The search index is damaged. Run: kokoaan index")) from error


READERS = Readers()


def engine() -> Engine:
    """The index in use. Raises IndexTrouble when there is none, or it cannot be read."""
    return READERS.current()


def schema_version() -> str:
    return f"{schema.VERSION} tantivy {version('tantivy')}"


def index_health() -> str:
    """What is wrong with the index, as a sentence; "" when nothing is."""
    pointer = folders.read_pointer()
    try:
        open_engine(pointer)
    except IndexTrouble as trouble:
        return str(trouble).split(" Run:")[0]
    if pointer and pointer.analysis != analysis_version():
        return _("The words of the search index were analysed differently from how they would be now.")
    if holds_erased():
        return _("The files of the search index may still hold the name of somebody who was erased.")
    return ""


def holds_erased() -> bool:
    """Whether somebody was erased since the index was made: tantivy keeps what is deleted in its files until it merges
    them, and cannot be told to.
    """
    pointer = folders.read_pointer()
    return pointer is not None and pointer.erased != Erasure.objects.count()


class Writer:
    """Changes to the index in one folder; the caller holds `folders.writing()`."""

    def __init__(self, folder: Path) -> None:
        self.indexes = {shelf: opened(folder / shelf) for shelf in Shelf}
        self.writers: dict[Shelf, tantivy.IndexWriter] = {}

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str] = ()) -> None:
        """Replace and remove documents, all or none of a shelf; visible to readers when this returns."""
        documents = list(upserts)
        gone = [*deletes, *(document.id for document in documents)]
        for shelf in Shelf:
            self.change(shelf, [d for d in documents if KINDS[d.kind].shelf is shelf], gone)

    def change(self, shelf: Shelf, documents: list[Document], gone: list[str]) -> None:
        writer = self.writers.get(shelf) or self.indexes[shelf].writer(HEAP, 1)
        self.writers[shelf] = writer
        try:
            if gone:
                writer.delete_documents_by_query(Query.term_set_query(fields(), "id", gone))
            for document in documents:
                writer.add_document(schema.row(document))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise

    def close(self) -> None:
        """Let go of the folder, when the writers' background work is done."""
        while self.writers:
            self.writers.popitem()[1].wait_merging_threads()


def make_shelves(folder: Path) -> None:
    for shelf in Shelf:
        (folder / shelf).mkdir()
        tantivy.Index(fields(), path=str(folder / shelf), reuse=False)


def rebuild(documents: Iterable[Document]) -> int:
    """Make the whole index in a new folder, then switch to it; returns how many documents it has.

    Until then, and if this process dies, readers keep the old one. The caller holds `folders.writing()`.
    """
    folders.remove_unused()
    folder, erased = folders.new_folder(), Erasure.objects.count()
    make_shelves(folder)
    writers = {shelf: tantivy.Index.open(str(folder / shelf)).writer(HEAP, 1) for shelf in Shelf}
    count = 0
    for document in documents:
        writers[KINDS[document.kind].shelf].add_document(schema.row(document))
        count += 1
    while writers:
        _shelf, writer = writers.popitem()
        writer.commit()
        writer.wait_merging_threads()
    folders.write_pointer(Pointer(folder.name, schema_version(), analysis_version(), erased))
    folders.remove_unused()
    return count
