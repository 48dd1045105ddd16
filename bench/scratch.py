"""A house made for one measurement, in a folder of its own: its database, what is put into it, its index."""

from __future__ import annotations

import os
import time
from pathlib import Path


def open_house(folder: Path) -> bool:
    """Set Kokoaan up in the folder; say whether it is a new house, still empty."""
    os.environ |= {"KOKOAAN_VAR": str(folder), "KOKOAAN_DATABASE": f"sqlite:///{folder}/bench.sqlite3"}
    os.environ |= {"KOKOAAN_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
    import django

    is_new = not (folder / "vectors-are-made").exists()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return is_new


def index_house(folder: Path) -> None:
    """Index every word and embed every text, as `kokoaan work` would, and say how long it took."""
    from kokoaan.search import vectors
    from kokoaan.search.indexing import count_everything, rebuild
    from kokoaan.search.meaning import embedder
    from kokoaan.search.pending import embed_some

    begun = time.perf_counter()
    rebuild()
    print(f"words of {count_everything():,} rows indexed in {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    while embed_some():
        pass
    passages = vectors.write_file(embedder().name)
    print(f"{passages:,} passages embedded in {time.perf_counter() - begun:.1f} s")
    (folder / "vectors-are-made").touch()


def take(key: str, path: Path) -> int:
    """Bring in the projects and concepts of a source, without the places and partners that they name; how many."""
    from kokoaan.projects.models import Project
    from kokoaan.records.models import Snapshot
    from kokoaan.sources.entries import ConceptEntry, ProjectEntry
    from kokoaan.sources.finding import find_files
    from kokoaan.sources.registry import SOURCES
    from kokoaan.strategy.models import Concept

    source = SOURCES[key]
    snapshot = Snapshot.objects.create(source=key, digest="0" * 64)
    entries = list(source.read(find_files(source, path)))
    shared = {"source": key, "snapshot": snapshot}
    concepts = [Concept(**shared, **one._asdict()) for one in entries if isinstance(one, ConceptEntry)]
    projects = [Project(**shared, **one._asdict()) for one in entries if isinstance(one, ProjectEntry)]
    Concept.objects.bulk_create(concepts, batch_size=1_000)
    Project.objects.bulk_create(projects, batch_size=1_000)
    return len(concepts) + len(projects)
