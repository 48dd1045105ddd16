"""How long the search takes over 10,000 real texts and over 100,000 and 1,000,000 made of them, beside its peers.

    .venv/bin/python -m bench.search_scale HOUSE [--scales 100 1000] [--queries 200] [--keep FOLDER]

HOUSE is the folder (KOKOAAN_VAR) of a house with all data, indexed: its projects and practices are the real texts. It
is copied. A scale of 1000 is a copy with texts recombined until there are a million: a real title and two to four real
sentences each. What has no vector yet gets one mixed of two real ones and noise: what is nearest then means nothing,
but takes its time. Queries are one to three neighbouring words of a real text (40 %), Finnish (40 %) and
Swedish labels.
The peers hold the same texts and are asked the same words in the same run: bench/search_peers.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from bench import search_peers
from bench.search import size, timed

BATCH = 5_000
NOISE = 0.02
# Thousands of texts of which Wagtail is asked: of 100,000 it takes more than a second.
MOST_OF_WAGTAIL = 100
# What was written beside the house for those who measure: a process that measures reads no texts by itself.
TEXTS, ASKED = "texts.jsonl", "asked.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("house", type=Path)
    parser.add_argument("--scales", type=int, nargs="+", default=[100, 1000], help="thousands of texts")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--keep", default="", help="a folder in which the houses stay, to be measured again")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--inside", choices=["fill", "write", "measure"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        inside(given)
    else:
        outside(given)


def outside(given: argparse.Namespace) -> None:
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="kokoaan-scale-") as scratch:
        for scale in (0, *given.scales):
            folder = Path(given.keep or scratch) / str(scale)
            if not (folder / "FILLED").exists():
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(given.house, folder)
                ask(folder, given, "fill", scale)
            ask(folder, given, "write", scale)
            print(f"\n## {f'{scale},000 texts, recombined' if scale else 'the real texts'}\n", flush=True)
            ask(folder, given, "measure", scale)


def ask(folder: Path, given: argparse.Namespace, what: str, scale: int) -> None:
    environ = {"KOKOAAN_VAR": str(folder), "KOKOAAN_DATABASE": f"sqlite:///{folder}/kokoaan.sqlite3"}
    more = ["--no-peers"] if given.no_peers else []
    command = [sys.executable, "-u", "-m", "bench.search_scale", str(given.house), "--inside", what]
    command += ["--scales", str(scale), "--queries", str(given.queries), *more]
    subprocess.run(command, check=True, env={**os.environ, **environ, "KOKOAAN_DEBUG": "1"})  # noqa: S603


def inside(given: argparse.Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    import django

    django.setup()
    folder, scale = Path(os.environ["KOKOAAN_VAR"]), given.scales[0]
    if given.inside == "fill":
        fill(folder, scale * 1_000)
    elif given.inside == "write":
        write(folder, given.queries)
    else:
        asked = measure(folder)
        if not given.no_peers:
            words = [words for _lang, words in asked]
            search_peers.measure(words, folder / TEXTS, has_wagtail=scale <= MOST_OF_WAGTAIL)


def fill(folder: Path, count: int) -> None:
    """Recombine until there are so many, then index."""
    from kokoaan.projects.models import Project
    from kokoaan.records.models import Snapshot
    from kokoaan.search import vectors
    from kokoaan.search.indexing import rebuild
    from kokoaan.search.meaning import embedder
    from kokoaan.search.models import Vector

    chance, texts, mixing = Random(1), list(all_texts()), Mixing()  # noqa: S311 (a sample, not a secret)
    print(f"{len(mixing.real):,} passages have a vector, {mixing.embed():,} waited for theirs and have a mixed one")
    made = recombined(
        texts, Snapshot.objects.create(source="recombined", digest="0"), chance, max(count - len(texts), 0)
    )
    with took("texts written"):
        while rows := list(islice(made, BATCH)):
            Project.objects.bulk_create(rows)
            Vector.objects.bulk_create(mixing.rows(rows), batch_size=500)
    with took("words indexed (vectors kept)"):
        rebuild()
    with took("file of vectors written"):
        vectors.write_file(embedder().name)
    (folder / "FILLED").touch()


def all_texts() -> Iterator[tuple[str, str]]:
    """Title and text of everything that the index has on its shelf of texts."""
    from kokoaan.search.kinds import KINDS

    for name in ("project", "practice"):
        for document in KINDS[name].all():
            if body := document.meaningful:
                yield document.title("en"), body.text


def write(folder: Path, count: int) -> None:
    """The texts for the peers, and so many questions."""
    texts = list(all_texts())
    with (folder / TEXTS).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in texts)
    (folder / ASKED).write_text(json.dumps(queries(texts, count)))


@contextmanager
def took(what: str) -> Iterator[None]:
    begun, worked = time.perf_counter(), time.process_time()
    yield
    worked = time.process_time() - worked
    print(f"{what} in {time.perf_counter() - begun:.0f} s, {worked:.0f} s of the processors")


def recombined(texts: list[tuple[str, str]], shot: Any, chance: Random, count: int) -> Iterator[Any]:
    from kokoaan.lib.text import text
    from kokoaan.projects.models import Project
    from kokoaan.search.passages import pieces

    sentences = [said for _, words in texts for piece in pieces(words) if len((said := piece.of(words)).split()) > 5]
    for number in range(count):
        summary = " ".join(one.strip() for one in chance.sample(sentences, chance.randint(2, 4)))
        title = chance.choice(texts)[0]
        told = {"title": text(en=title), "summary": text(en=summary)}
        yield Project(source="recombined", key=f"recombined:{number}", snapshot=shot, **told)


class Mixing:
    """Vectors for texts that nobody embedded: of two real ones, and noise."""

    def __init__(self) -> None:
        import numpy as np

        from kokoaan.search.meaning import embedder
        from kokoaan.search.vectors import vectors

        file = vectors()
        if file is None:
            raise SystemExit("The house has no vectors. Run: kokoaan work --once")
        self.np, self.chance, self.model = np, np.random.default_rng(1), embedder().name
        self.real = file.values.astype(np.float32) * file.scale[:, None]

    def mixed(self, count: int) -> Any:
        """So many vectors, and the scale of each."""
        from kokoaan.search.meaning import unit
        from kokoaan.search.vectors import packed

        first, second = (self.chance.integers(len(self.real), size=count) for _ in range(2))
        share = self.chance.random((count, 1), dtype=self.np.float32)
        mixed = share * self.real[first] + (1 - share) * self.real[second]
        values, scales = packed(unit(mixed + self.chance.normal(0, NOISE, mixed.shape).astype(self.np.float32)))
        return zip((value.tobytes() for value in values), map(float, scales), strict=True)

    def embed(self) -> int:
        """Give the passages of the house that wait for a vector one; returns how many."""
        from kokoaan.search.models import Vector

        waits = list(Vector.objects.exclude(model=self.model))
        for row, (value, scale) in zip(waits, self.mixed(len(waits)), strict=True):
            row.model, row.values, row.scale = self.model, value, scale
        Vector.objects.bulk_update(waits, ["model", "values", "scale"], batch_size=500)
        return len(waits)

    def rows(self, projects: list[Any]) -> list[Any]:
        """The vectors of projects' passages."""
        from kokoaan.search.kinds import KINDS
        from kokoaan.search.models import Vector
        from kokoaan.search.pending import cuts

        found = [cut for project in projects for cut in cuts(KINDS["project"].document(project))]
        told = zip(found, self.mixed(len(found)), strict=True)
        return [Vector(**asdict(cut), model=self.model, values=value, scale=scale) for cut, (value, scale) in told]


