"""Attributions that the learned reader finds: first the cues, then for each cue whose words and which.

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
from components.domain.spans import Span

BEFORE, AFTER = 40, 56  # pieces around a cue's sentence, as in training
LEAST = 0.15  # a likelihood of a cue under which it is none
ASKED, QUOTED = 0.4, 0.2  # and from which on its parts are asked for, where nothing is quoted and where something is
_MARKS = re.compile("[\"“”„«»‘]|``|''")
GAP = 30  # characters between two runs of one content that the reader left out by mistake
STRAY = 0.15  # of the longest run, under which another is no part of the content
_WHO = re.compile(r",?\s+(?:who|which|that|whom)$")
SMALL = 2  # letters; a run of content that is shorter is a stray


@dataclass(frozen=True, slots=True)
class LearnedAttribution:
    """cue, source and content as characters, end-exclusive; how likely the cue is one; how clear the content is."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float
    clear: float


def learned_attributions(doc: Doc) -> list[LearnedAttribution]:
    """The attributions of a Doc, by their cues."""
    read = encoded_text(doc)
    text = findings(doc).article.text
    out: list[LearnedAttribution] = []
    asked: list[Window] = []
    whole: list[tuple[Span, float]] = []
    cues, states = _cues(read)
    for found, row, sure in cues:
        span = _with_verb(doc, found)
        # Without quotation marks in the sentences about it, a statement ends with its own.
        earlier, here, later = (_quoted(text, read, at) for at in (row - 1, row, row + 1))
        later = later or _quoted(text, read, row + 2)
        quoted = earlier or here or later
        if sure < (QUOTED if quoted else ASKED):
            out.append(LearnedAttribution(span, None, (), sure, 0.0))
            continue
        before, after = BEFORE * (earlier or here), AFTER * (later or here)
        whole.append((span, sure))
        parts = window_around(read.rows, row, before, after)
        marks = piece_places(parts, row)
        for k in pieces_touching(piece_spans(read.rows, parts), *span):
            marks[k] += 4
        asked.append(Window(tuple(parts), tuple(marks)))
    for (span, sure), window, (parts_of,) in zip(whole, asked, run_head("parts", states, asked), strict=True):
        spans = piece_spans(read.rows, window.parts)
        likely = softmax(parts_of)
        best = likely.argmax(-1)
        source = _named(doc, text, _longest(_runs(text, spans, best == 1, span)))
        content = _closed(_runs(text, spans, best == 2, span), (span, source) if source else (span,))
        if content:
            clear = float(likely[best == 2, 2].mean())
            out.append(LearnedAttribution(span, source, content, sure, clear))
    return out


def _with_verb(doc: Doc, cue: Span) -> Span:
    """A cue with the verb that it only says the manner of: "explicitly asking"."""
    tokens = char_span(doc, cue)
    verb = tokens.root.head
    if tokens.root.pos_ == "ADV" and verb.pos_ == "VERB" and verb.i == tokens.end:
        return cue[0], verb.idx + len(verb)
    return cue


def _quoted(text: str, read: EncodedText, row: int) -> bool:
    """Whether a quotation mark stands in a row."""
    if not 0 <= row < len(read.rows):
        return False
    spans = read.rows[row].spans
    return bool(_MARKS.search(text, spans[0][0], spans[-1][1]))


def _cues(read: EncodedText) -> tuple[list[tuple[Span, int, float]], list[Floats]]:
    """Words that are likely cues (characters, row, likelihood); and each row as it was read for them."""
    windows = [Window(tuple(p), tuple(piece_places(p, None))) for p in pack_windows(read.rows)]
    out: list[tuple[Span, int, float]] = []
    states: list[Floats] = []
    for window, (logits, made) in zip(windows, run_head("quotes", read.states, windows), strict=True):
        states += np.split(made, np.cumsum([p.end - p.start for p in window.parts])[:-1])  # windows are of whole rows
        likely = softmax(logits)
        spans = piece_spans(read.rows, window.parts)
        rows = [p.row for p in window.parts for _ in range(p.start, p.end)]
        k = 0
        while k < len(spans):
            sure = float(likely[k, 1])
            if sure < LEAST or sure < likely[k, 2] or spans[k][0] == spans[k][1]:
                k += 1
                continue
            last = k
            while last + 1 < len(spans) and rows[last + 1] == rows[k] and likely[last + 1].argmax() == 2:
                last += 1
            end = max(e for _, e in spans[k : last + 1])
            # A word in pieces: its first piece begins the cue, the others belong to it.
            while last + 1 < len(spans) and spans[last + 1][0] == end and spans[last + 1][1] > end:
                if not likely[last + 1].argmax():
                    break
                last += 1
                end = spans[last][1]
            out.append(((spans[k][0], end), rows[k], sure))
            k = last + 1
    return out, states


def _runs(text: str, spans: Sequence[Span], on: npt.NDArray[np.bool_], cue: Span) -> tuple[Span, ...]:
    """Neighbouring pieces as spans; nothing but punctuation and blanks lies within one besides them."""
    out: list[Span] = []
    for k, (start, end) in enumerate(spans):
        if not on[k]:
            continue
        if start == end or (start < cue[1] and cue[0] < end):
            continue
        if out and not any(c.isalnum() for c in text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    trimmed = [_trimmed(text, s, e) for s, e in out]
    return tuple((s, e) for s, e in trimmed if sum(c.isalnum() for c in text[s:e]) >= SMALL)


def _closed(runs: Sequence[Span], between: Sequence[Span]) -> tuple[Span, ...]:
    """Runs with the small gaps between them closed, where neither cue nor source stands in them; without strays."""
    out: list[Span] = []
    for start, end in runs:
        free = out and start - out[-1][1] <= GAP and not any(s < start and out[-1][1] < e for s, e in between)
        if free:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    longest = max((e - s for s, e in out), default=0)
    return tuple((s, e) for s, e in out if e - s >= STRAY * longest)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,;:-–—.\n":
        start += 1
    while end > start and text[end - 1] in " ,;:-–—.\n":
        end -= 1
    return start, end


def _named(doc: Doc, text: str, source: Span | None) -> Span | None:
    """A source without the relative pronoun that ends it ("Scott Moe, who"); China, of "from China to Canada"."""
    if source is None:
        return None
    tokens = char_span(doc, source)
    noun = next((c for c in tokens[0].children if c.dep_ == "pobj"), None) if tokens[0].tag_ == "IN" else None
    if noun is not None and noun.i < tokens.end:
        first, last = noun.left_edge, doc[min(noun.right_edge.i, tokens.end - 1)]
        source = (first.idx, last.idx + len(last))
    words = _WHO.sub("", text[source[0] : source[1]])
    return (source[0], source[0] + len(words)) if words else source


def _longest(spans: Sequence[Span]) -> Span | None:
    return max(spans, key=lambda s: s[1] - s[0], default=None)
