"""What a person may not see changes no page of theirs: no count, no order, no name, no choice of a filter.

Omar reads, who is of the house, and Ada, who advises for another body; Noor, who has only an account, reads nothing.

A world of linked records that all see is read page by page; some of it links to a world that is hidden from the reader.
Then the hidden world comes to be called otherwise and to link to the visible one, and so does a second one that is new.
Each page is read again, and is the same.
"""

from __future__ import annotations

import re
from datetime import timedelta
from difflib import ndiff
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from kokoaan.desk.models import Meeting
from kokoaan.desk.suggesting import SUGGESTS
from kokoaan.duplicates.finding import find_pairs
from kokoaan.duplicates.kinds import KINDS as COMPARED
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.lib.text import text
from kokoaan.library.models import Watch
from kokoaan.networks.models import Fee, MemberList, Membership, MembershipClaim, Network, Seat
from kokoaan.office.about.kinds import KINDS
from kokoaan.office.registers import REGISTERS
from kokoaan.organisations.models import Acquaintance, ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.partners.models import Agreement, Clause, Commitment, EarlierStatus, Tie, TieClaim
from kokoaan.people.models import Circle
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.people.tests.office import client_of, office
from kokoaan.practices.models import Adoption, Enquiry, Practice, PracticePartner, PracticeResult
from kokoaan.projects.models import CountryProgramme, JointProject, ProjectPartner
from kokoaan.records.changing import change, create
from kokoaan.records.models import ChangeSet, Record, SavedView
from kokoaan.records.parts import part_models
from kokoaan.review.models import Benefit
from kokoaan.search.tests.makers import make_concept, snapshot
from kokoaan.strategy.models import Goal
from tests.city import attached, make_country, make_place

__all__ = ["office"]

# What differs from answer to answer.
VARIES = re.compile(r"[A-Za-z0-9]{32,64}|map-[0-9]+")
ASKED = (
    *("q=Hub", "export=csv", "whose=ours", "goals=none", "asleep=yes", "review=due", "post=empty"),
    *("quiet=yes", "continent=EU", "continent=none", "country=FI", "running=yes", "paying=stated", "paying=unstated"),
    *("of=yearly", "standing=due", "next=due", "within=year", "care=any", "force=deciding", "money=other"),
)


