"""How good are the finder's partners? nDCG@10, R@20 and hit@10 of `kokoaan find --batch` on needs with known answers.

    .venv/bin/pip install ir-measures
    KOKOAAN_VAR=… .venv/bin/python -m bench.finder_dev FOLDER

FOLDER holds queries.jsonl, qrels.txt and excluded_keys.txt. All sources are to be loaded and indexed; what the keys
name, and all that is derived from it, is left out while measuring. Figures are given for each kind of id (its letters).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

# It has no types of its own.
ir_measures: Any = import_module("ir_measures")
R, Success, nDCG = ir_measures.R, ir_measures.Success, ir_measures.nDCG
MEASURES = [ir_measures.parse_measure(name) for name in ("nDCG@10", "R@20", "Success@10")]


def make_run(folder: Path, run: Path) -> float:
    """Rank every need through the command; return the seconds it took."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "kokoaan.command", "find", "--batch", str(folder / "queries.jsonl")]
    options = ["--run", str(run), "--exclude-keys", str(folder / "excluded_keys.txt")]
    subprocess.run([*command, *options], check=True, stderr=subprocess.DEVNULL)  # noqa: S603 (our own command)
    return time.perf_counter() - begun


def by_kind(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[re.sub(r"\d.*", "", row.query_id)].append(row)
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        run = Path(scratch) / "run.trec"
        seconds = make_run(folder, run)
        judged = by_kind(ir_measures.read_trec_qrels(str(folder / "qrels.txt")))
        ranked = by_kind(ir_measures.read_trec_run(str(run)))
    count = sum(len({row.query_id for row in rows}) for rows in judged.values())
    print(f"{count} needs in {seconds:.0f} s: {seconds / count:.2f} s a need, start of the process included")
    for kind, rows in sorted(judged.items()):
        figures = ir_measures.calc_aggregate(MEASURES, rows, ranked[kind])
        print(kind.ljust(8), "  ".join(f"{measure} {figures[measure]:.3f}" for measure in MEASURES))


if __name__ == "__main__":
    main()
