"""Towns as people and files write them: "PARIS CEDEX 05", "1190 Wien", "Sofia / София", "København K".

Nothing here reads the database. A reading is a folded name that the town may have meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kokoaan.lib.fold import fold
from kokoaan.places.countries import codes_by_name

BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
CEDEX = re.compile(r"\bc[eé]dex\b.*", re.IGNORECASE)
# "1190", "A-1190", "LV-1050", "SE-111 21", "100 00": a word with a digit, and the letters before its dash.
NUMBERED = re.compile(r"\b(?:[A-Za-z]{1,3}[-\s–])?\w*\d[\w-]*")
SEPARATORS = re.compile(r"\s*[/,;|+:]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\.\s+(?=\w{4})|\s+(?:and|y|und|et)\s+|\n")
DASHES = re.compile(r"\s*[-–—]\s*")

# Words that say what kind of place it is or which part of it, beside the name.
KINDS = """
city town of the municipality municipal commune district region county province prefecture area island sector
sektor sectorul judetul comuna oras orasul municipiul bezirk stadt hansestadt landeshauptstadt gemeinde markt
kreis landkreis obec mesto mestna obcina obcine gmina miasto powiat grad opcina opstina opshtina obshtina
kaupunki kaupungin kunta kommun kommune stad gemeente ville comune di citta ayuntamiento de concello municipio
concelho camara dimos dimoi novads novada pagasts pagasta pilseta rajonas rajono sav savivaldybe savivaldybes
vald linn maakond varos kozseg megye ker kerulet fraz loc localita frazione ar k n s o v e c st zh
"""
KIND_WORDS = frozenset(KINDS.split())
SAINTS = {
    "st": ("saint", "sankt", "sint", "szent", "santo", "sveti"),
    "ste": ("sainte",),
    "sv": ("sveti", "svaty"),
    "sw": ("swiety",),
    "sta": ("santa",),
}
# Cyrillic and Greek letters that look Latin, as typed by mistake inside a Latin word.
LOOKALIKES = str.maketrans("асеорхукмтнвАСЕОРХУКМТНВοανΟΑΝ", "aceopxykmthbACEOPXYKMTHBoavOAN")
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def bare(town: str) -> str:
    """Return the town without brackets, postcodes, district numbers and CEDEX."""
    return NUMBERED.sub(" ", CEDEX.sub(" ", BRACKETS.sub(" ", town)))


def in_one_script(town: str) -> str:
    """Return the town with letters that only look Latin made Latin, where most are Latin."""
    plain = town.translate(LOOKALIKES)
    latin = sum(letter.isascii() for letter in town)
    return plain if 2 * latin > len(town) else town


def parts(town: str) -> list[str]:
    """Return the parts of "A / B", "A, B" and "A - B", longest names kept whole."""
    return [part for part in SEPARATORS.split(town) if part and part.strip()]


def without_kind(folded: str) -> str:
    """Return the name without words such as "city of" before it and "sector", "K" after it."""
    words = folded.split()
    while len(words) > 1 and words[0] in KIND_WORDS and (len(words[0]) > 1 or words[0] == "o"):
        words = words[1:]
    while len(words) > 1 and words[-1] in KIND_WORDS:
        words = words[:-1]
    return " ".join(words)


def spelt_out(folded: str) -> Iterator[str]:
    """Yield the name with its "St." spelt out in each language, and with ae, oe and ue as one letter."""
    words = folded.split()
    for place, word in enumerate(words):
        for full in SAINTS.get(word, ()):
            yield " ".join([*words[:place], full, *words[place + 1 :]])
    plain = folded
    for pair, letter in UMLAUTS:
        plain = plain.replace(pair, letter)
    if plain != folded:
        yield plain


def readings(town: str) -> list[str]:
    """Return what the town may have meant, most literal first, each once.

    >>> readings("PARIS CEDEX 05")
    ['paris cedex 05', 'paris']
    """
    town = in_one_script(town)
    whole = [fold(town), fold(BRACKETS.sub(" ", town)), fold(bare(town))]
    inside = [fold(part) for part in parts(bare(town)) if fold(part) not in codes_by_name()]
    brackets = [fold(found.strip("()[] ")) for found in BRACKETS.findall(town)]
    kindless = [without_kind(name) for name in (*whole, *inside)]
    found = [*whole, *kindless[:3], *inside, *kindless[3:], *brackets]
    found += [other for name in (*whole, *inside) for other in spelt_out(without_kind(name))]
    # A single letter is a place only when it is all there is: Å in Norway, Y in France.
    return list(dict.fromkeys(name for name in found if len(name) > 1 or name == whole[0] != ""))


def shortened(town: str) -> list[str]:
    """Return the beginnings of the town, longest first, then its last words: "bucuresti sector" gives "bucuresti"."""
    words = without_kind(fold(bare(town))).split()
    beginnings = [" ".join(words[:length]) for length in range(len(words) - 1, 0, -1)]
    ends = [" ".join(words[-length:]) for length in range(len(words) - 1, 0, -1)]
    by_dash = [fold(part) for part in DASHES.split(bare(town))]
    return list(dict.fromkeys(name for name in (*by_dash, *beginnings, *ends) if len(name) > 3))
