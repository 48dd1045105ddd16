"""The passage of a project that answers a need, in its own language, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    passage: Passage | None


def quotes(answer: Answer, projects: Iterable[int]) -> dict[int, Quote]:
    """Return the quotes of projects (rows of the answer's base)."""
    rows = {answer.base.projects.key[row]: row for row in projects}
    text = answer.question.text[:READ]
    question = read(engine(), text, query_languages(text, answer.question.lang))
    return {rows[one.key]: quote(one, question, answer.spans, rows) for one in Project.objects.filter(key__in=rows)}


def quote(project: Project, question: Question, spans: Mapping[int, Span], rows: Mapping[str, int]) -> Quote:
    span = spans.get(rows[project.key])
    near = Near(0, 0.0, span.begin, span.end, span.lang) if span else None
    return Quote(project.source, project.url, passage_for(of_project(project), question, near))
