"""Our own glossary: what city offices and their people say in Finnish and Swedish, in English."""

from kokoaan.search.glossary.glossary import akin, called, is_term

__all__ = ["akin", "called", "is_term"]
