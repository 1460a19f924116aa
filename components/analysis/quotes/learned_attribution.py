"""Attributions that the learned model finds: first the cues, then for each cue whose words and which.

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

from components.analysis.encoder.onnx_model import Floats, Window, run_head, softmax
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import (
    pack_windows,
    piece_places,
    piece_spans,
    pieces_touching,
    window_around,
)
from components.analysis.findings import char_span, findings
from components.analysis.quotes.config import QuotesConfig
from components.domain.spans import Span, overlaps

PIECES_BEFORE_CUE, PIECES_AFTER_CUE = 40, 56  # word pieces around a cue's sentence, as in training
CUE_MARK = 4  # added to the marks of a cue's pieces, as in training
SOURCE_LABEL, CONTENT_LABEL = 1, 2  # of a piece, when a cue's parts are asked for
CUE_LABEL, CUE_GOES_ON_LABEL = 1, 2  # of a piece, when cues are
_OUTER_MARKS = " ,;:-–—.\n"
_MARKS = re.compile("[\"“”„«»‘]|``|''")
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
    encoded = encoded_text(doc)
    text = findings(doc).article.text
    attributions: list[LearnedAttribution] = []
    windows: list[Window] = []
    cues_of_windows: list[tuple[Span, float]] = []
    cues, states = _cues(encoded, config)
    for cue, row, probability in cues:
        span = _with_verb(doc, cue)
        # Without quotation marks in the sentences about it, a statement ends with its own.
        earlier, here, later = (_has_quotation_mark(text, encoded, at) for at in (row - 1, row, row + 1))
        later = later or _has_quotation_mark(text, encoded, row + 2)
        quoted = earlier or here or later
        if probability < (
            config.min_cue_probability_with_quotes if quoted else config.min_cue_probability_without_quotes
        ):
            attributions.append(LearnedAttribution(span, None, (), probability, 0.0))
            continue
        before, after = PIECES_BEFORE_CUE * (earlier or here), PIECES_AFTER_CUE * (later or here)
        cues_of_windows.append((span, probability))
        parts = window_around(encoded.rows, row, before, after)
        marks = piece_places(parts, row)
        for piece in pieces_touching(piece_spans(encoded.rows, parts), *span):
            marks[piece] += CUE_MARK
        windows.append(Window(tuple(parts), tuple(marks)))
    outputs = run_head("parts", states, windows)
    for (span, probability), window, (logits,) in zip(cues_of_windows, windows, outputs, strict=True):
        spans = piece_spans(encoded.rows, window.parts)
        probabilities = softmax(logits)
        labels = probabilities.argmax(-1)
        runs = _runs(text, spans, labels == SOURCE_LABEL, span, config)
        source = _source_words(doc, text, _longest(runs))
        barriers = (span, source) if source else (span,)
        content = _without_gaps(_runs(text, spans, labels == CONTENT_LABEL, span, config), barriers, config)
        if content:
            clearness = float(probabilities[labels == CONTENT_LABEL, CONTENT_LABEL].mean())
            attributions.append(LearnedAttribution(span, source, content, probability, clearness))
    return attributions


def _with_verb(doc: Doc, cue: Span) -> Span:
    """A cue with the verb that it only says the manner of: "explicitly asking"."""
    tokens = char_span(doc, cue)
    verb = tokens.root.head
    if tokens.root.pos_ == "ADV" and verb.pos_ == "VERB" and verb.i == tokens.end:
        return cue[0], verb.idx + len(verb)
    return cue


def _has_quotation_mark(text: str, encoded: EncodedText, row: int) -> bool:
    """Whether a quotation mark stands in a row."""
    if not 0 <= row < len(encoded.rows):
        return False
    spans = encoded.rows[row].spans
    return bool(_MARKS.search(text, spans[0][0], spans[-1][1]))


def _cues(encoded: EncodedText, config: QuotesConfig) -> tuple[list[tuple[Span, int, float]], list[Floats]]:
    """Words that are likely cues (characters, row, probability); and each row as it was read for them."""
    windows = [Window(tuple(p), tuple(piece_places(p, None))) for p in pack_windows(encoded.rows)]
    cues: list[tuple[Span, int, float]] = []
    states: list[Floats] = []
    for window, (logits, window_states) in zip(windows, run_head("quotes", encoded.states, windows), strict=True):
        # windows are of whole rows
        states += np.split(window_states, np.cumsum([p.end - p.start for p in window.parts])[:-1])
        probabilities = softmax(logits)
        labels = probabilities.argmax(-1)
        spans = piece_spans(encoded.rows, window.parts)
        rows = [p.row for p in window.parts for _ in range(p.start, p.end)]
        piece = 0
        while piece < len(spans):
            probability = float(probabilities[piece, CUE_LABEL])
            is_cue = probability >= max(config.min_cue_probability, probabilities[piece, CUE_GOES_ON_LABEL])
            if not is_cue or spans[piece][0] == spans[piece][1]:
                piece += 1
                continue
            last = _last_piece_of_cue(piece, spans, rows, labels)
            end = max(e for _, e in spans[piece : last + 1])
            cues.append(((spans[piece][0], end), rows[piece], probability))
            piece = last + 1
    return cues, states


def _last_piece_of_cue(first: int, spans: Sequence[Span], rows: Sequence[int], labels: npt.NDArray[np.int64]) -> int:
    """The last piece of the cue that a piece begins: those that go on with it, and the rest of their last word."""
    last = first
    while last + 1 < len(spans) and rows[last + 1] == rows[first] and labels[last + 1] == CUE_GOES_ON_LABEL:
        last += 1
    end = max(e for _, e in spans[first : last + 1])
    # A word in pieces: its first piece begins the cue, the others belong to it.
    while last + 1 < len(spans) and spans[last + 1][0] == end and spans[last + 1][1] > end and labels[last + 1]:
        last += 1
        end = spans[last][1]
    return last


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
