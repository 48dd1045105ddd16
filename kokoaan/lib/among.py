"""That a whole-number key is one of many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func


class Among(Func):
    """A condition like `column__in`, for thousands of keys: one text, where Django prepares and binds each key.

    Keys are whole numbers, so that nothing else can come into the statement.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str | F, keys: Iterable[int]) -> None:
        super().__init__(F(column) if isinstance(column, str) else column)
        self.keys = ",".join(str(int(key)) for key in keys)

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:  # type: ignore[override]
        if not self.keys:
            # Django leaves it out of the statement: beside another condition it would hide that one's index.
            raise EmptyResultSet
        column, params = compiler.compile(self.get_source_expressions()[0])
        return f"{column} IN ({self.keys})", params
