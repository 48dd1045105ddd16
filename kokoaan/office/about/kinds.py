"""What the page tells of, kind by kind, in its order: a new kind of record is one entry of this table."""

from __future__ import annotations

from kokoaan.office.about.entries import Kind
from kokoaan.office.about.of_agreements import AGREEMENTS, COMMITMENTS, STATUSES
from kokoaan.office.about.of_joint import BENEFITS, FEES, JOINT_PROJECTS, SEATS
from kokoaan.office.about.of_meetings import MEETINGS, NEEDS
from kokoaan.office.about.of_networks import LISTS, MEMBERS, MEMBERSHIPS, NETWORKS
from kokoaan.office.about.of_organisations import GOALS, ORGANISATIONS, UNITS
from kokoaan.office.about.of_people import ACQUAINTANCES, DETAILS, NOTES, PEOPLE, ROLES
from kokoaan.office.about.of_practices import OWN_PRACTICES
from kokoaan.office.about.of_projects import PRACTICES, PROGRAMMES, PROJECTS
from kokoaan.office.about.of_ties import CLAIMS, TIES

KINDS: tuple[Kind, ...] = (
    TIES,
    AGREEMENTS,
    COMMITMENTS,
    MEMBERSHIPS,
    SEATS,
    JOINT_PROJECTS,
    OWN_PRACTICES,
    BENEFITS,
    NETWORKS,
    MEMBERS,
    PROJECTS,
    PRACTICES,
    PEOPLE,
    ROLES,
    ACQUAINTANCES,
    DETAILS,
    NOTES,
    ORGANISATIONS,
    PROGRAMMES,
    MEETINGS,
    NEEDS,
    GOALS,
    UNITS,
    CLAIMS,
    LISTS,
    FEES,
    STATUSES,
)
BY_NAME = {kind.name: kind for kind in KINDS}
