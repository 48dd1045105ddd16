"""From rows to documents: what each kind is found by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

from django.utils.translation import override

from kokoaan.lib.text import LANGUAGES, Text, in_language
from kokoaan.networks.models import Network
from kokoaan.organisations.models import NamedOrganisation, Organisation
from kokoaan.partners.models import Tie
from kokoaan.people.models import Circle
from kokoaan.places.models import Country, Place
from kokoaan.projects.models import Project
from kokoaan.search.document import Body, Document, Name
from kokoaan.search.languages import language_of
from kokoaan.strategy.models import Concept

# What organisations of a country are most often named in, as far as people here ask for them in an inflected
# form; the names of others are read as they stand.
NAMED_IN: Mapping[str, str] = {"FI": "fi", "SE": "sv", "GB": "en", "IE": "en", "US": "en"}


def plain(text: Text) -> dict[str, str]:
    return {lang: version["text"] for lang, version in text.items() if version.get("text")}


def bodies(title: Text, text: Text) -> tuple[Body, ...]:
    """A body for each language that has a text of its own: the title on its first line, then the text."""
    langs = [lang for lang, words in plain(text).items() if words] or list(plain(title))
    return tuple(Body(lang, joined(in_language(title, lang), plain(text).get(lang, ""))) for lang in langs)


def joined(title: str, text: str) -> str:
    return "\n".join(part for part in (title.strip(), text.strip()) if part)


def of_place(place: Place) -> Document:
    names = [Name(place.local_name), *(Name(text, lang) for lang, text in plain(place.name).items())]
    names += [Name(name.text, name.lang) for name in place.names.all()]
    return Document(
        kind="place",
        key=str(place.pk),
        circle=Circle.EVERYONE,
        titles={"": place.local_name, **plain(place.name)},
        names=tuple(dict.fromkeys(names)),
        weight=1 + log10(1 + place.population) / 4,
    )


def of_country(country: Country) -> Document:
    titles = plain(country.name)
    return Document(
        kind="country",
        key=country.code,
        circle=Circle.EVERYONE,
        titles=titles,
        names=tuple(Name(text, lang) for lang, text in titles.items()),
        weight=3.0,
    )


def of_organisation(organisation: Organisation) -> Document:
    notes = organisation.notes.strip()
    return Document(
        kind="organisation",
        key=str(organisation.uid),
        circle=organisation.circle_id,
        titles={"": organisation.name},
        names=(Name(organisation.name, named_in(organisation.place)),),
        bodies=(Body(language_of(notes), notes),) if notes else (),
        weight=2.0,
    )


def named_in(place: Place | None) -> str:
    return NAMED_IN.get(place.country_id, "") if place else ""


def of_named_organisation(rows: Sequence[NamedOrganisation]) -> Document:
    """One document for all rows that name one organisation."""
    names = {Name(row.name, NAMED_IN.get(row.country_id or "", "")): None for row in rows}
    return Document(
        kind="namedorganisation",
        key=rows[0].identity,
        circle=Circle.EVERYONE,
        titles={"": rows[0].name},
        names=tuple(names),
    )


def of_project(project: Project) -> Document:
    titles = plain(project.title) or {"": project.acronym}
    acronym = (Name(project.acronym),) if project.acronym else ()
    return Document(
        kind="project",
        key=f"{project.source}:{project.key}",
        circle=Circle.EVERYONE,
        titles=titles,
        names=(*acronym, *(Name(text, lang) for lang, text in titles.items())),
        # What it reached is found by words, too; what it is about comes first, and its meaning is embedded.
        bodies=(*bodies(project.title, project.summary), *(Body(*pair) for pair in plain(project.results).items())),
        themes=tuple(map(str, project.themes)),
    )


def of_network(network: Network) -> Document:
    names = (Name(network.name), *((Name(network.acronym),) if network.acronym else ()))
    return Document(
        kind="network",
        key=f"{network.source}:{network.key}",
        circle=Circle.EVERYONE,
        titles={"": f"{network.name} ({network.acronym})" if network.acronym else network.name},
        names=names,
        bodies=bodies({"en": {"text": network.name}}, network.aims),
        themes=tuple(map(str, network.themes)),
        weight=2.0,
    )


def of_tie(tie: Tie) -> Document:
    place = {lang: tie.place.name_in(lang) for lang in LANGUAGES}
    return Document(
        kind="tie",
        key=str(tie.uid),
        circle=tie.circle_id,
        titles={lang: f"{place[lang]} · {said(tie, lang)}" for lang in LANGUAGES},
        names=(
            *(Name(f"{place[lang]} {said(tie, lang)}", lang) for lang in LANGUAGES),
            *(Name(text) for text in (tie.decision, tie.reason) if text),
        ),
        weight=2.0,
    )


def said(tie: Tie, lang: str) -> str:
    with override(lang):
        return f"{tie.get_kind_display()} · {tie.get_status_display()}"


def of_concept(concept: Concept) -> Document:
    labels = plain(concept.label)
    return Document(
        kind="concept",
        key=f"{concept.source}:{concept.key}",
        circle=Circle.EVERYONE,
        titles=labels,
        names=tuple(Name(text, lang) for lang, text in labels.items()),
        labels={} if concept.is_place else labels,
        weight=0.5,
    )
