"""
Memberships in 59 networks of cities, collected 2016–19 from the UIA Yearbook and the networks' own sites.
P. Gourdon, Géographie-cités (two tables; finished, no deletions, no newer edition)

Each row is a claim of its time, not today's truth. Members are mostly municipalities; the table says what else.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import text
from kokoaan.sources.countries import country_code
from kokoaan.sources.entries import Entry, MembershipEntry, NetworkEntry, News, Where, Whole
from kokoaan.sources.keys import Numbered
from kokoaan.sources.rows import Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import read_csv

COLLECTED = "2016–2019"

NETWORKS = layout(
    ["Name", "Acronym", "Code", "Aims"],
    may=["Main Key-word", "Additional Key-Word", "Country (secretariat)", "Adresse", "Url", "Activities", "Date"],
    ignore=["Sources", "Years", "Matrix level", "Matrix column", "Pages Vol 3", "Type 1", "Type 2", "commentaire"]
    + ["Members", "Priorité", "MAJ2019"],
)
MEMBERS = layout(
    ["Full_Name", "CountryCode", "Network_Name", "Code_Network", "MembershipCode", "geonameId"],
    may=[
        "CountryName",
        "Locality_Siege",
        "EntitySimplified",
        "Statut",
        "Year_of_Joining",
        "lon",
        "lat",
        "lng_GN",
        "lat_GN",
    ],
    ignore=["Continent", "Region", "Pop_collect", "Entity", "Note", "CityAddress", "asciiName"],
)


def read(files: Files) -> Iterator[Entry]:
    networks, members = files
    yield Whole("")
    known = yield from read_networks(read_csv(networks, NETWORKS))
    numbered = Numbered()
    for item in read_csv(members, MEMBERS):
        if isinstance(item, News):
            yield item
            continue
        if item.needed("Code_Network") not in known:
            known.add(item["Code_Network"])
            message = _("%(file)s, row %(row)s: the network “%(name)s” is not described; only its name is known.")
            yield News(message % {"file": item.file, "row": item.number, "name": item["Network_Name"]})
            name = item.needed("Network_Name")
            yield NetworkEntry(key=f"network:{item['Code_Network']}", name=name, acronym=name[:60])
        if item["Full_Name"] or item["Locality_Siege"]:
            yield numbered.entry(read_member(item))
        else:
            message = _("%(file)s, row %(row)s: a member of “%(name)s” without a name: left out.")
            yield News(message % {"file": item.file, "row": item.number, "name": item["Network_Name"]})


def read_networks(rows: Iterator[News | Row]) -> Generator[Entry, None, set[str]]:
    known: set[str] = set()
    for item in rows:
        if isinstance(item, News):
            yield item
        elif item.needed("Code") not in known:
            known.add(item["Code"])
            yield read_network(item)
    return known


def read_network(row: Row) -> NetworkEntry:
    aims = "\n".join(words for words in (row.said("Aims"), row.said("Activities")) if words)
    url = row["Url"].split(";")[0].strip()
    return NetworkEntry(
        key=f"network:{row['Code']}",
        name=row.needed("Name"),
        acronym=row["Acronym"],
        aims=text(en=aims),
        themes=tuple(theme for theme in (row.said("Main Key-word"), row.said("Additional Key-Word")) if theme),
        seat=row["Adresse"],
        founded=founded(row["Date"]),
        url=url if url.startswith("http") else "",
    )


def founded(value: str) -> str:
    """The collection has two columns "Date": the year of founding, and the day of a visit to the site."""
    return value if len(value) == 4 and value.isdecimal() else ""


def read_member(row: Row) -> MembershipEntry:
    latitude, longitude = row.number_or_none("lat_GN"), row.number_or_none("lng_GN")
    where = Where(
        town=row.said("Locality_Siege") or row["Full_Name"],
        country=country_code(row["CountryCode"]) or row.country("CountryName"),
        geonames=row.geonames("geonameId"),
        latitude=row.number_or_none("lat") if latitude is None else latitude,
        longitude=row.number_or_none("lon") if longitude is None else longitude,
    )
    return MembershipEntry(
        key=row.needed("MembershipCode"),
        network=f"network:{row['Code_Network']}",
        member=row["Full_Name"] or row["Locality_Siege"],
        where=where,
        entity=row.said("EntitySimplified"),
        level=row.said("Statut"),
        since=since(row.said("Year_of_Joining")),
        collected=COLLECTED,
    )


def since(value: str) -> str:
    """A year, as the collectors wrote it: 2013 or 2013.0; anything else is not told."""
    year = value.removesuffix(".0")
    return year if len(year) == 4 and year.isdecimal() else ""


SOURCE = Source(
    key="city-networks",
    title=gettext_lazy("Memberships in city networks"),
    what=gettext_lazy("59 networks of cities and who belonged to them, as collected 2016–19"),
    publisher="P. Gourdon (Géographie-cités), from the UIA Yearbook and network sites",
    url="https://github.com/pgourdongeo/Chap3_LocationalAnalysis",
    licence=gettext_lazy("none stated"),
    credit="UIA Yearbook and network sites, via pgourdongeo/Chap3_LocationalAnalysis",
    how=gettext_lazy("Get the two CSV files of the collection and give their folder with --file."),
    changes=gettext_lazy("The collection is finished (2019)."),
    wants=(
        Want(gettext_lazy("the networks"), ("*organi?ation*.csv", "*network*.csv", "!*member*"), group="tables"),
        Want(gettext_lazy("the memberships"), ("*member*.csv", "!urbact*"), group="tables"),
    ),
    expect={"networks": range(1, 5_000), "memberships": range(1, 500_000)},
    read=read,
)
