"""What the beginning of a long text tells, read before the whole: who is in it and who is quoted."""

from __future__ import annotations

import re

from components.domain.reading_progress import FirstReading
from components.domain.record import Actor, Quote

PART = 0.15  # of a text's characters that are read first
MOST_ACTORS, MOST_QUOTES = 8, 6
_PARAGRAPH_END = re.compile(r"\n\s*")


def beginning_of(text: str) -> str:
    """The paragraphs that the first part of a text ends in; its first characters where it has no paragraphs."""
    least = int(len(text) * PART)
    end = _PARAGRAPH_END.search(text, least, 2 * least)
    return text[: end.start() if end else least]


def first_reading(text: str, whole: int, actors: list[Actor], quotes: list[Quote]) -> FirstReading:
    """What is told of a beginning of ``whole`` characters in all."""
    names = {a.id: a.name for a in actors}
    return FirstReading(
        who=tuple(f"{a.name}, {a.role}" if a.role else a.name for a in actors[:MOST_ACTORS]),
        quotes=tuple(
            (" … ".join(text[s:e] for s, e in q.content), names.get(q.speaker or ""))
            for q in [q for q in quotes if q.kind in ("direct", "mixed")][:MOST_QUOTES]
        ),
        part=len(text) / max(1, whole),
    )
