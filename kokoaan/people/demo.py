"""People for trying the product on one's own machine: example bodies, posts and circles. The password is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from kokoaan.lib.text import Version, text
from kokoaan.people.models import Circle, CircleMember, Post, Unit, User
from kokoaan.people.roles import make_roles
from kokoaan.people.starter_units import CITY, STRATEGY, make_units

PASSWORD = "kokoaan-demo"  # noqa: S105 - printed for local use, and refused in production
REGION = "region"

CIRCLES: dict[str, tuple[dict[str, Version], tuple[str, ...]]] = {
    "staff": (text(en="City staff", fi="Kaupungin henkilöstö", sv="Stadens personal"), (CITY,)),
    "strategy": (text(en="Strategy department", fi="Strategiaosasto", sv="Strategiavdelningen"), (STRATEGY,)),
    "eu": (text(en="EU office members", fi="EU-toimiston jäsenet", sv="EU-kontorets medlemmar"), (REGION, STRATEGY)),
}


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    name: tuple[str, str]
    role: str
    units: tuple[str, ...]
    sees: str


ACCOUNTS = (
    Account(
        "ella",
        ("Ella", "Example"),
        "Coordinator",
        (STRATEGY,),
        "coordinator: City staff, Strategy department, EU office members",
    ),
    Account("omar", ("Omar", "Example"), "Expert", ("urban-environment",), "division expert: City staff"),
    Account("ada", ("Ada", "Example"), "Adviser", (REGION,), "EU adviser of another body: EU office members"),
    Account("noor", ("Noor", "Example"), "", (), "only an account: what everyone sees, and no office"),
)


@dataclass(frozen=True, slots=True)
class DemoPeople:
    units: dict[str, Unit]
    circles: dict[str, Circle]
    users: dict[str, User]


@transaction.atomic
def make_people() -> DemoPeople:
    """Make the demo accounts with their posts and circles; twice changes nothing. Refused outside local use."""
    if not settings.DEBUG:
        raise ImproperlyConfigured("Demo accounts are for local use: they are made only with KOKOAAN_DEBUG=1.")
    make_roles()
    units = make_units()
    units[REGION] = keep_unit("Example Regional Council")
    circles = {
        key: keep_circle(key, name, [units[unit] for unit in members]) for key, (name, members) in CIRCLES.items()
    }
    for key, circle in ((CITY, "staff"), (REGION, "eu")):
        Unit.objects.filter(pk=units[key].pk, circle=None).update(circle=circles[circle])
        units[key].refresh_from_db()
    return DemoPeople(units, circles, {a.username: keep_account(a, units) for a in ACCOUNTS})


def keep_unit(name: str) -> Unit:
    uid = uuid5(NAMESPACE_URL, f"kokoaan:demo:unit:{name}")
    return Unit.objects.filter(uid=uid).first() or Unit.objects.create(uid=uid, name=text(en=name))


def keep_circle(key: str, name: dict[str, Version], members: Iterable[Unit]) -> Circle:
    uid = uuid5(NAMESPACE_URL, f"kokoaan:demo:circle:{key}")
    circle, made = Circle.objects.get_or_create(uid=uid, defaults={"name": name})
    if made:
        CircleMember.objects.bulk_create([CircleMember(circle=circle, unit=unit, reason="Demo.") for unit in members])
    return circle


def keep_account(account: Account, units: dict[str, Unit]) -> User:
    first, last = account.name
    named = {"email": f"{account.username}@demo.invalid", "first_name": first, "last_name": last}
    user, made = User.objects.get_or_create(username=account.username, defaults=named)
    if made:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        user.groups.set([make_roles()[account.role]] if account.role else [])
        today = timezone.localdate()
        Post.objects.bulk_create([Post(user=user, unit=units[key], begins=today) for key in account.units])
    return user
