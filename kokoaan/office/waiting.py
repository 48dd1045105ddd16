"""What waits for a person: next steps, needs with a deadline, reviews, and what nobody has confirmed for long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Stage
from kokoaan.lib.days import written
from kokoaan.lib.partial_date import first_day
from kokoaan.networks.models import Membership, Seat
from kokoaan.office.registers import REGISTERS
from kokoaan.organisations.models import Person
from kokoaan.partners.models import Agreement, Commitment, Tie
from kokoaan.people.models import Unit, User
from kokoaan.practices.models import Enquiry, Practice
from kokoaan.projects.models import CountryProgramme
from kokoaan.records.answering import answerable
from kokoaan.records.comparing import Head, heads
from kokoaan.records.models import Part, Record

SHOWN = 5
# What comes within so many days is near.
SOON = timedelta(days=60)
# Kinds that say when they are to be reviewed.
REVIEWED = (Tie, Membership, CountryProgramme, Agreement, Practice)


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    note: str
    url: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one sort that wait; `more_url` leads to all of them, `nothing` says so when there are none."""

    title: str
    items: Sequence[Item]
    total: int
    more_url: str
    nothing: str


def waiting_for(user: User, units: Sequence[Unit], day: date) -> list[Group]:
    """Rows of the person's own units that the person sees."""
    return [group(user, units, day) for group in GROUPS]


def proposals(user: User, units: Sequence[Unit], day: date) -> Group:
    """What others propose and this person may accept, of whichever unit."""
    sets = answerable(user)
    note = _("%(what)s · by %(person)s, %(day)s")
    items = [Item(one.name, note % proposed(one), proposal_page(one)) for one in heads(sets[:SHOWN])]
    return Group(
        _("Proposals to answer"),
        items,
        sets.count(),
        reverse("changes:proposals"),
        _("Nothing that others propose waits for your answer."),
    )


def proposed(one: Head) -> dict[str, object]:
    return {"what": one.what, "person": one.changeset.by or _("an import"), "day": written(one.changeset.at)}


def proposal_page(one: Head) -> str:
    return reverse("changes:proposal", args=[one.changeset.uid])


def next_steps(user: User, units: Sequence[Unit], day: date) -> Group:
    rows = Meeting.objects.visible_to(user).of_units(units).due(day).by_next_step()
    return Group(
        _("Next steps"),
        [next_step(row, day) for row in rows[:SHOWN]],
        rows.count(),
        reverse("meeting:index") + "?next=due&whose=mine",
        _("No next step is due. Log a meeting, and what you promised is kept in sight here."),
    )


def next_step(meeting: Meeting, day: date) -> Item:
    late = bool(meeting.next_by and meeting.next_by < day)
    note = f"{by_when(meeting.next_by, day)} · {Truncator(meeting.who).chars(60)}"
    return Item(meeting.next_step, note, page_of(meeting), late)


def needs(user: User, units: Sequence[Unit], day: date) -> Group:
    rows = Need.objects.visible_to(user).of_units(units).filter(deadline__isnull=False)
    rows = rows.filter(stage__in=(Stage.OPEN, Stage.CONTACTED)).order_by("deadline", "pk")
    return Group(
        _("Needs with a deadline"),
        [
            Item(str(row), by_when(row.deadline, day), page_of(row), bool(row.deadline and row.deadline < day))
            for row in rows[:SHOWN]
        ],
        rows.count(),
        reverse("need:index") + "?whose=mine",
        _("No need has a deadline. Find partners for something, and keep the search as a need."),
    )


def enquiries(user: User, units: Sequence[Unit], day: date) -> Group:
    """What other cities have asked, the late ones first."""
    rows = Enquiry.objects.visible_to(user).of_units(units).open().order_by("deadline", "pk")
    return Group(
        _("Questions from other cities"),
        [
            Item(
                Truncator(row.question).chars(80),
                f"{by_when(row.deadline, day)} · {Truncator(row.city).chars(60)}",
                page_of(row),
                row.is_late(day),
            )
            for row in rows[:SHOWN]
        ],
        rows.count(),
        reverse("enquiry:index") + "?state=open&whose=mine",
        _("No question waits for an answer. What other cities ask on the public pages of practices appears here."),
    )


def commitments(user: User, units: Sequence[Unit], day: date) -> Group:
    """What our side or theirs committed to in agreements of these units, late or due within a month."""
    rows = Commitment.objects.visible_to(user).of_units(units).due(day)
    return Group(
        _("Commitments due"),
        [commitment(row, day) for row in rows.by_day()[:SHOWN]],
        rows.count(),
        reverse("commitment:index") + "?standing=due&whose=mine",
        _("No commitment is due. What an agreement commits us or them to, with its day, is kept in sight here."),
    )


def commitment(row: Commitment, day: date) -> Item:
    words = _("late: was due %(day)s") if row.is_late(day) else _("due %(day)s")
    note = f"{capfirst(row.get_side_display())} · {words % {'day': written(row.due)}}"
    return Item(str(row), note, page_of(row), row.is_late(day))


def agreements(user: User, units: Sequence[Unit], day: date) -> Group:
    """Agreements that end soon, or from which one can withdraw for a short time only."""
    rows = Agreement.objects.visible_to(user).of_units(units).to_decide(day)
    return Group(
        _("Agreements to decide on"),
        [Item(str(row), ends_when(row), page_of(row)) for row in rows.order_by("ends", "pk")[:SHOWN]],
        rows.count(),
        reverse("agreement:index") + "?force=deciding&whose=mine",
        _("No agreement ends soon. One that says until when it is in force appears here in time."),
    )