def queries(texts: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """Language and words, the same each time."""
    from kokoaan.strategy.models import Concept

    chance = Random(2)  # noqa: S311 (a sample, not a secret)
    labels = [concept.label for concept in Concept.objects.filter(is_place=False).order_by("key")]
    fi, sv = ([label[lang]["text"] for label in labels if lang in label] for lang in ("fi", "sv"))
    shares = ((count * 2 // 5, "fi", fi), (count // 5, "sv", sv))
    asked = [(lang, words) for many, lang, pool in shares for words in chance.sample(pool, many)]
    usual = commonest(texts)
    while len(asked) < count:
        words = [word for word in chance.choice(texts)[1].split() if word.isalpha() and word.lower() not in usual]
        if len(words) > 5:
            at, many = chance.randrange(len(words) - 3), chance.randint(1, 3)
            asked.append(("en", " ".join(words[at : at + many])))
    return asked


def commonest(texts: list[tuple[str, str]]) -> set[str]:
    from collections import Counter

    counted = Counter(word for _, text in texts for word in text.lower().split())
    return {word for word, _ in counted.most_common(150)}


def measure(folder: Path) -> list[tuple[str, str]]:
    """Ask the house, and return what it was asked."""
    from django.conf import settings
    from django.contrib.auth.models import AnonymousUser

    from kokoaan.search.engine import engine
    from kokoaan.search.kinds import Shelf
    from kokoaan.search.querying import read
    from kokoaan.search.searching import search
    from kokoaan.search.texts import telling_words, text_query
    from kokoaan.search.vectors import vectors

    asked: list[tuple[str, str]] = json.loads((folder / ASKED).read_text())
    index, file = engine(), vectors()
    texts = index.searcher(Shelf.TEXTS).num_docs
    print(f"{texts:,} texts, {len(file) if file else 0:,} passages with vectors")

    def words_only(said: tuple[str, str]) -> object:
        lang, words = said
        question = read(index, words, [lang])
        return index.search(Shelf.TEXTS, text_query(telling_words(index, question), question), limit=20)

    def fused(said: tuple[str, str]) -> object:
        lang, words = said
        return search(words, AnonymousUser(), kinds=["project", "practice"], lang=lang, limit=20)

    timed("Kokoaan: words, widened, best 20 of the index", words_only, asked)
    timed("Kokoaan: fused, 20 hits with their passages", fused, asked)
    print(f"index on disk {size(Path(settings.INDEX_ROOT)):.0f} MB")
    print(f"memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    return asked


if __name__ == "__main__":
    main()
