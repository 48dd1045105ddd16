from kokoaan.library.models.arrival import Arrival
from kokoaan.library.models.digest import Digest
from kokoaan.library.models.look import Look
from kokoaan.library.models.watch import Often, Watch

__all__ = ["Arrival", "Digest", "Look", "Often", "Watch"]
