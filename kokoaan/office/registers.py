"""The registers of the house: every kind of record has one, and it stands in this table."""

from __future__ import annotations

from kokoaan.organisations.register import OrganisationRegister
from kokoaan.partners.register import TieRegister
from kokoaan.records.register import Register

REGISTERS: tuple[type[Register], ...] = (TieRegister, OrganisationRegister)
