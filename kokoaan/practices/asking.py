"""Another city asks to learn from us: what it wrote becomes an enquiry of the unit that answers."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kokoaan.people.models import Circle, CircleMember, Unit
from kokoaan.practices.models import Enquiry, Practice
from kokoaan.practices.models.enquiry import ANSWER_WITHIN
from kokoaan.records.changing import create

# From one address within an hour, and in all on a day.
MOST_AN_HOUR, MOST_A_DAY = 5, 300
HOUR = 3600


def ask(enquiry: Enquiry, day: date) -> Enquiry:
    """Give the enquiry to who answers, with a deadline. Raises ValidationError where nobody could read it."""
    if Enquiry.objects.filter(came=day).count() >= MOST_A_DAY:
        raise ValidationError(_("More questions have come today than we can take in. Please ask tomorrow."))
    owner = answering(enquiry.practice)
    circle = circle_for(owner, day) if owner else None
    if owner is None or circle is None:
        raise ValidationError(_("Nobody here can take questions yet. Please write to the city in another way."))
    enquiry.owner, enquiry.circle = owner, circle
    enquiry.came, enquiry.deadline = day, day + ANSWER_WITHIN
    return create(enquiry, None, reason="Asked on the public page")


def answering(practice: Practice | None) -> Unit | None:
    """The unit that owns the practice; of a question about none, the one that shares the most."""
    if practice is not None:
        return practice.owner
    shares = Practice.objects.public().ours().order_by().values("owner").annotate(many=Count("pk"))
    most = shares.order_by("-many", "owner").values_list("owner", flat=True).first()
    units = Unit.objects.filter(pk=most) if most else Unit.objects.filter(parent=None)
    return units.order_by("pk").first()


def circle_for(owner: Unit, day: date) -> Circle | None:
    """Who reads it: the circle of the owner's organisation, or else the one nearest to the owner. Never everyone."""
    organisation = owner.organisation
    if organisation.circle and organisation.circle_id != Circle.EVERYONE:
        return organisation.circle
    members = CircleMember.objects.open_on(day).filter(unit__in=owner.line).exclude(circle=Circle.EVERYONE)
    nearest = members.select_related("circle").order_by("-unit__path", "pk").first()
    return nearest.circle if nearest else None


def may_ask(request: HttpRequest) -> bool:
    """Whether this address has asked less than its share within the hour.

    The address is kept nowhere: the cache of this process has a keyed hash of it, and forgets that within the hour.
    """
    return int(cache.get(name_of(request), 0)) < MOST_AN_HOUR


def note_asked(request: HttpRequest) -> None:
    name = name_of(request)
    cache.add(name, 0, HOUR)
    cache.incr(name)


def name_of(request: HttpRequest) -> str:
    """Behind a proxy the address that it saw, which it writes last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return f"practices:ask:{salted_hmac('practices.ask', address, algorithm='sha256').hexdigest()}"
