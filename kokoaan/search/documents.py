"""From rows to documents: what each kind is found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log10

from kokoaan.lib.fold import fold
from kokoaan.lib.latin import latin
from kokoaan.lib.spoken import language_of
from kokoaan.networks.models import MemberList, Membership, Network
from kokoaan.organisations.ids import IDS
from kokoaan.organisations.models import (
    ContactDetail,
    NamedOrganisation,
    Organisation,
    Person,
    PersonalNote,
)
from kokoaan.partners.models import Agreement, Commitment, Tie
from kokoaan.people.models import Circle
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Enquiry, Practice
from kokoaan.projects.models import CountryProgramme, JointProject, Project
from kokoaan.projects.telling import outcomes
from kokoaan.records.models import SavedView
from kokoaan.search.document import Body, Document, Name
from kokoaan.search.shapes import bodies, called_in_each_language, in_one, of_what_is_told, plain, with_texts
from kokoaan.strategy.models import Concept, Goal

# What organisations of a country are most often named in, as far as people here ask for them in an inflected
# form; the names of others are read as they stand.
NAMED_IN: Mapping[str, str] = {"FI": "fi", "SE": "sv", "GB": "en", "IE": "en", "US": "en"}


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
    summaries = bodies({"": {"text": organisation.name}}, organisation.summary) if plain(organisation.summary) else ()
    return Document(
        kind="organisation",
        key=str(organisation.uid),
        circle=organisation.circle_id,
        titles={"": organisation.name, **plain(organisation.names)},
        names=in_latin(names_of_organisation(organisation)),
        bodies=(*summaries, *((Body(language_of(notes), notes),) if notes else ())),
        weight=2.0,
    )


def in_latin(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names, and those in other scripts in Latin letters too: who cannot type the one finds the other."""
    every = list(names)
    others = (Name(latin(name.text)) for name in every if latin(name.text) != fold(name.text))
    return tuple(dict.fromkeys([*every, *others]))


def names_of_organisation(organisation: Organisation) -> Iterator[Name]:
    """The official name, those in languages, the acronym and the ids."""
    yield Name(organisation.name, named_in(organisation.place))
    yield from (Name(words, lang) for lang, words in plain(organisation.names).items())
    others = organisation.acronym, *(getattr(organisation, one.field) for one in IDS)
    yield from (Name(other) for other in others if other)


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
        bodies=(*bodies(project.title, project.summary), *(Body(*pair) for pair in outcomes(project).items())),
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
    texts = (*plain(tie.reason).values(), *plain(tie.purpose).values())
    return called_in_each_language(tie, tie.decision, *texts)


def of_agreement(agreement: Agreement) -> Document:
    """Its title, its summary, and its clauses, which are read with it."""
    clauses = (one for clause in agreement.clauses.all() for one in (clause.heading, clause.text))
    return with_texts(agreement, agreement.title, in_one([agreement.summary, *clauses]))


def of_commitment(commitment: Commitment) -> Document:
    titles = plain(commitment.what)
    return Document(
        kind="commitment",
        key=str(commitment.uid),
        circle=commitment.circle_id,
        titles=titles,
        names=(
            *(Name(words, lang) for lang, words in titles.items()),
            *(Name(words) for words in (commitment.who, commitment.whom) if words),
        ),
        weight=1.5,
    )


def of_membership(membership: Membership) -> Document:
    texts = (plain(text) for text in (membership.why_joined, membership.why_left, membership.note))
    said = tuple(Name(words, lang) for text in texts for lang, words in text.items())
    document = called_in_each_language(membership, membership.decision)
    return replace(document, names=(*document.names, *said))


def of_member_list(members: MemberList) -> Document:
    return called_in_each_language(members, *members.names)


def of_person(person: Person) -> Document:
    """What every reader of the person sees: names, roles, and what is noted of who knows them."""
    texts = [*map(str, person.roles.all()), *(known.note for known in person.acquaintances.all())]
    return Document(
        kind="person",
        key=str(person.uid),
        circle=person.circle_id,
        titles={"": str(person)},
        names=in_latin(Name(name) for name in [*person.names, *person.also.split(","), *texts] if name),
        weight=2.0,
    )


def of_contact_detail(detail: ContactDetail) -> Document:
    return of_what_is_told(detail, detail.value, detail.note)


def of_personal_note(note: PersonalNote) -> Document:
    return of_what_is_told(note, note.text)


def of_goal(goal: Goal) -> Document:
    return with_texts(goal, goal.name, goal.description)


def of_country_programme(programme: CountryProgramme) -> Document:
    return with_texts(programme, programme.name, programme.purpose)


def of_joint_project(project: JointProject) -> Document:
    """What it was about, what came of it, and what could not have been done alone."""
    document = with_texts(project, project.name, project.summary)
    acronym = (Name(project.acronym),) if project.acronym else ()
    more = tuple(Body(*pair) for text in (project.results, project.alone) for pair in plain(text).items())
    return replace(document, names=(*acronym, *document.names), bodies=(*document.bodies, *more))


def of_practice(practice: Practice) -> Document:
    """All that it tells, in each language that it tells it in, with the indicators of its results."""
    indicators = (result.indicator for result in practice.evidence.all())
    document = with_texts(practice, practice.title, in_one([*practice.texts, *indicators]))
    return replace(document, names=(*document.names, *((Name(practice.owned_by),) if practice.owned_by else ())))


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


def of_enquiry(enquiry: Enquiry) -> Document:
    """Found by who asks what, never by a person's name or address."""
    return of_what_is_told(enquiry, enquiry.question)


def of_saved_view(view: SavedView) -> Document:
    return Document(
        kind="savedview",
        key=str(view.uid),
        circle=view.circle_id,
        titles={"": view.name},
        names=(Name(view.name),),
        bodies=(Body(language_of(view.note), view.note),) if view.note.strip() else (),
    )
