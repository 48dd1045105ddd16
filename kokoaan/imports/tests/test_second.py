"""A file makes nothing public that a second person is to accept, and changes nothing of it."""

from kokoaan.imports.tests.files import apply, bring, csv_of, problems
from kokoaan.lib.text import text
from kokoaan.people.models import Circle
from kokoaan.practices.models import Practice
from kokoaan.records.changing import create


def test_an_import_neither_adds_nor_changes_what_everyone_sees_of_a_practice(office):
    everyone = Circle.objects.get(pk=Circle.EVERYONE)
    practice = create(Practice(title=text(en="Safe routes"), owner=office.strategy, circle=everyone), None)
    rows = ["title:en", "promise:en", "circle"], ["Born public", "", "Everyone"], ["Safe routes", "Other", ""]
    batch = bring(office.ella, csv_of(*rows), kind="practice")
    assert [(number, "second person" in said) for number, _key, said in problems(batch)] == [(2, True), (3, True)]
    apply(batch)
    practice.refresh_from_db()
    assert (Practice.objects.count(), practice.promise) == (1, {})
