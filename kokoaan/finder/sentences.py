"""The sentence of each rule for one candidate of a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.finder.evidence import Floats, Ints, Status
from kokoaan.finder.families import readable
from kokoaan.finder.likeness import relative
from kokoaan.finder.matches import Detail
from kokoaan.finder.measures.names import by_code
from kokoaan.finder.scene import ON_THEME, Scene
from kokoaan.finder.wording import PlaceName, country_name, listed, number, took_part

__all__ = ["PlaceName", "Said"]

MOST_PROJECTS, MOST_NAMES = 3, 3


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says; `is_gap` when it only says what is not known."""

    because: str
    details: tuple[Detail, ...] = ()
    is_gap: bool = False


def projects_of(scene: Scene, at: int) -> Ints:
    """Projects that count in which somebody from the candidate took part."""
    ledger = scene.ledger
    found = ledger.project[ledger.place == at]
    return np.asarray(found[ledger.alive[found] > 0])


def details(scene: Scene, at: int, projects: Ints, name: PlaceName) -> tuple[Detail, ...]:
    """Who from the candidate took part in each project: the city itself if it did, else the lead, else the first."""
    base, place = scene.ledger.base, int(scene.ledger.rows[at])
    rows, kinds = base.participations, base.organisations.kind
    found = []
    for project in projects:
        own = base.rows_of_project(int(project))
        here = own[rows.place[own] == place]
        city = [rows.organisation[row] >= 0 and kinds[rows.organisation[row]] == 1 for row in here]
        row = here[int(np.lexsort((here, ~rows.lead[here], ~np.array(city, dtype=bool)))[0])]
        organisation, lead = int(rows.organisation[row]), bool(rows.lead[row])
        because = took_part(base, int(project), organisation, lead, name(place))
        found.append(Detail(int(project), organisation, lead, because))
    return tuple(found)


def first_year(scene: Scene, projects: Ints) -> int:
    years = scene.ledger.base.projects.begins[projects]
    return int(years[years > 0].min(initial=9999)) if (years > 0).any() else 0


def theme(scene: Scene, at: int, name: PlaceName) -> Said | None:
    own = projects_of(scene, at)
    alike = scene.likeness.both[own]
    found = own[alike > ON_THEME]
    if not len(found):
        return Said(_("No project like this is known from there."), is_gap=True)
    best = found[np.argsort(-scene.likeness.both[found], kind="stable")][:MOST_PROJECTS]
    said = ngettext("%(count)d project on this", "%(count)d projects on this", len(found)) % {"count": len(found)}
    year, shown = first_year(scene, found), details(scene, at, best, name)
    if year:
        return Said(_("%(projects)s since %(year)d.") % {"projects": said, "year": year}, shown)
    return Said(f"{said}.", shown)


def programme(scene: Scene, at: int, name: PlaceName) -> Said | None:
    ledger = scene.ledger
    chances = scene.programmes * (ledger.taken[:, at] + 0.1 * (ledger.taken_around[:, at] > 0.5))
    if not len(chances) or not chances.any():
        return Said(_("Not known to take part in the programmes that fund such work."), is_gap=True)
    likely = int(chances.argmax())
    words = {"programme": programme_name(scene, likely), "count": round(float(ledger.taken[likely, at]))}
    if not words["count"]:
        return Said(_("Lies in the area of %(programme)s, which funds such work.") % words)
    return Said(
        ngettext(
            "Took part in %(count)d project of %(programme)s, which funds such work.",
            "Took part in %(count)d projects of %(programme)s, which funds such work.",
            round(float(ledger.taken[likely, at])),
        )
        % words
    )


def programme_name(scene: Scene, family: int) -> str:
    """The newest name that the family goes by."""
    ledger = scene.ledger
    rows = np.nonzero(ledger.programme == family)[0]
    newest = rows[int(ledger.base.projects.begins[rows].argmax())]
    return readable(ledger.base.projects.programme[newest]) or _("a programme without a name")


def together(scene: Scene, at: int, name: PlaceName) -> Said | None:
    own = projects_of(scene, at)
    ours = own[scene.with_us[own] > 0]
    if len(ours):
        best = ours[np.argsort(-scene.likeness.both[ours], kind="stable")][:MOST_PROJECTS]
        words = {"count": len(ours)}
        text = ngettext("With us in %(count)d project.", "With us in %(count)d projects.", len(ours))
        return Said(text % words, details(scene, at, best, name))
    close = own[scene.close_30[own] > 0.3]
    if len(close):
        text = ngettext(
            "In %(count)d project with neighbours of ours.",
            "In %(count)d projects with neighbours of ours.",
            len(close),
        )
        return Said(text % {"count": len(close)})
    return Said(_("No earlier joint project with us is known."), is_gap=True)


