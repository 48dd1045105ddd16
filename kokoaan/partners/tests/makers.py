from kokoaan.lib.text import text
from kokoaan.partners.models import Agreement, Clause, Commitment, Tie
from kokoaan.people.models import Circle
from kokoaan.people.roles import make_roles
from kokoaan.people.tests.makers import make_circle, make_post, make_unit, make_user
from kokoaan.places.tests.makers import make_place
from kokoaan.records.changing import create


def make_house():
    """Ella and Omar of the City; she alone is in the strategy circle."""
    city, roles = make_unit("City"), make_roles()
    strategy = make_unit("Strategy", parent=city)
    ella, omar = make_user("ella"), make_user("omar")
    make_post(ella, strategy)
    make_post(omar, city)
    ella.groups.add(roles["Coordinator"])
    omar.groups.add(roles["Expert"])
    circles = {"staff": make_circle("Staff", city), "strategy": make_circle("Strategists", strategy)}
    return {"city": city, "ella": ella, "omar": omar, **circles, "everyone": Circle.objects.get(pk=Circle.EVERYONE)}


def make_tie(house, circle="staff", place="Tallinn", **changed):
    there = make_place(place, "EE", 394_000)
    fields = {"kind": "agreement", "status": "active", "since": "2018", "reason": text(en="Signed."), **changed}
    return create(Tie(place=there, owner=house["city"], circle=house[circle], **fields), None)


def make_agreement(house, circle="staff", title="On trams", **changed):
    return create(Agreement(title=text(en=title), owner=house["city"], circle=house[circle], **changed), None)


def make_clause(agreement, number="1", heading="Purpose"):
    return create(Clause(agreement=agreement, number=number, heading=text(en=heading), text=text(en="Shall.")), None)


def make_commitment(agreement, what="Send the plans", **changed):
    return create(Commitment(agreement=agreement, what=text(en=what), **changed), None)
