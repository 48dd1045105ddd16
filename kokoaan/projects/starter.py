"""The practices that the desk itself has written down from public pages."""

from __future__ import annotations

from kokoaan.strategy.models import Concept

SOURCE = "starter"


def theme_names() -> dict[str, str]:
    """What its themes are called in the reader's language, by the English word that names them."""
    concepts = Concept.objects.filter(source=SOURCE)
    return {concept.key.partition(":")[2]: str(concept) for concept in concepts}
