"""Annotated attitudes -> examples: a sentence, two marked actors, which of them speaks well or ill of the other.

"Who blames or endorses whom" (Park, Pan and Joo, Findings of ACL 2021): each pair of actors of a sentence, asked in
both directions; at most one direction holds an attitude, so that a pair has five answers. Beside them the polarity
towards one target of NewsMTSC (Hamborg and Donnay 2021), whoever holds it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.encoder.word_pieces import Row, pieces_touching, sentence_rows
from training.examples import LABELS
from training.train import macro

# A pair's answers: none, the first of the other negative and positive, the second of the first.
PAIR_ANSWERS = ("neutral", "negative", "positive", "negative back", "positive back")
DIRECTIONS = ((1, 1), (0, 1), (2, 1), (1, 0), (1, 2))  # of each the labels (LABELS) of both directions
# Marks of pieces: of a pair's first and second; of a target without a holder; of what is held and the target in it.
FIRST, SECOND = 1, 2
TARGET = 3
HELD = {"speaker": (4, 5), "writer": (7, 6)}  # the words of whoever holds it, and the target
MARKS = 8


@dataclass(slots=True)
class Pair:
    """A sentence's pieces, the numbers of those of two sides, and the answer's number; -1: not annotated.

    task "pair": two actors in text order (PAIR_ANSWERS). "target": the first is a target whose polarity is asked
    (LABELS), whoever holds it. "speaker", "writer": the first are the words of whoever holds it, the second is the
    target (LABELS).
    """

    row: Row
    first: tuple[int, ...]
    second: tuple[int, ...]
    answer: int
    task: str = "pair"
    weight: float = 1.0
    soft: Tensor | None = None

    def __len__(self) -> int:
        """The pieces of the sentence."""
        return len(self.row.ids)

    @property
    def rows(self) -> list[tuple[int, ...]]:
        """The one row, as windows over several have them (large.py)."""
        return [self.row.ids]

    @property
    def parts(self) -> list[tuple[int, int, int]]:
        """The whole of it."""
        return [(0, 0, len(self))]

    @property
    def marks(self) -> list[int]:
        """The mark of each piece."""
        out = [0] * len(self)
        one, two = {"pair": (FIRST, SECOND), "target": (TARGET, 0), **HELD}[self.task]
        for mark, at in ((one, self.first), (two, self.second)):
            for k in at:
                out[k] = mark
        return out


def pair_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of both directions -> one row a pair: text, first and second span in text order, answer."""
    by_id = {row["id"]: row for row in rows}
    out = []
    for row in rows:
        back = by_id.get(row["id"] + "r")
        if back is None:
            continue
        there, here = row["label"], back["label"]
        first, second = row["holder"], row["target"]
        if second < first:
            first, second, there, here = second, first, here, there
        answer = there if there != "neutral" else "neutral" if here == "neutral" else f"{here} back"
        out.append({"text": row["text"], "first": first, "second": second, "answer": PAIR_ANSWERS.index(answer)})
    return out


def pair_example(pieces: Tokenizer, row: dict[str, Any]) -> Pair | None:
    """The pair, where both stand in one row of the sentence and don't touch."""
    rows, _ = sentence_rows(pieces, row["text"], [(0, len(row["text"]))])
    for r in rows:
        first, second = (tuple(pieces_touching(r.spans, *row[side])) for side in ("first", "second"))
        if first and second and not set(first) & set(second):
            return Pair(r, first, second, row["answer"])
    return None


def target_example(pieces: Tokenizer, row: dict[str, Any]) -> Pair | None:
    """A row of NewsMTSC."""
    rows, _ = sentence_rows(pieces, row["text"], [(0, len(row["text"]))])
    for r in rows:
        at = tuple(pieces_touching(r.spans, row["start"], row["end"]))
        if at:
            return Pair(r, at, (), LABELS.index(row["polarity"]), "target")
    return None


def held_example(pieces: Tokenizer, row: dict[str, Any]) -> Pair | None:
    """A row of ``attitude_questions.py`` of a speaker's or the writer's words; minor answers weigh less."""
    rows, _ = sentence_rows(pieces, row["text"], [(0, len(row["text"]))])
    for r in rows:
        target = tuple(pieces_touching(r.spans, *row["target"]))
        held = tuple(sorted({k for span in row["held"] for k in pieces_touching(r.spans, *span)}))
        if target and held:
            answer = LABELS.index(row["label"]) if "label" in row else -1
            return Pair(r, held, target, answer, row["kind"], 0.6 if row.get("minor") else 1.0)
    return None


def renamed(row: dict[str, Any], names: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """The same pair under other names: who speaks ill of whom doesn't hang on who they are."""
    (a, b), (c, d) = row["first"], row["second"]
    one, two = chance.sample(list(names), 2)
    if b > c:
        return row
    text = row["text"]
    made = text[:a] + one + text[b:c] + two + text[d:]
    at = a + len(one) + (c - b)
    return {**row, "text": made, "first": [a, a + len(one)], "second": [at, at + len(two)]}


def directed(said: Tensor) -> Tensor:
    """Answers of pairs, N x 5 likelihoods -> 2N x 3 (LABELS), each pair's first direction before the one back."""
    there = torch.stack([said[:, 1], 1 - said[:, 1] - said[:, 2], said[:, 2]], -1)
    back = torch.stack([said[:, 3], 1 - said[:, 3] - said[:, 4], said[:, 4]], -1)
    return torch.stack([there, back], 1).flatten(0, 1)


def figures(said: Tensor, want: Sequence[int]) -> dict[str, list[float]]:
    """Macro F1, precision and recall of what is told, by the likelihood from which on it is; said: N x 3 (LABELS)."""
    out: dict[str, list[float]] = {}
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        sure, which = said[:, [0, 2]].max(-1)
        got = [2 * int(w) if s >= least else 1 for s, w in zip(sure, which, strict=True)]
        told, there = sum(g != 1 for g in got), sum(w != 1 for w in want)
        hit = sum(g == w != 1 for g, w in zip(got, want, strict=True))
        out[str(least)] = [round(x, 3) for x in (macro(list(want), got), hit / max(told, 1), hit / there)]
    return out


def names_of(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The names of the pairs, of one to three words."""
    found = {row["text"][slice(*row[side])].strip("’' ") for row in rows for side in ("first", "second")}
    return sorted(n for n in found if n[:1].isupper() and len(n.split()) <= 3 and len(n) > 3)
