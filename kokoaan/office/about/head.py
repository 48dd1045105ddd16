"""The first line of the page: what it is, how it stands between us, and who sees that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kokoaan.lib.days import written
from kokoaan.office.about.subjects import Subject
from kokoaan.office.whole.map import STRONGEST
from kokoaan.partners.models import EarlierStatus, Tie
from kokoaan.people.models import Unit, User
from kokoaan.records.models import Record
from kokoaan.records.pages import about_url
from kokoaan.records.sight import who_sees


@dataclass(frozen=True, slots=True)
class Fact:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    facts: Sequence[Fact]
    sight: str
    is_example: bool = False
    # What of ours says most of today: a benefit is logged on it.
    tie: Tie | None = None


def head(subject: Subject, user: User) -> Head:
    row, tie = subject.row, strongest(subject, user)
    facts = [fact for fact in (*SAID[subject.kind](row), *(of_tie(tie) if tie else ())) if fact.text]
    if isinstance(row, Record):
        return Head(facts, who_sees(row, user), row.is_example, tie)
    if tie:
        return Head(facts, who_sees(tie, user), tie.is_example, tie)
    return Head(facts, _("Everybody in the office may open this page; what is on it depends on one's circles."))


def strongest(subject: Subject, user: User) -> Tie | None:
    """The tie that says most of today, with the place or the organisation itself."""
    if subject.kind not in {"place", "organisation"}:
        return None
    order = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(STRONGEST)),
        output_field=IntegerField(),
    )
    link = Q(place=subject.pk, organisation=None) if subject.kind == "place" else Q(organisation=subject.pk)
    rows = Tie.objects.visible_to(user).filter(link).select_related("owner", "circle")
    tie: Tie | None = rows.order_by(order, "-begins", "pk").first()
    return tie


def of_tie(tie: Tie) -> Iterator[Fact]:
    yield Fact(capfirst(tie.get_kind_display()), reverse("tie:inspect", args=[tie.pk]))
    yield Fact(standing(tie))
    if tie.review:
        yield Fact(_("review due %(day)s") % {"day": written(tie.review)})
    yield Fact(_("owner: %(unit)s") % {"unit": tie.owner}, about_url(tie.owner))


def standing(tie: Tie) -> str:
    """The status and since when: where it does not say, an active tie that was nothing else before is so since it
    began, and an ended one since it ended; of any other it is not known.
    """
    status, day = str(tie.get_status_display()), tie.since
    if tie.status == Tie.Status.ENDED:
        told = {"status": status, "day": written(day or tie.ends)}
        return _("%(status)s %(day)s") % told if told["day"] else status
    if tie.status == Tie.Status.ACTIVE and not day and not EarlierStatus.objects.filter(tie=tie).exists():
        day = tie.begins
    return _("%(status)s since %(day)s") % {"status": status, "day": written(day)} if day else status


def of_place(place: Any) -> Iterator[Fact]:
    yield Fact(str(place.country), about_url(place.country))
    if place.population:
        yield Fact(_("%(people)s inhabitants") % {"people": number_format(place.population, force_grouping=True)})


def of_country(country: Any) -> Iterator[Fact]:
    yield Fact(_("country"))


def of_organisation(row: Any) -> Iterator[Fact]:
    yield Fact(capfirst(row.get_kind_display()))
    if row.place:
        yield Fact(str(row.place), about_url(row.place))
    yield Fact(_("owner: %(unit)s") % {"unit": row.owner}, about_url(row.owner))


def of_unit(unit: Unit) -> Iterator[Fact]:
    yield Fact(_("unit of ours"))
    if unit.parent:
        yield Fact(_("part of %(unit)s") % {"unit": unit.parent}, about_url(unit.parent))


def of_goal(goal: Any) -> Iterator[Fact]:
    yield Fact(_("goal %(number)s of %(term)s") % {"number": goal.number, "term": goal.term})
    yield Fact(_("owner: %(unit)s") % {"unit": goal.owner}, about_url(goal.owner))


def of_person(row: Any) -> Iterator[Fact]:
    yield Fact(row.title)
    if row.languages:
        yield Fact(row._meta.get_field("languages").in_words(row.languages))
    yield Fact(_("owner: %(unit)s") % {"unit": row.owner}, about_url(row.owner))


SAID = {
    "place": of_place,
    "country": of_country,
    "organisation": of_organisation,
    "unit": of_unit,
    "goal": of_goal,
    "person": of_person,
}


@dataclass(frozen=True, slots=True)
class Deed:
    label: str
    url: str
    icon: str


def deeds(subject: Subject, user: User, themes: Sequence[str], strongest: Tie | None) -> list[Deed]:
    """What one can do from here: only what this person has the verb for."""
    found = []
    if subject.kind in {"place", "organisation", "person"} and user.has_perm("desk.add_meeting"):
        url = f"{reverse('desk:log')}?{urlencode({'who': subject.name})}"
        found.append(Deed(_("Add a meeting note"), url, "calendar-alt"))
    if subject.kind in {"place", "organisation"} and user.has_perm("partners.add_tie"):
        url = f"{reverse('tie:add')}?{subject.kind}={subject.pk}"
        found.append(Deed(_("Add a tie"), url, "link"))
    if strongest and user.has_perm("review.add_benefit"):
        url = f"{reverse('benefit:add')}?tie={strongest.pk}"
        found.append(Deed(_("Log a benefit"), url, "plus"))
    if subject.kind == "goal":
        found.append(Deed(_("Find partners for it"), f"{reverse('finder:find')}?goal={subject.pk}", "search"))
    elif themes:
        url = f"{reverse('finder:find')}?{urlencode({'need': ', '.join(themes)})}"
        found.append(Deed(_("Find partners on its themes"), url, "search"))
    if subject.record_url:
        found.append(Deed(_("Open the record"), subject.record_url, "doc-full"))
    return found
