"""What headings of forms for practices are called, by the field that stands under them.

The forms are those of UN-Habitat, URBACT, Interreg Europe, OPSI and C40, with their words in Finnish and Swedish. A
phrase is met at the beginning of a word; the longest that is met tells the field: "Challenges and failures" fail.
"""

from __future__ import annotations

import re

# What stands under these is read for more than one field.
SUMMARY, RESOURCES, TIMES, LINKS = "summary", "resources", "times", "links"
# Headings of such forms whose text is no field of ours, and ends the one before.
APART = "apart"
PHRASES = {
    SUMMARY: """
        summary, abstract, in brief, at a glance, overview, about this good practice, key message
        tiivistelmä, lyhyesti, yhteenveto, kuvaus lyhyesti, pähkinänkuoressa
        sammanfattning, i korthet, kort om, kort beskrivning
    """,
    "problem": """
        problem, challenge, situation before, background, context, the need, needs, why was, starting point
        what challenge, challenge addressed, reason for
        ongelma, haaste, tausta, lähtötilanne, lähtökohta, tarve, miksi
        utmaning, bakgrund, utgångsläge, nuläge, behov, varför
    """,
    "solution": """
        solution, approach, innovation, what is it, what was done, description, objectives, good practice
        what is the practice, detailed information, formulation of objectives, how does it work, strategy
        ratkaisu, toimintamalli, menetelmä, kuvaus, tavoite, tavoitteet, mitä tehtiin, käytäntö
        lösning, arbetssätt, beskrivning, metod, mål, vad gjordes, så fungerar
    """,
    "process": """
        process, implementation, how it was done, steps, main steps, participatory approach, activities
        establishment of priorities, governance, stakeholders, methodology, development, how was it
        toteutus, prosessi, eteneminen, vaiheet, näin tehtiin, miten, toimeenpano
        genomförande, så gick det till, steg, så gjorde, införande
    """,
    RESOURCES: """
        resources, budget, cost, funding, financing, mobilisation of resources, mobilization of resources
        financial, investment, staff, personnel
        resurssit, resursit, budjetti, kustannukset, rahoitus, henkilöstö, talous
        resurser, kostnad, finansiering, personal
    """,
    TIMES: """
        duration, timeline, time frame, timeframe, timescale, start date, end date, dates, period, schedule, when
        kesto, aikataulu, ajankohta, alkamis, päättymis, milloin
        tidplan, tidsplan, varaktighet, startdatum, slutdatum, när
    """,
    "results": """
        result, impact, outcome, evidence of success, achievement, effects, benefits, what difference
        sustainability, outputs, what has changed
        tulokset, tulos, vaikutukset, vaikuttavuus, hyödyt, aikaansaannokset
        resultat, effekt, nytta, utfall, vad blev bättre
    """,
    "failed": """
        challenges and failures, what failed, failure, difficulties, obstacles, barriers, challenges met
        challenges encountered, lessons, lessons learned, what did not work, problems met, what went wrong
        problems encountered, challenges faced
        mikä epäonnistui, epäonnistumiset, vaikeudet, esteet, opit, opittua, mitä opittiin, mikä ei toiminut
        haasteet ja epäonnistumiset, haasteet matkan varrella
        vad misslyckades, misslyckanden, svårigheter, hinder, lärdomar, vad som inte fungerade
        utmaningar och misslyckanden
    """,
    "conditions": """
        conditions for success, success factors, key success, conditions, prerequisites, requirements
        critical factors, what it takes
        onnistumisen edellytykset, menestystekijät, edellytykset, vaatimukset, onnistumistekijät
        framgångsfaktorer, förutsättningar, villkor, vad krävs
    """,
    "transfer_reason": """
        transferability, transfer, replication, replicability, scalability, potential for learning
        why should other, adaptability, scaling, use elsewhere
        siirrettävyys, monistettavuus, levitettävyys, sovellettavuus, skaalautuvuus, käyttö muualla
        överförbarhet, spridning, skalbarhet, kan användas på andra, tillämpbarhet
    """,
    "body": """
        main institution, owner organisation, lead organisation, lead organization, organisation in charge
        implementing organisation, responsible organisation, responsible organization
        vastuuorganisaatio, toteuttajaorganisaatio, omistaja, vastuutaho
        ansvarig organisation, huvudman, ägare
    """,
    "contact": "contact, yhteystiedot, yhteyshenkilö, yhteystaho, kontakt",
    LINKS: """
        links, further information, more information, read more, website, references, sources
        linkit, lisätietoa, lisätiedot, lue lisää, lähteet, verkkosivu
        länkar, mer information, läs mer, källor, webbplats
    """,
    APART: """
        partners, collaborations, related, share, comments, tags, expert opinion, location, cookies, subscribe
        newsletter, table of contents, contents, next steps, categories, themes
        kumppanit, yhteistyökumppanit, sisällys, aiheet, jaa, evästeet, seuraavat askeleet
        samarbetspartner, innehåll, dela, kakor, nästa steg, ämnen
    """,
}
BY_PHRASE = {
    phrase: field for field, phrases in PHRASES.items() for phrase in re.split(r"\s*[,\n]\s*", phrases) if phrase
}
LONGEST_FIRST = sorted(BY_PHRASE, key=lambda phrase: (-len(phrase), phrase))
MET = re.compile("|".join(rf"(?<!\w){re.escape(phrase)}" for phrase in LONGEST_FIRST))
# A heading is short; a sentence that begins with "The problem" is none.
MOST = 90


def field_under(heading: str) -> str:
    """The field whose text stands under the heading; "" when it tells none.

    >>> field_under("3.2 Challenges and failures"), field_under("Lähtötilanne"), field_under("Madrid")
    ('failed', 'problem', '')
    """
    if len(heading) > MOST:
        return ""
    met = MET.findall(heading.casefold())
    return BY_PHRASE[max(met, key=len)] if met else ""
