"""How long the search takes, and how large it is, in the house as it stands (KOKOAAN_VAR, KOKOAAN_DATABASE).

    KOKOAAN_VAR=… KOKOAAN_DEBUG=1 .venv/bin/python -m bench.search [--queries 200]

Short queries are labels of the vocabulary in Finnish, Swedish and English; long ones are the texts of projects.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

T = TypeVar("T")


def timed(name: str, act: Callable[[T], object], asked: Sequence[T]) -> None:
    """Print how long each took, by the clock and (on a busy machine: rather this) what this process worked for it."""
    act(asked[0])
    clock, processor = [], []
    for one in asked:
        begun, worked = time.perf_counter(), time.process_time()
        act(one)
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    by_clock, worked_for = quantiles(clock, n=20), quantiles(processor, n=20)
    print(
        f"{name:<46} p50 {by_clock[9]:5.1f} ms, p95 {by_clock[18]:5.1f} ms   "
        f"in this process p50 {worked_for[9]:4.1f} ms, p95 {worked_for[18]:4.1f} ms"
    )


def size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description="How long the search takes.")
    parser.add_argument("--queries", type=int, default=200)
    count = parser.parse_args().queries
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import AnonymousUser

    from kokoaan.projects.models import Project
    from kokoaan.search.indexing import count_everything
    from kokoaan.search.kinds import KINDS
    from kokoaan.search.searching import search
    from kokoaan.search.similar import similar_projects, similar_projects_many
    from kokoaan.search.vectors import vectors
    from kokoaan.strategy.models import Concept

    chance = random.Random(1)  # noqa: S311 (a sample, not a secret)
    concepts = chance.sample(list(Concept.objects.filter(is_place=False).order_by("key")), count)
    labels = {lang: [c.label[lang]["text"] for c in concepts if lang in c.label] for lang in ("fi", "sv", "en")}
    projects = chance.sample(list(Project.objects.exclude(summary={}).order_by("pk")), 40)
    texts = [KINDS["project"].document(project).bodies[0].text for project in projects]
    file = vectors()
    print(f"{count_everything():,} rows; {len(file) if file else 0:,} passages with vectors")
    for lang, queries in labels.items():
        timed(f"search, short, {lang}", lambda text: search(text, AnonymousUser()), queries)
    timed("similar projects, short, fi", lambda text: similar_projects(text), labels["fi"][:40])
    timed("similar projects, a project's text", similar_projects, texts)
    timed("similar projects, 50,000 characters", similar_projects, [(" ".join(texts) * 3)[:50_000]] * 3)
    worked = time.process_time()
    similar_projects_many(texts)
    each = (time.process_time() - worked) / len(texts)
    print(f"similar projects, {len(texts)} texts together: {each * 1000:.0f} ms of processors each")
    found = [similar_projects(text)[0].key for text in texts]
    same = sum(f"{p.source}:{p.key}" == key for p, key in zip(projects, found, strict=True))
    print(f"a project's own text finds it first: {same} of {len(texts)}")
    print(f"index on disk: {size(Path(settings.INDEX_ROOT)):.0f} MB")
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
