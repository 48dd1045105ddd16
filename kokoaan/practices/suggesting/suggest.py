"""From a document that was read to what it says for the fields of a practice: its own words, nothing made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kokoaan.practices.reading.reading import Paragraph, Reading
from kokoaan.practices.suggesting import facts
from kokoaan.practices.suggesting.cues import CUES, ENOUGH, points
from kokoaan.practices.suggesting.headings import LINKS, RESOURCES, SUMMARY, TIMES, field_under
from kokoaan.practices.suggesting.sections import Section, Sections, labelled, sections_of
from kokoaan.practices.suggesting.suggestion import Suggestion

TEXTS = ("problem", "solution", "process", "results", "failed", "conditions", "transfer_reason")
ORDER = (
    *("title", "promise", "body", "contact", "begins", "ends", "problem", "solution", "process"),
    *("cost", "currency", "staff", "duration", "results", "failed", "conditions", "transfer_reason", "pages", "source"),
)
# A title stands near the beginning.
TITLE_AMONG = 12
TITLE_MOST, PROMISE_MOST, TEXT_MOST = 300, 400, 20_000
# Shorter ones are captions and menus.
SENTENCE_LEAST = 40
# With so many fields under headings, nothing is guessed for the others: the document does not tell them.
TOLD = 4
LINKS_MOST = 5


def suggest(reading: Reading) -> list[Suggestion]:
    """At most one suggestion for each field, in the order of the form."""
    title = title_of(reading)
    sections = sections_of(reading.paragraphs, title.value if title else "")
    found = [title, promise_of(reading.paragraphs, sections), *texts_of(sections), *whose(sections)]
    found += [*when(sections, reading), *means(sections, reading), *addresses(sections, reading)]
    if len([name for name in TEXTS if name in sections]) < TOLD:
        found += guessed(reading.paragraphs, sections)
    known = {one.field: one for one in reversed(found) if one is not None and one.value}
    return [known[name] for name in ORDER if name in known]


def title_of(reading: Reading) -> Suggestion | None:
    """The first heading that is no heading of a form; else what the document is called."""
    for number, paragraph in enumerate(reading.paragraphs[:TITLE_AMONG], start=1):
        if paragraph.level and len(paragraph.text) <= TITLE_MOST and not field_under(paragraph.text):
            return Suggestion("title", paragraph.text, (number,), paragraph.text)
    if reading.title:
        return Suggestion("title", reading.title[:TITLE_MOST])
    first = reading.paragraphs[0]
    short = len(first.text) <= TITLE_MOST / 2 and not first.text.endswith((".", ":")) and not field_under(first.text)
    return Suggestion("title", first.text, (1,)) if short else None


def promise_of(paragraphs: Sequence[Paragraph], sections: Sections) -> Suggestion | None:
    """The first sentence of the summary; else of the first running text before any heading of a form."""
    heading = sections[SUMMARY].heading
    among = sections[SUMMARY].texts or list(opening(paragraphs))
    for number, text in among:
        first = next(iter(facts.sentences(text)), "")
        if SENTENCE_LEAST <= len(first) <= PROMISE_MOST and not facts.REACHES.search(first):
            return Suggestion("promise", first, (number,), heading)
    return None


def opening(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    for number, paragraph in enumerate(paragraphs, start=1):
        if number > 1 and paragraph.level and field_under(paragraph.text):
            return
        if not paragraph.level and not labelled(paragraph):
            yield number, paragraph.text


def texts_of(sections: Sections) -> Iterator[Suggestion]:
    for name in TEXTS:
        if name in sections:
            yield as_told(name, sections[name])


def as_told(name: str, section: Section) -> Suggestion:
    """The section's words, but lines that reach a person; no more than a field holds."""
    kept, size = list[tuple[int, str]](), 0
    for number, text in section.texts:
        words = " ".join(one for one in facts.sentences(text) if not facts.REACHES.search(one))
        size += len(words) + 2
        if words and size <= TEXT_MOST:
            kept.append((number, words))
    value = "\n\n".join(words for _number, words in kept)
    return Suggestion(name, value, tuple(number for number, _words in kept), section.heading)


