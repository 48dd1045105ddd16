"""The small city of the who-sees-what matrix: six people, four circles, and a record of every kind in each circle.

Vera visits, Noor has only an account, Omar is staff, Ella is in the Strategy department, Ada advises for an outside
body that shares the EU office, Sulo is a superuser outside every circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page

from kokoaan.desk.models import Meeting
from kokoaan.finder.models import Need
from kokoaan.finder.shortlist import Candidate
from kokoaan.lib.text import text
from kokoaan.library.models import Watch
from kokoaan.networks.models import Fee, MemberList, Membership, Seat
from kokoaan.organisations.models import Acquaintance, ContactDetail, Organisation, Person, PersonalNote, Role
from kokoaan.partners.models import Agreement, Clause, Commitment, EarlierStatus, Tie
from kokoaan.people.models import Circle, User
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Adoption, Enquiry, Practice, PracticePartner, PracticeResult
from kokoaan.projects.models import CountryProgramme, JointProject, ProjectPartner
from kokoaan.public.models import HomePage, SectionPage
from kokoaan.public.starting import let_editors_in, serve_from
from kokoaan.records.changing import change, create
from kokoaan.records.documents.keeping import keep
from kokoaan.records.documents.types import TEXT
from kokoaan.records.models import Attachment, ChangeSet, Record, SavedView
from kokoaan.records.proposing import propose
from kokoaan.review.models import Benefit
from kokoaan.strategy.models import Goal

# What hidden rows hold begins so; a search for it must find only what the person may see.
MARK = "zxq"
PEOPLE = ("vera", "noor", "omar", "ella", "ada", "sulo")
CIRCLES = ("everyone", "staff", "strategy", "eu")
SEES = {
    "vera": {"everyone"},
    "noor": {"everyone"},
    "omar": {"everyone", "staff"},
    "ella": {"everyone", "staff", "strategy", "eu"},
    "ada": {"everyone", "eu"},
    "sulo": {"everyone"},
}


def make_country():
    finland = {"name": text(en="Finland"), "continent": "EU"}
    return Country.objects.get_or_create(code="FI", defaults=finland)[0]


def make_place(secret):
    country = make_country()
    key = 900_000_000 + Place.objects.count()
    place = Place.objects.create(
        id=key,
        local_name=secret,
        country=country,
        latitude=60.0,
        longitude=25.0,
        population=1000,
        timezone="Europe/Helsinki",
        folded=secret.replace("-", " "),
    )
    place.names.create(text=secret, folded=secret.replace("-", " "), source="test")
    return place


def make_organisation(secret, owner, circle):
    return Organisation(name=secret, notes=f"notes {secret}", place=make_place(secret), owner=owner, circle=circle)


def make_tie(secret, owner, circle):
    reason = text(en=f"reason {secret}")
    return Tie(place=make_place(secret), kind="partner", reason=reason, owner=owner, circle=circle)


def make_earlier_status(secret, owner, circle):
    tie = create(make_tie(secret, owner, circle), None)
    return EarlierStatus(tie=tie, status="active", since="2014", decision=secret)


def make_agreement(secret, owner, circle):
    return Agreement(title=text(en=secret), summary=text(en=f"so {secret}"), owner=owner, circle=circle)


def make_clause(secret, owner, circle):
    agreement = create(make_agreement(secret, owner, circle), None)
    return Clause(agreement=agreement, number="1", heading=text(en=secret), text=text(en=f"shall {secret}"))


def make_commitment(secret, owner, circle):
    agreement = create(make_agreement(secret, owner, circle), None)
    return Commitment(agreement=agreement, what=text(en=f"promise {secret}"), who=f"who {secret}", due="2020")


def make_attachment(secret, owner, circle):
    return attached(create(make_tie(secret, owner, circle), None), secret)


def attached(whole, secret):
    """A document of a record, whose file is there."""
    kept = keep(SimpleUploadedFile(f"{secret}.txt", secret.encode()), TEXT)
    return Attachment(
        model=ContentType.objects.get_for_model(whole),
        record=whole.uid,
        title=secret,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
    )


def make_goal(secret, owner, circle):
    return Goal(name=text(en=secret), term="2025–2029", description=text(en=f"so {secret}"), owner=owner, circle=circle)


def make_member_of(secret, owner, circle):
    """An organisation in the same circle, for records that need one."""
    return create(Organisation(name=secret, owner=owner, circle=circle), None)


def make_membership(secret, owner, circle):
    organisation = make_member_of(secret, owner, circle)
    return Membership(organisation=organisation, why_joined=text(en=f"because {secret}"), owner=owner, circle=circle)


def make_member_list(secret, owner, circle):
    organisation = make_member_of(secret, owner, circle)
    return MemberList(organisation=organisation, as_of="2026", members=secret, owner=owner, circle=circle)


def make_programme(secret, owner, circle):
    return CountryProgramme(name=text(en=secret), country=make_country(), owner=owner, circle=circle)


def make_need(secret, owner, circle):
    need = Need(text=f"need {secret}", owner=owner, circle=circle)
    need.candidates = [Candidate("place:1", secret, pro=f"for {secret}")]
    return need


def make_meeting(secret, owner, circle):
    return Meeting(who=secret, about=f"about {secret}", next_step=f"next {secret}", owner=owner, circle=circle)


def make_fee(secret, owner, circle):
    membership = create(make_membership(secret, owner, circle), None)
    return Fee(membership=membership, year=2025, amount=100, note=f"note {secret}")


def make_seat(secret, owner, circle):
    membership = create(make_membership(secret, owner, circle), None)
    return Seat(membership=membership, name=f"board {secret}", office=f"office {secret}")


def make_joint_project(secret, owner, circle):
    return JointProject(name=text(en=secret), alone=text(en=f"alone {secret}"), owner=owner, circle=circle)


def make_project_partner(secret, owner, circle):
    project = create(make_joint_project(secret, owner, circle), None)
    return ProjectPartner(project=project, organisation=make_member_of(secret, owner, circle), note=f"note {secret}")


def make_benefit(secret, owner, circle):
    tie = create(make_tie(secret, owner, circle), None)
    return Benefit(gave=f"gave {secret}", kind="learning", tie=tie, owner=owner, circle=circle)


def make_person(secret, owner, circle):
    return Person(given="Esimerkki", family=secret, honorific=f"dear {secret}", owner=owner, circle=circle)


def make_known(secret, owner, circle):
    """A person in the same circle, for records that need one."""
    return create(make_person(secret, owner, circle), None)


def make_role(secret, owner, circle):
    organisation = make_member_of(secret, owner, circle)
    return Role(person=make_known(secret, owner, circle), organisation=organisation, function=f"chief {secret}")


def make_acquaintance(secret, owner, circle):
    knower = User.objects.order_by("pk").first()
    return Acquaintance(person=make_known(secret, owner, circle), user=knower, note=f"from {secret}")


def make_contact_detail(secret, owner, circle):
    person = make_known(secret, owner, circle)
    return ContactDetail(person=person, kind="assistant", value=f"ask {secret}", owner=owner, circle=circle)


def make_personal_note(secret, owner, circle):
    return PersonalNote(person=make_known(secret, owner, circle), text=f"note {secret}", owner=owner, circle=circle)


def make_saved_view(secret, owner, circle):
    return SavedView(name=secret, kind="tie", query="status=active", note=f"for {secret}", owner=owner, circle=circle)


def make_watch(secret, owner, circle):
    watcher = User.objects.order_by("pk").first()
    return Watch(name=secret, query="q=heat", user=watcher, owner=owner, circle=circle)


def make_practice(secret, owner, circle):
    return Practice(title=text(en=secret), failed=text(en=f"failed {secret}"), owner=owner, circle=circle)


def make_shared(secret, owner, circle):
    """A practice in the same circle, for records that need one."""
    return create(make_practice(secret, owner, circle), None)


def make_practice_result(secret, owner, circle):
    practice = make_shared(secret, owner, circle)
    return PracticeResult(practice=practice, indicator=text(en=f"share {secret}"), after=f"10 {secret}")


def make_practice_partner(secret, owner, circle):
    return PracticePartner(practice=make_shared(secret, owner, circle), name=f"body {secret}", role=f"gave {secret}")


def make_adoption(secret, owner, circle):
    practice = make_shared(secret, owner, circle)
    return Adoption(practice=practice, place=make_place(secret), changed=text(en=f"changed {secret}"))


def make_enquiry(secret, owner, circle):
    asked = {"question": f"how {secret}", "contact_name": f"asker {secret}", "answer": f"so {secret}"}
    days = {"came": date(2026, 1, 1), "deadline": date(2026, 1, 15)}
    return Enquiry(city=secret, **asked, **days, owner=owner, circle=circle)


# A new kind of record joins this table in the commit that makes it.
MAKERS = {
    Goal: make_goal,
    Organisation: make_organisation,
    Tie: make_tie,
    Membership: make_membership,
    MemberList: make_member_list,
    CountryProgramme: make_programme,
    Need: make_need,
    Meeting: make_meeting,
    EarlierStatus: make_earlier_status,
    Agreement: make_agreement,
    Clause: make_clause,
    Commitment: make_commitment,
    Attachment: make_attachment,
    Fee: make_fee,
    Seat: make_seat,
    JointProject: make_joint_project,
    ProjectPartner: make_project_partner,
    Benefit: make_benefit,
    Person: make_person,
    Role: make_role,
    Acquaintance: make_acquaintance,
    ContactDetail: make_contact_detail,
    PersonalNote: make_personal_note,
    SavedView: make_saved_view,
    Watch: make_watch,
    Practice: make_practice,
    PracticeResult: make_practice_result,
    PracticePartner: make_practice_partner,
    Adoption: make_adoption,
    Enquiry: make_enquiry,
}


def record_models():
    return [model for model in apps.get_models() if issubclass(model, Record)]


@dataclass
class City:
    people: dict[str, User | None]
    circles: dict[str, Circle]
    units: dict
    records: dict[tuple[type, str], Record] = field(default_factory=dict)
    changesets: dict[tuple[type, str], ChangeSet] = field(default_factory=dict)
    # What Ella proposes of each record, and nobody has answered.
    proposals: dict[tuple[type, str], ChangeSet] = field(default_factory=dict)
    # A front page and a section of it: what the doors of public pages are tried with.
    pages: list = field(default_factory=list)

    def secret(self, model, circle):
        return f"{MARK}-{circle}-{model._meta.model_name}"

    def hidden_from(self, name):
        """Strings that no answer to this person may hold."""
        kinds = (model._meta.model_name for model in MAKERS)
        secrets = {f"{MARK}-{circle}-{kind}" for kind in kinds for circle in set(CIRCLES) - SEES[name]}
        # A circle's name is for its members and for those who may change circles.
        circles = set() if name == "sulo" else {f"{MARK}-circle-{circle}" for circle in set(CIRCLES) - SEES[name]}
        return secrets | circles


def make_city():
    groups = make_roles()
    units = {"city": make_unit("City"), "region": make_unit("Region")}
    units["strategy"] = make_unit("Strategy", parent=units["city"])
    people = {name: make_user(name) for name in PEOPLE if name not in {"vera", "sulo"}}
    people |= {"vera": None, "sulo": User.objects.create_superuser("sulo", "sulo@example.org")}
    for name, unit, role in (
        ("omar", "city", "Expert"),
        ("ella", "strategy", "Coordinator"),
        ("ada", "region", "Adviser"),
    ):
        make_post(people[name], units[unit])
        people[name].groups.add(groups[role])
    circles = {
        "everyone": Circle.objects.get(pk=Circle.EVERYONE),
        "staff": make_circle(f"{MARK}-circle-staff", units["city"]),
        "strategy": make_circle(f"{MARK}-circle-strategy", units["strategy"]),
        "eu": make_circle(f"{MARK}-circle-eu", units["region"], units["strategy"]),
    }
    # Ella may change circles as a coordinator; the others may not.
    city = City(people, circles, units)
    for model, maker in MAKERS.items():
        for circle in CIRCLES:
            # What a second person accepts before everyone sees it, the system may write alone.
            by = None if model.asks_second and circle == "everyone" else people["ella"]
            record = create(maker(city.secret(model, circle), units["strategy"], circles[circle]), by)
            name = city.secret(model, circle)
            changed = change(record, {"source": f"https://example.org/{name}"}, by, reason=f"why {name}")
            city.records[model, circle], city.changesets[model, circle] = record, changed
            wish = {"source": f"https://example.org/wish-{name}"}
            city.proposals[model, circle] = propose(record, wish, people["ella"], reason=f"wish {name}")
    city.pages = make_pages(groups["Coordinator"])
    return city


def make_pages(editors):
    """A front page and a section of it, which coordinators write."""
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="home-en", lead="Why."))
    section = home.add_child(instance=SectionPage(title="Partners", slug="partners", section="partners", lead="Who."))
    serve_from(home)
    let_editors_in(editors)
    return [home, section]
