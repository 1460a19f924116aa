"""Annotated rows -> examples for the encoder: sentences as pieces, a window over them, marks, what is to be learned.

The annotated files and the sentences that Dateline's own layout and parser make of them (``sentences.py``) are read
from outside the repository.
"""

from __future__ import annotations

import bisect
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.encoder.word_pieces import (
    Part,
    Row,
    pack_windows,
    piece_places,
    piece_spans,
    pieces_touching,
    sentence_rows,
    window_around,
)

LABELS = ("negative", "neutral", "positive")
KINDS = ("person", "place", "organization")
FORMS = ("name", "nominal", "pronoun")
BEFORE, AFTER = 40, 56  # pieces around a cue's sentence
IGNORED = -100  # a label that isn't learned from


@dataclass(slots=True)
class Example:
    """rows: piece ids by row. parts: the window over them. The rest is by piece of the window."""

    rows: list[tuple[int, ...]]
    parts: list[tuple[int, int, int]]  # index into rows, start, end
    marks: list[int]
    task: str
    label: int = 0
    tags: list[int] = field(default_factory=list)
    borders: list[tuple[int, int, int]] = field(default_factory=list)  # head, first, last piece
    weight: float = 1.0
    soft: Tensor | None = None  # a teacher's answer by piece
    numbers: list[int] = field(default_factory=list)  # of its rows in the text

    def __len__(self) -> int:
        return sum(e - s for _, s, e in self.parts)


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file, compressed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]


def window(rows: Sequence[Row], parts: Sequence[Part]) -> tuple[list[tuple[int, ...]], list[tuple[int, int, int]]]:
    """The rows that a window needs, renumbered, and its parts."""
    return [rows[p.row].ids for p in parts], [(k, p.start, p.end) for k, p in enumerate(parts)]


# Tone


def tone_example(pieces: Tokenizer, row: dict[str, Any], whole: bool = False) -> Example | None:
    """A sentence and its target; ``whole``: without a mark. A target beyond the first row gets its own row."""
    rows, _ = sentence_rows(pieces, row["text"], [(0, len(row["text"]))])
    for r in rows:
        at = pieces_touching(r.spans, row["start"], row["end"])
        if at:
            marks = [0] * len(r.ids)
            if not whole:
                for k in at:
                    marks[k] = 1
            return Example([r.ids], [(0, 0, len(r.ids))], marks, "tone", LABELS.index(row["polarity"]))
    return None


PRONOUNS = {"he", "she", "it", "they", "him", "her", "his", "its", "their", "them", "i", "we", "you", "who"}


def swapped(row: dict[str, Any], names: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """The same sentence about somebody else: its attitude doesn't hang on the name."""
    name = chance.choice(names)
    text = row["text"][: row["start"]] + name + row["text"][row["end"] :]
    return {**row, "text": text, "end": row["start"] + len(name), "mention": name}


def names_in(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The targets that are names."""
    return [r["mention"] for r in rows if r["mention"].lower() not in PRONOUNS and r["mention"][:1].isupper()]


# Quotes


def quote_examples(pieces: Tokenizer, row: dict[str, Any], sentences: Sequence[Sequence[int]]) -> Iterator[Example]:
    """Windows for finding cues, and one window for each cue's parts."""
    rows, _ = sentence_rows(pieces, row["text"], [(s, e) for s, e in sentences])
    cues = [tuple(c) for a in row["attributions"] for c in a["cue"][:1]]
    for parts in pack_windows(rows):
        ids, at = window(rows, parts)
        spans = piece_spans(rows, parts)
        tags = [0] * len(spans)
        for s, e in cues:
            for n, k in enumerate(pieces_touching(spans, s, e)):
                tags[k] = 1 if n == 0 else 2
        yield Example(ids, at, piece_places(parts, None), "cues", tags=tags, numbers=[p.row for p in parts])
    for a in row["attributions"]:
        for s, e in a["cue"][:1]:
            centre = next((n for n, r in enumerate(rows) if pieces_touching(r.spans, s, e)), None)
            if centre is None:
                continue
            parts = window_around(rows, centre, BEFORE, AFTER)
            ids, at = window(rows, parts)
            spans = piece_spans(rows, parts)
            marks = piece_places(parts, centre)
            for k in pieces_touching(spans, s, e):
                marks[k] += 4
            tags = [0] * len(spans)
            for kind, which in ((1, "source"), (2, "content")):
                for x, y in a[which]:
                    for k in pieces_touching(spans, x, y):
                        tags[k] = kind
            yield Example(ids, at, marks, "parts", tags=tags, numbers=[p.row for p in parts])


# Mentions


def mention_examples(pieces: Tokenizer, row: dict[str, Any], parsed: dict[str, Any]) -> Iterator[Example]:
    """Windows with each head word's kind and form, and its mention's borders."""
    rows, _ = sentence_rows(pieces, row["text"], [(s, e) for s, e in parsed["sents"]])
    parsed["starts"] = [s for s, _ in parsed["toks"]]
    heads = [
        (
            head_of(parsed, m),
            m["start"],
            m["end"],
            KINDS.index(e["type"]) * 3 + FORMS.index(m["kind"]),
        )
        for e in row["entities"]
        for m in e["mentions"]
    ]
    for parts in pack_windows(rows):
        ids, at = window(rows, parts)
        spans = piece_spans(rows, parts)
        tags, borders = [0] * len(spans), []
        # A name's head goes before a description's, a longer mention before one of the same head inside it.
        for (hs, he), s, e, kind in sorted(heads, key=lambda h: (h[3] % 3 != 0, h[1] - h[2])):
            k = pieces_touching(spans, hs, he)[:1]
            inside = pieces_touching(spans, s, e)
            if k and tags[k[0]] == 0:
                tags[k[0]] = kind + 1
                borders.append((k[0], inside[0], inside[-1]))
        yield Example(ids, at, [told(parsed, s, e) for s, e in spans], "mentions", tags=tags, borders=borders)


def told(parsed: dict[str, Any], start: int, end: int) -> int:
    """The mark of the word that a piece is of; 0 for a piece that stands for nothing."""
    if start == end:
        return 0
    return parsed["marks"][bisect.bisect_right(parsed["starts"], start) - 1]


def head_of(parsed: dict[str, Any], mention: dict[str, Any]) -> tuple[int, int]:
    """The head word of a mention: where a teacher found it, else the first whose syntactic head lies outside."""
    if "head" in mention:
        s, e = mention["head"]
        return s, e
    start, end = mention["start"], mention["end"]
    inside = [k for k, (s, e) in enumerate(parsed["toks"]) if s < end and e > start and e > s]
    for k in inside:
        head = parsed["heads"][k]
        if head == k or not inside[0] <= head <= inside[-1]:
            return tuple(parsed["toks"][k])
    return tuple(parsed["toks"][inside[-1]])