def make_world(office, circle, name, hub=None, *, day=None, status="active", owner=None):
    """A record of every kind in circle; linked to those of `hub`, another such world, where there is one.

    Meetings and benefits are of `day`. Organisations and people of all worlds are called alike.
    """
    made = {}
    own = {"owner": owner or office.streets, "circle": circle}
    today = timezone.localdate()
    day = day or today
    soon, late = today + timedelta(days=10), (today - timedelta(days=10)).isoformat()

    def add(record, **links):
        record.links = {field: [row.pk for row in rows] for field, rows in links.items()}
        # What everyone sees of a practice asks a second person; the house itself asks nobody.
        made[type(record)] = create(record, None if record.asks_second else office.ella)
        return made[type(record)]

    def linked(model):
        return hub.made[model] if hub else made[model]

    place = hub.place if hub else make_place(f"Place of {name}")
    add(Goal(name=text(en=name), term="2025–2029", parent=hub.made[Goal] if hub else None, **own))
    add(Organisation(name="Hub City", kind="city", place=place, **own))
    add(Person(given="Hub", family="Example", retain_until=today - timedelta(days=1), **own))
    goals, body, person = [linked(Goal)], linked(Organisation), linked(Person)
    dated = {"begins": "2014", "review": late, "status": "active"}
    themes = [make_concept(en=f"Theme of {name}")]
    add(Tie(place=place, kind="sister", **{**dated, "status": status}, **own), goals=goals, themes=themes)
    add(EarlierStatus(tie=made[Tie], status="active", since="2010", until="2014"))
    add(Membership(organisation=body, renews=soon.isoformat(), **dated, **own), goals=goals)
    add(Fee(membership=made[Membership], year=today.year, amount=1000))
    add(Seat(membership=made[Membership], name=name, ends=soon.isoformat()))
    add(MemberList(organisation=body, as_of="2026", members=name, **own))
    add(CountryProgramme(name=text(en=name), country=make_country(), **dated, **own), goals=goals)
    add(JointProject(name=text(en=name), country_programme=linked(CountryProgramme), begins="2020", **own), goals=goals)
    add(ProjectPartner(project=made[JointProject], organisation=body))
    signed = {"begins": "2020", "ends": soon.isoformat(), "review": late}
    add(Agreement(title=text(en=name), tie=linked(Tie), **signed, **own), parties=[body], goals=goals)
    add(Clause(agreement=made[Agreement], number="1", heading=text(en=name), text=text(en=name)))
    add(Commitment(agreement=made[Agreement], what=text(en=name), due=late))
    need = Need(text=name, deadline=soon, **own)
    need.candidates = [Candidate(f"place:{place.pk}", name, tie=str(linked(Tie).uid))]
    add(need, goals=goals)
    met = {"organisations": [body], "people": [person], "goals": goals}
    add(Meeting(who="Hub City, Hub Example", day=day, about=name, next_step=name, next_by=soon, **own), **met)
    for link, model in (("tie", Tie), ("membership", Membership), ("project", JointProject)):
        add(Benefit(gave=f"{name} of {link}", kind="learning", day=day, **{link: linked(model)}, **own))
    add(Role(person=made[Person], organisation=body, function=name))
    add(Acquaintance(person=made[Person], user=office.ella, note=name))
    add(ContactDetail(person=person, kind="assistant", value=f"ask {name}", **own))
    add(PersonalNote(person=person, text=name, **own))
    add(SavedView(name=name, kind="tie", query="status=active", **own))
    told = {"place": place, "organisation": body, "review": late, "origin": "found", "needed_by": office.streets}
    add(Practice(title=text(en=name), **told, **own), goals=goals, themes=themes)
    add(PracticeResult(practice=made[Practice], indicator=text(en=name), before="1", after="2"))
    add(PracticePartner(practice=made[Practice], organisation=body, role=name))
    add(Adoption(practice=made[Practice], organisation=body, changed=text(en=name)))
    days = {"came": today, "deadline": soon}
    add(Enquiry(practice=linked(Practice), city=name, question=name, **days, **own))
    add(Watch(name=name, user=office.ella, query="q=Hub", **own))
    add(attached(made[Tie], name))
    return SimpleNamespace(made=made, place=place)


def bridge(office, hub, few):
    """Records that all see and that link to hidden ones; a list of them."""
    own = {"owner": office.streets, "circle_id": Circle.EVERYONE}
    secret = few.made
    hidden = {"goals": [secret[Goal].pk]}
    meeting = {"organisations": [secret[Organisation].pk], "people": [secret[Person].pk], **hidden}
    need = Need(text="Hub bridge", **own)
    need.candidates = [Candidate("place:1", "Somebody", tie=str(secret[Tie].uid))]
    rows = [
        (Tie(organisation=secret[Organisation], kind="partner", begins="2014", status="active", **own), hidden),
        (Agreement(title=text(en="Hub bridge"), tie=secret[Tie], begins="2020", **own), hidden),
        (Benefit(gave="Hub bridge", kind="other", tie=secret[Tie], **own), {}),
        (Benefit(gave="Hub bridge two", kind="other", membership=secret[Membership], **own), {}),
        (Benefit(gave="Hub bridge three", kind="other", project=secret[JointProject], **own), {}),
        (Membership(organisation=secret[Organisation], begins="2014", **own), hidden),
        (MemberList(organisation=secret[Organisation], as_of="2026", members="Turku", **own), {}),
        (Role(person=hub.made[Person], organisation=secret[Organisation], function="Hub bridge"), {}),
        (ProjectPartner(project=hub.made[JointProject], organisation=secret[Organisation]), {}),
        (Meeting(who="Hub City", about="Hub bridge", **own), meeting),
        (need, hidden),
    ]
    for record, links in rows:
        record.links = links
        create(record, office.ella)
    return [record for record, _links in rows]


