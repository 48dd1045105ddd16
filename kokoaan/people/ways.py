"""How a person is in a circle, in sentences."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.people.models import Circle, CircleMember, Post, User


def ways_into(circle: Circle, user: User, day: date | None = None) -> list[str]:
    """Why user is in circle on day: by name, or by a post in a member unit or its subunits. Empty when they are not."""
    day = day or timezone.localdate()
    posts = list(Post.objects.open_on(day).filter(user=user).select_related("unit"))
    units = {pk for post in posts for pk in post.unit.line}
    members = CircleMember.objects.open_on(day).filter(Q(user=user) | Q(unit__in=units), circle=circle)
    return [way(member, posts) for member in members.select_related("unit", "added_by").order_by("pk")]


def way(member: CircleMember, posts: list[Post]) -> str:
    if member.unit is None:
        return by_name(member)
    inside = next(post.unit for post in posts if member.unit_id in post.unit.line)
    if inside == member.unit:
        return _("through your post in %(unit)s") % {"unit": inside}
    return _("through your post in %(unit)s, which is a part of %(member)s") % {"unit": inside, "member": member.unit}


def by_name(member: CircleMember) -> str:
    if member.added_by and member.begins:
        told = {"person": member.added_by, "day": member.begins.isoformat()}
        return _("by name, let in by %(person)s on %(day)s") % told
    return _("by name")
