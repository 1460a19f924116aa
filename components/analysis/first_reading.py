"""What the beginning of a long text tells, read before the whole: who is in it and who is quoted."""

from __future__ import annotations

import re

import msgspec
from spacy.language import Language

from components.analysis.findings import Findings, findings
from components.domain.article import Article
from components.domain.reading_progress import FirstReading
from components.domain.record import Actor, Quote
from components.domain.single_line_text import plain_line

PART = 0.15  # of a text's characters that are read first
LAST_STEP = "dateline_quotes"  # what follows it isn't told
MOST_ACTORS, MOST_QUOTES = 8, 6
_PARAGRAPH_END = re.compile(r"\n\s*")


def beginning_of(text: str) -> str:
    """The paragraphs that the first part of a text ends in; its first characters where it has no paragraphs."""
    least = int(len(text) * PART)
    end = _PARAGRAPH_END.search(text, least, 2 * least)
    return text[: end.start() if end else least]


def read_beginning(nlp: Language, article: Article) -> FirstReading:
    """Who is in the beginning of an article and who is quoted there; the article is one that may be read."""
    text = beginning_of(article.text)
    doc = nlp.make_doc(text)
    doc._.dateline = Findings(article=msgspec.structs.replace(article, text=text))
    for name, step in nlp.pipeline:
        doc = step(doc)
        if name == LAST_STEP:
            break
    state = findings(doc)
    return _first_reading(text, len(article.text), state.actors, state.quotes)


def _first_reading(text: str, whole: int, actors: list[Actor], quotes: list[Quote]) -> FirstReading:
    names = {a.id: a.name for a in actors}
    named = [a for a in actors if any(m.form == "name" for m in a.mentions)][:MOST_ACTORS]
    spoken = [q for q in quotes if q.kind in ("direct", "mixed")][:MOST_QUOTES]
    return FirstReading(
        who=tuple(f"{a.name}, {a.role}" if a.role else a.name for a in named),
        quotes=tuple(
            (" … ".join(plain_line(text[s:e]) for s, e in q.content), names.get(q.speaker or "")) for q in spoken
        ),
        part=len(text) / whole,
    )
