"""What goes out comes in as the same: the list of every register, in every language, with its addresses and without."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokoaan.imports.keeping import take_in
from kokoaan.imports.kinds import kinds
from kokoaan.imports.working import ask, work_on
from kokoaan.lib.text import LANGUAGES
from kokoaan.people.tests.office import client_of
from tests.city import MAKERS


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORT_ROOT = tmp_path


def came_in(body, kind, user, language):
    batch = take_in(SimpleUploadedFile("list.csv", body), kind, user, language)
    ask(batch, batch.State.CHECKING)
    work_on(batch)
    batch.refresh_from_db()
    return batch


def told(batch):
    return [(row.what, row.name, row.changes, row.problems) for row in batch.rows.all()][:3], batch.problem


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [model._meta.model_name for model in MAKERS])
def test_a_list_that_goes_out_comes_in_as_the_same(city, kind, language):
    if kind not in kinds():
        pytest.skip("A document is no row.")
    client = client_of(city.people["ella"])
    answer = client.get(reverse(f"{kind}:index"), {"export": "csv"}, headers={"accept-language": language})
    body = b"".join(answer)
    heads, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert len(rows) >= 4
    batch = came_in(body, kind, city.people["ella"], language)
    (sheet,) = batch.sheets.values()
    assert len(sheet["columns"]) == len(heads), [heads[n] for n in range(len(heads)) if str(n) not in sheet["columns"]]
    assert batch.counts == {"same": len(rows)}, told(batch)
    bare = io.StringIO()
    csv.writer(bare).writerows(row[1:] for row in (heads, *rows))
    batch = came_in(bare.getvalue().encode(), kind, city.people["ella"], language)
    assert batch.counts == {"same": len(rows)}, told(batch)
    # The languages of headers do not depend on the language of the page.
    batch = came_in(body, kind, city.people["ella"], "en")
    assert batch.counts == {"same": len(rows)}, told(batch)


def test_the_headers_are_in_the_language_of_the_page(city):
    heads = set()
    for language in LANGUAGES:
        answer = client_of(city.people["ella"]).get(
            reverse("organisation:index"), {"export": "csv"}, headers={"accept-language": language}
        )
        heads.add(b"".join(answer).split(b"\r\n")[0])
    assert len(heads) == len(LANGUAGES)
