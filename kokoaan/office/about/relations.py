"""Who is connected with whom through what: the subject in the middle, about it what it is tied to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kokoaan.office.about.entries import Entry
from kokoaan.office.about.gathering import Held, told
from kokoaan.office.about.subjects import Subject
from kokoaan.records.pages import about_url

# So many nodes are drawn, and of one kind; what is more of a kind stands as one.
MOST, MOST_OF_A_KIND = 36, 10
UNITS, GOALS = "units", "goals"


@dataclass(frozen=True, slots=True)
class Node:
    """`key` names it, `others` the nodes that it is connected with beside the middle; `is_rest` stands for many."""

    key: str
    kind: str
    name: str
    note: str = ""
    url: str = ""
    drawn: str = "active"
    others: tuple[str, ...] = ()
    is_rest: bool = False

    @property
    def said(self) -> str:
        return f"{self.name}: {self.note}" if self.note else self.name


@dataclass(frozen=True, slots=True)
class Sort:
    """The nodes of one kind; `more` is how many rows the last of them stands for."""

    kind: str
    title: str
    nodes: Sequence[Node]


def sorts(subject: Subject, found: Iterable[Held]) -> list[Sort]:
    """All nodes, sort by sort, as many of each as there is room for."""
    found = [one for one in found if one.kind.is_drawn]
    groups = [group(one) for one in found]
    groups = merged(groups + aims(subject, found))
    room = share([min(len(nodes), MOST_OF_A_KIND) for _kind, _title, nodes, _count, _url in groups])
    made = [
        Sort(kind, title, shortened(kind, nodes, least, count, url))
        for (kind, title, nodes, count, url), least in zip(groups, room, strict=True)
        if nodes
    ]
    return known_only(made)


Group = tuple[str, str, list[Node], int, str]


def group(one: Held) -> Group:
    """What of a kind is between us. A source may claim one network for several parts of a city: it is one node."""
    every = [node(one.kind.name, entry) for entry in one.entries if entry.is_ours]
    nodes = list({(each.name, each.url): each for each in reversed(every)}.values())[::-1]
    return one.kind.name, str(one.kind.title), nodes, one.count - len(every) + len(nodes), one.url


def node(kind: str, entry: Entry) -> Node:
    owner = (f"unit:{entry.owner.pk}",) if entry.owner else ()
    others = entry.others + owner + tuple(f"goal:{goal.pk}" for goal in entry.goals)
    note = " · ".join(part for part in (entry.note, entry.when) if part)
    return Node(entry.key, kind, entry.name, note, entry.url, entry.drawn, others)


def aims(subject: Subject, found: Sequence[Held]) -> list[Group]:
    """The units of ours and the goals that the rows of the page hang on, each once, in the order of how many do."""
    entries = [entry for one in found for entry in one.entries]
    own = f"{subject.kind}:{subject.pk}"
    units: dict[str, Node] = {}
    goals: dict[str, Node] = {}
    for entry in entries:
        if entry.owner:
            note = _("owns what is here")
            unit = Node(f"unit:{entry.owner.pk}", UNITS, str(entry.owner), note, about_url(entry.owner))
            units.setdefault(unit.key, unit)
        for goal in entry.goals:
            note = _("a goal that this serves")
            goals.setdefault(f"goal:{goal.pk}", Node(f"goal:{goal.pk}", GOALS, str(goal), note, about_url(goal)))
    return [
        (kind, title, nodes, len(nodes), "#relations")
        for kind, title, some in ((UNITS, _("Units of ours"), units), (GOALS, _("Goals"), goals))
        if (nodes := [one for key, one in some.items() if key != own])
    ]


def merged(groups: Sequence[Group]) -> list[Group]:
    """Groups of one kind as one: the parts of a goal are goals too."""
    held: dict[str, Group] = {}
    for kind, title, nodes, count, url in groups:
        if kind in held:
            _kind, first, before, counted, address = held[kind]
            fresh = [one for one in nodes if one.key not in {other.key for other in before}]
            held[kind] = kind, first, before + fresh, counted + len(fresh), address
        else:
            held[kind] = kind, title, nodes, count, url
    return [group for group in held.values() if group[2]]


def share(wanted: Sequence[int]) -> list[int]:
    """Divide the room: the largest same number for all, the rest to those that want more, in their order."""
    given = [0] * len(wanted)
    left = MOST
    while left and given != list(wanted):
        for number, want in enumerate(wanted):
            if given[number] < want and left:
                given[number] += 1
                left -= 1
    return given


def shortened(kind: str, nodes: Sequence[Node], room: int, count: int, url: str) -> list[Node]:
    """As many nodes as there is room for; the last stands for all that have none."""
    shown = list(nodes[:room])
    if count > len(shown):
        rest = count - len(shown)
        more = _("and %(count)s more") % {"count": told(rest)}
        shown.append(Node(f"{kind}:rest", kind, more, "", url, "past", is_rest=True))
    return shown


def known_only(made: Sequence[Sort]) -> list[Sort]:
    """The sorts with connections to nodes that are drawn, and to no others."""
    drawn = {one.key for sort in made for one in sort.nodes}
    return [
        replace(
            sort, nodes=[replace(one, others=tuple(key for key in one.others if key in drawn)) for one in sort.nodes]
        )
        for sort in made
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table beside the picture."""

    node: Node
    title: str
    others: Sequence[Node]


def table(made: Sequence[Sort]) -> list[Row]:
    nodes = {one.key: one for sort in made for one in sort.nodes}
    return [Row(one, sort.title, [nodes[key] for key in one.others]) for sort in made for one in sort.nodes]