def company(scene: Scene, at: int, name: PlaceName) -> Said | None:
    """Name the places that lead in such projects and that the candidate works with."""
    ledger, own = scene.ledger, projects_of(scene, at)
    among = np.zeros(ledger.projects, dtype=bool)
    among[own] = True
    member = among[ledger.project]
    met: Floats = np.bincount(ledger.place[member], minlength=ledger.count).astype(np.float64)
    met[at] = 0
    usual = np.sqrt(relative(scene.fitting_votes)) * (met > 0)
    best = [row for row in np.argsort(-usual, kind="stable")[:MOST_NAMES] if usual[row] > 0]
    if not best:
        return Said(_("Not known to work with those who lead in this."), is_gap=True)
    names = listed([name(int(ledger.rows[row])) for row in best])
    return Said(_("Has worked with %(places)s, which lead in such projects.") % {"places": names})


def names(scene: Scene, at: int, name: PlaceName) -> Said | None:
    ledger, place = scene.ledger, int(scene.ledger.rows[at])
    code = ledger.base.places.country[place]
    if place in scene.named.places:
        return Said(_("The need names %(place)s.") % {"place": name(place)})
    if scene.near_named[at] > 0.3:
        return Said(_("Lies near a place that the need names."))
    inside = [region for region in scene.named.regions if (0, at) in {(0, p) for _p, p in ledger.regions[region]}]
    if inside:
        return Said(_("Lies in a region that the need names."))
    if by_code(scene)[ledger.country[at]]:
        return Said(_("The need names %(country)s.") % {"country": country_name(code)})
    if scene.named.countries or scene.named.places:
        return Said(_("The need names other places."), is_gap=True)
    return Said(_("The need names no place."), is_gap=True)


def networks(scene: Scene, at: int, name: PlaceName) -> Said | None:
    ledger = scene.ledger
    theirs = set(ledger.network[ledger.member == at].tolist())
    ours = set(ledger.network[scene.ours[ledger.member]].tolist())
    shown = sorted(theirs & ours, key=lambda row: (ledger.network_size[row], ledger.base.networks[row]))
    if shown:
        words = listed([ledger.base.networks[row] for row in shown])
        return Said(_("With us in %(networks)s, as far as sources say.") % {"networks": words})
    if theirs:
        text = ngettext("In %(count)d city network.", "In %(count)d city networks.", len(theirs))
        return Said(text % {"count": len(theirs)})
    return Said(_("Not known to belong to any city network."), is_gap=True)


def distance(scene: Scene, at: int, name: PlaceName) -> Said | None:
    if scene.need.place is None:
        return Said(_("Nobody said where we are, so the distance is not known."), is_gap=True)
    km = number(float(scene.km[at]))
    if scene.home[at]:
        return Said(_("%(km)s km from us, in our country.") % {"km": km})
    return Said(_("%(km)s km from us.") % {"km": km})


def size(scene: Scene, at: int, name: PlaceName) -> Said | None:
    people = int(scene.ledger.base.places.population[scene.ledger.rows[at]])
    if not people:
        return Said(_("How many people live there is not known."), is_gap=True)
    words = {"people": number(people)}
    if scene.ledger.standing[at] > -0.25:
        return Said(_("%(people)s inhabitants; the main town of its surroundings.") % words)
    return Said(_("%(people)s inhabitants, with larger towns around it.") % words)


def experience(scene: Scene, at: int, name: PlaceName) -> Said | None:
    ledger, own = scene.ledger, projects_of(scene, at)
    if not len(own):
        return Said(_("No joint project is known."), is_gap=True)
    led = int((ledger.lead_at[own] == at).sum())
    text = ngettext(
        "Took part in %(count)d joint project; led %(led)d.",
        "Took part in %(count)d joint projects; led %(led)d.",
        len(own),
    )
    return Said(text % {"count": len(own), "led": led})


def country(scene: Scene, at: int, name: PlaceName) -> Said | None:
    if scene.need.place is None:
        return Said(_("Nobody said where we are, so joint work of our countries is not known."), is_gap=True)
    if scene.home[at]:
        return Said(_("Lies in our country."))
    ledger = scene.ledger
    count = int(ledger.by_country(scene.with_home)[ledger.country[at]])
    places = ledger.base.places
    words = {
        "ours": country_name(places.country[scene.need.place]),
        "theirs": country_name(places.country[int(ledger.rows[at])]),
        "count": count,
    }
    if not count:
        return Said(_("No project with both %(ours)s and %(theirs)s is known.") % words, is_gap=True)
    text = ngettext(
        "%(ours)s and %(theirs)s were together in %(count)d project.",
        "%(ours)s and %(theirs)s were together in %(count)d projects.",
        count,
    )
    return Said(text % words)


def ties(scene: Scene, at: int, name: PlaceName) -> Said | None:
    """Say what sources claim of ties; what we ourselves know of them is said by whoever knows the asker (finding)."""
    rows, place = scene.ledger.base.ties, int(scene.ledger.rows[at])
    between = ((rows.place == scene.need.place) & (rows.other == place)) | (
        (rows.place == place) & (rows.other == scene.need.place)
    )
    if not (between & (rows.status == Status.CLAIM)).any():
        return None
    return Said(_("A source calls it a twin town of ours; that is a claim."))
