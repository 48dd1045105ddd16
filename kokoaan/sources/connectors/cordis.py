"""
CORDIS: research projects of the EU's framework programmes, with the organisations that take part.
https://data.europa.eu/data/datasets?query=CORDIS (one zip for each programme; replaced every month or so)

A bundle shows its whole programme; a project that is withdrawn is absent from the next. A lone project.csv is a sample.
Some copies in circulation number projects by record (RCN) and not by grant agreement; they are kept apart.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind
from kokoaan.projects.models import Participation
from kokoaan.sources.entries import Entry, News, OrganisationEntry, ParticipationEntry, ProjectEntry, Where, Whole
from kokoaan.sources.errors import SourceChanged
from kokoaan.sources.keys import Numbered
from kokoaan.sources.repair import mended
from kokoaan.sources.rows import Layout, Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import bundle, read_csv_body

ADDRESS = "https://cordis.europa.eu/data"

PROJECT = layout(
    ["id", "acronym", "title", "objective", "startDate", "endDate", "frameworkProgramme"],
    may=["rcn", "totalCost", "subCall"],
    ignore=["status", "ecMaxContribution", "legalBasis", "topics", "ecSignatureDate", "masterCall", "fundingScheme"]
    + ["nature", "contentUpdateDate", "grantDoi", "keywords"],
)
ORGANISATION = layout(
    ["projectID", "organisationID", "name", "city", "country", "role"],
    may=["activityType", "nutsCode", "geolocation"],
    ignore=["projectAcronym", "vatNumber", "shortName", "SME", "street", "postCode", "organizationURL", "contactForm"]
    + ["contentUpdateDate", "rcn", "order", "ecContribution", "netEcContribution", "totalCost", "endOfParticipation"]
    + ["active"],
)
TOPIC = layout(["projectID", "title"], ignore=["topic"])
SCIENCE = layout(["projectID", "euroSciVocTitle"], ignore=["euroSciVocCode", "euroSciVocPath", "euroSciVocDescription"])

KINDS = {"HES": Kind.UNIVERSITY, "REC": Kind.RESEARCH, "PUB": Kind.PUBLIC, "PRC": Kind.COMPANY}
# Third parties, associated and international partners and host institutions take part without leading.
ROLES = {"coordinator": Participation.Role.LEAD, "": Participation.Role.UNKNOWN}


class Table(NamedTuple):
    """One table of a bundle: what it is called in messages, and how to open it."""

    name: str
    open: Callable[[], Any]


# The public key of each project, by the id that the other tables of its bundle use.
Keys = dict[str, str]


def read(files: Files) -> Iterator[Entry]:
    """Read each zip bundle by itself, and loose tables together."""
    loose = [path for path in files if path.suffix.lower() != ".zip"]
    for path in files:
        if path not in loose:
            with ExitStack() as stack:
                opened = stack.enter_context(bundle(path))
                members = [member for member in opened.namelist() if member.lower().endswith(".csv")]
                yield from read_tables(path.name, [Table(f"{path.name}/{m}", partial(opened.open, m)) for m in members])
    if loose:
        yield from read_tables(loose[0].name, [Table(path.name, partial(path.open, "rb")) for path in loose])


def read_tables(name: str, tables: list[Table]) -> Iterator[Entry]:
    projects = named(tables, "project", but="organi")
    organisations = named(tables, "organi")
    if not projects:
        message = _("%(file)s holds no project.csv; it holds: %(found)s. Give the original bundle.")
        found = ", ".join(table.name for table in tables) or _("no tables")
        raise SourceChanged(message % {"file": name, "found": found})
    topics = yield from read_words(named(tables, "topics"), TOPIC, "title")
    sciences = yield from read_words(named(tables, "eurosci"), SCIENCE, "euroSciVocTitle")
    keys: Keys = {}
    for table in projects:
        yield from read_projects(table, keys, topics, sciences)
    if organisations:
        yield from (Whole(part) for part in sorted(set(map(part_of, keys.values()))))
    else:
        yield News(
            _("%(file)s comes without organization.csv: read as a sample, without participants.") % {"file": name}
        )
    yield from read_participations(organisations, keys)


def named(tables: list[Table], word: str, *, but: str = "\0") -> list[Table]:
    names = ((Path(table.name).name.lower(), table) for table in tables)
    return [table for name, table in names if word in name and but not in name]


def rows_of(table: Table, columns: Layout) -> Iterator[News | Row]:
    with table.open() as body:
        yield from read_csv_body(table.name, body, columns, delimiter=";")


def read_words(tables: list[Table], columns: Layout, column: str) -> Generator[Entry, None, dict[str, tuple[str, ...]]]:
    """Return what a table of words about projects says of each."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for item in rows_of(table, columns):
            if isinstance(item, News):
                yield item
            elif words := item[column]:
                found[item["projectID"]] = tuple(dict.fromkeys((*found.get(item["projectID"], ()), words)))
    return found


def read_projects(
    table: Table, keys: Keys, topics: dict[str, tuple[str, ...]], sciences: dict[str, tuple[str, ...]]
) -> Iterator[Entry]:
    for item in rows_of(table, PROJECT):
        if isinstance(item, News):
            yield item
            continue
        number = item.needed("id")
        if number in keys:
            message = _("%(file)s, row %(row)s: the project “%(id)s” is there twice: the first is kept.")
            yield News(message % {"file": item.file, "row": item.number, "id": number})
            continue
        keys[number] = key_of(item)
        yield read_project(item, keys[number], topics.get(number, ()), sciences.get(number, ()))


def is_by_record(row: Row) -> bool:
    """A copy that numbers projects by record: the id is the RCN."""
    return row["id"] == row["rcn"]


