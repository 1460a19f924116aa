"""The words that carried a tone: those without which the learned reader would have answered otherwise (occlusion)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.encoder.onnx_model import Floats, encode
from components.analysis.encoder.step import EncodedText
from components.analysis.encoder.word_pieces import Row
from components.analysis.tone.target_sentiment import SentimentAnswer, SentimentQuery, classify
from components.domain.record import ToneLabel
from components.domain.spans import Span

LOOKED_AT = 2  # words of a sentence that are tried: those that the reader looked at most
PLAIN = 0.6  # likelihood of a tone, under which nobody asks what carried it
MOVED = 0.1  # of the score, by which it falls without the words that carried it
_SILENT = frozenset(("PUNCT", "SPACE", "DET", "CCONJ", "SYM", "NUM", "X"))

Evidence = list[tuple[Token, float]]  # words with how far the score falls without each, the most first


def evidence_spans(
    doc: Doc,
    made: EncodedText,
    asked: Sequence[SentimentQuery],
    given: Sequence[SentimentAnswer],
    spots: Sequence[Sequence[Span]],
) -> list[Evidence]:
    """For each answer the words that moved it; none for a neutral one. ``spots``: names, which carry nothing.

    The words that were looked at most, by all questions on a sentence that were answered alike, are taken out of it; it
    is then read again from the beginning, and each of these questions asked again.
    """
    alike: dict[tuple[int, ToneLabel], list[int]] = {}
    for n, (one, answer) in enumerate(zip(asked, given, strict=True)):
        if answer.label != "neutral" and answer.sure >= PLAIN:
            alike.setdefault((one.row, answer.label), []).append(n)
    tries: list[SentimentQuery] = []
    shorter: list[Row] = []
    words: list[tuple[int, list[Token]]] = []
    for (number, _), some in alike.items():
        row = made.rows[number]
        targets = {k for n in some for k in asked[n].target}
        looks = np.sum([given[n].looks for n in some], axis=0)
        found = _looked_at(doc, made, row, looks, targets, spots[some[0]])
        if not found:
            continue
        short, kept = _without(row, {k for _, pieces in found for k in pieces})
        for n in some:
            words.append((n, [token for token, _ in found]))
            target = tuple(at for at, k in enumerate(kept) if k in asked[n].target)
            tries.append(SentimentQuery(len(shorter), len(kept), target))
        shorter.append(short)
    out: list[Evidence] = [[] for _ in asked]
    for (n, tokens), without in zip(words, classify(encode(shorter), tries), strict=True):
        fall = (given[n].score - without.score) * (1 if given[n].score > 0 else -1)
        if fall >= MOVED:
            out[n] = [(token, fall / len(tokens)) for token in tokens]
    return out


def _without(row: Row, hidden: set[int]) -> tuple[Row, list[int]]:
    """A row without some of its pieces, and the numbers of those that stay."""
    kept = [k for k in range(len(row.ids)) if k not in hidden]
    return Row(tuple(row.ids[k] for k in kept), tuple(row.spans[k] for k in kept)), kept


def _looked_at(
    doc: Doc, made: EncodedText, row: Row, looks: Floats, targets: set[int], named: Sequence[Span]
) -> list[tuple[Token, list[int]]]:
    """The words that the reader looked at most, with their pieces; the targets' own and names are left out."""
    by_token: dict[int, list[int]] = {}
    for k, (start, end) in enumerate(row.spans):
        if start < end and k not in targets and not any(s < end and start < e for s, e in named):
            by_token.setdefault(made.token(start), []).append(k)
    words = [
        (float(sum(looks[k] for k in pieces)), doc[i], pieces)
        for i, pieces in by_token.items()
        if doc[i].pos_ not in _SILENT and any(c.isalpha() for c in doc[i].text)
    ]
    words.sort(key=lambda w: (-w[0], w[1].i))
    return [(token, pieces) for _, token, pieces in words[:LOOKED_AT]]
