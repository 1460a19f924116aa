"""An attribution before it is tied to an actor, and what both ways of finding one ask of quotation marks."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.analysis.quotes.syntactic_attribution import AttributionCandidate, Frame
from components.domain.record import Stance
from components.domain.spans import Span, contains, overlaps


@dataclass
class Attribution:
    """One attribution before it is tied to an actor; spans are characters."""

    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    lemma: str = ""
    stance: Stance = "neutral"
    rule: str = ""
    confidence: float = 0.5
    quoted: list[QuotedSpan] = field(default_factory=list)
    passive: bool = False
    scare: bool = False
    cut_cues: list[Span] = field(default_factory=list)  # cues of other attributions that were taken out of its content
    fragment: bool = False  # a part of a sentence that is somebody else's
    frame: Frame | None = None  # the construction that the parse sees; None where it sees none
    learned: float = 0.0  # how likely the learned model has the cue for one; 0 where it sees none
    clearness: float = 0.0  # of the learned content
    turn: bool = False  # all of a turn of a transcript, or of a paragraph that is announced as somebody's words
    signed: bool = False  # by a name before or after it, which no cue overrides

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0] if self.content else 0

    @property
    def size(self) -> int:
        """The characters of its content."""
        return sum(end - start for start, end in self.content)

    def shared_with(self, other: Attribution) -> int:
        """The characters of the content that are the other's too."""
        return sum(max(0, min(e, f) - max(s, t)) for s, e in self.content for t, f in other.content)


def quote_around(span: Span, marks: Sequence[QuotedSpan]) -> QuotedSpan | None:
    """The quote that the span stands in, not at its very beginning; ``marks`` in text order."""
    at = bisect.bisect_right(marks, span[0], key=lambda q: q.start) - 1
    return marks[at] if at >= 0 and marks[at].start < span[0] and span[1] <= marks[at].end else None


def stands_beside(quote: QuotedSpan, candidate: AttributionCandidate, text: str, config: QuotesConfig) -> bool:
    """Whether nothing but punctuation lies between a quote and the words that attribute it."""
    words = [candidate.cue, *([candidate.source] if candidate.source else [])]
    start, end = min(w[0] for w in words), max(w[1] for w in words)
    between = text[quote.end : start] if quote.end <= start else text[end : quote.start]
    if quote.end > start and end > quote.start:
        return False
    return len(between) <= config.max_cue_distance and not any(c.isalnum() for c in between)


def join_spans(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def content_with_whole_quotes(
    candidate: AttributionCandidate, marks: Sequence[QuotedSpan], text: str, config: QuotesConfig
) -> tuple[list[Span], list[QuotedSpan]]:
    """A content with every quote that it touches taken whole, and these; a quote beside its cue is all of it."""
    content = [c for c in candidate.content if not (candidate.source and contains(candidate.source, c))]
    touched = _quotes_touching(content, candidate.cue, marks)
    if not touched:
        return content, []
    for quote in touched:
        long = len(text[quote.start : quote.end].split()) >= config.min_whole_quote_words
        if long and stands_beside(quote, candidate, text, config):
            return [(q.start, q.end) for q in touched], touched
    grown = []
    for start, end in content:
        for quote in touched:
            if overlaps((start, end), (quote.start, quote.end)):
                start, end = min(start, quote.start), max(end, quote.end)
        grown.append((start, end))
    return join_spans(grown), touched


def _quotes_touching(content: Sequence[Span], cue: Span, marks: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """The quotes that share a character with the content but none with the cue."""
    start, end = min((c[0] for c in content), default=0), max((c[1] for c in content), default=0)
    first = max(0, bisect.bisect_left(marks, start, key=lambda q: q.start) - 1)
    last = bisect.bisect_left(marks, end, key=lambda q: q.start)
    return [
        marks[k]
        for k in range(first, last)
        if any(overlaps((marks[k].start, marks[k].end), c) for c in content)
        and not overlaps((marks[k].start, marks[k].end), cue)
    ]
