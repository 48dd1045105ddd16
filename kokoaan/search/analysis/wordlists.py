"""simplemma's word lists, unpacked once for the house: Finnish then takes a twentieth of a second to load, not two."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from simplemma.strategies.dictionaries.dictionary_factory import CachingDictionaryFactory
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

# All lists together take 300 MB; with room for fewer, texts in many languages would load them again and again.
MOST = 64


class KeptLists(CachingDictionaryFactory):
    """Lists in simplemma's frugal form (a tenth of the memory of its plain one), kept unpacked below the index."""

    def __init__(self) -> None:
        super().__init__(cache_max_size=MOST)

    def _get_dictionary_uncached(self, lang: str) -> Mapping[str, str]:
        file = place(lang)
        if file is None:
            return StreamMap(lang)
        try:
            kept: Mapping[str, str] = pickle.loads(file.read_bytes())  # noqa: S301 (made by us, in our own folder)
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, TypeError):
            kept = StreamMap(lang)
            keep(file, pickle.dumps(kept, protocol=5))
        return kept


def place(lang: str) -> Path | None:
    """The file of a list; None where no house is set up (a bench)."""
    made_by = f"{version('simplemma')}-py{sys.version_info.major}{sys.version_info.minor}"
    try:
        return Path(settings.INDEX_ROOT) / "lists" / f"{lang}-{made_by}.pickle"
    except ImproperlyConfigured:
        return None


def keep(file: Path, body: bytes) -> None:
    """Write the file whole; where the folder cannot be written, the list is unpacked each time."""
    draft = file.with_name(f".{file.name}.{token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(body)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
