"""Made-up rows for the measurement of the register: names recombined from the gazetteer, all marked as examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from kokoaan.lib.fold import fold, fold_names
from kokoaan.lib.text import text
from kokoaan.organisations.models import Kind, Organisation, Person, Role
from kokoaan.partners.models import Tie
from kokoaan.people.demo import make_people
from kokoaan.people.models import Circle
from kokoaan.places.models import Place
from kokoaan.records.models import Record
from kokoaan.strategy.models import Goal

BATCH = 2_000
TODAY = date(2026, 11, 25)
BODIES = (
    *("{} kaupunki", "{}n yliopisto", "{}n satama", "{}n ammattikorkeakoulu", "{}n maakuntaliitto"),
    *("Staden {}", "{}s universitet", "{}s hamn", "Region {}", "{}s handelskammare"),
    *("City of {}", "University of {}", "Port of {}", "{} Regional Council", "{} Chamber of Commerce"),
    *("{} Development Agency", "{} Energy Ltd", "{} Institute of Technology", "Stadt {}", "Ville de {}"),
)
# Where a row may be seen: mostly by everyone or the staff, some by few; the last circle is nobody's here.
SPREAD = (("everyone", 55), ("staff", 33), ("strategy", 7), ("eu", 3), ("few", 2))


class Town:
    """What the rows are made from: places, units, circles and goals that the house has."""

    def __init__(self, seed: int = 7) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up rows, no secrets
        people = make_people()
        few, _made = Circle.objects.get_or_create(name=text(en="Three people"))
        self.circles = {"everyone": Circle.EVERYONE, "few": few.pk} | {
            name: circle.pk for name, circle in people.circles.items()
        }
        self.units = [unit.pk for key, unit in people.units.items() if key != "region"]
        self.places = list(Place.objects.order_by("-population").values_list("pk", "local_name", "country")[:40_000])
        self.goals = self.made_goals()

    def made_goals(self) -> list[int]:
        if not Goal.objects.exists():
            shared = {"owner_id": self.units[0], "circle_id": Circle.EVERYONE, "term": "2025–2029"}
            Goal.objects.bulk_create([Goal(name=text(en=f"Goal {number}"), **shared) for number in range(12)])
        return list(Goal.objects.values_list("pk", flat=True))

    def shared(self) -> dict[str, Any]:
        names, weights = [name for name, _weight in SPREAD], [weight for _name, weight in SPREAD]
        circle = self.circles[self.random.choices(names, weights)[0]]
        confirmed = self.day(-900, 0) if self.random.random() < 0.7 else None
        owner = self.random.choice(self.units)
        return {"owner_id": owner, "circle_id": circle, "confirmed": confirmed, "is_example": True}

    def day(self, first: int, last: int) -> date:
        return TODAY + timedelta(days=self.random.randint(first, last))

    def place(self) -> tuple[int, str, str]:
        """Larger places have more: three of four rows are about the 2,000 largest."""
        some = self.places[:2_000] if self.random.random() < 0.75 else self.places
        return self.random.choice(some)


def organisation(town: Town, number: int) -> Organisation:
    key, where, _country = town.place()
    name = town.random.choice(BODIES).format(where)
    # Bodies have departments, and those have numbers: names stay as different as they are in life.
    name = name if number % 3 else f"{name}, {town.random.choice(('osasto', 'avdelning', 'unit'))} {number}"
    kind = town.random.choice(Kind.values)
    return Organisation(name=name, folded=fold(name)[:300], kind=kind, place_id=key, **town.shared())


GIVEN = ("Aino", "Eero", "Maija", "Lars", "Åsa", "Göran", "Mary", "John", "Anna", "Jürgen", "Chloé", "Piotr", "Élise")
ENDS = ("nen", "la", "sson", "man", "ström", "er", "ov", "ski", "qvist")


def person(town: Town, number: int) -> Person:
    """Nobody: a given name and a family name made of a place's."""
    given, family = town.random.choice(GIVEN), town.place()[1][:20] + town.random.choice(ENDS)
    made_up = Person(given=given, family=family, **town.shared())
    made_up.folded = fold_names(made_up.names, 800)
    return made_up


def role_maker(people: Sequence[int], organisations: Sequence[int]) -> Callable[[Town, int], Role]:
    def role(town: Town, number: int) -> Role:
        whose = {"person_id": people[number % len(people)], "organisation_id": town.random.choice(organisations)}
        return Role(function="Adviser", folded="adviser", **whose, **town.shared())

    return role


def tie_maker(organisations: Sequence[int]) -> Callable[[Town, int], Tie]:
    def tie(town: Town, number: int) -> Tie:
        place, where, country = (None, "", "") if number % 4 == 0 else town.place()
        return Tie(
            place_id=place,
            sorted_as=fold(where)[:200],
            country=country,
            organisation_id=town.random.choice(organisations) if number % 4 < 2 else None,
            kind=town.random.choice(Tie.Kind.values),
            status=town.random.choice(Tie.Status.values),
            begins=str(town.random.randint(1950, 2025)),
            decision=f"HEL {2010 + number % 16}-{number:06}",
            review=town.day(-400, 900).isoformat() if number % 2 else "",
            **town.shared(),
        )

    return tie


def fill(organisations: int, ties: int, contacts: int) -> None:
    town = Town()
    keys = made(Organisation, town, organisation, organisations)
    made(Tie, town, tie_maker(keys), ties)
    people = made(Person, town, person, contacts)
    made(Role, town, role_maker(people, keys), contacts)
    analyse()


def made(model: type[Record], town: Town, maker: Callable[[Town, int], Any], count: int) -> list[int]:
    """Bring the table up to count rows of the made-up kind, with goals; the keys of all its rows."""
    for begin in range(model.objects.count(), count, BATCH):
        rows = [maker(town, number) for number in range(begin, min(begin + BATCH, count))]
        aim(model.objects.bulk_create(rows), town)
    return list(model.objects.values_list("pk", flat=True))


def aim(rows: Iterable[Any], town: Town) -> None:
    rows = list(rows)
    if not hasattr(rows[0], "goals"):
        return
    through = type(rows[0]).goals.through
    column = f"{rows[0]._meta.model_name}_id"
    aimed = [row for row in rows if town.random.random() < 0.5]
    through.objects.bulk_create(
        [through(**{column: row.pk, "goal_id": town.random.choice(town.goals)}) for row in aimed]
    )


def analyse() -> None:
    """Databases plan by their statistics: a house in use has them."""
    ContentType.objects.clear_cache()
    with connection.cursor() as cursor:
        # PostgreSQL reads an index without its table only where it has been vacuumed, which a running server does.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
