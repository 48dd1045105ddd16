"""How long the finder takes for a short need, in the house as it stands; and with many times as many facts.

    KOKOAAN_VAR=… .venv/bin/python -m bench.finder [--needs 200]
    KOKOAAN_VAR=copy .venv/bin/python -m bench.finder --grow 10     (in a COPY of a house: its facts stay multiplied)

Needs are labels of the vocabulary in Finnish, Swedish and English, asked from Helsinki; the same process answers all,
as the server does. Copies of facts have the same texts, so their vectors are the real ones again.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

import django


def grow(times: int) -> None:
    """Copy every project with its participations under new keys, then index."""
    from django.conf import settings
    from django.core.management import call_command

    from kokoaan.projects.models import Participation, Project

    projects, participations = list(Project.objects.all()), list(Participation.objects.all())
    for number in range(1, times):
        known = dict(zip([p.pk for p in projects], copies(Project, projects, number), strict=True))
        rows = [copy(row, number, project=known[row.project_id]) for row in participations]
        Participation.objects.bulk_create(rows, batch_size=2_000)
        print(f"{number + 1} times: {Project.objects.count():,} projects", flush=True)
    for kept in settings.INDEX_ROOT.glob("facts-*.pickle"):
        kept.unlink()
    call_command("index")


def copies(model: Any, rows: list[Any], number: int) -> list[Any]:
    made: list[Any] = model.objects.bulk_create([copy(row, number) for row in rows], batch_size=2_000)
    return made


def copy(row: Any, number: int, **changed: Any) -> Any:
    values = {
        field.name: getattr(row, field.attname if field.is_relation else field.name) for field in row._meta.fields
    }
    names = {field.name: field.attname for field in row._meta.fields}
    values = {names[name]: value for name, value in values.items() if name not in ("id", *changed)}
    return type(row)(**(values | {"key": f"{row.key}~{number}"} | changed))


def needs(count: int) -> Iterator[tuple[str, str]]:
    from kokoaan.strategy.models import Concept

    concepts = list(Concept.objects.filter(is_place=False).order_by("key"))
    for number, concept in enumerate(random.Random(1).sample(concepts, count * 2)):  # noqa: S311 (a sample, not a secret)
        lang = ("fi", "sv", "en")[number % 3]
        if lang in concept.label:
            yield lang, concept.label[lang]["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--needs", type=int, default=200)
    parser.add_argument("--grow", type=int, default=1)
    arguments = parser.parse_args()
    django.setup()
    if arguments.grow > 1:
        grow(arguments.grow)
    measure(arguments.needs)


def measure(count: int) -> None:
    from django.contrib.auth.models import AnonymousUser

    from kokoaan.finder.finding import Question, ask
    from kokoaan.finder.matches import Order
    from kokoaan.finder.reading import current_ledger
    from kokoaan.finder.telling import as_text
    from kokoaan.finder.us import us_named

    visitor, begun = AnonymousUser(), time.perf_counter()
    base, us = current_ledger().base, us_named("Helsinki", AnonymousUser())
    print(f"{len(base.projects.key):,} projects, {len(base.participations.project):,} participations with a place")
    for order in Order:
        as_text(ask(Question("district heating", us, order=order), visitor))
        if order == Order.LIKELY:
            print(f"first answer of a new process: {time.perf_counter() - begun:.1f} s")
        spent = []
        for lang, text in list(needs(count))[:count]:
            begun = time.perf_counter()
            as_text(ask(Question(text, us, lang, order), visitor))
            spent.append((time.perf_counter() - begun) * 1000)
        cuts = quantiles(spent, n=20)
        print(f"{order:<7} {len(spent)} short needs: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
