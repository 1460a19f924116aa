"""Word pieces of sentences, with the characters they stand for, and windows over neighbouring sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from components.domain.spans import Span

MAX_ROW_PIECES = 128  # pieces of a row; a longer sentence is read in several rows
MAX_WINDOW_PIECES = 128  # pieces of a window for cues and mentions, as in training


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, or a part of a very long one, as pieces between [CLS] and [SEP].

    ids: piece ids. spans: each piece's characters in the text, end-exclusive; those of [CLS] and [SEP] are empty.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a row's pieces in a window: row number, first piece, end (exclusive)."""

    row: int
    start: int
    end: int


def tokenizer(path: Path) -> Tokenizer:
    """The piece vocabulary at ``path``, without padding or truncation of its own."""
    vocabulary = Tokenizer.from_file(str(path))
    vocabulary.no_padding()
    vocabulary.no_truncation()
    return vocabulary


def sentence_rows(
    vocabulary: Tokenizer, text: str, sentences: Sequence[Span], max_pieces: int = MAX_ROW_PIECES
) -> tuple[list[Row], list[int]]:
    """The rows of a text's sentences, in order, and each row's sentence number."""
    if not sentences:
        return [], []
    first, last = vocabulary.token_to_id("[CLS]") or 0, vocabulary.token_to_id("[SEP]") or 0
    rows: list[Row] = []
    row_sentences: list[int] = []
    size = max_pieces - 2
    encoded = vocabulary.encode_batch([text[s:e] for s, e in sentences], add_special_tokens=False)
    for number, ((start, _), sentence) in enumerate(zip(sentences, encoded, strict=True)):
        ids, spans = sentence.ids, [(start + a, start + b) for a, b in sentence.offsets]
        for at in range(0, len(ids), size):
            row_ids, row_spans = ids[at : at + size], spans[at : at + size]
            begin, end = (row_spans[0][0],) * 2, (row_spans[-1][1],) * 2
            rows.append(Row((first, *row_ids, last), (begin, *row_spans, end)))
            row_sentences.append(number)
    return rows, row_sentences


def pack_windows(rows: Sequence[Row], max_pieces: int = MAX_WINDOW_PIECES) -> list[list[Part]]:
    """Windows of whole neighbouring rows, each of at most ``max_pieces`` pieces unless one row alone is longer."""
    out: list[list[Part]] = []
    size = 0
    for number, row in enumerate(rows):
        if not out or size + len(row.ids) > max_pieces:
            out.append([])
            size = 0
        out[-1].append(Part(number, 0, len(row.ids)))
        size += len(row.ids)
    return out


def window_around(rows: Sequence[Row], centre: int, before: int, after: int) -> list[Part]:
    """A window about one row: up to ``before`` pieces of what goes before it and ``after`` of what follows."""
    parts = [Part(centre, 0, len(rows[centre].ids))]
    number, pieces_left = centre - 1, before
    while number >= 0 and pieces_left > 1:
        length = len(rows[number].ids)
        parts.insert(0, Part(number, max(0, length - pieces_left), length))
        pieces_left -= length
        number -= 1
    number, pieces_left = centre + 1, after
    while number < len(rows) and pieces_left > 1:
        length = len(rows[number].ids)
        parts.append(Part(number, 0, min(pieces_left, length)))
        pieces_left -= length
        number += 1
    return parts


def piece_spans(rows: Sequence[Row], parts: Sequence[Part]) -> list[Span]:
    """The characters of each piece of a window."""
    return [rows[p.row].spans[k] for p in parts for k in range(p.start, p.end)]


def piece_places(parts: Sequence[Part], centre: int | None) -> list[int]:
    """For each piece of a window which row it is of: 0 earlier, 1 the centre, 2 next, 3 later; 1 without a centre."""
    out: list[int] = []
    for p in parts:
        distance = 0 if centre is None else p.row - centre
        out += [1 if distance == 0 else 0 if distance < 0 else 2 if distance == 1 else 3] * (p.end - p.start)
    return out


def pieces_touching(spans: Sequence[Span], start: int, end: int) -> list[int]:
    """The numbers of the pieces that the characters ``start``..``end`` touch."""
    return [k for k, (s, e) in enumerate(spans) if s < end and e > start]
