"""The who-sees-what matrix: six people × every route × every kind of record."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kokoaan.office.registers import REGISTERS as DECLARED
from kokoaan.organisations.models import Organisation
from kokoaan.people.roles import RECORDS
from kokoaan.practices.models import Practice
from kokoaan.records.models import Change, ChangeSet
from tests.city import CIRCLES, MAKERS, MARK, PEOPLE, SEES, make_country, make_place, record_models
from tests.routes import FAMILIES, REGISTERS, RULES, Rule, rule_of, walk

ROUTES = sorted(set(walk()))
# For a part of an address that is not a record's: something of the right shape.
PLAUSIBLE = {
    "app_label": "organisations",
    "model_name": "organisation",
    "app_name": "organisations",
    "content_type_app_name": "organisations",
    "content_type_model_name": "organisation",
    "action": "delete",
    "action_name": "delete",
    "provider_id": "oidc",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "uidb36": "1",
    "uidb64": "MQ",
    "token": "set-password",
    "key": "key",
    "filter_spec": "width-100",
    "object_id": "1",
}
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<regex>\w+)>[^/)]*\)")


def model_named(name):
    return next(model for model in MAKERS if model._meta.model_name == name)


def keys_for(name, kind, city):
    """Keys that the first variable part of a route may have: every record's, where the route is about records."""
    space = name.split(":")[0]
    if space == "about":
        return subjects(name.partition(":")[2], city)
    if space in REGISTERS:
        records = [city.records[model_named(space), circle] for circle in CIRCLES]
        return [record.uid if kind == "uuid" else record.pk for record in records]
    if space == "practices":
        return [city.records[Practice, circle].uid for circle in CIRCLES]
    if space == "lasting":
        return [record.uid for record in city.records.values()]
    if name == "changes:proposal":
        return [proposal.uid for proposal in city.proposals.values()]
    if space == "changes":
        return [changeset.uid for changeset in city.changesets.values()]
    if space == "wagtailadmin_pages" or name.startswith("wagtailadmin_explore"):
        return [page.pk for page in city.pages]
    if space == "circles":
        return [circle.uid for circle in city.circles.values()]
    return [{"int": city.people["ella"].pk, "uuid": UUID(int=1)}.get(kind, "1")]


def subjects(kind, city):
    """What pages about something may be about: every record of a kind, every unit, the country of all, one place."""
    if kind == "place":
        return [make_place("Somewhere").pk]
    if kind == "country":
        return [make_country().pk]
    if kind == "unit":
        return [unit.uid for unit in city.units.values()]
    return [city.records[model_named(kind), circle].uid for circle in CIRCLES]


def addresses(name, pattern, city):
    """Addresses of a route, one for each key."""
    pattern = pattern.replace("^", "").replace("$", "").replace(r"\.", ".").replace(".*/", "nothing/")
    first = PART.search(pattern)
    keys = keys_for(name, first["kind"], city) if first else [""]
    for key in keys:
        words = {"pk": key, "uid": key, **({"key": key} if name.startswith("about:") else {})}

        def filled(part, words=words):
            word = part["name"] or part["regex"]
            return str(words.get(word) or PLAUSIBLE.get(word) or 1)

        yield "/" + PART.sub(filled, pattern)


def signed_in(city, name):
    # A page that breaks is one more broken rule, not the end of the walk.
    client = Client(raise_request_exception=False)
    if city.people[name]:
        client.force_login(city.people[name])
    return client


