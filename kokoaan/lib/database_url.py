"""The database, from one address: sqlite:///absolute/path or postgres://user:password@host:port/name."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# SQLite in earnest: readers never wait for a writer, and a transaction takes the write lock when it begins. Up to 1 GB
# of the file is read in place, as the system holds it: a register of 100,000 organisations has a third of that.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824;",
}

# Seconds for which a connection is used again: to open one takes as long as to ask it.
KEPT = 60


def database_from(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at url. Raises ImproperlyConfigured for another kind of address."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = unquote(parts.path)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": KEPT}
    if parts.scheme in {"postgres", "postgresql"}:
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": KEPT,
        }
    raise ImproperlyConfigured(
        f"KOKOAAN_DATABASE is “{parts.scheme}:…”. Use sqlite:///path or postgres://user:password@host/name."
    )
