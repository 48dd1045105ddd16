"""What people write in cells, as forms take it: dates, numbers, yes and no. What is not understood is left as it is
where the form names it well, else named here."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kokoaan.imports.sheet import Number
from kokoaan.lib.fold import fold
from kokoaan.lib.money import two_ways

DAY = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})\.?$")
MONTH = re.compile(r"^(\d{1,2})[./](\d{4})$")
# "2014-03-09 00:00:00" and "2014-03-09T00:00".
STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?$")
YES = frozenset({"yes", "y", "true", "1", "x", "kylla", "k", "tosi", "ja", "sann", "on"})
NO = frozenset({"no", "n", "false", "0", "ei", "e", "epatosi", "nej", "falsk", "off"})
EURO = re.compile(r"^(?:€|EUR)\s*|\s*(?:€|EUR|euroa?)$", re.IGNORECASE)
SPACE = re.compile(r"[\s\u00a0\u202f']")
NUMBER = re.compile(r"^[-−]?\d+(\.\d+)?$")
GROUPED = re.compile(r"^[-−]?\d{1,3}([.,]\d{3})+$")


def as_date(text: str) -> str:
    """A day as ISO writes it: "9.3.2014" is "2014-03-09", "3/2014" is "2014-03". Else the text."""
    if said := STAMP.match(text):
        return said[1]
    if said := DAY.match(text):
        return f"{said[3]}-{int(said[2]):02}-{int(said[1]):02}"
    if said := MONTH.match(text):
        return f"{said[2]}-{int(said[1]):02}"
    return text


def as_number(text: str, currency: str = "") -> str:
    """Digits with a point: "24 000,50 €" is "24000.50". Raises ValidationError for a number in words.

    A euro sign beside another currency is not passed over; nor is "1,234", which is either a thousand or little more
    than one.
    """
    if isinstance(text, Number):
        return str(text)
    bare = EURO.sub("", text)
    if bare != text and currency not in {"", "EUR"}:
        raise ValidationError(
            _("“%(text)s” is in euros, and the currency of the row is %(currency)s. Write only one of them."),
            params={"text": text, "currency": currency},
        )
    bare = SPACE.sub("", bare)
    if GROUPED.match(bare):
        if bare.count(",") + bare.count(".") < 2:
            raise two_ways(text)
        bare = bare.replace(",", "").replace(".", "")
    bare = pointed(bare).replace("−", "-")
    if not NUMBER.match(bare):
        raise ValidationError(
            _("“%(text)s” is not a number. Write it in digits, for example 24000.50."), params={"text": text}
        )
    return bare


def in_cents(number: str) -> str:
    """The number with two decimals, since a field of money takes three for a group of thousands."""
    amount = Decimal(number)
    if amount != round(amount, 2):
        raise ValidationError(
            _("“%(text)s” has more than two decimals, and a sum of money has cents. Round it."), params={"text": number}
        )
    return f"{amount:.2f}"


def pointed(bare: str) -> str:
    """With the last mark as the decimal point, and the marks of thousands before it gone."""
    place = max(bare.rfind(","), bare.rfind("."))
    if place < 0:
        return bare
    return bare[:place].replace(",", "").replace(".", "") + "." + bare[place + 1 :]


def as_yes(text: str) -> bool:
    folded = fold(text)
    if folded in YES or text.lower() == "x":
        return True
    if folded in NO or not text:
        return False
    raise ValidationError(_("“%(text)s” is neither yes nor no."), params={"text": text})
