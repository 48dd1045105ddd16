"""The passage of a project that answers a need, in its own language, and where it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kokoaan.finder.finding import Answer
from kokoaan.projects.models import Project
from kokoaan.search.documents import of_project
from kokoaan.search.engine import engine
from kokoaan.search.languages import query_languages
from kokoaan.search.passage import Passage, passage_for
from kokoaan.search.querying import Question, read
from kokoaan.search.similar import Span
from kokoaan.search.vectors import Match as Near

# The need's first words say what to mark in a passage.
READ = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """`passage` is None where the source has no text; `source` is its key, `url` the address that it gives."""

    source: str
    url: str
    # The project's title in the reader's language, where its source gives one.
    title: str
    passage: Passage | None


def quotes(answer: Answer, projects: Iterable[int], quoted: Collection[int] | None = None) -> dict[int, Quote]:
    """Return the quotes of projects (rows of the answer's base); with `quoted`, passages of those only."""
    rows = {answer.base.projects.key[row]: row for row in projects}
    text = answer.question.text[:READ]
    question = read(engine(), text, query_languages(text, answer.question.lang))
    found = {}
    for project in Project.objects.filter(key__in=rows):
        row = rows[project.key]
        if quoted is None or row in quoted:
            found[row] = quote(project, question, answer.spans.get(row))
        else:
            found[row] = Quote(project.source, project.url, str(project), None)
    return found


def quote(project: Project, question: Question, span: Span | None) -> Quote:
    near = Near(0, 0.0, span.begin, span.end, span.lang) if span else None
    return Quote(project.source, project.url, str(project), passage_for(of_project(project), question, near))
