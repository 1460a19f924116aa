"""An attribution before it is tied to an actor, and what both ways of finding one ask of quotation marks."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.analysis.quotes.quotation_marks import QuotedSpan
from components.analysis.quotes.syntactic_attribution import AttributionCandidate
from components.domain.record import Stance
from components.domain.spans import Span

FAR = 160  # characters between a quote and its cue, where the cue's own subject or object lies between


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
    carried: bool = False  # the speaker was carried over from the quote before
    passive: bool = False
    scare: bool = False
    cut: list[Span] = field(default_factory=list)  # cues of other attributions that were taken out of its content
    fragment: bool = False  # a part of a sentence that is somebody else's

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0] if self.content else 0


def marks_within(span: Span, marks: Sequence[QuotedSpan]) -> QuotedSpan | None:
    """The quote that the span stands in, not at its very beginning; ``marks`` in text order."""
    at = bisect.bisect_right(marks, span[0], key=lambda q: q.start) - 1
    return marks[at] if at >= 0 and marks[at].start < span[0] and span[1] <= marks[at].end else None


def stands_beside(quote: QuotedSpan, one: AttributionCandidate, text: str) -> bool:
    """Whether nothing but punctuation lies between a quote and the words that attribute it."""
    words = [one.cue, *([one.source] if one.source else [])]
    start, end = min(w[0] for w in words), max(w[1] for w in words)
    between = text[quote.end : start] if quote.end <= start else text[end : quote.start]
    if quote.end > start and end > quote.start:
        return False
    return len(between) <= FAR and not any(c.isalnum() for c in between)


def join_spans(spans: list[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
