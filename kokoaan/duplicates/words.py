"""Words of organisations' names that mean the same in several languages, and words that say nothing.

Folded and in Latin letters. Finnish words stand in the genitive too, as they do before another word.
"""

from __future__ import annotations

from collections.abc import Mapping

CLASSES: Mapping[str, str] = {
    "city": """city town municipality municipal kaupunki kaupungin kunta kunnan stad stads kommun kommune stadt gemeinde
        ville comune ayuntamiento municipio municipalidad camara gmina miasto miasta mesto obec vald linn linnavalitsus
        pasvaldiba dome savivaldybe gorod goroda administratsiya merija meriya mairie mairia prefeitura gemeente
        council urzad magistrat magistrate misto mista dimos kaupunginhallitus rathaus shi shirenminzhengfu staden
        kommunen""",
    "region": """region regional regione regio region alue maakunta maakunnan landskap county voivodeship wojewodztwo
        oblast oblasti provincia province provincie lan land departement region maakuntaliitto fylkeskommune kraj""",
    "university": """university universities yliopisto yliopiston universitet universitetet universitat universidad
        universidade universita universite uniwersytet univerzita universiteit ulikool universitate universitetas
        sveuciliste egyetem universitatea univerzitet univerza panepistimio""",
    "technology": """technology teknillinen teknologian tekniska tekniske technische technische technologie technologia
        tecnologia tecnica tehnika tekniikan teknologi politecnico politecnica polytechnic polytechnique technical
        technological technicka""",
    "science": "science sciences tiede tieteen tieteiden vetenskap wissenschaft wissenschaften ciencias scienze nauk",
    "ministry": "ministry ministerio ministerion departementet ministerie ministerium"
    " ministere ministerstvo ministerstwo ministeriet "
    "ministero ministeriums",
    "institute": "institute institut instituto istituto instituutti instituutin instytut institutet instituut",
    "research": "research tutkimus tutkimuslaitos forskning forschung recherche investigacion ricerca onderzoek badan",
    "centre": "centre center keskus keskuksen centrum zentrum centro centret keskustan tsentr",
    "hospital": "hospital sairaala sairaalan sjukhus krankenhaus hopital hospitalet ospedale szpital nemocnice",
    "chamber": "chamber kauppakamari handelskammare handelskammer chambre camera kamer izba",
    "port": "port satama sataman hamn hafen puerto porto haven",
    "school": "school koulu koulun skola skolan schule ecole escuela scuola szkola skole",
    "association": "association yhdistys yhdistyksen forening foreningen verein asociacion associazione vereniging",
    "bank": "bank banks pankki pankin banken banque banco banca",
    "european": "european europaische europeen europeenne europea europeo eurooppalainen euroopan europeiska"
    " europejski",
    "international": "international kansainvalinen internationell internationella internationale internacional "
    "internazionale miedzynarodowy",
}
CLASS_OF: Mapping[str, str] = {word: name for name, words in CLASSES.items() for word in words.split()}
# What bodies are named for, and words that say where: not kinds of bodies, but the same in several languages too.
ALIKE: Mapping[str, str] = {
    word: name
    for name, words in {
        "foreign": "foreign ulko ulkoasiain utrikes utenriks auswartiges etrangeres exteriores esteri",
        "finance": "finance finances valtiovarain finans finansdepartementet finanzen hacienda finanze",
        "environment": "environment environmental ymparisto ympariston miljo umwelt environnement ambiente",
        "education": "education opetus opetuksen undervisnings utbildnings bildung educacion istruzione",
        "culture": "culture cultural kulttuuri kulttuurin kultur cultura kultury",
        "health": "health terveys terveyden halso gesundheit sante salud salute",
        "justice": "justice oikeus justitie justiz justicia giustizia",
        "transport": "transport liikenne liikenteen trafik kommunikations verkehr transports transporte trasporti",
        "north": "north northern pohjois pohjoinen norra nord norte",
        "south": "south southern etela etelainen sodra syd sud sur",
        "east": "east eastern ita itainen ostra ost est este",
        "west": "west western lansi lantinen vastra vast ouest oeste",
        "saint": "saint st sankt sankta sint sainte sveti",
    }.items()
    for word in words.split()
}
# Said of a place or not said: Gambier, the Gambier Islands.
LEFT_OUT_WORDS = """island islands isle isles atoll atollen archipelago saari saaret saarten oarna iles insel inseln
    isla islas station stationen asema aseman affairs asiain"""
LEFT_OUT = frozenset(LEFT_OUT_WORDS.split())
# Ends of compounds, and what they say: Gambieröarna, Gambiersaaret; Ulkoministeriö, Tehnikaülikool.
ENDS = (
    *("oarna", "saaret", "saarten", "saari", "ministerio", "ministeriet", "ministerium", "departementet"),
    *("universitetet", "universitet", "universitat", "yliopisto", "ulikool"),
)

# Legal forms, articles and words that join: two names that differ in these only are the same.
LITTLE = """asbl ry rf oy oyj ab abp ltd limited llc inc gmbh ev e v ag sa srl spa sl bv nv as asa aps plc kft zrt sro
doo ood eood sp z o o coop vzw aisbl ivzw stiftung the of and for de la le les du des d l der die das und et y
e i in den en het van von zu il lo della dello di da dei delle del el los las do dos na w ja och og om at
an a"""
EMPTY = frozenset(LITTLE.split())
