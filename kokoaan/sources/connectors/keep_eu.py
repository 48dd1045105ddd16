"""
keep.eu: joint projects of Interreg, Interreg-IPA and ENI cross-border programmes, with their partners.
https://keep.eu (search the projects, then "Export to Excel"; no address of its own for the file)

keep.eu adds projects as programmes report them, several times a year. A selection of programmes can be exported, so a
project is absent only if its programme is in the workbook and the project is not. Two lead partners make two rows of
one project in some programmes.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokoaan.lib.text import Version
from kokoaan.organisations.models import Kind
from kokoaan.projects.models import Participation
from kokoaan.sources.countries import country_code
from kokoaan.sources.entries import Entry, News, OrganisationEntry, ParticipationEntry, ProjectEntry, Where, Whole
from kokoaan.sources.keys import Numbered, short_hash
from kokoaan.sources.languages import language_of, spoken_in
from kokoaan.sources.rows import Row, layout
from kokoaan.sources.source import Files, Source, Want
from kokoaan.sources.tables import read_sheet, workbook

SUMMARY = ("Description",)
RESULTS = ("Expected Results", "Achievements", "Expected Outputs", "Delivered Outputs")
OBJECTIVES = ("Specific Obj", "Thematic Obj", "Inv. Priority", "Thematic Priorities (Interreg-IPA CBC specific)")
THEMES = ("Thematic1", "Thematic2", "Thematic3")
# What differs between the rows of one project with two lead partners.
LEAD = ("Lead Partner", "Street", "Postal code", "Town", "Country", "NUTS1", "NUTS2", "NUTS3")

PROJECTS = layout(
    ["Programme", "Acronym", "Project Name", "Description EN", "Project start", "Project end"],
    may=[
        "Project Name language 2",
        "Project Name language 3",
        "Budget",
        "Website",
        *THEMES,
        *OBJECTIVES,
        *(f"{field} {version}" for field in SUMMARY + RESULTS for version in ("1", "2", "EN")),
    ],
    ignore=[
        *LEAD,
        "Period",
        "Project total expenditure",
        "EU Funding",
        "Project EU Funding expenditure",
        "ERDF budget",
        "ENI budget",
        "IPA budget",
        "ERDF eq. budget",
        "Co-Financing sources",
        "Priority Area",
        "Degree of comp.",
        "Strategy",
        "Call SN",
    ],
)
PARTNERS = layout(
    ["Programme", "Acronym", "Project Partner", "Lead Partner", "Town", "Country"],
    may=["Country code", "Department", "Legal Status", "NUTS2 (or equivalent)", "NUTS3 (or equivalent)"],
    ignore=["Street", "Postal code", "Website", "NUTS1 (or equivalent)"],
)

# The legal status is all that keep.eu says of a partner. A municipality is "public" like a university or a school.
KINDS = {"public": Kind.PUBLIC, "private": Kind.PRIVATE}
ROLES = {"Yes": Participation.Role.LEAD, "No": Participation.Role.PARTNER}


def read(files: Files) -> Iterator[Entry]:
    for path in files:
        yield from read_workbook(path)


def read_workbook(path: Path) -> Iterator[Entry]:
    with workbook(path) as opened:
        partners = list(read_sheet(opened, path.name, "Partners", PARTNERS))
        projects = list(read_sheet(opened, path.name, "Projects (lead partners)", PROJECTS))
    yield from (item for item in [*projects, *partners] if isinstance(item, News))
    project_rows = [item for item in projects if isinstance(item, Row)]
    partner_rows = [item for item in partners if isinstance(item, Row)]
    yield from (Whole(programme) for programme in sorted({row["Programme"] for row in project_rows}))
    keys = yield from read_projects(project_rows, countries_by_project(partner_rows))
    yield from read_partners(partner_rows, keys)


def base_key(row: Row) -> str:
    return f"keep:{row.needed('Programme')}:{row.needed('Acronym')}"


def countries_by_project(rows: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(base_key(row), set()).add(country_of(row))
    return found


def read_projects(rows: Iterable[Row], countries: dict[str, set[str]]) -> Generator[Entry, None, set[str]]:
    """Yield a project for each different one; return their keys. A second project of one acronym gets "#2"."""
    different: dict[str, dict[str, Row]] = {}
    for row in rows:
        described = sorted((column, cell) for column, cell in row.cells.items() if column not in LEAD)
        different.setdefault(base_key(row), {}).setdefault(repr(described), row)
    for key, found in different.items():
        # Numbered by what they say, not by where they stand, so that the order of rows changes nothing.
        for number, (_described, row) in enumerate(sorted(found.items()), start=1):
            if number > 1:
                message = _("%(file)s, row %(row)s: another project of the acronym “%(acronym)s” in its programme.")
                yield News(message % {"file": row.file, "row": row.number, "acronym": row["Acronym"]})
            yield read_project(row, key if number == 1 else f"{key}#{number}", countries.get(key, set()))
    return set(different)


def read_project(row: Row, key: str, countries: set[str]) -> ProjectEntry:
    among = spoken_in(countries)
    names = [row["Project Name"], row["Project Name language 2"], row["Project Name language 3"]]
    return ProjectEntry(
        key=key,
        acronym=row["Acronym"],
        programme=row["Programme"],
        title=in_languages(names[0], names[1:], among),
        summary=in_languages(*versions(row, SUMMARY), among),
        results=in_languages(*versions(row, RESULTS), among),
        themes=tuple(dict.fromkeys(row[column] for column in THEMES if row[column])),
        objectives=tuple(dict.fromkeys(row[column] for column in OBJECTIVES if row[column])),
        begins=row.date("Project start"),
        ends=row.date("Project end"),
        budget=row.money("Budget"),
        url=row["Website"] if row["Website"].startswith("http") else "",
    )


def versions(row: Row, fields: Iterable[str]) -> tuple[str, list[str]]:
    """The English version of the fields, one paragraph each, and the two others."""
    first, second, english = (
        "\n".join(words for field in fields if (words := row.said(f"{field} {version}")))
        for version in ("1", "2", "EN")
    )
    return english, [first, second]


def in_languages(english: str, others: Iterable[str], among: frozenset[str]) -> dict[str, Version]:
    """The English version as English; each other in the language it is in, unless that is taken."""
    found: dict[str, Version] = {"en": {"text": english}} if english else {}
    for words in others:
        if words and (lang := language_of(words, among)) not in found:
            found[lang] = {"text": words}
    return found


def read_partners(rows: Iterable[Row], keys: set[str]) -> Iterator[Entry]:
    numbered = Numbered()
    for row in rows:
        project = base_key(row)
        if project not in keys:
            message = _("%(file)s, row %(row)s: a partner of “%(project)s”, which is not in the workbook: left out.")
            yield News(message % {"file": row.file, "row": row.number, "project": row["Acronym"]})
            continue
        yield numbered.entry(read_partner(row, project))


def read_partner(row: Row, project: str) -> ParticipationEntry:
    where = Where(town=row.said("Town"), country=country_of(row), region=region_of(row))
    name = row.needed("Project Partner")
    kind = KINDS.get(row["Legal Status"].lower(), Kind.UNKNOWN)
    role = ROLES.get(row["Lead Partner"], Participation.Role.UNKNOWN)
    organisation = OrganisationEntry(key="", name=name, kind=kind, where=where)
    # Two departments of one partner in one town are two rows.
    key = f"{project}|{short_hash(name, where.town, row['Department'])}"
    return ParticipationEntry(key, project, organisation, role, where)


def country_of(row: Row) -> str:
    """keep.eu's code column is missing in places; its country column is not."""
    return country_code(row["Country code"][:2]) or row.country("Country")


def region_of(row: Row) -> str:
    """NUTS 3 then NUTS 2: "DEG01 Erfurt, Kreisfreie Stadt | DEG0 Thüringen"."""
    levels = (row["NUTS3 (or equivalent)"], row["NUTS2 (or equivalent)"])
    return " | ".join(" ".join(level.replace(" / ", " ").split()) for level in levels if level)


def programme_of(key: str) -> str:
    return key.split(":", 2)[1]


SOURCE = Source(
    key="keep-eu",
    title=gettext_lazy("keep.eu projects"),
    what=gettext_lazy("Interreg, Interreg-IPA and ENI projects and their partners"),
    publisher="Interact",
    url="https://keep.eu/projects/",
    licence=gettext_lazy("free reuse with credit"),
    credit="keep.eu, Interact Programme",
    how=gettext_lazy("Search on keep.eu/projects, press “Export to Excel”, give the workbook with --file."),
    changes=gettext_lazy("Several times a year."),
    wants=(Want(gettext_lazy("the workbook that keep.eu exports"), ("*.xlsx",), several=True),),
    expect={"projects": range(1, 200_000), "participations": range(1, 2_000_000)},
    read=read,
    practices=True,
    part=programme_of,
)
