"""
Twin towns as Wikidata's readers claim them: P190 "twinned administrative body", and P463 "member of" for networks.
https://query.wikidata.org (SPARQL, JSON), and two extracts of it: a table of EU sister cities, a graph of 2016

Anyone can add a claim to Wikidata and few are dated: every row is a claim, shown beside what contradicts it.
The readers of the extracts were proven on the real files; live use of the query is not proven yet.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.sources.countries import country_code
from kokoaan.sources.entries import Entry, MembershipEntry, NetworkEntry, News, TieEntry, Where, Whole
from kokoaan.sources.errors import SourceChanged
from kokoaan.sources.rows import Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import numbered, read_csv_body

SISTERS = layout(
    ["origincityLabel", "origincountry", "sistercityLabel", "destination_countryLabel"],
    may=["originlat", "originlong", "destinationlat", "destinationlong"],
    ignore=["originpopulation", "destinationpopulation", "dist", "eu"],
)

QUERY = """
SELECT ?relation ?one ?oneLabel ?oneGeonames ?oneCountry ?other ?otherLabel ?otherGeonames ?otherCountry ?since WHERE {
  VALUES ?property { wd:P190 wd:P463 }
  ?property wikibase:claim ?claim; wikibase:statementProperty ?statement.
  ?one ?claim ?fact; wdt:P1566 ?oneGeonames; wdt:P17/wdt:P297 ?oneCountry.
  ?fact ?statement ?other.
  OPTIONAL { ?fact pq:P580 ?since. }
  OPTIONAL { ?other wdt:P1566 ?otherGeonames. }
  OPTIONAL { ?other wdt:P17/wdt:P297 ?otherCountry. }
  BIND(REPLACE(STR(?property), ".*/", "") AS ?relation)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul". }
}
"""


def read(files: Files) -> Iterator[Entry]:
    """Read whichever of the three shapes is given; the graph's two files belong together."""
    by_shape = {shape_of(path): path for path in files}
    if sisters := by_shape.get("sisters"):
        yield from read_sisters(sisters)
    if relations := by_shape.get("relations"):
        if "names" not in by_shape:
            message = _("%(file)s holds numbers only: its file of names (…names.tsv) is missing. Give both.")
            raise SourceChanged(message % {"file": relations.name})
        yield from read_graph(by_shape["names"], relations)
    if answer := by_shape.get("sparql"):
        yield from read_answer(answer)


def shape_of(path: Path) -> str:
    name = path.name.lower()
    if name.endswith(".json"):
        return "sparql"
    return next((word for word in ("relations", "names") if word in name), "sisters")


def read_sisters(path: Path) -> Iterator[Entry]:
    yield Whole("eu")
    seen: set[str] = set()
    with path.open("rb") as body:
        for item in read_csv_body(path.name, body, SISTERS, delimiter="\t", quoted=False):
            if isinstance(item, News):
                yield item
                continue
            entry = read_sister(item)
            # The extract repeats a tie when one of the towns has two positions or sizes.
            if entry.key not in seen:
                seen.add(entry.key)
                yield entry


def read_sister(row: Row) -> TieEntry:
    one = where_of(row, "origincityLabel", "origincountry", "originlat", "originlong")
    other = where_of(row, "sistercityLabel", "destination_countryLabel", "destinationlat", "destinationlong")
    key = f"eu:{one.country}:{one.town}|{other.country}:{other.town}"
    return TieEntry(key[:300], f"{one.town} – {other.town}", one, other)


def where_of(row: Row, town: str, country: str, latitude: str, longitude: str) -> Where:
    # Wikidata names states that are no more, and parts of states: a country that is not known is left open.
    code = country_code(row[country]) or ""
    return Where(row.needed(town), code, "", None, row.number_or_none(latitude), row.number_or_none(longitude))


def read_graph(names: Path, relations: Path) -> Iterator[Entry]:
    yield Whole("graph")
    known = dict(pair for _number, pair in pairs(names))
    seen: set[str] = set()
    for number, (one, other) in pairs(relations):
        if one not in known or other not in known:
            message = _("%(file)s, row %(row)s: %(one)s or %(other)s has no name in the file of names: left out.")
            yield News(message % {"file": relations.name, "row": number, "one": one, "other": other})
            continue
        key = f"graph:{one}|{other}"
        if key not in seen:
            seen.add(key)
            # The graph gives no countries: a name is resolved only if one place in the world clearly bears it.
            yield TieEntry(key, f"{known[one]} – {known[other]}", Where(known[one]), Where(known[other]), "2016")


