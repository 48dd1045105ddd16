"""Find the files of a source from whatever somebody points at: a folder, or one of several files."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from django.utils.translation import gettext as _

from kokoaan.sources.errors import SourceError
from kokoaan.sources.source import Source, Want


def find_files(source: Source, path: Path) -> list[Path]:
    """Return the source's files in the order of its wants. Of one file given, those that belong with it too."""
    if not path.exists():
        raise SourceError(_("There is no file or folder %(path)s. Check the path.") % {"path": path})
    if path.is_dir():
        found = files_in(source, path, source.wants)
        if not found:
            raise missing(source, path, source.wants[0])
        return found
    if len(source.wants) == 1:
        return [path]
    want = next((want for want in source.wants if fits(want, path)), None)
    if want is None:
        message = _("%(file)s is named like no file of %(source)s, which are: %(names)s. Give one of those.")
        names = ", ".join(want.patterns[0] for want in source.wants)
        raise SourceError(message % {"file": path.name, "source": source.key, "names": names})
    if not want.group:
        return [path]
    together = [other for other in source.wants if other.group == want.group]
    return files_in(source, path.parent, together, given=path)


def files_in(source: Source, folder: Path, wants: Sequence[Want], given: Path | None = None) -> list[Path]:
    names = sorted(entry for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith(("~$", ".")))
    taken: list[Path] = []
    for want in wants:
        found = [path for path in names if fits(want, path) and path not in taken]
        if given in found and not want.several:
            found = [path for path in found if path == given]
        if want.required and not found:
            raise missing(source, folder, want)
        if len(found) > 1 and not want.several:
            message = _("%(folder)s has several files for “%(what)s”: %(names)s. Give one of them with --file.")
            names_found = ", ".join(path.name for path in found)
            raise SourceError(message % {"folder": folder, "what": want.what, "names": names_found})
        taken += found
    return taken


def fits(want: Want, path: Path) -> bool:
    name = path.name.lower()
    refused = [pattern for pattern in want.patterns if pattern.startswith("!")]
    wanted = [pattern for pattern in want.patterns if not pattern.startswith("!")]
    return any(fnmatch(name, pattern) for pattern in wanted) and not any(fnmatch(name, no[1:]) for no in refused)


def missing(source: Source, folder: Path, want: Want) -> SourceError:
    message = _("%(folder)s has no file for “%(what)s” of %(source)s (named like %(pattern)s). Put it there.")
    return SourceError(
        message % {"folder": folder, "what": want.what, "source": source.key, "pattern": want.patterns[0]}
    )
