"""The words that carried a tone: those without which the classifier would have answered otherwise (occlusion)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.encoder.onnx_model import Floats, encode
from components.analysis.encoder.step import EncodedText
from components.analysis.encoder.word_pieces import Row
from components.analysis.tone.config import ToneConfig
from components.analysis.tone.target_sentiment import SentimentAnswer, SentimentQuery, classify
from components.domain.record import ToneLabel
from components.domain.spans import Span, overlaps

_WITHOUT_TONE = frozenset(("PUNCT", "SPACE", "DET", "CCONJ", "SYM", "NUM", "X"))

Evidence = list[tuple[Token, float]]  # words with how far the score falls without each, the most first


def evidence_spans(
    doc: Doc,
    encoded: EncodedText,
    queries: Sequence[SentimentQuery],
    answers: Sequence[SentimentAnswer],
    names: Sequence[Sequence[Span]],
    config: ToneConfig,
) -> list[Evidence]:
    """For each answer the words that moved it; none for a neutral one. ``names``: of its sentence, which carry nothing.

    The words that were most attended to, by all queries on a sentence that were answered alike, are taken out of it; it
    is then encoded again from the beginning, and each of these queries asked again.
    """
    answered_alike: dict[tuple[int, ToneLabel], list[int]] = {}
    for number, (query, answer) in enumerate(zip(queries, answers, strict=True)):
        if answer.label != "neutral" and answer.confidence >= config.min_explained_probability:
            answered_alike.setdefault((query.row, answer.label), []).append(number)
    shorter_queries: list[SentimentQuery] = []
    shorter_rows: list[Row] = []
    removed: list[tuple[int, list[Token]]] = []  # of each shorter query: the query it is of, the words taken out
    for (row_number, _), numbers in answered_alike.items():
        row = encoded.rows[row_number]
        target_pieces = {piece for n in numbers for piece in queries[n].target}
        attention = np.sum([answers[n].attention for n in numbers], axis=0)
        words = _most_attended(doc, encoded, row, attention, target_pieces, names[numbers[0]])
        words = words[: config.max_evidence_words]
        if not words:
            continue
        shorter, kept = _without(row, {piece for _, pieces in words for piece in pieces})
        for n in numbers:
            removed.append((n, [token for token, _ in words]))
            target = tuple(at for at, piece in enumerate(kept) if piece in queries[n].target)
            shorter_queries.append(SentimentQuery(len(shorter_rows), len(kept), target))
        shorter_rows.append(shorter)
    out: list[Evidence] = [[] for _ in queries]
    for (n, tokens), answer in zip(removed, classify(encode(shorter_rows), shorter_queries), strict=True):
        fall = (answers[n].score - answer.score) * (1 if answers[n].score > 0 else -1)
        if fall >= config.min_score_fall:
            out[n] = [(token, fall / len(tokens)) for token in tokens]
    return out


def _without(row: Row, hidden: set[int]) -> tuple[Row, list[int]]:
    """A row without some of its pieces, and the numbers of those that stay."""
    kept = [k for k in range(len(row.ids)) if k not in hidden]
    return Row(tuple(row.ids[k] for k in kept), tuple(row.spans[k] for k in kept)), kept


def _most_attended(
    doc: Doc, encoded: EncodedText, row: Row, attention: Floats, target_pieces: set[int], names: Sequence[Span]
) -> list[tuple[Token, list[int]]]:
    """A row's words by how much was attended to them, with their pieces; without the targets' own, and names."""
    pieces_of: dict[int, list[int]] = {}
    for piece, span in enumerate(row.spans):
        if span[0] < span[1] and piece not in target_pieces and not any(overlaps(name, span) for name in names):
            pieces_of.setdefault(encoded.token(span[0]), []).append(piece)
    words = [
        (float(sum(attention[piece] for piece in pieces)), doc[i], pieces)
        for i, pieces in pieces_of.items()
        if doc[i].pos_ not in _WITHOUT_TONE and any(c.isalpha() for c in doc[i].text)
    ]
    words.sort(key=lambda word: (-word[0], word[1].i))
    return [(token, pieces) for _, token, pieces in words]
