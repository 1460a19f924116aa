"""Attributions that the learned model finds: for each cue whose words and which.

The text is read once; for one cue at a time the last layer alone reads what stands about it, as a predicate's roles are
labelled (He et al. 2017): a source, and a content that may lie apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from components.analysis.encoder.onnx_model import softmax
from components.analysis.encoder.step import encoded_text
from components.analysis.encoder.word_pieces import piece_spans
from components.analysis.findings import char_span, findings
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.cue_detection import cue_reading
from components.domain.spans import Span, overlaps

SOURCE_LABEL, CONTENT_LABEL = 1, 2  # of a piece, when a cue's parts are asked for
_OUTER_MARKS = " ,;:-–—.\n"
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "det", "poss", "nummod"))
_RELATIVE_PRONOUN = re.compile(r",?\s+(?:who|which|that|whom)$")


@dataclass(frozen=True, slots=True)
class LearnedAttribution:
    """Cue, source and content as characters, end-exclusive; how likely the cue is one, how clear the content (0..1)."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float
    clearness: float


def learned_attributions(doc: Doc, config: QuotesConfig) -> list[LearnedAttribution]:
    """The attributions of a Doc, by their cues."""
    rows = encoded_text(doc).rows
    text = findings(doc).article.text
    reading = cue_reading(doc)
    findings(doc).cue_reading = None  # as large as the text, and needed no more
    attributions = [LearnedAttribution(cue, None, (), probability, 0.0) for cue, probability in reading.unlikely]
    for (cue, probability), window, (logits,) in zip(
        reading.asked, reading.windows, reading.outputs.result(), strict=True
    ):
        spans = piece_spans(rows, window.parts)
        probabilities = softmax(logits)
        labels = probabilities.argmax(-1)
        runs = _runs(text, spans, labels == SOURCE_LABEL, cue, config)
        source = _source_words(doc, text, _longest(runs))
        barriers = (cue, source) if source else (cue,)
        content = _without_gaps(_runs(text, spans, labels == CONTENT_LABEL, cue, config), barriers, config)
        if content:
            clearness = float(probabilities[labels == CONTENT_LABEL, CONTENT_LABEL].mean())
            attributions.append(LearnedAttribution(cue, source, content, probability, clearness))
    return sorted(attributions, key=lambda a: a.cue[0])


def _runs(
    text: str, spans: Sequence[Span], chosen: npt.NDArray[np.bool_], cue: Span, config: QuotesConfig
) -> tuple[Span, ...]:
    """The chosen pieces as spans of neighbours; nothing but punctuation and blanks lies within one besides them."""
    runs: list[Span] = []
    for piece, (start, end) in enumerate(spans):
        if not chosen[piece] or start == end or overlaps((start, end), cue):
            continue
        if runs and not any(c.isalnum() for c in text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    trimmed = [_trimmed(text, s, e) for s, e in runs]
    return tuple((s, e) for s, e in trimmed if sum(c.isalnum() for c in text[s:e]) >= config.min_run_letters)


def _without_gaps(runs: Sequence[Span], barriers: Sequence[Span], config: QuotesConfig) -> tuple[Span, ...]:
    """Runs with the small gaps between them closed, where neither cue nor source stands in them; without strays."""
    joined: list[Span] = []
    for start, end in runs:
        small = joined and start - joined[-1][1] <= config.max_gap_characters
        if small and not any(s < start and joined[-1][1] < e for s, e in barriers):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    longest = max((e - s for s, e in joined), default=0)
    return tuple((s, e) for s, e in joined if e - s >= config.min_run_share * longest)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _OUTER_MARKS:
        start += 1
    while end > start and text[end - 1] in _OUTER_MARKS:
        end -= 1
    return start, end


def _source_words(doc: Doc, text: str, source: Span | None) -> Span | None:
    """A source without the relative pronoun that ends it ("Scott Moe, who"); China, of "from China to Canada"."""
    if source is None:
        return None
    tokens = char_span(doc, source)
    noun = next((c for c in tokens[0].children if c.dep_ == "pobj"), None) if tokens[0].tag_ == "IN" else None
    if noun is not None and noun.i < tokens.end:
        first, last = noun.left_edge, doc[min(noun.right_edge.i, tokens.end - 1)]
        source = (first.idx, last.idx + len(last))
    source = _whole_phrase(doc, source)
    words = _RELATIVE_PRONOUN.sub("", text[source[0] : source[1]])
    return (source[0], source[0] + len(words)) if words else source


def _whole_phrase(doc: Doc, source: Span) -> Span:
    """A source with whole words, and with the words that belong before its noun: "O'|Neill", "New |York court"."""
    tokens = char_span(doc, source)
    first = tokens.start
    while first > 0 and doc[first - 1].dep_ in _BEFORE_NOUN and first <= doc[first - 1].head.i < tokens.end:
        first -= 1
    start = doc[first].idx
    return min(start, source[0]), max(source[1], tokens[-1].idx + len(tokens[-1]))


def _longest(spans: Sequence[Span]) -> Span | None:
    return max(spans, key=lambda s: s[1] - s[0], default=None)
