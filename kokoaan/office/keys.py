"""Keys that act from any page ("n", "/", Ctrl+K): Wagtail's own setting in the account turns them off."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from kokoaan.people.models import User


def wants_keys(user: User | AnonymousUser) -> bool:
    """Whether the person wants them; who has never said so does."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or bool(profile.keyboard_shortcuts)