def pairs(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    with path.open("rb") as body:
        for number, cells in numbered(path.name, body, "\t", quoted=False):
            if len(cells) != 2 or not cells[0].startswith("Q"):
                message = _("%(file)s, row %(row)s is not a Wikidata id and one more value. Give the original file.")
                raise SourceChanged(message % {"file": path.name, "row": number})
            yield number, (cells[0], cells[1])


def read_answer(path: Path) -> Iterator[Entry]:
    """Read an answer of Wikidata's query service to QUERY."""
    networks: set[str] = set()
    seen: set[str] = set()
    for number, row in enumerate((yield from bindings(path)), start=1):
        values = {name: str(cell.get("value", "")) for name, cell in row.items() if isinstance(cell, dict)}
        if missing := [name for name in ("relation", "one", "other") if not values.get(name)]:
            message = _("%(file)s, result %(row)s has no “%(missing)s”. Ask the query service again.")
            raise SourceChanged(message % {"file": path.name, "row": number, "missing": missing[0]})
        one, other = values["one"].rsplit("/", 1)[-1], values["other"].rsplit("/", 1)[-1]
        key = f"wikidata-{values['relation']}:{one}|{other}"
        if key in seen:
            continue
        seen.add(key)
        if values["relation"] == "P463":
            if other not in networks:
                networks.add(other)
                yield NetworkEntry(f"wikidata:{other}", values.get("otherLabel", other), url=values["other"])
            yield read_membership(key, other, values)
        else:
            names = f"{values.get('oneLabel', one)} – {values.get('otherLabel', other)}"
            yield TieEntry(key, names, place_in(values, "one"), place_in(values, "other"))


def bindings(path: Path) -> Generator[Entry, None, list[dict[str, Any]]]:
    body = path.read_bytes()
    if not body:
        raise SourceChanged(_("%(file)s is empty (0 bytes). Download it again.") % {"file": path.name})
    try:
        rows = json.loads(body)["results"]["bindings"]
    except (ValueError, KeyError, TypeError):
        message = _("%(file)s is not an answer of Wikidata's query service in JSON. Ask it again.")
        raise SourceChanged(message % {"file": path.name}) from None
    yield Whole("wikidata-P190")
    yield Whole("wikidata-P463")
    return list(rows)


def place_in(values: dict[str, str], side: str) -> Where:
    geonames = values.get(f"{side}Geonames", "")
    country = country_code(values.get(f"{side}Country", "")) or ""
    return Where(values.get(f"{side}Label", ""), country, geonames=int(geonames) if geonames.isdecimal() else None)


def read_membership(key: str, network: str, values: dict[str, str]) -> MembershipEntry:
    where = place_in(values, "one")
    since = values.get("since", "")[:10]
    return MembershipEntry(key, f"wikidata:{network}", where.town, where, since=since if since[:4].isdecimal() else "")


def part_of(key: str) -> str:
    return key.split(":", 1)[0]


SOURCE = Source(
    key="twin-towns",
    title=gettext_lazy("Twin towns"),
    what=gettext_lazy("Twin towns as Wikidata claims them"),
    publisher="Wikidata",
    url="https://www.wikidata.org/wiki/Property:P190",
    licence="CC0",
    credit="Wikidata; extracts by rogorido/sistercities and L3viathan/sister-cities",
    how=gettext_lazy(
        "Give a folder with the extracts or with an answer of query.wikidata.org in JSON; asking it live is not proven."
    ),
    changes=gettext_lazy("Daily on Wikidata; the extracts are of 2019 and 2016."),
    wants=(
        Want(gettext_lazy("sister cities of the EU"), ("*sister*cities*.tsv",), required=False),
        Want(gettext_lazy("the graph's names"), ("*names*.tsv",), required=False, group="graph"),
        Want(gettext_lazy("the graph's relations"), ("*relations*.tsv",), required=False, group="graph"),
        Want(
            gettext_lazy("an answer of the query service"),
            ("*wikidata*.json", "*sparql*.json", "*twin*.json", "*sister*.json"),
            "https://query.wikidata.org/sparql",
            required=False,
            name="wikidata-sparql.json",
            query=QUERY,
        ),
    ),
    expect={"ties": range(2_000_000)},
    read=read,
    part=part_of,
)
