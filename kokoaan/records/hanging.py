"""Lists that hang on a record's page: declared here, without a page, so that an app can add one when it is ready."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kokoaan.records.models import Record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Section:
    """Records of `model` that point here by their field `link`, and the fields of each that are shown."""

    model: type[Record]
    link: str
    fields: tuple[str, ...] = ()
    title: StrOrPromise = ""
    order: tuple[str, ...] = ()
    # Where one is added, when that is not the form of all fields.
    adding_url_name: str = ""


# Sections that a higher floor hangs on the pages of a lower one, which may not import it.
MORE: dict[type[Record], list[Section]] = defaultdict(list)


def add_section(whole: type[Record], section: Section) -> None:
    """Let pages of `whole` list records of a higher floor: its app calls this once, when it is ready."""
    MORE[whole].append(section)
