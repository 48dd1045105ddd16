"""Sums of money as people write them, and the currencies they are in."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import format_currency, list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import get_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# Thousands in groups of three, all with the same mark or none; then cents, behind another mark. "0.125" is neither.
SHAPE = re.compile(
    r"(?P<whole>-?(?:[1-9]\d{0,2}(?P<mark>[ .,])\d{3}(?:(?P=mark)\d{3})*|\d+))(?:(?!(?P=mark))[.,](?P<cents>\d{1,2}))?",
    re.ASCII,
)
# Figures of the largest sum that any field takes and arithmetic keeps whole.
LONGEST = 18


def read_amount(typed: str) -> Decimal:
    """The sum that was typed, as Finnish, Swedish or English spell it. Raises ValidationError for anything else.

    So it does for "125.375", unless the reader's language parts thousands by that mark.

    >>> read_amount("24 000,50 €")
    Decimal('24000.50')
    >>> read_amount("6,000")
    Decimal('6000')
    """
    read = SHAPE.fullmatch(" ".join(typed.replace("−", "-").strip("€ \u00a0\u202f").split()))
    if read is None:
        raise ValidationError(
            _("“%(value)s” is not a sum of money. Write it in figures: 6000 or 6000.50."), params={"value": typed}
        )
    whole = "".join(letter for letter in read["whole"] if letter not in " .,")
    if len(whole) > LONGEST:
        raise ValidationError(_("This is more money than there is. Write the sum in figures: 6000 or 6000.50."))
    if is_two_ways(read):
        raise two_ways(typed)
    amount = Decimal(f"{whole}.{read['cents']}" if read["cents"] else whole)
    if amount < 0:
        raise ValidationError(_("A sum of money cannot be below zero: “%(value)s”."), params={"value": typed})
    return amount


def is_two_ways(read: re.Match[str]) -> bool:
    """Whether it may be thousands, or a number with three decimals."""
    is_one = read["mark"] in {".", ","} and read["whole"].count(read["mark"]) == 1 and not read["cents"]
    return is_one and read["mark"] != get_format("THOUSAND_SEPARATOR")


def two_ways(typed: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” can be read in two ways. Write thousands without a mark, and cents with two digits."),
        params={"text": typed},
    )


class AmountField(forms.CharField):
    """Gives a Decimal, typed with or without spaces between thousands, or None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        return read_amount(typed) if typed else None


def in_currency(amount: Decimal, currency: str) -> str:
    """A sum as the reader's language writes it: “1 234 567,00 €”, “€1,234,567.00”."""
    return str(format_currency(amount, currency, locale=get_language() or "en"))


def money(amount: Decimal) -> str:
    return number_format(amount, decimal_pos=0 if amount == amount.to_integral() else 2, force_grouping=True)


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    """Codes of ISO 4217, those of the past too: an old fee was paid in marks."""
    return frozenset(list_currencies())


def check_currency(value: str) -> None:
    """Raise ValidationError unless value is a code of ISO 4217."""
    if value not in currencies():
        raise ValidationError(
            _("“%(value)s” is not the code of a currency. Write its three letters: EUR, USD, SEK."),
            params={"value": value},
        )


class CurrencyField(models.CharField):  # type: ignore[type-arg]
    """The code of a currency, EUR unless somebody says otherwise; written in any case."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("default", "EUR")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, check_currency]

    def to_python(self, value: Any) -> Any:
        read = super().to_python(value)
        return read.strip().upper() if isinstance(read, str) else read
