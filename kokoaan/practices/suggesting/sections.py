"""A document as what stands under each of its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kokoaan.practices.reading.reading import Paragraph
from kokoaan.practices.suggesting.headings import field_under

# "Results: sick days fell by 12 %." is a heading and its text on one line.
LABELLED = re.compile(r"(?P<label>[^\s:.!?]+(?: [^\s:.!?]+){0,2}):\s+(?P<text>\S.*)", re.DOTALL)


@dataclass(slots=True)
class Section:
    """What stands for one field: texts with the numbers of their paragraphs, from one."""

    heading: str
    texts: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, text: str) -> None:
        """Take a text in, once: some forms say the same on every page."""
        if text not in [one for _number, one in self.texts]:
            self.texts.append((number, text))


class Sections(dict[str, Section]):
    """By field; what the document does not tell is empty."""

    def __missing__(self, name: str) -> Section:
        return Section("")


def sections_of(paragraphs: Sequence[Paragraph], title: str) -> Sections:
    """By field, in the order of the document; what stands under several headings of a field is put together."""
    found: dict[str, Section] = {}
    open_field, open_level = "", 0
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph.level:
            told = field_under(paragraph.text) if paragraph.text != title else ""
            if told:
                open_field, open_level = told, paragraph.level
                found.setdefault(told, Section(paragraph.text))
                continue
            # A heading below it belongs to it; one beside or above it ends it.
            if paragraph.level <= open_level:
                open_field = ""
        elif said := labelled(paragraph):
            told, label, text = said
            found.setdefault(told, Section(label)).add(number, text)
            continue
        if open_field:
            found[open_field].add(number, paragraph.text)
    return Sections({name: one for name, one in found.items() if one.texts})


def labelled(paragraph: Paragraph) -> tuple[str, str, str] | None:
    """The field, the label and the text of a paragraph that begins with its own heading."""
    met = LABELLED.match(paragraph.text)
    told = field_under(met["label"]) if met else ""
    return (told, met["label"], met["text"]) if met and told else None
