"""Logistic models over named numbers (models/*.json, fitted by training/logistic.py): a weight a name, and a bias."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable
from typing import NamedTuple

from components.analysis.encoder.onnx_model import model_file


class LogisticModel(NamedTuple):
    """The weights, in the order of the numbers that they weigh, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, numbers: Iterable[float]) -> float:
        """The sum of the weighted numbers and the bias."""
        return sum(w * value for w, value in zip(self.weights, numbers, strict=True)) + self.bias

    def probability(self, numbers: Iterable[float]) -> float:
        """How likely the answer is yes (0..1)."""
        return 1 / (1 + math.exp(-self.log_odds(numbers)))


@functools.cache
def logistic_model(file: str, names: tuple[str, ...]) -> LogisticModel:
    """The model in a file, for the numbers of these names; KeyError where it has no weight for one of them."""
    data = json.loads(model_file(file).read_text("utf-8"))
    return LogisticModel(tuple(data["weights"][name] for name in names), data["bias"])
