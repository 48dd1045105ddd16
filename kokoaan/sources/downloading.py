"""Download the files of a source from their official addresses."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from django.utils.translation import gettext as _
from tqdm import tqdm

from kokoaan.sources.errors import DownloadFailed, SourceError
from kokoaan.sources.source import Source, Want

# Wikimedia and others ask every program to say who it is.
HEADERS = {"User-Agent": "Kokoaan (the international affairs desk of a city)"}
TIMEOUT = httpx.Timeout(30.0, read=120.0)


@contextmanager
def download(
    source: Source, *, transport: httpx.BaseTransport | None = None, quiet: bool = False
) -> Iterator[list[Path]]:
    """Yield the downloaded files, in a folder that is gone afterwards. Raises DownloadFailed, or SourceError where the
    source has no address to download from."""
    wanted = [want for want in source.wants if want.address]
    if not wanted:
        message = _("%(source)s has no address to download from. %(how)s")
        raise SourceError(message % {"source": source.key, "how": source.how})
    with tempfile.TemporaryDirectory(prefix="kokoaan-fetch-") as folder, client(transport) as http:
        yield [download_one(http, want, Path(folder), quiet=quiet) for want in wanted]


def client(transport: httpx.BaseTransport | None) -> httpx.Client:
    return httpx.Client(transport=transport, headers=HEADERS, timeout=TIMEOUT, follow_redirects=True)


def download_one(http: httpx.Client, want: Want, folder: Path, *, quiet: bool) -> Path:
    path = folder / (want.name or want.address.split("?")[0].rsplit("/", 1)[-1])
    try:
        with http.stream("GET", want.address, params=asked(want)) as response:
            response.raise_for_status()
            save(response, path, quiet=quiet)
    except httpx.HTTPStatusError as error:
        message = _("%(address)s answered %(code)s. Download the file with a browser and give it with --file.")
        raise DownloadFailed(message % {"address": want.address, "code": error.response.status_code}) from None
    except httpx.HTTPError as error:
        message = _("%(address)s could not be reached (%(error)s). Try later, or give the file with --file.")
        raise DownloadFailed(message % {"address": want.address, "error": error or type(error).__name__}) from None
    return path


def asked(want: Want) -> dict[str, str] | None:
    return {"query": want.query, "format": "json"} if want.query else None


def save(response: httpx.Response, path: Path, *, quiet: bool) -> None:
    total = int(response.headers.get("Content-Length", 0)) or None
    bar = tqdm(total=total, desc=path.name, unit="B", unit_scale=True, disable=quiet or None, leave=False)
    with bar, path.open("wb") as file:
        for piece in response.iter_bytes():
            file.write(piece)
            bar.update(len(piece))
