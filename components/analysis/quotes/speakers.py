"""Finds the actor that a quote's source is."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.findings import char_span
from components.analysis.quotes.config import QuotesConfig
from components.domain.record import Actor, Mention
from components.domain.spans import Span, overlaps


class SpeakerIndex:
    """Finds the actor that a source's words stand for."""

    def __init__(self, actors: Sequence[Actor], config: QuotesConfig) -> None:
        self._max_mention_characters = config.max_mention_characters
        self._mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in actors for m in a.mentions), key=lambda ma: (ma[0].start, -ma[0].end)
        )
        self._starts = [m.start for m, _ in self._mentions]

    def of(self, doc: Doc, source: Span) -> tuple[Actor | None, float]:
        """The actor whose mention holds the head of the source's words, and how sure that is."""
        head = char_span(doc, source).root
        head_span = (head.idx, head.idx + len(head))
        first = bisect.bisect_left(self._starts, source[0] - self._max_mention_characters)
        last = bisect.bisect_left(self._starts, source[1])
        inside = [
            (m, a)
            for m, a in self._mentions[first:last]
            if overlaps((m.start, m.end), source) and m.form != "adjective"
        ]
        holding = [(m, a) for m, a in inside if overlaps((m.start, m.end), head_span)]
        # "Mr. Smith, the mayor": an apposition names the same one as the head does.
        if not holding and head.pos_ == "PROPN":
            holding = [(m, a) for m, a in inside if a.kind in {"person", "organisation"}]
        if not holding:
            appositions = [(c.idx, c.idx + len(c)) for c in head.children if c.dep_ == "appos"]
            holding = [(m, a) for m, a in inside if any(overlaps((m.start, m.end), s) for s in appositions)]
        if not holding:
            return None, 1.0
        # "a delegation including Scott Moe, who said": the mention that the source's words are, not one around them.
        within = [(m, a) for m, a in holding if m.end <= source[1] + 2]
        mention, actor = max(within or holding, key=lambda ma: (ma[0].end - ma[0].start, -ma[0].start))
        return actor, mention.confidence
