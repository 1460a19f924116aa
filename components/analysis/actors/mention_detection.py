"""Mentions that the learned finder sees: names, descriptions and pronouns of people, organisations and places.

Word-level, after Dobrovolskii (2021): each head word is given a kind and form, then points to its borders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.mention_features import FORMS, KINDS, Ints
from components.analysis.encoder.onnx_model import Floats, Window, run_head, softmax
from components.analysis.encoder.step import EncodedText, encoded_text
from components.analysis.encoder.word_pieces import Part, pack_windows, piece_spans
from components.domain.record import ActorKind, Form

LONGEST = 40  # tokens of a mention
NOWHERE = -1  # in place of a token, for a piece that stands for no word


_ENTITIES = {"PERSON": 1, "ORG": 2, "GPE": 3, "LOC": 4, "FAC": 4, "NORP": 5}
_TAGS = {"NOUN": 1, "PROPN": 2, "PRON": 3, "DET": 4, "ADJ": 5}


def word_features(token: Token) -> int:
    """What the finder is told of a word besides its pieces, which know no capitals: 1..126.

    Made of its capitals, the entity that spaCy takes it for, and its part of speech.
    """
    shape = 2 if token.is_upper and len(token) > 1 else 1 if token.text[:1].isupper() else 0
    entity = _ENTITIES.get(token.ent_type_, 6 if token.ent_type_ else 0)
    return 1 + (shape * 7 + entity) * 6 + _TAGS.get(token.pos_, 0)


def _marks(doc: Doc) -> list[int]:
    """The mark of each token; words that recur alike are asked for once."""
    known: dict[tuple[int, ...], int] = {}
    keys = [tuple(key) for key in doc.to_array(["ORTH", "ENT_TYPE", "POS"]).tolist()]
    for token, key in zip(doc, keys, strict=True):
        if key not in known:
            known[key] = word_features(token)
    return [known[key] for key in keys]


@dataclass(frozen=True, slots=True)
class DetectedMention:
    """A mention: tokens ``start``..``end`` (exclusive), its head token, kind and form, how sure."""

    start: int
    end: int
    head: int
    kind: ActorKind
    form: Form
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionDetection:
    """mentions: in text order, one a head word. chances: tokens x 10 (none, then kinds by forms) of being a head word.

    vectors: tokens x 128, what a mention with this head word is compared by.
    """

    mentions: list[DetectedMention]
    chances: Floats
    vectors: Floats


def detect_mentions(doc: Doc) -> MentionDetection:
    """What the finder sees in a Doc."""
    read = encoded_text(doc)
    told = _marks(doc)
    tokens = [[read.token(s) if s < e else NOWHERE for s, e in row.spans] for row in read.rows]
    windows = [
        Window(tuple(parts), tuple(0 if t == NOWHERE else told[t] for t in _of(parts, tokens)))
        for parts in pack_windows(read.rows)
    ]
    chances = np.zeros((len(doc), 10), "float32")
    chances[:, 0] = 1
    vectors = np.zeros((len(doc), 128), "float32")
    out: dict[int, DetectedMention] = {}
    for window, (kinds, origins, borders, compared, far) in zip(
        windows, run_head("mentions", read.states, windows), strict=True
    ):
        spans = piece_spans(read.rows, window.parts)
        rows = np.repeat([p.row for p in window.parts], [p.end - p.start for p in window.parts])
        likely = softmax(kinds)
        # A word's first piece speaks for it, as in training.
        words, firsts = np.unique(list(_of(window.parts, tokens)), return_index=True)
        words, firsts = words[words != NOWHERE], firsts[words != NOWHERE]
        chances[words], vectors[words] = likely[firsts], compared[firsts]
        heads = np.flatnonzero(likely.argmax(-1))
        for k, *ends in zip(heads.tolist(), *borders_of(heads, origins, borders, far, rows), strict=True):
            best = int(likely[k].argmax()) - 1
            found = _tokens(doc, read, spans, k, ends)
            if found is None:
                continue
            start, end, head = found
            sure = float(likely[k, best + 1])
            if head not in out or out[head].confidence < sure:
                out[head] = DetectedMention(start, end, head, KINDS[best // 3], FORMS[best % 3], sure)
    return MentionDetection(sorted(out.values(), key=lambda h: (h.start, -h.end)), chances, vectors)


def borders_of(heads: Ints, origins: Floats, borders: Floats, far: Floats, rows: Ints) -> tuple[list[int], list[int]]:
    """The first and the last piece that each head word points to, within its row."""
    reach = far.shape[1] // 2
    apart = np.arange(len(rows)) - heads[:, None]
    scores = origins[heads].transpose(1, 0, 2) @ borders.transpose(1, 2, 0) / 8  # first and last x heads x pieces
    scores += far[:, np.clip(apart, -reach, reach) + reach]
    outside = rows != rows[heads, None]
    scores[0, outside | (apart > 0)] = -np.inf
    scores[1, outside | (apart < 0)] = -np.inf
    first, last = scores.argmax(-1).tolist()
    return first, last


def _of(parts: Iterable[Part], tokens: Sequence[Sequence[int]]) -> Iterator[int]:
    """The token of each piece of a window."""
    return (t for p in parts for t in tokens[p.row][p.start : p.end])


def _tokens(
    doc: Doc, read: EncodedText, spans: Sequence[tuple[int, int]], head: int, ends: Sequence[int]
) -> tuple[int, int, int] | None:
    """Tokens of a mention and of its head; None where the pieces stand for no word."""
    if spans[head][0] == spans[head][1]:
        return None
    start, end = read.token(spans[ends[0]][0]), read.token(max(spans[ends[1]][1] - 1, spans[head][0]))
    at = read.token(spans[head][0])
    start, end = min(start, at), max(end, at)
    while start < at and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > at and (doc[end].is_space or doc[end].text in {",", ";", ":", ".", "—", "–"}):
        end -= 1
    if end - start >= LONGEST:
        start, end = at, at
    return start, end + 1, at
