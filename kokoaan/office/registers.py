"""The registers of the house: every kind of record has one, and it stands in this table."""

from __future__ import annotations

from kokoaan.desk.register import MeetingRegister
from kokoaan.finder.register import NeedRegister
from kokoaan.library.register import WatchRegister
from kokoaan.networks.register import FeeRegister, MemberListRegister, MembershipRegister, SeatRegister
from kokoaan.organisations.contact_registers import (
    AcquaintanceRegister,
    ContactDetailRegister,
    PersonalNoteRegister,
    PersonRegister,
    RoleRegister,
)
from kokoaan.organisations.register import OrganisationRegister
from kokoaan.partners.register import (
    AgreementRegister,
    ClauseRegister,
    CommitmentRegister,
    EarlierStatusRegister,
    TieRegister,
)
from kokoaan.practices.register import (
    AdoptionRegister,
    EnquiryRegister,
    PracticePartnerRegister,
    PracticeRegister,
    PracticeResultRegister,
)
from kokoaan.projects.register import CountryProgrammeRegister, JointProjectRegister, ProjectPartnerRegister
from kokoaan.records.documents.register import AttachmentRegister
from kokoaan.records.register import Register
from kokoaan.records.register.saved_views import SavedViewRegister
from kokoaan.review.register import BenefitRegister
from kokoaan.strategy.register import GoalRegister

REGISTERS: tuple[type[Register], ...] = (
    *(NeedRegister, MeetingRegister, GoalRegister, TieRegister, MembershipRegister, OrganisationRegister),
    *(CountryProgrammeRegister, MemberListRegister),
    *(EarlierStatusRegister, AgreementRegister, ClauseRegister, CommitmentRegister, AttachmentRegister),
    *(FeeRegister, SeatRegister, JointProjectRegister, ProjectPartnerRegister, BenefitRegister),
    *(PersonRegister, RoleRegister, AcquaintanceRegister, ContactDetailRegister, PersonalNoteRegister),
    *(PracticeRegister, PracticeResultRegister, PracticePartnerRegister, AdoptionRegister, EnquiryRegister),
    *(SavedViewRegister, WatchRegister),
)
