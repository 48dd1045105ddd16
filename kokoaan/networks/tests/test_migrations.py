"""A membership from before fees were kept by year loses nothing on the way."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kokoaan.networks.models import Fee, Membership
from kokoaan.records.models import Change

BEFORE = [("networks", "0004_membership_goals_membership_organisation_and_more")]

year_of = import_module("kokoaan.networks.migrations.0007_fees_by_year").year_of


@pytest.mark.parametrize(
    ("note", "year"),
    [
        ("For the year 2020, about 5,600 euros (https://example.org/2019/hel-2019-012572).", 2020),
        ("Decided in HEL 2019-012572.", None),
        ("In 2019 less than in 2020.", None),
        ("", None),
    ],
)
def test_a_year_is_taken_from_the_words_only_where_they_name_one(note, year):
    assert year_of(note) == year


@pytest.mark.django_db(transaction=True)
def test_fee_words_and_texts_come_through_with_their_history():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    old = executor.loader.project_state(BEFORE).apps
    unit = old.get_model("people", "Unit").objects.create(uid=uuid4(), name={}, path="/1/")
    shared = {"owner_id": unit.pk, "circle_id": 1}
    body = old.get_model("organisations", "Organisation").objects.create(name="Example", folded="example", **shared)
    told = {
        "fee": Decimal("6000.50"),
        "currency": "USD",
        "fee_note": "For 2020, about.",
        "why_joined": "To hear first.",
    }
    membership = old.get_model("networks", "Membership").objects.create(
        organisation=body, uid=uuid4(), **told, **shared
    )
    executor = MigrationExecutor(connection)
    executor.migrate(latest)
    fee = Fee.objects.get()
    assert (fee.year, fee.amount, fee.currency, fee.note) == (2020, Decimal("6000.50"), "USD", "For 2020, about.")
    now = Membership.objects.get(pk=membership.pk)
    assert (now.why_joined, now.why_left, now.fee_note) == ({"en": {"text": "To hear first."}}, {}, "")
    assert Change.objects.get(record=fee.uid).new["amount"] == "6000.50"
    assert Change.objects.get(record=now.uid).field == "fee_note"
