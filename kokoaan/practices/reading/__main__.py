"""Read one document in a process of its own: `python -m kokoaan.practices.reading FILE` prints it as JSON."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from kokoaan.practices.reading.kinds import read
from kokoaan.practices.reading.limits import KILLED_AFTER, MEMORY
from kokoaan.practices.reading.reading import Unreadable


def main(path: Path) -> dict[str, Any]:
    began = monotonic()
    try:
        return {"reading": asdict(read(path.read_bytes(), lambda: monotonic() - began))}
    except Unreadable as unreadable:
        return {"why": unreadable.why, "told": unreadable.told}
    except (MemoryError, RecursionError):
        return {"why": "too_slow", "told": {}}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(KILLED_AFTER), int(KILLED_AFTER)))
    json.dump(main(Path(sys.argv[1])), sys.stdout)
