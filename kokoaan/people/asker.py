from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import CommandError

from kokoaan.people.models import User


def asker(username: str | None) -> User | AnonymousUser:
    """Return who asks on the command line: the person with this user name, or a visitor when none is given."""
    if username is None:
        return AnonymousUser()
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no account “{username}”.", returncode=2)
    return user