def key_of(row: Row) -> str:
    framework = row.needed("frameworkProgramme").replace(":", "")
    return f"cordis:{framework}{'-rcn' if is_by_record(row) else ''}:{row['id']}"


def part_of(key: str) -> str:
    return key.split(":", 2)[1]


def read_project(row: Row, key: str, topics: tuple[str, ...], sciences: tuple[str, ...]) -> ProjectEntry:
    page = "rcn/" if is_by_record(row) else "id/"
    return ProjectEntry(
        key=key,
        acronym=row["acronym"],
        programme=row["frameworkProgramme"],
        title=text(en=mended(row["title"])),
        summary=text(en=mended(row["objective"])),
        themes=sciences,
        objectives=topics or ((row["subCall"],) if row["subCall"] else ()),
        begins=row.date("startDate"),
        ends=row.date("endDate"),
        budget=row.money("totalCost"),
        url=f"https://cordis.europa.eu/project/{page}{row['id']}",
    )


def read_participations(tables: list[Table], keys: Keys) -> Iterator[Entry]:
    """Yield who took part. Where no row of a bundle is a coordinator, roles are not told, and unknown."""
    found: list[ParticipationEntry] = []
    for table in tables:
        rows = Participants(table, keys)
        yield from rows.read(found)
        yield from rows.news()
    if any(entry.role == Participation.Role.LEAD for entry in found):
        yield from found
    elif found:
        yield News(_("No participant is a coordinator: the roles are not told, and kept as unknown."))
        unknown = Participation.Role.UNKNOWN
        yield from (ParticipationEntry(one.key, one.project, one.organisation, unknown, one.where) for one in found)


class Participants:
    """Reads one organization.csv, and remembers what a person should hear."""

    def __init__(self, table: Table, keys: Keys) -> None:
        self.table, self.keys, self.numbered = table, keys, Numbered()
        self.mended: list[str] = []
        self.strays: list[int] = []

    def read(self, found: list[ParticipationEntry]) -> Iterator[News]:
        for item in rows_of(self.table, ORGANISATION):
            if isinstance(item, News):
                yield item
            elif key := self.keys.get(item["projectID"]):
                found.append(self.numbered.entry(self.participation(item, key)))
            else:
                self.strays.append(item.number)

    def participation(self, row: Row, project: str) -> ParticipationEntry:
        written = row.needed("name")
        name = mended(written)
        if name != written:
            self.mended.append(f"{written} → {name}")
        latitude, longitude = position(row["geolocation"])
        where = Where(mended(row["city"]), row.country("country"), row["nutsCode"], None, latitude, longitude)
        kind = KINDS.get(row["activityType"], Kind.UNKNOWN)
        organisation = OrganisationEntry(row["organisationID"], name, kind, where)
        role = ROLES.get(row["role"], Participation.Role.PARTNER)
        return ParticipationEntry(
            f"{project}|{row['organisationID'] or name[:120]}", project, organisation, role, where
        )

    def news(self) -> Iterator[News]:
        if self.strays:
            message = _(
                "%(file)s: %(count)s rows of projects that project.csv lacks were left out (row %(row)s first)."
            )
            yield News(message % {"file": self.table.name, "count": len(self.strays), "row": self.strays[0]})
        if self.mended:
            message = _("%(file)s: %(count)s names in a wrong encoding were mended, such as %(example)s.")
            example = self.mended[0]
            yield News(message % {"file": self.table.name, "count": len(self.mended), "example": example})


def position(text: str) -> tuple[float | None, float | None]:
    """Read "60.17,24.94" or "(60.17,24.94)"; to a tenth of a degree, which is near enough to tell namesakes apart."""
    if not text:
        return None, None
    latitude, comma, longitude = text.strip("()").partition(",")
    try:
        return (round(float(latitude), 1), round(float(longitude), 1)) if comma else (None, None)
    except ValueError:
        return None, None


SOURCE = Source(
    key="cordis",
    title=gettext_lazy("CORDIS projects"),
    what=gettext_lazy("Research projects of FP7, Horizon 2020 and Horizon Europe, and who takes part"),
    publisher="Publications Office of the European Union",
    url="https://data.europa.eu/data/datasets/cordis-eu-research-projects-under-horizon-europe-2021-2027",
    licence="CC BY 4.0",
    credit="CORDIS, © European Union",
    how=gettext_lazy("Downloaded from cordis.europa.eu, or give a zip bundle or a folder of them with --file."),
    changes=gettext_lazy("About once a month."),
    wants=(
        Want(
            "FP7", ("*cordis*fp7*.zip", "*fp7*projects*.zip"), f"{ADDRESS}/cordis-fp7projects-csv.zip", required=False
        ),
        Want("Horizon 2020", ("*h2020*.zip",), f"{ADDRESS}/cordis-h2020projects-csv.zip", required=False),
        Want("Horizon Europe", ("*horizon*.zip",), f"{ADDRESS}/cordis-HORIZONprojects-csv.zip", required=False),
        Want(gettext_lazy("another bundle"), ("*.zip",), required=False, several=True),
        Want(
            gettext_lazy("project.csv"),
            ("*project*.csv", "!*organi?ation*"),
            required=False,
            group="tables",
            several=True,
        ),
        Want(
            gettext_lazy("organization.csv and what belongs to it"),
            ("*organi?ation*.csv", "*topics*.csv", "*euroscivoc*.csv"),
            required=False,
            group="tables",
            several=True,
        ),
    ),
    expect={"projects": range(1, 500_000), "participations": range(10_000_000)},
    read=read,
    part=part_of,
    stale_after=timedelta(days=100),
)
