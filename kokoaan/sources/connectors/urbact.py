"""
URBACT: networks of cities that learn from each other, 2002–2022, and the cities in them.
https://urbact.eu, collected by hand into two tables by P. Gourdon (the URBACT site has no bulk download)

The collection is finished. It has no deletions. A member is always a city's own administration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind
from kokoaan.projects.models import Participation
from kokoaan.sources.entries import Entry, News, OrganisationEntry, ParticipationEntry, ProjectEntry, Where, Whole
from kokoaan.sources.errors import SourceChanged
from kokoaan.sources.keys import Numbered
from kokoaan.sources.rows import Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import read_csv

NETWORKS = layout(
    ["Code_Network", "Name", "Description", "Start", "End", "Aims"],
    may=["Main.Key.Word", "Additionnal.key.words", "Url", "Activities", "Phase", "Type"],
    ignore=["LeadPartnerCountry", "Members", "Continent", "Region", "NbCities", "CodeCity", "LeadPartner"],
)
MEMBERS = layout(
    ["Code_Network", "NameCity", "Country", "City.Statut", "geonameId"],
    may=["lng_GN", "lat_GN", "Years", "Url"],
    ignore=[
        "CodeCity",
        "Continent",
        "Region",
        "Sources",
        "Network",
        "Description",
        "LeadPartnerCountry",
        "Start",
        "End",
    ]
    + ["asciiName"],
)
ROLES = {"Lead Partner": Participation.Role.LEAD, "Partner": Participation.Role.PARTNER}


def read(files: Files) -> Iterator[Entry]:
    networks, members = files
    yield Whole("")
    codes: set[str] = set()
    for item in read_csv(networks, NETWORKS):
        if isinstance(item, News):
            yield item
            continue
        if item.needed("Code_Network") in codes:
            message = _("%(file)s, row %(row)s: the network “%(code)s” is there twice. Remove one of the two.")
            raise SourceChanged(message % {"file": item.file, "row": item.number, "code": item["Code_Network"]})
        codes.add(item["Code_Network"])
        yield read_network(item)
    numbered = Numbered()
    for item in read_csv(members, MEMBERS):
        if isinstance(item, News):
            yield item
        elif item.needed("Code_Network") not in codes:
            message = _("%(file)s, row %(row)s: a member of network “%(code)s”, which the networks' file lacks.")
            yield News(message % {"file": item.file, "row": item.number, "code": item["Code_Network"]})
        else:
            yield numbered.entry(read_member(item))


def read_network(row: Row) -> ProjectEntry:
    return ProjectEntry(
        key=f"urbact:{row['Code_Network']}",
        acronym=row["Name"],
        programme=row["Phase"].upper() or "URBACT",
        title=text(en=row["Description"] or row["Name"]),
        summary=text(en="\n".join(words for words in (row.said("Aims"), row.said("Activities")) if words)),
        themes=tuple(dict.fromkeys(theme for theme in themes_of(row) if theme)),
        objectives=(row["Type"],) if row.said("Type") else (),
        begins=row.date("Start"),
        ends=row.date("End"),
        url=address(row.said("Url")),
    )


def themes_of(row: Row) -> Iterator[str]:
    yield row.said("Main.Key.Word")
    yield from (theme.strip() for theme in re.split(r"\s*[/,]\s*", row.said("Additionnal.key.words")))


def address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def read_member(row: Row) -> ParticipationEntry:
    where = Where(
        town=row.needed("NameCity"),
        country=row.country("Country"),
        geonames=row.geonames("geonameId"),
        latitude=row.number_or_none("lat_GN"),
        longitude=row.number_or_none("lng_GN"),
    )
    project = f"urbact:{row['Code_Network']}"
    city = OrganisationEntry(key=city_key(where), name=where.town, kind=Kind.CITY, where=where)
    role = ROLES.get(row["City.Statut"], Participation.Role.UNKNOWN)
    # Two boroughs of one city, each named, are two rows of one place.
    return ParticipationEntry(f"{project}|{city.key}|{where.town}", project, city, role, where)


def city_key(where: Where) -> str:
    return str(where.geonames or f"{where.country}:{where.town}")


SOURCE = Source(
    key="urbact",
    title=gettext_lazy("URBACT networks"),
    what=gettext_lazy("Networks of cities that learn from each other, with their members"),
    publisher="URBACT; collected by P. Gourdon (Géographie-cités)",
    url="https://urbact.eu",
    licence=gettext_lazy("none stated for the collection"),
    credit="URBACT, via pgourdongeo/Chap3_LocationalAnalysis",
    how=gettext_lazy("Get the two CSV files of the collection and give their folder with --file."),
    changes=gettext_lazy("The collection is finished (2019)."),
    wants=(
        Want(gettext_lazy("the networks"), ("*network*.csv", "!*member*"), group="tables"),
        Want(gettext_lazy("the member cities"), ("*member*.csv", "!city_network*"), group="tables"),
    ),
    expect={"projects": range(1, 5_000), "participations": range(1, 50_000)},
    read=read,
    practices=True,
)
