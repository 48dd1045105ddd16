"""Facts that a text states in a set way: sums of money, years, how long, who answers. Pure, over plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError

from kokoaan.lib.money import currencies, read_amount
from kokoaan.lib.partial_date import check_partial_date

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
TIMES = {
    "thousand": r"thousand|tuhat(?:ta)?|tusen|k(?!\w)|000(?!\w)|t€",
    "million": r"million(?:s|er|aa)?|miljoon(?:a|aa)|miljon(?:er)?|milj\.?|mn|m(?!\w)",
    "billion": r"billion|miljard(?:i|ia|er)?|mrd\.?|bn",
}
POWERS = {"thousand": 3, "million": 6, "billion": 9}
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "kronor": "SEK", "kruunua": "SEK"}
UNIT = r"(?P<{name}>€|\$|£|euro\w*|kronor|kruunua|(?<![A-Z])[A-Z]{{3}}(?![A-Z]))"
SCALE = "|".join(f"(?P<{name}>{words})" for name, words in TIMES.items())
BEFORE = re.compile(rf"{UNIT.format(name='unit')}\s?(?P<number>{NUMBER})\s?(?:{SCALE})?(?!\w)", re.IGNORECASE)
AFTER = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s?(?:{SCALE})?\s?{UNIT.format(name='unit')}", re.IGNORECASE)

YEAR = r"(?:19|20)\d\d"
DAY = re.compile(
    rf"(?<![\d-])(?:(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>{YEAR})|"
    rf"(?P<iso>{YEAR}-\d{{2}}(?:-\d{{2}})?)|(?P<only>{YEAR}))(?![\d-])"
)
SPELL = re.compile(rf"(?<![\d-])(?P<from>{YEAR})\s?(?:[-–—]|to|until)\s?(?P<to>{YEAR})(?![\d-])")
SINCE = re.compile(
    r"(?:since|started in|launched in|began in|opened in|vuodesta|alkoi(?: vuonna)?|käynnistyi(?: vuonna)?|"
    rf"sedan|startade(?: år)?|började(?: år)?)\s(?P<year>{YEAR})",
    re.IGNORECASE,
)
LASTED = re.compile(
    r"(?:\d+|one|two|three|four|five|six|half a|kaksi|kolme|neljä|viisi|kuusi|två|tre|fyra|fem|sex)\s?"
    r"(?:months?|years?|weeks?|kuukau\w+|vuo(?:tta|si|den)|viikko\w*|månad\w*|år|veck\w+)(?!\w)",
    re.IGNORECASE,
)
STAFFED = re.compile(
    r"person[- ](?:years?|months?)|full[- ]time|\bFTE|staff|employee|henkilötyö|työntekij|kokoaikai|asiantuntija|"
    r"årsverk|heltid|anställd|medarbetare",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"head of|director|manager|officer|coordinator|planner|adviser|advisor|department|division|office\b|unit\b|team|"
    r"päällikkö|johtaja|koordinaattori|suunnittelija|asiantuntija|toimiala|yksikkö|toimisto|tiimi|virasto|"
    r"chef|direktör|samordnare|planerare|handläggare|förvaltning|enhet|kontor|avdelning",
    re.IGNORECASE,
)
# What reaches a person.
REACHES = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|(?:\+|\b00)\d[\d ()-]{6,}|\b0\d{1,3}[ -]\d{2,4}[ -]?\d{2,4}|"
    r"\b(?:tel|puh|tfn|phone|puhelin|telefon)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\d|\b(?:one|two|three|kaksi|kolme|en|ett|två|tre)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖÉÜ0-9“\"])")
COSTS = re.compile(
    r"\b(?:budget|cost|fund|financ|invest|budjet|kustann|maksoi|rahoit|kostn|kostade|finansier)", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://[^\s<>\"()]+[^\s<>\"().,;]")
SHORT = 200


class Sum(NamedTuple):
    amount: str
    currency: str


def sentences(text: str) -> list[str]:
    return [one.strip() for one in SENTENCE.split(text) if one.strip()]


def sum_in(text: str) -> Sum | None:
    """The first sum of money that the text names.

    >>> sum_in("It cost 2,4 miljoonaa euroa."), sum_in("SEK 300 000 a year"), sum_in("In 2019")
    (Sum(amount='2400000', currency='EUR'), Sum(amount='300000', currency='SEK'), None)
    """
    met = sorted((*BEFORE.finditer(text), *AFTER.finditer(text)), key=lambda one: one.start())
    return next((found for one in met if (found := sum_of(one))), None)


def sum_of(met: re.Match[str]) -> Sum | None:
    unit = met["unit"]
    currency = SIGNS.get(unit.casefold()[:4] if unit.casefold().startswith("euro") else unit.casefold(), unit)
    power = next((POWERS[name] for name in TIMES if met[name]), 0)
    if currency not in currencies():
        return None
    try:
        amount = read_amount(met["number"])
    except ValidationError:
        return None
    return Sum(f"{(amount * 10**power).normalize():f}", currency) if amount else None


def spell_in(text: str) -> tuple[str, str]:
    """The beginning and the end that the text names, as far as it does."""
    if spell := SPELL.search(text):
        return (spell["from"], spell["to"]) if spell["from"] <= spell["to"] else ("", "")
    since = SINCE.search(text)
    return since["year"] if since else "", ""


def days_in(text: str) -> Iterator[str]:
    """Dates of the text as partial dates; of a day that there is not, its year."""
    for met in DAY.finditer(text):
        said = met["iso"] or met["only"] or f"{met['year']}-{int(met['month']):02}-{int(met['day']):02}"
        yield said if is_day(said) else said[:4]


def is_day(said: str) -> bool:
    try:
        check_partial_date(said)
    except ValidationError:
        return False
    return True


def lasting_in(text: str) -> str:
    """The sentence that says how long it took, when it is short."""
    return first_short(one for one in sentences(text) if LASTED.search(one))


def staff_in(text: str) -> str:
    """The sentence that says how many worked on it, when it is short."""
    return first_short(one for one in sentences(text) if STAFFED.search(one) and COUNTED.search(one))


def first_short(found: Iterable[str]) -> str:
    return next((one.rstrip(".") for one in found if len(one) <= SHORT), "")


def role_in(text: str) -> str:
    """The office that answers, without who holds it and how to reach them.

    >>> role_in("Maria Example, Head of Mobility, maria@city.example"), role_in("Maria Example")
    ('Head of Mobility', '')
    """
    parts = (part.strip(" .:–-") for part in re.split(r"[,;|·\n]|\s[–-]\s", text))
    return first_short(part for part in parts if ROLE.search(part) and not REACHES.search(part))
