"""Us is the reader's organisation: a person may belong to several (ten bodies share the EU office) and chooses one."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kokoaan.people.models import Post, Unit, User


def organisations_of(user: User, day: date | None = None) -> list[Unit]:
    """The organisations (roots of the tree) in which user has an open post, by name."""
    open_posts = Post.objects.open_on(day or timezone.localdate()).filter(user=user)
    roots = {int(path.split("/")[1]) for path in open_posts.values_list("unit__path", flat=True)}
    return sorted(Unit.objects.filter(pk__in=roots).select_related("circle"), key=str)


def us_of(user: User, day: date | None = None) -> Unit | None:
    """The organisation that user acts for: the chosen one while a post in it lasts, else the first of theirs."""
    ours = organisations_of(user, day)
    chosen = [unit for unit in ours if unit.pk == user.acts_for_id]
    return next(iter(chosen or ours), None)


def act_for(user: User, organisation: Unit) -> None:
    """Remember the choice. Raises ValidationError for an organisation in which user has no post."""
    if organisation not in organisations_of(user):
        raise ValidationError(
            _("You have no post in %(organisation)s. Choose one of your own organisations."),
            params={"organisation": organisation},
        )
    user.acts_for = organisation
    user.save(update_fields=["acts_for"])


def own_units(user: User) -> list[Unit]:
    """The units that may own what user adds: all of the organisation that they act for."""
    us = us_of(user)
    return list(Unit.objects.filter(path__startswith=us.path)) if us else []


def units_of(user: User, day: date | None = None) -> list[Unit]:
    """The units in which user has an open post, of the organisation that they act for; with their subunits."""
    us = us_of(user, day)
    posts = Post.objects.open_on(day or timezone.localdate()).filter(user=user)
    paths = posts.filter(unit__path__startswith=us.path).values_list("unit__path", flat=True) if us else ()
    below = Q(pk__in=())
    for path in paths:
        below |= Q(path__startswith=path)
    return list(Unit.objects.filter(below))


def own_unit(user: User) -> Unit | None:
    """The unit in whose name user acts: the first one of theirs, from the top of the tree."""
    return next(iter(units_of(user)), None)
