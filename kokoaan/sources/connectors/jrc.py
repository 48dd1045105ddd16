"""
JRC: cases of innovation in the public sector of Europe, most of them with artificial intelligence or blockchain.
https://github.com/ipsoeu/ips-explorer (data/cases.json), the Innovative Public Services Explorer of the Joint Research
Centre's Public Sector Tech Watch

The collection grows as new surveys are added to it, last in 2022. A case that is withdrawn is absent from the next
file; its number is not given away again. A case names its lead organisation only, and no town: where that is a local
government, the town is read out of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.stage import Stage
from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind
from kokoaan.projects.models import Participation
from kokoaan.sources.administrations import town_of
from kokoaan.sources.entries import Entry, News, OrganisationEntry, ParticipationEntry, ProjectEntry, Where, Whole
from kokoaan.sources.languages import language_of, spoken_in
from kokoaan.sources.repair import tidy
from kokoaan.sources.rows import Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import read_json

CASES = layout(
    ["id", "name", "description", "geocoverage", "lead_organisation_name", "lead_organisation_category"]
    + ["start_date", "end_date", "primary_sector", "secondary_sector", "technology", "type", "status"],
    may=["url"],
    ignore=["entry_type", "cid", "rtype", "contact", "geoextent", "geocoverage_codes", "lead_organisation", "active"]
    + ["uptake", "cross_border", "cross_sector"],
)
LOCAL = "Local Government"
KINDS = {
    LOCAL: Kind.PUBLIC,
    "Central-Government": Kind.STATE,
    "Regional Government": Kind.REGION,
    "Governmental": Kind.PUBLIC,
    "Academic-Research": Kind.RESEARCH,
    "Private sector": Kind.PRIVATE,
    "Non-governmental": Kind.PRIVATE,
    "Community led": Kind.UNKNOWN,
    "Consortium": Kind.UNKNOWN,
}
STAGES = {
    "Planned": Stage.IDEA,
    "In development": Stage.IDEA,
    "Pilot": Stage.PILOT,
    "Implemented": Stage.IN_USE,
    "In production": Stage.IN_USE,
    "Not in use anymore": Stage.ENDED,
}
# Sectors are classes of COFOG: a full stop ends some, "not elsewhere classified" others.
SECTOR_END = re.compile(r"(?: n\.e\.c)?\.?$")
# The first of several addresses. One that other words follow is broken: "https://example.org/Proof of Concepts.html".
ADDRESS = re.compile(r"\s*(https?://\S+?)[,;]?\s*(?:$|(?:\n|\s(?:en\s+)?)\s*(?=https?://))")


def read(files: Files) -> Iterator[Entry]:
    (path,) = files
    yield Whole("")
    for item in read_json(path, CASES):
        if isinstance(item, News):
            yield item
        else:
            yield from read_case(item)


def read_case(row: Row) -> Iterator[Entry]:
    yield from new_words(row)
    country = country_of(row)
    case = read_project(row, country)
    yield case
    if tidy(row.said("lead_organisation_name")):
        yield read_lead(row, case.key, country)


def new_words(row: Row) -> Iterator[News]:
    """Say which words of the source's own lists nobody has decided about."""
    for column, known in (("status", STAGES), ("lead_organisation_category", KINDS)):
        if row.said(column) and row[column] not in known:
            message = _("%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is new: not read.")
            yield News(message % {"file": row.file, "row": row.number, "column": column, "value": row[column][:60]})


def country_of(row: Row) -> str:
    """The country of a case; nothing for several, or for all of the European Union."""
    said = row["geocoverage"]
    return "" if "," in said or said == "European Union" else row.country("geocoverage")


def read_project(row: Row, country: str) -> ProjectEntry:
    title, summary = tidy(row.needed("name")), tidy(row.said("description"))
    lang = language_of(summary or title, spoken_in([country]))
    return ProjectEntry(
        key=f"jrc:{row.needed('id')}",
        title=text(**{lang: title}),
        summary=text(**{lang: summary}),
        themes=words(SECTOR_END.sub("", row.said(column)) for column in ("primary_sector", "secondary_sector")),
        objectives=words(row.said(column) for column in ("technology", "type")),
        begins=row.date("start_date"),
        ends=row.date("end_date"),
        url=address(row["url"]),
        stage=STAGES.get(row["status"], ""),
    )


def words(said: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in said if one))


def address(said: str) -> str:
    found = ADDRESS.match(said)
    return found[1] if found else ""


def read_lead(row: Row, project: str, country: str) -> ParticipationEntry:
    name = " ".join(tidy(row["lead_organisation_name"]).split())
    category = row["lead_organisation_category"]
    kind = KINDS.get(category, Kind.UNKNOWN)
    if category == LOCAL:
        where = Where(town=town_of(name), country=country, from_name=True)
        body = OrganisationEntry("", name, Kind.CITY, where, otherwise=kind)
    else:
        body = OrganisationEntry("", name, kind, Where(country=country))
    return ParticipationEntry(f"{project}|lead", project, body, Participation.Role.LEAD, body.where)


SOURCE = Source(
    key="jrc",
    title=gettext_lazy("Cases of the Public Sector Tech Watch"),
    what=gettext_lazy("Innovations in the public sector of Europe, as the Joint Research Centre collected them"),
    publisher="European Commission, Joint Research Centre",
    url="https://github.com/ipsoeu/ips-explorer",
    licence="EUPL-1.2",
    credit="European Commission, Joint Research Centre: Innovative Public Services Explorer",
    how=gettext_lazy("Get data/cases.json from its repository and give the file with --file."),
    changes=gettext_lazy("Now and then, with each new survey; last in 2022."),
    wants=(Want(gettext_lazy("the cases"), ("*cases*.json",)),),
    expect={"projects": range(1, 20_000), "participations": range(20_000)},
    read=read,
    practices=True,
)