def whose(sections: Sections) -> Iterator[Suggestion]:
    for number, text in sections["body"].texts[:1]:
        if len(text) <= facts.SHORT and not facts.REACHES.search(text):
            yield Suggestion("body", text, (number,), sections["body"].heading)
    yield from first("contact", sections["contact"], facts.role_in)


def first(name: str, section: Section, read: Callable[[str], str]) -> Iterator[Suggestion]:
    """What the first paragraph of the section says that says anything."""
    for number, text in section.texts:
        if value := read(text):
            yield Suggestion(name, value, (number,), section.heading)
            return


def when(sections: Sections, reading: Reading) -> Iterator[Suggestion]:
    times = sections[TIMES]
    if days := sorted(day for _number, text in times.texts for day in facts.days_in(text)):
        numbers = tuple(number for number, text in times.texts if list(facts.days_in(text)))
        yield Suggestion("begins", days[0], numbers, times.heading)
        yield Suggestion("ends", days[-1] if days[-1] > days[0] else "", numbers, times.heading)
    else:
        yield from told_by_the_way(reading)
    yield from first("duration", times, facts.lasting_in)
    yield from first("duration", sections["process"], facts.lasting_in)


def told_by_the_way(reading: Reading) -> Iterator[Suggestion]:
    """The first years between which, or since when, anything was."""
    for number, paragraph in enumerate(reading.paragraphs, start=1):
        begins, ends = facts.spell_in(paragraph.text)
        if begins:
            yield Suggestion("begins", begins, (number,))
            yield Suggestion("ends", ends, (number,))
            return


def means(sections: Sections, reading: Reading) -> Iterator[Suggestion]:
    """Money and people: what stands under resources; else a sum beside a word for cost."""
    resources = sections[RESOURCES]
    yield from first("staff", resources, facts.staff_in)
    yield from first("duration", resources, facts.lasting_in)
    elsewhere = [(at, one.text) for at, one in enumerate(reading.paragraphs, start=1) if facts.COSTS.search(one.text)]
    for number, text in (*resources.texts, *elsewhere):
        if found := facts.sum_in(text):
            heading = resources.heading if (number, text) in resources.texts else ""
            yield Suggestion("cost", found.amount, (number,), heading)
            yield Suggestion("currency", found.currency, (number,), heading)
            return


def addresses(sections: Sections, reading: Reading) -> Iterator[Suggestion]:
    written = [(number, facts.ADDRESS.findall(text)) for number, text in sections[LINKS].texts]
    told = dict.fromkeys(one for _number, some in written for one in some)
    links = list(told)[:LINKS_MOST] or ([reading.address] if reading.address else reading.links[:LINKS_MOST])
    numbers = tuple(number for number, some in written if some)
    yield Suggestion("pages", "\n".join(links), numbers, sections[LINKS].heading if numbers else "")
    yield Suggestion("source", reading.address)


def guessed(paragraphs: Sequence[Paragraph], sections: Sections) -> Iterator[Suggestion]:
    """For each text that no heading tells, the passage that sounds most like it; no passage twice."""
    used = {number for section in sections.values() for number, _text in section.texts}
    running = [
        (number, one.text)
        for number, one in enumerate(paragraphs, start=1)
        if not one.level and len(one.text) >= SENTENCE_LEAST and number not in used
    ]
    ranked = sorted(
        (-told, number, name, text)
        for name in CUES
        if name not in sections
        for number, text in running
        if (told := points(name, text)) >= ENOUGH
    )
    taken: set[str] = set()
    for _points, number, name, text in ranked:
        if name not in taken and number not in used:
            taken.add(name)
            used.add(number)
            yield as_told(name, Section("", [(number, text)]))
