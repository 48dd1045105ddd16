from kokoaan.duplicates.models.pair import Pair
from kokoaan.duplicates.models.verdict import Verdict

__all__ = ["Pair", "Verdict"]
