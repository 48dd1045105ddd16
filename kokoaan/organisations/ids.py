"""Ids that registers of the world give to organisations: their form, and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WIKIDATA = re.compile(r"^Q[1-9]\d{0,11}$")
# The number, and two figures whose rule the register does not publish.
TRANSPARENCY = re.compile(r"^\d{9,15}-\d{2}$")
PIC = re.compile(r"^\d{9}$")
Y_TUNNUS = re.compile(r"^(\d{7})-(\d)$")
BUSINESS = re.compile(r"^[0-9A-Z][0-9A-Z ./-]{2,28}[0-9A-Z]$", re.IGNORECASE)
# https://www.vero.fi/globalassets/tietoa-verohallinnosta/ohjelmistokehittajille/yritys--ja-yhteis%C3%B6tunnuksen-ja-henkil%C3%B6tunnuksen-tarkistusmerkin-tarkistuslaskenta.pdf
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def check_wikidata(value: str) -> None:
    if not WIKIDATA.match(value):
        raise ValidationError(_("“%(value)s” is not a Wikidata id such as Q1757."), params={"value": value})


def check_transparency(value: str) -> None:
    if not TRANSPARENCY.match(value):
        raise ValidationError(
            _("“%(value)s” is not an id of the EU Transparency Register such as 12345678901-23."),
            params={"value": value},
        )


def check_pic(value: str) -> None:
    if not PIC.match(value):
        raise ValidationError(
            _("“%(value)s” is not a PIC: nine figures, as the EU funding portal gives them."), params={"value": value}
        )


def check_business_id(value: str) -> None:
    """What looks Finnish has its check figure; other countries' forms differ, so letters and figures will do."""
    if Y_TUNNUS.match(value):
        check_y_tunnus(value)
    elif not BUSINESS.match(value):
        raise ValidationError(
            _("“%(value)s” is not a business id: write letters and figures."), params={"value": value}
        )


def check_y_tunnus(value: str) -> None:
    """Raise ValidationError unless value is a Finnish business id with the right check figure."""
    found = Y_TUNNUS.match(value)
    if not found:
        raise ValidationError(_("“%(value)s” is not a Finnish business id such as 0201256-6."), params={"value": value})
    rest = sum(weight * int(figure) for weight, figure in zip(WEIGHTS, found[1], strict=True)) % 11
    # No number with rest 1 has been given out.
    if rest == 1 or int(found[2]) != (11 - rest if rest else 0):
        raise ValidationError(
            _("“%(value)s” is not a Finnish business id: its last figure does not fit the others."),
            params={"value": value},
        )


@dataclass(frozen=True, slots=True)
class Id:
    """A field of Organisation that holds an id, and the public page that it leads to; "" where there is none."""

    field: str
    address: str

    def url(self, value: str) -> str:
        if self.field == "business_id" and not Y_TUNNUS.match(value):
            return ""
        return self.address.format(value) if value else ""


IDS = (
    Id("wikidata", "https://www.wikidata.org/wiki/{}"),
    Id(
        "transparency",
        "https://transparency-register.europa.eu/searchregister-or-update/organisation-detail_en?id={}",
    ),
    Id(
        "pic", "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/how-to-participate/org-details/{}"
    ),
    Id("business_id", "https://tietopalvelu.ytj.fi/yritys/{}"),
)
