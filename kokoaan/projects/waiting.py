"""Which sources tell of practices in waiting, and whose words these are: the floor of the sources says so, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Publishers by source key.
PUBLISHERS: dict[str, StrOrPromise] = {}
