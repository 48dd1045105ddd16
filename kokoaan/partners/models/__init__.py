from kokoaan.partners.models.agreement import Agreement
from kokoaan.partners.models.claim import TieClaim
from kokoaan.partners.models.clause import Clause
from kokoaan.partners.models.commitment import Commitment
from kokoaan.partners.models.earlier_status import EarlierStatus
from kokoaan.partners.models.tie import Tie

__all__ = ["Agreement", "Clause", "Commitment", "EarlierStatus", "Tie", "TieClaim"]
