"""The tone of a sentence towards marked words, by the learned reader; likelihoods are calibrated.

Target-dependent sentiment (Jiang et al. 2011) as NewsMTSC has it (Hamborg and Donnay 2021): the attitude that the
sentence expresses towards the target, whoever holds it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.analysis.neural.encoder import Floats, Window, ask, model_file, softmax
from components.analysis.neural.pieces import Part
from components.domain.record import ToneLabel

LABELS: tuple[ToneLabel, ...] = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row (a sentence) and the numbers of its pieces that are the target; none for the sentence itself."""

    row: int
    length: int
    target: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Likelihoods of against, neutral and for; by piece, how much the reader looked at it."""

    chances: tuple[float, float, float]
    looks: Floats

    @property
    def label(self) -> ToneLabel:
        """The likeliest."""
        return LABELS[int(np.argmax(self.chances))]

    @property
    def score(self) -> float:
        """-1 (against) to 1 (for)."""
        return self.chances[2] - self.chances[0]

    @property
    def sure(self) -> float:
        """The likelihood of the label."""
        return max(self.chances)


@functools.cache
def temperature() -> float:
    """What logits are divided by, so that of what is 80 % sure four in five are right (Guo et al. 2017)."""
    return float(json.loads(model_file("tone.json").read_text("utf-8"))["temperature"])


def answers(states: Sequence[Floats], asked: Sequence[Asked]) -> list[Answer]:
    """What the reader says to each question."""
    windows = []
    for one in asked:
        marks = [0] * one.length
        for k in one.target:
            marks[k] = 1
        windows.append(Window((Part(one.row, 0, one.length),), tuple(marks)))
    said = ask("tone", states, windows)
    out = []
    for logits, looks in said:
        y = softmax(logits.astype("float64") / temperature())
        out.append(Answer((float(y[0]), float(y[1]), float(y[2])), looks))
    return out
