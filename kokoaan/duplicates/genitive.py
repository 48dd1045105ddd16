"""The genitive of a place's name, as it stands before "kaupunki" or "stad", so that it is looked for in the index."""

from __future__ import annotations

import re

# A consonant before the last vowel, and what becomes of it: Turku, Turun; Helsinki, Helsingin; Lahti, Lahden.
WEAK = {"nk": "ng", "kk": "k", "pp": "p", "tt": "t", "nt": "nn", "lt": "ll", "rt": "rr", "mp": "mm"}
WEAK |= {"k": "", "p": "v", "t": "d"}
STRONG = re.compile(rf"(.*?)({'|'.join(WEAK)})([aeiouy])")


def genitives(folded: str) -> list[str]:
    """What a folded name may be in the Finnish or Swedish genitive.

    >>> genitives("turku")
    ['turkun', 'turkus', 'turun']
    """
    stems = [folded]
    if found := STRONG.fullmatch(folded):
        stems.append(found[1] + WEAK[found[2]] + found[3])
    ends = [stem + "n" for stem in stems] + [folded + "s"]
    ends += [stem[:-1] + "en" for stem in stems if stem.endswith("i")]
    ends += [folded + "en"] if folded.endswith("e") else [folded + "in"] if folded[-1:] not in set("aeiouy") else []
    return sorted(set(ends))
