"""The tone of a sentence towards marked words, by the learned reader; likelihoods are calibrated.

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
    """A row (a sentence) and the numbers of its pieces that are the target; none for the sentence itself."""

    row: int
    length: int
    target: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentimentAnswer:
    """Likelihoods of against, neutral and for; by piece, how much the reader looked at it."""

    chances: tuple[float, float, float]
    looks: Floats

    @property
    def label(self) -> ToneLabel:
        """The likeliest."""
        return LABELS[self.chances.index(max(self.chances))]

    @property
    def score(self) -> float:
        """-1 (against) to 1 (for)."""
        return self.chances[2] - self.chances[0]

    @property
    def sure(self) -> float:
        """The likelihood of the label."""
        return self.chances[LABELS.index(self.label)]


@functools.cache
def calibration_temperature() -> float:
    """What logits are divided by, so that of what is 80 % sure four in five are right (Guo et al. 2017)."""
    return float(json.loads(model_file("tone.json").read_text("utf-8"))["temperature"])


def classify(states: Sequence[Floats], asked: Sequence[SentimentQuery]) -> list[SentimentAnswer]:
    """What the reader says to each question; all questions on a row are asked in one pass over it."""
    by_row: dict[int, list[int]] = {}
    for n, one in enumerate(asked):
        by_row.setdefault(one.row, []).append(n)
    rows = list(by_row)
    targets = [[asked[n].target or range(asked[n].length) for n in by_row[row]] for row in rows]
    out: list[SentimentAnswer | None] = [None] * len(asked)
    for row, (logits, looks) in zip(rows, run_head_at_targets("tone", [states[r] for r in rows], targets), strict=True):
        likely = softmax(logits.astype("float64") / calibration_temperature()).tolist()
        for n, (against, neutral, favour), looked in zip(by_row[row], likely, looks, strict=True):
            out[n] = SentimentAnswer((against, neutral, favour), looked)
    return [a for a in out if a is not None]
