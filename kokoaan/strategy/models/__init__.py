from kokoaan.strategy.models.aimed import Aimed
from kokoaan.strategy.models.concept import Concept
from kokoaan.strategy.models.goal import Goal

__all__ = ["Aimed", "Concept", "Goal"]
