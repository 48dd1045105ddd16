"""Finnish and Swedish queries that must find English texts; and whether putting the lists together helps or hurts.

    .venv/bin/python -m bench.crosslingual FILE [--yso FOLDER] [--most N]

Each English sentence of the file becomes a project of a database made for this, gone afterwards; the same sentence in
Finnish and Swedish is searched for. R@1 and R@10: for meaning alone, for words alone (through the vocabulary, with
--yso), together.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean

Row = dict[str, str]
Ask = Callable[[str, str], list[str]]


def fill(rows: list[Row], yso: Path | None) -> None:
    from django.core.management import call_command

    from kokoaan.lib.text import text
    from kokoaan.projects.models import Project
    from kokoaan.records.models import Snapshot
    from kokoaan.search import vectors
    from kokoaan.search.indexing import rebuild
    from kokoaan.search.meaning import embedder
    from kokoaan.search.pending import embed_some

    call_command("migrate", verbosity=0)
    if yso:
        call_command("fetch", "yso", file=yso)
    shot = Snapshot.objects.create(source="bench", digest="0")
    Project.objects.bulk_create(
        Project(source="bench", key=row["id"], snapshot=shot, summary=text(en=row["en"])) for row in rows
    )
    begun = time.perf_counter()
    rebuild()
    print(f"words indexed in {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    while embed_some():
        pass
    vectors.write_file(embedder().name)
    print(f"{len(rows):,} texts embedded in {time.perf_counter() - begun:.1f} s")


def asks() -> dict[str, Ask]:
    from django.contrib.auth.models import AnonymousUser

    from kokoaan.search import similar
    from kokoaan.search.engine import engine
    from kokoaan.search.searching import search

    def together(query: str, lang: str) -> list[str]:
        page = search(query, AnonymousUser(), kinds=["project"], lang=lang, limit=10)
        return [hit.key for hit in page.hits]

    def by_meaning(query: str, lang: str) -> list[str]:
        (found,) = similar.by_meaning(engine(), [query], [lang], 10, [])
        return [id.partition("|")[2] for id in found]

    def by_words(query: str, lang: str) -> list[str]:
        found = similar.by_words(engine(), query, [lang, "en"], 10, [])
        return [id.partition("|")[2] for id in found]

    return {"meaning": by_meaning, "words": by_words, "together": together}


def main() -> None:
    parser = argparse.ArgumentParser(description="Finnish and Swedish queries that must find English texts.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--yso", type=Path, help="folder of the vocabulary")
    parser.add_argument("--most", type=int, default=1_000)
    options = parser.parse_args()
    rows = json.loads(options.file.read_text(encoding="utf-8"))[: options.most]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"KOKOAAN_VAR": folder, "KOKOAAN_DATABASE": f"sqlite:///{folder}/bench.sqlite3"}
        os.environ |= {"KOKOAAN_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
        import django

        django.setup()
        fill(rows, options.yso)
        for lang in ("fi", "sv"):
            for name, ask in asks().items():
                begun = time.perf_counter()
                found = [ask(row[lang], lang) for row in rows]
                each = (time.perf_counter() - begun) / len(rows)
                first = mean(keys[:1] == [f"bench:{row['id']}"] for row, keys in zip(rows, found, strict=True))
                ten = mean(f"bench:{row['id']}" in keys for row, keys in zip(rows, found, strict=True))
                print(f"{lang} {name:<9} R@1 {first:.3f} R@10 {ten:.3f}   {each * 1000:.0f} ms a query")


if __name__ == "__main__":
    main()
