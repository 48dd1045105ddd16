"""The `kokoaan` command: the few verbs that run the house. Each is a Django management command of the same name."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

VERBS = {
    "run": "serve the product: web and background work, supervised",
    "work": "do the background work: index what has changed, embed what carries meaning",
    "prepare": "make the database ready: tables, places, starter content, index",
    "fetch": "bring in a source (fetch --list shows them all)",
    "find": "rank partners for a need, with the evidence",
    "place": "find a place by any name it has",
    "search": "search everything",
    "index": "rebuild the search index",
    "check": "say whether the house is in order",
    "django": "any other Django command (django migrate, django shell, …)",
}

USAGE = """usage: kokoaan VERB [options]

The international affairs desk of a city.

{verbs}

kokoaan VERB --help says what a verb takes. 
Exit code 0: done; 1: not done; 2: the input is not right, nothing was written.
"""


def usage() -> str:
    return USAGE.format(verbs="\n".join(f"  {verb:<9} {help}" for verb, help in VERBS.items()))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    verb, *rest = sys.argv[1:] or ["--help"]
    if verb in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return
    if verb not in VERBS:
        sys.stderr.write(f"kokoaan: there is no verb “{verb}”.\n\n{usage()}")
        sys.exit(2)
    if verb == "run" and "--local" in rest:
        os.environ.setdefault("KOKOAAN_DEBUG", "1")
    try:
        execute_from_command_line(["kokoaan", *(rest if verb == "django" else [verb, *rest])])
    except ImproperlyConfigured as error:
        sys.stderr.write(f"kokoaan: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
