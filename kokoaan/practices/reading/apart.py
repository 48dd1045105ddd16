"""Reading in a process of its own: what a document makes its reader do, it does there, and not for long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kokoaan.practices.reading.limits import KILLED_AFTER
from kokoaan.practices.reading.reading import Reading, Unreadable


def read_apart(path: Path) -> Reading:
    """What stands in the file. Raises Unreadable. The process knows nothing of ours: no settings, no database."""
    command = [sys.executable, "-m", "kokoaan.practices.reading", str(path)]
    try:
        done = subprocess.run(  # noqa: S603 (the arguments are ours)
            command, capture_output=True, timeout=KILLED_AFTER, check=False, env=environ()
        )
    except subprocess.TimeoutExpired as slow:
        raise Unreadable("too_slow") from slow
    if done.returncode < 0:
        # Killed for its time or memory.
        raise Unreadable("too_slow")
    if done.returncode:
        raise Unreadable("damaged")
    said = json.loads(done.stdout)
    if "why" in said:
        raise Unreadable(said["why"], **said["told"])
    return Reading.from_json(said["reading"])


def environ() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ.get("PATH", os.defpath)}
