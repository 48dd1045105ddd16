"""What was found, as a page shows it: who did it and where, how well it is proven, why it matched, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import capfirst

from kokoaan.lib.said import Said, first_of
from kokoaan.library.finding import Found, Reader
from kokoaan.library.records import takers
from kokoaan.library.traits import Evidence, Traits
from kokoaan.places.models import Place
from kokoaan.practices.models import Practice
from kokoaan.projects.models import Participation, Project
from kokoaan.projects.waiting import PUBLISHERS
from kokoaan.search.kinds import KINDS, by_source_key
from kokoaan.search.passage import Passage, passage_for

# The address of a practice's page differs from face to face.
Address = Callable[[Practice], str]
PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing. `parts` are the words of the passage, each with whether it matches; `credit` says who wrote them."""

    number: int
    key: str
    title: Said
    url: str
    lead: Said | None
    parts: Sequence[tuple[str, bool]]
    lang: str
    places: Sequence[Place]
    more_places: int
    whose: str
    stage: str
    strength: Evidence
    taken: int
    credit: str
    years: str
    # Where what a source tells is kept as a practice of ours; "" for what is one.
    keep_url: str = ""

    @property
    def evidence(self) -> str:
        return capfirst(str(self.strength.label))

    @property
    def is_unproven(self) -> bool:
        return self.strength is Evidence.NONE

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None


def results(found: Found, page: Sequence[Traits], first: int, reader: Reader, address: Address) -> list[Result]:
    """A page of what was found, from the number `first` on; what the reader may no longer see is left out."""
    rows = rows_of([one.id for one in page], reader)
    passages = passages_of(found, rows)
    shown = [(thing, rows[thing.id]) for thing in page if thing.id in rows]
    return [
        of_practice(row, thing, number, passages.get(thing.id), address)
        if isinstance(row, Practice)
        else of_project(row, thing, number, passages.get(thing.id))
        for number, (thing, row) in enumerate(shown, first)
    ]


def rows_of(ids: Iterable[str], reader: Reader) -> Mapping[str, Practice | Project]:
    """The rows as the database has them now, of those that the reader may see."""
    keys: dict[str, list[str]] = {"practice": [], "project": []}
    for id in ids:
        kind, _, key = id.partition("|")
        keys[kind].append(key)
    practices = Practice.objects.visible_to(reader).filter(uid__in=keys["practice"])
    practices = practices.select_related("place__country", "organisation").prefetch_related("adoptions", "evidence")
    taking_part = Participation.objects.select_related("organisation", "place__country")
    projects = Project.objects.filter(by_source_key(keys["project"]))
    projects = projects.prefetch_related(Prefetch("participations", taking_part))
    return {
        **{f"practice|{one.uid}": one for one in practices},
        **{f"project|{one.source}:{one.key}": one for one in projects},
    }


def passages_of(found: Found, rows: Mapping[str, Practice | Project]) -> Mapping[str, Passage]:
    """Why each matched, by id; nothing where no words were asked."""
    if (ranked := found.ranking) is None:
        return {}
    documents = (KINDS[id.partition("|")[0]].document(row) for id, row in rows.items())
    passages = ((one.id, passage_for(one, ranked.question, ranked.matches.get(one.id))) for one in documents)
    return {id: passage for id, passage in passages if passage}


def of_practice(practice: Practice, thing: Traits, number: int, passage: Passage | None, address: Address) -> Result:
    title = first_of(practice.title) or Said("", str(practice))
    return Result(
        number=number,
        key=f"practice:{practice.uid}",
        title=title,
        url=address(practice),
        lead=first_of(practice.promise),
        parts=parts_of(passage, practice.title),
        lang=passage.lang if passage else "",
        places=[practice.place] if practice.place else [],
        more_places=0,
        whose=practice.owned_by,
        stage=capfirst(practice.get_stage_display()),
        taken=len(takers(practice.adoptions.all()).get(practice.pk, ())),
        credit="",
        years=years(practice.begins, practice.ends),
        strength=Evidence(thing.evidence),
    )


def of_project(project: Project, thing: Traits, number: int, passage: Passage | None) -> Result:
    title = first_of(project.title) or Said("", str(project))
    taking_part = sorted(project.participations.all(), key=lambda one: (one.role != Participation.Role.LEAD, one.pk))
    places = list(dict.fromkeys(one.place for one in taking_part if one.place))
    return Result(
        number=number,
        key=f"project:{project.source}:{project.key}",
        title=title,
        url=reverse("projects:project", args=[project.source, project.key]),
        lead=None if passage else first_of(project.summary),
        parts=parts_of(passage, project.title),
        lang=passage.lang if passage else "",
        places=places[:PLACES],
        more_places=max(0, len(places) - PLACES),
        whose=taking_part[0].organisation.name if taking_part else "",
        stage=capfirst(project.get_stage_display()),
        taken=0,
        credit=str(PUBLISHERS.get(project.source, project.source)),
        keep_url=reverse("office:keep", args=[project.source, project.key]),
        years=years(project.begins, project.ends),
        strength=Evidence(thing.evidence),
    )


def parts_of(passage: Passage | None, title: Mapping[str, Mapping[str, str]]) -> Sequence[tuple[str, bool]]:
    """The passage without the title, which the text begins with and the page has said."""
    if passage is None:
        return ()
    words = title.get(passage.lang, {}).get("text", "").strip()
    rest = passage.text.removeprefix(words).lstrip() if passage.begin == 0 else passage.text
    return tuple(passage.parts(len(passage.text) - len(rest) if rest else 0))


def years(begins: str, ends: str) -> str:
    """“2015–2018”, “2015–”."""
    return f"{begins[:4]}–{ends[:4]}" if begins or ends else ""
