"""How long ten thousand rows take to come in, to change, to be undone and to go out; beside a bare floor.

    KOKOAAN_DATABASE=… python -m bench.imports [rows]

It fills the database that it is pointed at: give it one of its own. The floor is openpyxl and bulk_create with no
form, no change log, no outbox, no sight, no undo: what a list of rows costs at least.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from kokoaan.imports.applying import apply  # noqa: E402
from kokoaan.imports.checking import check  # noqa: E402
from kokoaan.imports.keeping import take_in  # noqa: E402
from kokoaan.imports.models import Batch  # noqa: E402
from kokoaan.organisations.models import Organisation  # noqa: E402
from kokoaan.organisations.register import OrganisationRegister  # noqa: E402
from kokoaan.people.models import Circle, CircleMember, Post, Unit, User  # noqa: E402
from kokoaan.people.roles import make_roles  # noqa: E402
from kokoaan.records.models import ChangeSet  # noqa: E402
from kokoaan.records.register.columns import Words  # noqa: E402
from kokoaan.records.register.exporting import as_csv, write_workbook  # noqa: E402
from kokoaan.records.undoing import undo  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000


def quiet(done: int, of: int) -> None:
    pass


def person() -> User:
    unit = Unit.objects.create(name={"en": {"text": "City"}})
    circle = Circle.objects.create(name={"en": {"text": "Staff"}})
    CircleMember.objects.create(circle=circle, unit=unit)
    unit.circle = circle
    unit.save()
    user = User.objects.create_user(f"bench{unit.pk}", f"bench{unit.pk}@example.org")
    Post.objects.create(user=user, unit=unit)
    user.groups.add(make_roles()["Coordinator"])
    return User.objects.get(pk=user.pk)


def book(title: str, rows: list[list[Any]]) -> bytes:
    made = Workbook(write_only=True)
    sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def timed(what: str, act: Callable[[], Any]) -> Any:
    begun, worked = time.perf_counter(), time.process_time()
    result = act()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took, own = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what:<46} {took:7.1f} s   own {own:6.1f} s   peak {peak} MB   load {os.getloadavg()[0]:.0f}", flush=True)
    return result


def come_in(user: User, what: str, title: str, rows: list[list[Any]]) -> Batch:
    body = book(title, rows)
    batch: Batch = timed(f"{what}: read ({len(body) // 1024} kB)", lambda: take_in(
        SimpleUploadedFile("bench.xlsx", body), title, user, "en"))  # fmt: skip
    timed(f"{what}: check", lambda: check(batch, quiet))
    print("   ", batch.counts)
    timed(f"{what}: write", lambda: apply(batch, quiet))
    batch.refresh_from_db()
    assert batch.state == "done", batch.problem
    return batch


def floor(user: User) -> None:
    """The peer: openpyxl and bulk_create alone."""
    unit = Unit.objects.first()
    assert unit
    body = book("organisation", [["Name", "Kind", "Notes"], *([f"Floor {n}", "company", "x"] for n in range(ROWS))])

    def act() -> None:
        rows = list(load_workbook(io.BytesIO(body), read_only=True).worksheets[0].iter_rows(values_only=True))
        made = [
            Organisation(name=str(name), folded=str(name), kind=str(kind), notes=str(notes), owner=unit, circle_id=1)
            for name, kind, notes in rows[1:]
        ]
        Organisation.objects.bulk_create(made, batch_size=500)

    timed("floor: openpyxl and bulk_create", act)


def main() -> None:
    print(f"{ROWS} rows, {connection.vendor}")
    user = person()
    names = [[f"Bench organisation {n}", "company", f"https://example.org/{n}", f"note {n}"] for n in range(ROWS)]
    come_in(user, "new organisations", "organisation", [["Name", "Kind", "Website", "Notes"], *names])
    uids = dict(Organisation.objects.filter(owner__path__startswith="/").values_list("name", "uid"))
    changed = [[str(uids[row[0]]), row[0], "public", f"other {n}"] for n, row in enumerate(names)]
    changes = come_in(user, "changed organisations", "organisation", [["uid", "Name", "Kind", "Notes"], *changed])
    ties = [[row[0], "partner", "active", "2014", "2030"] for row in names]
    heads = ["organisation", "kind", "status", "begins", "ends"]
    born = come_in(user, "new ties", "tie", [heads, *ties])
    people = [["Given", f"Bench {n}"] for n in range(ROWS)]
    come_in(user, "new people", "person", [["given", "family"], *people])
    details = [[f"Given Bench {n}", "e-mail", f"{n}@example.org"] for n in range(ROWS)]
    come_in(user, "new contact details", "contactdetail", [["person", "kind", "value"], *details])
    timed("undo of the ties", lambda: undo(cast(ChangeSet, born.changeset), user))
    timed("undo of the changes", lambda: undo(cast(ChangeSet, changes.changeset), user))
    register = OrganisationRegister()
    words = Words(Organisation, register.get_form_class(), register.form_fields, user)
    rows = Organisation.objects.visible_to(user)
    timed(f"export of {rows.count()} as CSV", lambda: sum(len(line) for line in as_csv(words, rows)))
    timed(f"export of {rows.count()} as XLSX", lambda: write_workbook(words, rows, io.BytesIO()))
    floor(user)


if __name__ == "__main__":
    main()
