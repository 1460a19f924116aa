"""Cues of attributions ("said", "according to"), and for each one the question whose words it brings, and which.

All that depends on the text alone; it is computed while other steps go on (encoder/inference_threads.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from components.analysis.encoder.inference_threads import Ahead
from components.analysis.encoder.onnx_model import Floats, Pending, Window, softmax, start_head
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import (
    pack_windows,
    piece_places,
    piece_spans,
    pieces_touching,
    window_around,
)
from components.analysis.findings import char_span, findings
from components.analysis.quotes.config import AttributionsConfig
from components.domain.spans import Span

PIECES_BEFORE_CUE, PIECES_AFTER_CUE = 40, 56  # word pieces around a cue's sentence, as in training
CUE_MARK = 4  # added to the marks of a cue's pieces, as in training
CUE_LABEL, CUE_GOES_ON_LABEL = 1, 2  # of a piece, when cues are
DEFAULT_CONFIG = AttributionsConfig()
_MARKS = re.compile("[\"“”„«»‘]|``|''")


@dataclass(frozen=True, slots=True)
class CuePieces:
    """What the head says of each piece of each window over a Doc, being a cue, begun and perhaps not done."""

    windows: list[Window]
    outputs: Ahead[Pending[tuple[Floats, ...]]]


@dataclass(frozen=True, slots=True)
class CueReading:
    """The cues of a Doc (characters, how likely each is one), and what the head says of those that are likely enough.

    unlikely: cues whose words aren't asked for. asked: the others, each with its window and the head's answer to it,
    begun and perhaps not done.
    """

    unlikely: list[tuple[Span, float]]
    asked: list[tuple[Span, float]]
    windows: list[Window]
    outputs: Pending[tuple[Floats, ...]]


def cue_pieces(doc: Doc) -> CuePieces:
    """The Doc's, begun at the first call; only its sentences are needed."""
    state = findings(doc)
    if state.cue_pieces is None:
        encoded = encoded_text(doc)
        windows = [Window(tuple(p), tuple(piece_places(p, None))) for p in pack_windows(encoded.rows)]
        # Begun on another thread, too, as it needs all states.
        state.cue_pieces = CuePieces(windows, Ahead(lambda: start_head("quotes", encoded.states, windows)))
    return state.cue_pieces


def cue_reading(doc: Doc, config: AttributionsConfig = DEFAULT_CONFIG) -> CueReading:
    """The Doc's, begun at the first call, with the settings of that call."""
    state = findings(doc)
    if state.cue_reading is None:
        pieces = cue_pieces(doc)
        state.cue_pieces = None  # as large as the text, and needed no more
        state.cue_reading = _read(doc, encoded_text(doc), pieces, state.article.text, config)
    return state.cue_reading


def _read(doc: Doc, encoded: EncodedText, pieces: CuePieces, text: str, config: AttributionsConfig) -> CueReading:
    unlikely: list[tuple[Span, float]] = []
    asked: list[tuple[Span, float]] = []
    windows: list[Window] = []
    cues, states = _cues(encoded, pieces, config)
    for cue, row, probability in cues:
        span = _with_verb(doc, cue)
        # Without quotation marks in the sentences about it, a statement ends with its own.
        earlier, here, later = (_has_quotation_mark(text, encoded, at) for at in (row - 1, row, row + 1))
        later = later or _has_quotation_mark(text, encoded, row + 2)
        quoted = earlier or here or later
        if probability < (
            config.min_cue_probability_with_quotes if quoted else config.min_cue_probability_without_quotes
        ):
            unlikely.append((span, probability))
            continue
        before, after = PIECES_BEFORE_CUE * (earlier or here), PIECES_AFTER_CUE * (later or here)
        asked.append((span, probability))
        parts = window_around(encoded.rows, row, before, after)
        marks = piece_places(parts, row)
        for piece in pieces_touching(piece_spans(encoded.rows, parts), *span):
            marks[piece] += CUE_MARK
        windows.append(Window(tuple(parts), tuple(marks)))
    return CueReading(unlikely, asked, windows, start_head("parts", states, windows))


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


def _cues(
    encoded: EncodedText, pieces: CuePieces, config: AttributionsConfig
) -> tuple[list[tuple[Span, int, float]], list[Floats]]:
    """Words that are likely cues (characters, row, probability); and each row as it was read for them."""
    cues: list[tuple[Span, int, float]] = []
    states: list[Floats] = []
    for window, (logits, window_states) in zip(pieces.windows, pieces.outputs.result().result(), strict=True):
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
