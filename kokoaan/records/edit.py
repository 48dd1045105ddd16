from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kokoaan.records.models import Record


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to happen to one record: new kept values by field name, or its birth or death."""

    record: Record
    values: Mapping[str, Any]
    birth: bool = False
    death: bool = False
