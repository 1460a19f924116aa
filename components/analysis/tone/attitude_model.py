"""Does a holder speak well or ill of a target in a sentence? The learned head's answers.

Directed sentiment between two actors (Park, Pan and Joo, Findings of ACL 2021: "Who blames or endorses whom"), and of a
speaker's or the writer's words towards an actor in them. Training: training/attitude.py, docs/models.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from components.analysis.encoder.onnx_model import Floats, encode, shared_tokenizer, softmax, start_attitude_head
from components.analysis.encoder.word_pieces import Row, pieces_touching, sentence_rows
from components.domain.record import ToneLabel
from components.domain.spans import Span, overlaps

KINDS = ("pair", "speaker", "writer", "target")  # by the numbers that the head was trained with
QueryKind = Literal["pair", "speaker", "writer"]
MIN_PAIR_PROBABILITY = 0.5  # of an attitude that ``label_pairs`` tells: found on the development part of the data


@dataclass(frozen=True, slots=True)
class AttitudeQuery:
    """A question about one row (a sentence), by the numbers of its pieces.

    held: of a pair the holder's mention, else the words that are the holder's. target: the target's mention.
    """

    row: int
    kind: QueryKind
    held: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Of a question's answers, together 1."""

    negative: float
    neutral: float
    positive: float

    def of(self, label: ToneLabel) -> float:
        """That of one answer."""
        return {"negative": self.negative, "neutral": self.neutral, "positive": self.positive}[label]


def query_of(number: int, row: Row, kind: QueryKind, held: Sequence[Span], target: Span) -> AttitudeQuery | None:
    """The question about spans of characters, to the row with that number; None where they don't stand in it."""
    judged = pieces_touching(row.spans, *target)
    holder = sorted({k for span in held for k in pieces_touching(row.spans, *span)})
    return AttitudeQuery(number, kind, tuple(holder), tuple(judged)) if judged and holder else None


class Answers:
    """The answers to queries, begun and perhaps not done; all queries on a row are answered in one pass over it."""

    def __init__(self, states: Sequence[Floats], queries: Sequence[AttitudeQuery]) -> None:
        """states: of the rows, pieces x 384 each."""
        self._by_row: dict[int, list[int]] = {}
        for number, query in enumerate(queries):
            self._by_row.setdefault(query.row, []).append(number)
        asked = [
            [(queries[n].held, queries[n].target, KINDS.index(queries[n].kind)) for n in numbers]
            for numbers in self._by_row.values()
        ]
        self._logits = start_attitude_head([states[row] for row in self._by_row], asked)

    def result(self) -> list[Likelihoods]:
        """The answer to each query."""
        out: dict[int, Likelihoods] = {}
        for numbers, logits in zip(self._by_row.values(), self._logits.result(), strict=True):
            for number, likely in zip(numbers, softmax(logits.astype("float64")).tolist(), strict=True):
                out[number] = Likelihoods(*likely)
        return [out[number] for number in sorted(out)]


def label_pairs(rows: Iterable[tuple[str, Span, Span]]) -> Iterator[tuple[ToneLabel, float]]:
    """For each (text, holder, target) the label and its likelihood; neutral for spans outside of the
    text, that overlap, or that are too far apart to be read together.

    The answers come in the order of the rows. A text is read with nothing else beside it: the same text always gives
    the same answer.
    """
    for text, holder, target in rows:
        yield _label_pair(text, holder, target)


def _label_pair(text: str, holder: Span, target: Span) -> tuple[ToneLabel, float]:
    if any(not 0 <= s < e <= len(text) for s, e in (holder, target)) or overlaps(holder, target):
        return "neutral", 1.0
    for row in sentence_rows(shared_tokenizer(), text, [(0, len(text))])[0]:
        query = query_of(0, row, "pair", [holder], target)
        if query is not None:
            likely = Answers(encode([row]), [query]).result()[0]
            label: ToneLabel = "positive" if likely.positive > likely.negative else "negative"
            if likely.of(label) < MIN_PAIR_PROBABILITY:
                label = "neutral"
            return label, round(likely.of(label), 3)
    return "neutral", 1.0
