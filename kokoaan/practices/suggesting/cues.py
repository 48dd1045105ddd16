"""What gives a passage away where no heading does: words that such passages use, in Finnish, Swedish and English."""

from __future__ import annotations

import re

FIGURES = re.compile(r"\d[\d\s.,]*\s?(%|per ?cent|prosent|procent|tonn|ton\b|kwh|mwh|euro)", re.IGNORECASE)
CUES: dict[str, re.Pattern[str]] = {
    field: re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
    for field, words in {
        "problem": (
            "problem|challeng|lack of|lacked|shortage|too (?:few|many|little|expensive|slow)|before the project|"
            "ongelm|haaste|puute|puuttu|liian (?:vähän|paljon|hidas|kallis)|ennen hanketta|"
            "utmaning|brist|saknade|för (?:få|många|dyr)|före projektet"
        ),
        "solution": (
            "solution|(?:we|the city) (?:built|made|developed|introduced|created|opened)|consists of|"
            "ratkaisu|kehitti|kehitettiin|otettiin käyttöön|rakensi|rakennettiin|perusti|perustettiin|"
            "lösning|utvecklade|införde|byggde|skapade|består av"
        ),
        "results": (
            "result|reduc|increas|fell by|rose by|saved|improved|achiev|decreas|grew|"
            "tulo(?:s|kset|ksena)|väheni|laski|kasvoi|nousi|säästi|parani|"
            "resultat|minskade|ökade|sjönk|steg med|sparade|förbättra"
        ),
        "failed": (
            "fail|did not work|difficult|delayed|lesson|obstacle|in hindsight|"
            "epäonnistu|ei toiminut|vaikeu|viivästy|opimme|este\\b|"
            "misslyck|fungerade inte|svårig|försenad|lärdom|hinder"
        ),
        "conditions": (
            "condition for|precondition|prerequisite|depends on|requires|success factor|crucial|essential|"
            "edellytt|edellytys|edellytyk|vaatii|ratkaisevaa|olennaista|"
            "förutsätt|kräver|avgörande|framgångsfaktor"
        ),
        "transfer_reason": (
            "transfer|replicat|other cities|elsewhere|scal(?:e|ed|able)|can be adapted|"
            "siirrettäv|muut kaupungit|muissa kaupungeissa|monistett|skaalat|"
            "överför|andra städer|andra kommuner|skalbar|kan anpassas"
        ),
    }.items()
}
# So many points a passage needs to be suggested.
ENOUGH = 2


def points(field: str, text: str) -> int:
    """How much a passage sounds like the field; a result counts its figures too."""
    met = len({word.casefold() for word in CUES[field].findall(text)})
    return met + (2 * bool(FIGURES.search(text)) if field == "results" and met else 0)
