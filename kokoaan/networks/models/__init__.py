from kokoaan.networks.models.fee import Fee
from kokoaan.networks.models.member_list import MemberList
from kokoaan.networks.models.membership import Membership
from kokoaan.networks.models.network import MembershipClaim, Network
from kokoaan.networks.models.seat import Seat

__all__ = ["Fee", "MemberList", "Membership", "MembershipClaim", "Network", "Seat"]