def make_facts(hub):
    """What sources claim: twinnings with our own city, and networks of the place of all."""
    body = {"source": "test", "snapshot": snapshot("test")}
    city = make_place("Our city")
    claimed = make_place("Hub claimed")
    TieClaim.objects.create(key="1", place=city, other=claimed, names="Our city – Hub claimed", **body)
    network = Network.objects.create(key="n", name="Hub Network", **body)
    MembershipClaim.objects.create(key="m", network=network, member="Hub", place=hub.place, **body)
    return SimpleNamespace(city=city, claimed=claimed)


def sleepers(office, hub):
    """A tie, a membership and an organisation of all that say nothing of their own to the pages, but may be told of."""
    own = {"owner": office.streets, "circle_id": Circle.EVERYONE}
    asleep = {"begins": "2014", "status": "active"}
    network = create(Organisation(name="Hub Network", kind="network", **own), office.ella)
    quiet = create(Organisation(name="Hub Quiet", kind="city", **own), office.ella)
    tie = create(Tie(organisation=quiet, place=hub.place, kind="partner", **asleep, **own), office.ella)
    membership = create(Membership(organisation=quiet, **asleep, **own), office.ella)
    # Nothing has happened to any of it for years.
    ChangeSet.objects.update(at=timezone.now() - timedelta(days=1200))
    return SimpleNamespace(network=network, quiet=quiet, tie=tie, membership=membership)


def make_signs(office, quiet, facts):
    """What few see and what would change the figures, the head, and who sleeps, of what all see."""
    own = {"owner": office.strategy, "circle": office.team}
    hidden = [
        (Membership(organisation=quiet.network, begins="2020", status="active", **own), {}),
        (Tie(place=facts.claimed, kind="sister", begins="2020", status="active", **own), {}),
        (Tie(organisation=quiet.quiet, kind="host", begins="2020", status="active", **own), {}),
        (Benefit(gave="Hub sign", kind="other", tie=quiet.tie, **own), {}),
        (Benefit(gave="Hub sign two", kind="other", membership=quiet.membership, **own), {}),
        (Meeting(who="Hub Quiet", about="Hub sign", **own), {"organisations": [quiet.quiet.pk]}),
    ]
    for record, links in hidden:
        record.links = links
        create(record, office.ella)


def turn(few, hub, by):
    """What is hidden is called otherwise, and links to what all see."""
    change(few.made[Organisation], {"name": "Aaland merger talks", "place": hub.place.pk, "kind": "network"}, by)
    change(few.made[Person], {"given": "Aatami", "family": "Secret"}, by)
    change(few.made[Goal], {"name": text(en="Aims in secret"), "parent": hub.made[Goal].pk}, by)
    change(few.made[Tie], {"place": hub.place.pk, "status": "ended"}, by)
    change(few.made[Membership], {"organisation": hub.made[Organisation].pk, "status": "ended"}, by)
    change(few.made[JointProject], {"name": text(en="Project in secret")}, by)


def adding(few):
    """Forms that begin with a record that somebody names by its key."""
    for name, link in (("tie", Organisation), ("membership", Organisation), ("benefit", Tie), ("role", Person)):
        yield f"{reverse(f'{name}:add')}?{link._meta.model_name}={few.made[link].pk}"


