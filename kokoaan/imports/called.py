"""Which visible records have a name, by any of their names: asked for many names at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from kokoaan.lib.fold import APART
from kokoaan.lib.pieces import pieces
from kokoaan.people.models import User
from kokoaan.records.models import Record


class Called:
    """For kinds with a column of folded names. Rows of one name are asked by it, those of several are read once."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.several: dict[type[Record], dict[str, list[int]]] = {}

    def keys(self, model: type[Record], folded: Collection[str]) -> dict[str, list[int]]:
        """The keys of visible rows by each of these names; names that nobody has are left out."""
        found: dict[str, list[int]] = defaultdict(list)
        visible = model.objects.visible_to(self.user).order_by("pk")
        for some in pieces(sorted(folded)):
            for pk, name in visible.filter(folded__in=some).values_list("pk", "folded"):
                found[name].append(pk)
        of_several = self.of_several(model)
        for name in folded:
            if name in of_several:
                found[name] += of_several[name]
        return found

    def of_several(self, model: type[Record]) -> dict[str, list[int]]:
        if model not in self.several:
            by_name: dict[str, list[int]] = defaultdict(list)
            rows = model.objects.visible_to(self.user).filter(folded__contains=APART).order_by("pk")
            for pk, names in rows.values_list("pk", "folded").iterator(chunk_size=10_000):
                for name in names.split(APART):
                    by_name[name].append(pk)
            self.several[model] = by_name
        return self.several[model]


def has_folded(model: type[Any]) -> bool:
    return any(field.name == "folded" for field in model._meta.concrete_fields)
