from kokoaan.networks.models.member_list import MemberList
from kokoaan.networks.models.membership import Membership
from kokoaan.networks.models.network import MembershipClaim, Network

__all__ = ["MemberList", "Membership", "MembershipClaim", "Network"]
