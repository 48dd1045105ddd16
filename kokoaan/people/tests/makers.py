"""Makers of the few rows that tests need."""

from __future__ import annotations

from kokoaan.lib.text import text
from kokoaan.people.models import Circle, CircleMember, Post, Unit, User


def make_user(username="omar", **changed):
    fields = {"username": username, "email": f"{username}@example.org", "first_name": username.title(), **changed}
    return User.objects.create_user(**fields)


def make_unit(name="City", parent=None, **changed):
    return Unit.objects.create(name=text(en=name), parent=parent, **changed)


def make_circle(name="City staff", *members, **changed):
    circle = Circle.objects.create(name=text(en=name), **changed)
    for member in members:
        whose = {"user": member} if isinstance(member, User) else {"unit": member}
        CircleMember.objects.create(circle=circle, **whose)
    return circle


def make_post(user, unit, **changed):
    return Post.objects.create(user=user, unit=unit, **changed)
