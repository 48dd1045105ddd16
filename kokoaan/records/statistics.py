"""What the database plans its queries by: how many rows there are, and how many of them an index tells apart.

PostgreSQL counts for itself. SQLite counts when it is told to; without that it looks for twenty rows by their addresses
through the index of circles, which is to say through all that the person sees.
"""

from __future__ import annotations

from contextlib import suppress

from django.db import OperationalError, connection

from kokoaan.lib.turns import Every

counting = Every(3600.0)


def step() -> bool:
    """Count anew where an hour has passed; under a second for 300,000 ties. It leaves nothing to be done at once."""
    if connection.vendor == "sqlite" and counting.comes():
        # Where somebody writes for longer than is waited for, the next hour will do.
        with suppress(OperationalError):
            count()
    return False


def count() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
