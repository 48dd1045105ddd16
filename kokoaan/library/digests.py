"""Digests: one mail a period with what is new in all of a person's watches, and none when nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokoaan.library.finding import shelf_of
from kokoaan.library.models import Digest, Often, Watch
from kokoaan.library.news import News, news_of, watches_of
from kokoaan.library.views import office_address
from kokoaan.library.watching import made_at
from kokoaan.people.models import User

LENGTHS = {Often.DAILY: timedelta(days=1), Often.WEEKLY: timedelta(weeks=1)}


def period_of(often: Often, now: datetime) -> str:
    """The week or day that now is in, as the city counts it: "2026-W48", "2026-11-29"."""
    day = timezone.localdate(now)
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}" if often is Often.WEEKLY else day.isoformat()


def due(often: Often, now: datetime) -> Iterable[User]:
    """Whom nothing has been told in this period."""
    watchers = Watch.objects.filter(often=often).values("user")
    told = Digest.objects.filter(period=period_of(often, now)).values("user")
    return User.objects.filter(pk__in=watchers, is_active=True).exclude(pk__in=told).order_by("pk")


def tell(user: User, often: Often, now: datetime) -> Digest | None:
    """Send what is new. None when somebody else tells it. Raises what the mail server or the index refuses, and then
    nothing has been told; a process that dies after it claimed the period leaves the digest to the page of watches.
    """
    since = told_until(user, often) or now - LENGTHS[often]
    digest = claimed(user, often, now)
    if digest is None:
        return None
    try:
        if news := new_in(user, often, since):
            send(user, news)
            digest.sent = timezone.now()
            digest.save(update_fields=["sent"])
    except Exception:
        digest.delete()
        raise
    return digest


def told_until(user: User, often: Often) -> datetime | None:
    last = Digest.objects.filter(user=user, often=often).order_by("-until").first()
    return last.until if last else None


def claimed(user: User, often: Often, now: datetime) -> Digest | None:
    """The row that says who tells this period: the database lets one process have it."""
    try:
        with transaction.atomic():
            return Digest.objects.create(user=user, often=often, period=period_of(often, now), until=now)
    except IntegrityError:
        return None


def new_in(user: User, often: Often, since: datetime) -> list[News]:
    """The watches that have something new, for the person as they are now: sight is asked when it is told."""
    found, shelf = [], shelf_of(user)
    for watch in (one for one in watches_of(user) if one.often == often):
        with translation.override(watch.language):
            found.append(news_of(watch, user, shelf, max(since, made_at(watch) or since), office_address))
    return [news for news in found if news.results]


def send(user: User, news: Sequence[News]) -> None:
    """In the language of the first watch."""
    with translation.override(news[0].watch.language):
        total = sum(one.total for one in news)
        subject = ngettext("%(count)d new practice in your watches", "%(count)d new practices in your watches", total)
        body = render_to_string("library/digest.txt", {"news": news, "base": settings.BASE_URL})
        send_mail(subject % {"count": total}, body, None, [user.email])


def mail_said() -> str:
    """Whether digests come by mail, for the page of watches."""
    if settings.MAILS_DIGESTS:
        return _("New hits come by mail, as often as each watch says; what stands here waits until you say you saw it.")
    return _("This house sends no mail: what is new stands here. Whoever keeps the house can switch mail on.")
