"""The `kokoaan` command: the few verbs that run the house. Each is a Django management command of the same name."""

from __future__ import annotations

import os
import secrets
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

VERBS = {
    "run": "serve the product: web and background work, supervised",
    "work": "do the background work: index what has changed, embed what carries meaning",
    "prepare": "make the database ready: tables, places, starter content, index",
    "fetch": "bring in a source (fetch --list shows them all)",
    "find": "rank partners for a need, with the evidence",
    "place": "find a place by any name it has",
    "search": "search everything",
    "duplicates": "look through whole registers for records that may be the same",
    "index": "rebuild the search index",
    "check": "say whether the house is in order",
    "django": "any other Django command (django migrate, django shell, …)",
}
# These serve no page and sign nothing, so they need no lasting secret.
WITHOUT_SECRET = {"check", "work", "prepare", "fetch", "find", "place", "search", "index", "duplicates"}

USAGE = """usage: kokoaan VERB [options]

The international affairs desk of a city.

{verbs}

kokoaan VERB --help says what a verb takes.
Exit code 0: done; 1: not done; 2: the input is not right, nothing was written.
"""


def usage() -> str:
    return USAGE.format(verbs="\n".join(f"  {verb:<10} {help}" for verb, help in VERBS.items()))


def stop(message: str, code: int) -> None:
    sys.stderr.write(f"kokoaan: {message}\n")
    sys.exit(code)


def set_environment(verb: str, rest: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    if verb == "run" and "--local" in rest:
        os.environ.setdefault("KOKOAAN_DEBUG", "1")
    if verb in WITHOUT_SECRET and "KOKOAAN_SECRET_KEY_FILE" not in os.environ:
        os.environ.setdefault("KOKOAAN_SECRET_KEY", secrets.token_urlsafe(50))


def main() -> None:
    verb, *rest = sys.argv[1:] or ["--help"]
    if verb in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return
    if verb not in VERBS:
        stop(f"there is no verb “{verb}”.\n\n{usage()}", 2)
    set_environment(verb, rest)
    try:
        execute_from_command_line(["kokoaan", *(rest if verb == "django" else [verb, *rest])])
    except ImproperlyConfigured as error:
        stop(str(error), 2)
    except (OperationalError, ProgrammingError) as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
        stop("The database is not ready. Run: kokoaan prepare", 1)
    except KeyboardInterrupt:
        stop("Stopped.", 130)


if __name__ == "__main__":
    main()
