"""What a source is: who publishes it, under which licence, how to get it, what to expect, and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils.functional import Promise

from kokoaan.sources.entries import Entry

Words = str | Promise
# The files that were given, in the order of their names.
Files = Sequence[Path]


@dataclass(frozen=True, slots=True)
class Want:
    """A file that a source consists of. `patterns` are for names in small letters (fnmatch); one with "!" refuses."""

    what: Words
    patterns: tuple[str, ...]
    address: str = ""
    required: bool = True
    # The name to keep a download under, where its address does not end in one.
    name: str = ""
    # Files of one group belong together: given one, the others are looked for beside it.
    group: str = ""
    several: bool = False
    # A SPARQL query to send to the address.
    query: str = ""


def one_part(key: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A manifest and a pure function. `read` yields entries and news, and knows no database."""

    key: str
    title: Words
    what: Words
    publisher: str
    url: str
    licence: Words
    credit: str
    how: Words
    changes: Words
    wants: tuple[Want, ...]
    read: Callable[[Files], Iterator[Entry]]
    # How many entries of a kind there ought to be (kinds: the keys of runner.KINDS, "projects", …).
    expect: Mapping[str, range] = field(default_factory=dict)
    stale_after: timedelta = timedelta(days=400)
    # The part of the source that a key belongs to: what is absent is judged within the parts that the files show whole.
    part: Callable[[str], str] = one_part
    # Its projects are practices in waiting: what somebody has tried, in words worth reading. The library shows them.
    practices: bool = False

    @property
    def can_download(self) -> bool:
        return any(want.address for want in self.wants)
