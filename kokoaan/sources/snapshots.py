"""Keep what was downloaded, byte for byte, before anybody reads it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from kokoaan.records.models import Snapshot

PIECE = 1024 * 1024


def hash_of(path: Path) -> str:
    with path.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()


def digest_of(hashes: Sequence[tuple[str, str]]) -> str:
    """One name for several files: the same whatever their order."""
    return hashlib.sha256(repr(sorted(hashes)).encode()).hexdigest()


def latest_loaded(source: str) -> Snapshot | None:
    return Snapshot.objects.filter(source=source, state=Snapshot.State.LOADED).order_by("-fetched_at", "-pk").first()


def keep(source: str, files: Sequence[Path], url: str) -> tuple[Snapshot, list[Path]]:
    """Copy the files below SNAPSHOT_ROOT and return their snapshot and the copies.

    Files that are kept already are not copied again; a snapshot that was not loaded is taken up again.
    """
    hashes = [(path.name, hash_of(path)) for path in files]
    digest = digest_of(hashes)
    folder = settings.SNAPSHOT_ROOT / source / digest
    folder.mkdir(parents=True, exist_ok=True)
    copies = [copy_whole(path, folder / path.name) for path in files]
    listed = [described(copy, sha256) for copy, (_name, sha256) in zip(copies, hashes, strict=True)]
    unloaded = Snapshot.objects.filter(source=source, digest=digest).exclude(state=Snapshot.State.LOADED).first()
    snapshot = unloaded or Snapshot(source=source, digest=digest)
    snapshot.url, snapshot.files, snapshot.fetched_at = url[:500], listed, timezone.now()
    snapshot.state, snapshot.report = Snapshot.State.KEPT, {}
    snapshot.save()
    return snapshot, copies


def described(copy: Path, sha256: str) -> dict[str, Any]:
    path = str(copy.relative_to(settings.SNAPSHOT_ROOT))
    return {"name": copy.name, "sha256": sha256, "bytes": copy.stat().st_size, "path": path}


def copy_whole(path: Path, to: Path) -> Path:
    """Copy so that a half-written copy never stands under the final name."""
    if not to.exists() or to.stat().st_size != path.stat().st_size:
        part = to.with_name(f"{to.name}.{os.getpid()}.part")
        shutil.copyfile(path, part)
        part.replace(to)
    return to


def refuse(snapshot: Snapshot, why: str) -> None:
    snapshot.state, snapshot.report = Snapshot.State.REFUSED, {"refused": why}
    snapshot.save(update_fields=["state", "report"])
