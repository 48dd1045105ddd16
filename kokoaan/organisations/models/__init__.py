from kokoaan.organisations.models.acquaintance import Acquaintance
from kokoaan.organisations.models.erasure import Erasure
from kokoaan.organisations.models.kind import Kind
from kokoaan.organisations.models.named import NamedOrganisation, OrganisationIdentity
from kokoaan.organisations.models.organisation import Organisation
from kokoaan.organisations.models.person import Person
from kokoaan.organisations.models.private import ContactDetail, PersonalNote
from kokoaan.organisations.models.role import Role

__all__ = [
    "Acquaintance",
    "ContactDetail",
    "Erasure",
    "Kind",
    "NamedOrganisation",
    "Organisation",
    "OrganisationIdentity",
    "Person",
    "PersonalNote",
    "Role",
]
