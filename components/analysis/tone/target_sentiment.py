"""The tone of a sentence towards marked words, by the learned classifier; probabilities are calibrated.

Target-dependent sentiment (Jiang et al. 2011) as NewsMTSC has it (Hamborg and Donnay 2021): the attitude that the
sentence expresses towards the target, whoever holds it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass

from components.analysis.encoder.onnx_model import Floats, model_file, run_head_at_targets, softmax
from components.domain.record import ToneLabel

LABELS: tuple[ToneLabel, ...] = ("negative", "neutral", "positive")
NEUTRAL = LABELS.index("neutral")


@dataclass(frozen=True, slots=True)
class SentimentQuery:
    """A row (a sentence) of ``length`` pieces, and the numbers of those that are the target; none: the sentence."""

    row: int
    length: int
    target: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentimentAnswer:
    """Probabilities of negative, neutral and positive; and how much each piece of the row was attended to."""

    probabilities: tuple[float, float, float]
    attention: Floats

    @property
    def label(self) -> ToneLabel:
        """The likeliest."""
        return LABELS[self.probabilities.index(max(self.probabilities))]

    @property
    def score(self) -> float:
        """-1 (negative) to 1 (positive)."""
        return self.probabilities[2] - self.probabilities[0]

    @property
    def confidence(self) -> float:
        """The probability of the label."""
        return self.probabilities[LABELS.index(self.label)]


@functools.cache
def calibration_temperature() -> float:
    """What logits are divided by, so that of what is 80 % sure four in five are right (Guo et al. 2017)."""
    return float(json.loads(model_file("tone.json").read_text("utf-8"))["temperature"])


def classify(states: Sequence[Floats], queries: Sequence[SentimentQuery]) -> list[SentimentAnswer]:
    """The answer to each query; all queries on a row are answered in one pass over it.

    states: of the rows, pieces x 384 each.
    """
    by_row: dict[int, list[int]] = {}
    for number, query in enumerate(queries):
        by_row.setdefault(query.row, []).append(number)
    rows = list(by_row)
    targets = [[queries[n].target or range(queries[n].length) for n in by_row[row]] for row in rows]
    answers: dict[int, SentimentAnswer] = {}
    outputs = run_head_at_targets("tone", [states[row] for row in rows], targets)
    for row, (logits, attention) in zip(rows, outputs, strict=True):
        probabilities = softmax(logits.astype("float64") / calibration_temperature()).tolist()
        for number, (negative, neutral, positive), weights in zip(by_row[row], probabilities, attention, strict=True):
            answers[number] = SentimentAnswer((negative, neutral, positive), weights)
    return [answers[number] for number in range(len(queries))]