def ends_when(row: Agreement) -> str:
    said = [_("ends %(day)s") % {"day": written(row.ends)}] if row.ends else []
    said += [_("notice by %(day)s") % {"day": written(row.notice_by)}] if row.notice_by else []
    return " · ".join(said)


def reviews(user: User, units: Sequence[Unit], day: date) -> Group:
    found = [model.objects.visible_to(user).of_units(units).review_due(day) for model in REVIEWED]
    rows = [row for some in found for row in related(some.order_by("review", "pk"))[:SHOWN]]
    rows.sort(key=lambda row: row.review)
    note = _("review was due %(day)s")
    return Group(
        _("Reviews due"),
        [Item(str(row), note % {"day": written(row.review)}, page_of(row), is_late=True) for row in rows[:SHOWN]],
        sum(some.count() for some in found),
        reverse("tie:index") + "?review=due&whose=mine",
        _("No review is due. A tie or a membership that says when to look at it again appears here then."),
    )


def people(user: User, units: Sequence[Unit], day: date) -> Group:
    rows = Person.objects.visible_to(user).of_units(units).kept_too_long(day).order_by("retain_until", "pk")
    note = _("to be kept until %(day)s")
    return Group(
        _("Contacts to be erased or renewed"),
        [Item(str(row), note % {"day": written(row.retain_until)}, page_of(row), is_late=True) for row in rows[:SHOWN]],
        rows.count(),
        reverse("person:index") + "?care=over&whose=mine",
        _("No contact is kept longer than was meant."),
    )


def renewals(user: User, units: Sequence[Unit], day: date) -> Group:
    """Memberships that are renewed or whose last day of notice comes soon, and seats that end soon."""
    memberships = Membership.objects.visible_to(user).of_units(units).renewing().select_related("organisation")
    items = [item for row in memberships if (item := renewal(row, day))]
    seats = Seat.objects.visible_to(user).of_units(units).ending(day, day + SOON)
    items += [
        (seat.ends, Item(str(seat), _("the seat ends %(day)s") % {"day": written(seat.ends)}, page_of(seat)))
        for seat in seats.select_related("membership__organisation")
    ]
    items.sort(key=lambda pair: pair[0])
    return Group(
        _("Renewals and seats"),
        [item for _day, item in items[:SHOWN]],
        len(items),
        reverse("membership:index") + "?whose=mine",
        _("No renewal, notice or end of a seat is near."),
    )


def renewal(membership: Membership, day: date) -> tuple[str, Item] | None:
    """The nearer of its two days, if it is near: the last day of notice, or else the renewal itself."""
    for when, words in (
        (membership.notice_by, _("the last day of notice is %(day)s")),
        (first_day(membership.renews), _("renewed on %(day)s")),
    ):
        if when and day <= when <= day + SOON:
            said = words % {"day": written(when)}
            return when.isoformat(), Item(str(membership), said, page_of(membership))
    return None


def unconfirmed(user: User, units: Sequence[Unit], day: date) -> Group:
    rows, total = longest_unconfirmed(user, units, day, SHOWN)
    return Group(
        _("To be confirmed"),
        [Item(str(row), f"{kind_of(row)} · {when_confirmed(row)}", page_of(row)) for row in rows],
        total,
        reverse("office:confirm"),
        _("All that your unit owns has been confirmed within a year. Thank you."),
    )


def longest_unconfirmed(user: User, units: Sequence[Unit], day: date, most: int) -> tuple[list[Record], int]:
    """Records of every kind that user may change, the longest unconfirmed first; and how many there are."""
    found, total = [], 0
    for register in REGISTERS:
        # A part is confirmed with its whole.
        if issubclass(register.model, Part) or not user.may("change", register.model):
            continue
        rows = register.model.objects.visible_to(user).of_units(units).unconfirmed(day)
        total += rows.count()
        rows = rows.select_related(*register.list_related).order_by("confirmed", "pk")
        # Databases disagree where an empty date stands: those without one are asked for first.
        found += [*rows.filter(confirmed=None)[:most], *rows.exclude(confirmed=None)[:most]]
    found.sort(key=lambda row: row.confirmed or date.min)
    return found[:most], total


def related(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With what a record's name is made of."""
    links = {field.name for field in rows.model._meta.fields if field.is_relation}
    return rows.select_related(*links & {"place", "organisation", "country", "owner", "circle"})


def by_when(day: date | None, today: date) -> str:
    if day is None:
        return _("no day set")
    words = _("late since %(day)s") if day < today else _("by %(day)s")
    return words % {"day": written(day)}


def when_confirmed(record: Record) -> str:
    if record.confirmed is None:
        return _("never confirmed")
    return _("last confirmed %(day)s") % {"day": written(record.confirmed)}


def kind_of(record: Record) -> str:
    return capfirst(str(record._meta.verbose_name))


def page_of(record: Record) -> str:
    return reverse(f"{record._meta.model_name}:inspect", args=[record.pk])


GROUPS: Iterable[Callable[[User, Sequence[Unit], date], Group]] = (
    next_steps,
    commitments,
    needs,
    enquiries,
    agreements,
    reviews,
    renewals,
    people,
    proposals,
    unconfirmed,
)
