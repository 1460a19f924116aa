"""Mentions that the learned detection finds: names, descriptions and pronouns of people, organisations and places.

Word-level, after Dobrovolskii (2021): each head word is given a kind and form, then points to its borders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.mention_features import FORMS, KINDS, Ints
from components.analysis.encoder.onnx_model import Floats, Pending, Window, softmax, start_head
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import Part, pack_windows, piece_spans
from components.analysis.findings import findings
from components.domain.record import ActorKind, Form

CLASSES = 1 + len(KINDS) * len(FORMS)  # of a word: no head word, then kinds by forms
VECTOR = 128  # numbers that a mention is compared by
NO_TOKEN = -1  # in place of a token, for a piece that stands for no word

_ENTITIES = {"PERSON": 1, "ORG": 2, "GPE": 3, "LOC": 4, "FAC": 4, "NORP": 5}
_OTHER_ENTITY, _ENTITY_CLASSES = 6, 7
_TAGS = {"NOUN": 1, "PROPN": 2, "PRON": 3, "DET": 4, "ADJ": 5}
_TAG_CLASSES = 6


def word_features(token: Token) -> int:
    """What the detection is told of a word besides its pieces, which know no capitals: 1..126.

    Made of its capitals, the entity that spaCy takes it for, and its part of speech.
    """
    shape = 2 if token.is_upper and len(token) > 1 else 1 if token.text[:1].isupper() else 0
    entity = _ENTITIES.get(token.ent_type_, _OTHER_ENTITY if token.ent_type_ else 0)
    return 1 + (shape * _ENTITY_CLASSES + entity) * _TAG_CLASSES + _TAGS.get(token.pos_, 0)


def _token_features(doc: Doc) -> list[int]:
    """The features of each token; of words that recur alike they are worked out once."""
    features: dict[tuple[int, ...], int] = {}
    keys = [tuple(key) for key in doc.to_array(["ORTH", "ENT_TYPE", "POS"]).tolist()]
    for token, key in zip(doc, keys, strict=True):
        if key not in features:
            features[key] = word_features(token)
    return [features[key] for key in keys]


@dataclass(frozen=True, slots=True)
class DetectedMention:
    """A mention: tokens ``start``..``end`` (exclusive), its head token, kind and form, how sure (0..1)."""

    start: int
    end: int
    head: int
    kind: ActorKind
    form: Form
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionDetection:
    """What the detection says of a Doc.

    mentions: in text order, one a head word. probabilities: tokens x CLASSES, of each token's being a head word.
    vectors: tokens x VECTOR, what a mention with this head word is compared by.
    """

    mentions: list[DetectedMention]
    probabilities: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True)
class MentionReading:
    """What the head says of each window over a Doc, begun and perhaps not done; the token of each piece of a row."""

    row_tokens: list[list[int]]
    windows: list[Window]
    outputs: Pending[tuple[Floats, ...]]


def mention_reading(doc: Doc) -> MentionReading:
    """The Doc's, begun at the first call."""
    state = findings(doc)
    if state.mention_reading is None:
        encoded = encoded_text(doc)
        features = _token_features(doc)
        row_tokens = [[encoded.token(s) if s < e else NO_TOKEN for s, e in row.spans] for row in encoded.rows]
        windows = [
            Window(tuple(parts), tuple(0 if t == NO_TOKEN else features[t] for t in _tokens_of(parts, row_tokens)))
            for parts in pack_windows(encoded.rows)
        ]
        outputs = start_head("mentions", encoded.states, windows)
        state.mention_reading = MentionReading(row_tokens, windows, outputs)
    return state.mention_reading


def detect_mentions(doc: Doc, max_tokens: int) -> MentionDetection:
    """The mentions of a Doc; of one longer than ``max_tokens`` only the head word is kept."""
    encoded, reading = encoded_text(doc), mention_reading(doc)
    findings(doc).mention_reading = None  # as large as the text, and needed no more
    probabilities = np.zeros((len(doc), CLASSES), "float32")
    probabilities[:, 0] = 1
    vectors = np.zeros((len(doc), VECTOR), "float32")
    by_head: dict[int, DetectedMention] = {}
    outputs = reading.outputs.result()
    for window, (classes, origins, borders, compared, distances) in zip(reading.windows, outputs, strict=True):
        spans = piece_spans(encoded.rows, window.parts)
        rows = np.repeat([p.row for p in window.parts], [p.end - p.start for p in window.parts])
        by_piece = softmax(classes)
        # A word's first piece speaks for it, as in training.
        words, firsts = np.unique(list(_tokens_of(window.parts, reading.row_tokens)), return_index=True)
        words, firsts = words[words != NO_TOKEN], firsts[words != NO_TOKEN]
        probabilities[words], vectors[words] = by_piece[firsts], compared[firsts]
        heads = np.flatnonzero(by_piece.argmax(-1))
        pointed = borders_of(heads, origins, borders, distances, rows)
        for piece, *ends in zip(heads.tolist(), *pointed, strict=True):
            tokens = _mention_tokens(doc, encoded, spans, piece, ends, max_tokens)
            if tokens is None:
                continue
            start, end, head = tokens
            best = int(by_piece[piece].argmax())
            confidence = float(by_piece[piece, best])
            if head not in by_head or by_head[head].confidence < confidence:
                kind, form = divmod(best - 1, len(FORMS))
                by_head[head] = DetectedMention(start, end, head, KINDS[kind], FORMS[form], confidence)
    mentions = sorted(by_head.values(), key=lambda m: (m.start, -m.end))
    return MentionDetection(mentions, probabilities, vectors)


def borders_of(
    heads: Ints, origins: Floats, borders: Floats, distances: Floats, rows: Ints
) -> tuple[list[int], list[int]]:
    """The first and the last piece that each head word points to, within its row.

    heads: numbers of pieces. origins, borders: pieces x 2 (first, last) x n, whose product is the score of a border.
    distances: 2 x pieces either way, what is added for how far a border is from its head. rows: the row of each piece.
    """
    reach = distances.shape[1] // 2
    apart = np.arange(len(rows)) - heads[:, None]
    scores = origins[heads].transpose(1, 0, 2) @ borders.transpose(1, 2, 0) / 8  # first and last x heads x pieces
    scores += distances[:, np.clip(apart, -reach, reach) + reach]
    outside = rows != rows[heads, None]
    scores[0, outside | (apart > 0)] = -np.inf
    scores[1, outside | (apart < 0)] = -np.inf
    first, last = scores.argmax(-1).tolist()
    return first, last


def _tokens_of(parts: Iterable[Part], row_tokens: Sequence[Sequence[int]]) -> Iterator[int]:
    """The token of each piece of a window."""
    return (token for part in parts for token in row_tokens[part.row][part.start : part.end])


def _mention_tokens(
    doc: Doc, encoded: EncodedText, spans: Sequence[tuple[int, int]], head: int, ends: Sequence[int], max_tokens: int
) -> tuple[int, int, int] | None:
    """Start, end and head token of a mention, by its pieces; None where the head piece stands for no word."""
    if spans[head][0] == spans[head][1]:
        return None
    start, last = encoded.token(spans[ends[0]][0]), encoded.token(max(spans[ends[1]][1] - 1, spans[head][0]))
    head_token = encoded.token(spans[head][0])
    start, last = min(start, head_token), max(last, head_token)
    while start < head_token and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while last > head_token and (doc[last].is_space or doc[last].text in {",", ";", ":", ".", "—", "–"}):
        last -= 1
    if last - start >= max_tokens:
        start, last = head_token, head_token
    return start, last + 1, head_token