def pages_of(hub, office, more):
    """Every page that says something of records, for the records of a world."""
    for register in REGISTERS:
        index = reverse(f"{register.model._meta.model_name}:index")
        known = {"q", "export", *register.filter_set.base_filters}
        yield from (index, *(f"{index}?{asked}" for asked in ASKED if asked.split("=")[0] in known))
    for record in (*hub.made.values(), *more):
        for page in ("inspect", "edit", "history"):
            yield reverse(f"{record._meta.model_name}:{page}", args=[record.pk])
    subjects = [("place", hub.place.pk), ("country", "FI"), ("unit", office.city.uid)]
    subjects += [(model._meta.model_name, hub.made[model].uid) for model in (Organisation, Person, Goal)]
    for kind, key in subjects:
        page = reverse(f"about:{kind}", args=[key])
        yield from (page, f"{page}?show=timeline", *(f"{page}?show={one.name}" for one in KINDS))
    picture = reverse("picture:index")
    yield from (f"{picture}?whose={whose}" for whose in ("ours", "all", "mine"))
    suggest, typed = reverse("desk:suggest"), reverse("duplicates:typed")
    yield from (f"{suggest}?kind={kind}&q=Hub" for kind in SUGGESTS)
    yield f"{suggest}?kind=tie&q=Place+of+Hub"
    yield from (f"{typed}?kind=organisation&name=Hub+City", f"{typed}?kind=person&given=Hub&family=Example")
    pairs = reverse("duplicates:pairs")
    for kind, model in (("organisation", Organisation), ("person", Person)):
        yield from (
            f"{pairs}?kind={kind}",
            f"{pairs}?kind={kind}&said=1",
            f"{pairs}?kind={kind}&of={hub.made[model].uid}",
        )
    yield reverse("person:vcard", args=[hub.made[Person].pk])
    yield reverse("meeting:who", args=[hub.made[Meeting].pk])
    yield from (reverse(name) for name in ("wagtailadmin_home", "review:worth", "need:outcomes", "languages:index"))
    yield from (reverse(name) for name in ("office:confirm", "changes:mine", "circles:index", "public:ties"))


def world_pages(office, worlds, facts, quiet):
    hub, few, bridges = worlds
    pages = [*pages_of(hub, office, bridges), *adding(few), reverse("membership:inspect", args=[quiet.membership.pk])]
    pages += [reverse("about:place", args=[place.pk]) for place in (facts.city, facts.claimed)]
    return pages + [reverse("about:organisation", args=[one.uid]) for one in (quiet.network, quiet.quiet)]


def read(client, pages):
    return {page: said(client.get(page)) for page in pages}


def read_all(readers, pages):
    return {(name, page): said for name, user in readers.items() for page, said in read(client_of(user), pages).items()}


def said(response):
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, VARIES.sub("", body.decode())


def differences(before, after):
    """The lines that came or went, to see what a page gives away."""
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line.startswith(("+ ", "- "))][:12]


@pytest.fixture
def worlds(office):
    """What all see; what few see; and what all see that links to that."""
    long_ago = timezone.localdate() - timedelta(days=1200)
    everyone = Circle.objects.get(pk=Circle.EVERYONE)
    hub = make_world(office, everyone, "Hub of all", day=long_ago, status="suspended")
    few = make_world(office, office.team, "Hub of few")
    return hub, few, bridge(office, hub, few)


@pytest.fixture
def readers(office):
    ada, noor, region = make_user("ada"), make_user("noor"), make_unit("Region")
    region.circle = make_circle("Region staff", region)
    region.save()
    make_post(ada, region)
    ada.groups.add(make_roles()["Adviser"])
    return {"omar": office.omar, "ada": ada, "noor": noor}


def test_what_is_hidden_changes_no_page(office, worlds, readers, settings):
    hub, few, _bridges = worlds
    facts, quiet = make_facts(hub), sleepers(office, hub)
    settings.CITY_GEONAMES_ID = facts.city.pk
    pages = world_pages(office, worlds, facts, quiet)
    compare_all()
    before = read_all(readers, pages)
    assert {status for (name, _page), (status, _said) in before.items() if name != "noor"} <= {200, 302, 404}
    assert {status for (name, _page), (status, _said) in before.items() if name == "noor"} == {200, 403}
    turn(few, hub, office.ella)
    make_world(office, office.team, "Hub of others", hub, owner=office.strategy)
    make_signs(office, quiet, facts)
    compare_all()
    after = read_all(readers, pages)
    assert {one: differences(before[one][1], after[one][1]) for one in before if before[one] != after[one]} == {}
    # It is there, and linked: who sees it reads of it.
    about = reverse("about:organisation", args=[hub.made[Organisation].uid])
    assert "Hub of others" in said(client_of(office.ella).get(about))[1]


def compare_all():
    for kind in COMPARED.values():
        find_pairs(kind)


def test_the_world_has_every_kind(worlds):
    hub, _few, _bridges = worlds
    kinds = {register.model for register in REGISTERS}
    assert set(hub.made) == kinds
    assert set(part_models()) < kinds
    assert all(issubclass(kind, Record) for kind in kinds)
