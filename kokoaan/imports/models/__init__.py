from kokoaan.imports.models.batch import Batch
from kokoaan.imports.models.batch_row import BatchRow
from kokoaan.imports.models.mapping import Mapping

__all__ = ["Batch", "BatchRow", "Mapping"]
