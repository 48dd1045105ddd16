"""Which town a local government's name says it governs: "City of Amsterdam", "Aalborg Kommune". Reads no database."""

from __future__ import annotations

import re

# Words in brackets at the end explain the name: "Comune di Cremona (Lombardia)".
EXPLAINED = re.compile(r"\s*\([^()]*\)$")
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:the )?(?:free and hanseatic )?(?:city|town|municipality|city municipality|city council|town council)"
        r" of (?P<town>.+)",
        r"(?:gemeente|stadt|gmina|miasto|ville de|commune de|comune di|ayuntamiento de|ajuntament de) (?P<town>.+)",
        # The Nordic genitive, where no town's own name ends so: Københavns Kommune, Stockholms stad.
        r"(?P<town>.+(?:havn|borg|holm))s (?:kommune|kommun|stad)",
        r"(?P<town>.+) (?:city council|town council|city hall|city|municipality|kommune|kommun|stad)",
    )
]


def town_of(name: str) -> str:
    """Return the town; of a name that has no such form all of it, since some sources write just "Warsaw".

    >>> town_of("City of the Hague"), town_of("Kobenhavns Kommune"), town_of("Warsaw")
    ('the Hague', 'Kobenhavn', 'Warsaw')
    """
    plain = EXPLAINED.sub("", name)
    found = next((match for form in FORMS if (match := form.fullmatch(plain))), None)
    return found["town"] if found else plain
