"""Practices for tests: one with little, one with all that a practice can tell."""

from __future__ import annotations

from kokoaan.lib.text import text
from kokoaan.organisations.models import Organisation
from kokoaan.people.models import Circle
from kokoaan.places.models import Country, Place
from kokoaan.practices.models import Adoption, Practice, PracticePartner, PracticeResult
from kokoaan.records.changing import create
from kokoaan.records.models import Snapshot
from kokoaan.strategy.models import Concept

LONG = "The district tried it in two streets first. Then it asked everybody who lives there, twice. " * 12


def make_practice(office, circle=None, **changed):
    """Everyone's, unless a circle is given. Made by the house itself, which asks no second person."""
    fields = {"title": text(en="Warm homes"), "owner": office.strategy, **changed}
    return create(Practice(circle=circle or Circle.objects.get(pk=Circle.EVERYONE), **fields), None)


def make_place(name="Åbo", key=633679):
    country, _new = Country.objects.get_or_create(code="FI", defaults={"name": text(en="Finland"), "continent": "EU"})
    spot = {"latitude": 60.45, "longitude": 22.27, "population": 200000, "timezone": "Europe/Helsinki"}
    return Place.objects.get_or_create(id=key, defaults={"local_name": name, "country": country, **spot})[0]


def make_full(office, **changed):
    told = {lang: text(en=f"{lang}: {LONG}") for lang in ("problem", "solution", "process", "conditions", "results")}
    told["failed"] = {"fi": {"text": "Ensimmäinen kysely meni väärään kerrokseen.", "machine": True}}
    fields = {
        "title": text(en="Warm homes, block by block", fi="Lämpimät kodit kortteli kerrallaan", sv="Varma hem"),
        "promise": text(
            en="Every flat is warm, and nobody pays more.", fi="Joka koti on lämmin, eikä kukaan maksa enempää."
        ),
        "place": make_place(),
        "body": "Housing Company of Example",
        "contact": "Head of housing",
        "stage": "in_use",
        "begins": "2019",
        "ends": "2024-05",
        "cost": 240000,
        "staff": "Two person-years",
        "transferability": 4,
        "transfer_reason": text(en="It hangs on no local law. It needs a heat network."),
        "languages": "fi, en",
        "licence": "CC BY 4.0",
        "pages": "https://example.org/warm",
        "source": "https://example.org/source",
        "validated_by": "Office of research",
        "validated_on": "2025-02",
        "is_example": True,
        **told,
        **changed,
    }
    practice = make_practice(office, **fields)
    for indicator, before, after in (
        ("Homes below 18 °C", "41 %", "6 %"),
        ("Cost of heat in a year", "1 200 €", "1 050 €"),
        ("What residents say", "", "“We stay.”"),
    ):
        result = PracticeResult(practice=practice, indicator=text(en=indicator), before=before, after=after)
        result.as_of, result.source = "2024", "https://example.org/figures"
        create(result, None)
    create(PracticePartner(practice=practice, name="Technical University", role="Measured", support="technical"), None)
    create(Adoption(practice=practice, place=make_place("Malmö", 2692969), stage="piloted", on="2023"), None)
    return practice


def make_hidden_body(office, name="Secret works"):
    return create(Organisation(name=name, owner=office.strategy, circle=office.staff), None)


def make_theme(office, practice):
    snapshot = Snapshot.objects.create(source="yso")
    theme = Concept.objects.create(
        source="yso", snapshot=snapshot, key="http://www.yso.fi/onto/yso/p1", label=text(en="heating")
    )
    practice.themes.add(theme)
    return theme