def text_of(response):
    """All that an answer says, its headers too; a workbook is unpacked."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as workbook:
            body = b"".join(workbook.read(member) for member in workbook.namelist())
    return body.decode(errors="replace") + str(dict(response.headers))


def leaks(city, name, response):
    said = text_of(response)
    return {secret for secret in city.hidden_from(name) if secret in said}


def is_to_sign_in(response):
    return response.status_code == 302 and response.url.startswith("/account/login/")


def test_every_route_has_a_rule_and_every_rule_a_route():
    names = {name for name, _pattern in ROUTES}
    assert [name for name in sorted(names) if rule_of(name) is None] == []
    assert set(RULES) <= names
    assert [family for family in FAMILIES if not any(name.startswith(family) for name in names)] == []


def test_every_kind_of_record_is_in_the_matrix_in_a_register_and_in_the_roles():
    models = set(record_models())
    assert models == set(MAKERS)
    assert models == {register.model for register in DECLARED}
    assert {model._meta.label_lower for model in models} == set(RECORDS)
    assert set(REGISTERS) == {model._meta.model_name for model in models}


@pytest.mark.parametrize("name", PEOPLE)
def test_no_route_says_what_is_hidden_and_each_keeps_its_rule(name, city):
    client = signed_in(city, name)
    broken, said = [], []
    for route, pattern in ROUTES:
        for address in addresses(route, pattern, city):
            response = client.get(address)
            said += [(address, leak) for leak in leaks(city, name, response)]
            if not keeps(rule_of(route), name, response, address, city):
                broken.append((route, address, response.status_code))
        if not city.people[name] or route in {"account_logout", "wagtailadmin_logout"}:
            client = signed_in(city, name)
    assert said == []
    assert broken == []


def keeps(rule, name, response, address, city):
    if response.status_code >= 500:
        return False
    if rule is Rule.OFF:
        return response.status_code == 404
    if rule is Rule.SHARED:
        shared = str(city.records[Practice, "everyone"].uid) in address
        return response.status_code == (200 if shared else 404)
    if rule is Rule.PAGES and name in {"omar", "ada"}:
        return response.status_code == 403
    if rule is Rule.ACCOUNT:
        return is_to_sign_in(response) if name == "vera" else response.status_code < 500
    if rule in {Rule.OFFICE, Rule.RECORD, Rule.PAGES}:
        if name in {"vera", "noor"}:
            return is_to_sign_in(response) if name == "vera" else response.status_code == 403
        # Without the verb every row, hidden or not, leads back to the front page.
        refused = response.status_code == 302 and response.url == "/office/"
        return rule is not Rule.RECORD or refused or (response.status_code == 404) == is_hidden(address, name, city)
    return (
        not response.url.startswith("/office/")
        if rule is Rule.PUBLIC and name == "vera" and response.status_code == 302
        else True
    )


def is_hidden(address, name, city):
    """Whether the address is about a record, or a change to one, that this person may not see."""
    of_records = {reverse(f"{model._meta.model_name}:index"): model for model, _circle in city.records}
    for (model, circle), record in city.records.items():
        own = of_records.get("/" + "/".join(address.split("/")[1:3]) + "/") is model and address.endswith(
            (f"/{record.pk}/", f"/{record.uid}/")
        )
        sets = city.changesets[model, circle], city.proposals[model, circle]
        if own or any(str(one.uid) in address for one in (record, *sets)):
            return circle not in SEES[name]
    raise AssertionError(address)


def queries(city):
    """Ways to ask a list: a search, filters by every circle and owner, orders, pages, spreadsheets."""
    yield f"?q={MARK}"
    yield f"?q={MARK}&export=csv"
    yield "?export=csv"
    yield "?export=xlsx"
    yield "?export=vcf"
    yield f"?owner={city.units['strategy'].pk}"
    yield "?ordering=-circle&p=2"
    yield from (f"?circle={circle.pk}" for circle in city.circles.values())


@pytest.mark.parametrize("name", ["omar", "ella", "ada", "sulo"])
@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)
def test_lists_search_filters_and_spreadsheets_hold_visible_rows_only(name, model, city):
    client = signed_in(city, name)
    index = reverse(f"{model._meta.model_name}:index")
    results = reverse(f"{model._meta.model_name}:index_results")
    for address in (index, results):
        # One page holds them all: other kinds in the matrix have made rows of this kind, too.
        said = text_of(client.get(f"{address}?q={MARK}+{model._meta.model_name}"))
        assert {circle for circle in CIRCLES if city.secret(model, circle) in said} == SEES[name]
        for query in queries(city):
            assert leaks(city, name, client.get(address + query)) == set(), query
    assert f"{len(SEES[name])} " in text_of(client.get(index)) or len(SEES[name]) == 1


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)
def test_a_hidden_row_takes_no_post(name, model, city):
    client = signed_in(city, name)
    rows, changes = list(model.objects.order_by("pk").values()), Change.objects.count()
    for circle in set(CIRCLES) - SEES[name]:
        record = city.records[model, circle]
        for page in ("edit", "delete", "history", "inspect"):
            response = client.post(reverse(f"{model._meta.model_name}:{page}", args=[record.pk]), {"name": "Mine"})
            refused = response.status_code == 302 and response.url == "/office/"
            assert refused or response.status_code in (
                {302} if name == "vera" else {403} if name == "noor" else {404, 405}
            )
            assert leaks(city, name, response) == set()
        undo = reverse("changes:undo", args=[city.changesets[model, circle].uid])
        answer = reverse("changes:proposal", args=[city.proposals[model, circle].uid])
        for page in (undo, answer):
            assert client.post(page).status_code in {302 if name == "vera" else 403 if name == "noor" else 404}
    assert list(model.objects.order_by("pk").values()) == rows
    assert Change.objects.count() == changes


def test_forms_offer_own_circles_and_own_units_only(city):
    ada = signed_in(city, "ada")
    said = text_of(ada.get(reverse("organisation:add")))
    assert f"{MARK}-circle-eu" in said
    assert f"{MARK}-circle-staff" not in said
    assert "Region" in said
    assert "Strategy" not in said


@pytest.mark.parametrize("circle", ["staff", "strategy"])
def test_nobody_moves_a_record_into_a_circle_they_are_not_in(circle, city):
    ada, record = signed_in(city, "ada"), city.records[Organisation, "eu"]
    form = {"name": record.name, "kind": "city", "owner": record.owner_id, "expected_version": record.version}
    response = ada.post(reverse("organisation:edit", args=[record.pk]), {**form, "circle": city.circles[circle].pk})
    assert response.status_code == 200
    record.refresh_from_db()
    assert record.circle == city.circles["eu"]


def test_a_superuser_who_joins_a_circle_sees_it_and_it_is_written_down(city):
    sulo, strategy = signed_in(city, "sulo"), city.circles["strategy"]
    page = reverse("circles:circle", args=[strategy.uid])
    sulo.post(page, {"join": "1", "user": city.people["sulo"].pk, "reason": "Answers a complaint."})
    said = text_of(sulo.get(f"{reverse('organisation:index')}?q={MARK}"))
    assert f"{MARK}-strategy-organisation" in said
    ella = text_of(signed_in(city, "ella").get(page))
    assert "Answers a complaint." in ella
    assert "sulo" in ella


def test_narrowing_a_circle_acts_at_once(city):
    record = city.records[Organisation, "staff"]
    ella, omar = signed_in(city, "ella"), signed_in(city, "omar")
    inspect = reverse("organisation:inspect", args=[record.pk])
    assert omar.get(inspect).status_code == 200
    form = {"name": record.name, "kind": record.kind, "owner": record.owner_id, "expected_version": record.version}
    ella.post(reverse("organisation:edit", args=[record.pk]), {**form, "circle": city.circles["strategy"].pk})
    assert omar.get(inspect).status_code == 404
    assert not ChangeSet.objects.filter(by=city.people["omar"]).exists()


def test_wagtails_own_sign_in_leads_to_ours_which_asks_for_the_second_factor(client, city):
    city.people["ella"].set_password("a long password")
    city.people["ella"].save()
    given = {"username": "ella", "password": "a long password"}
    response = client.post(reverse("wagtailadmin_login"), given)
    assert is_to_sign_in(response)
    assert "_auth_user_id" not in client.session
