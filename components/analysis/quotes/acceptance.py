"""Whether an attribution is told or left unsure: a logistic model of acceptance_features.py, fitted on whole readings.

What it answers is a likelihood that is calibrated on readings that it was not fitted on (docs/accuracy.md).
"""

from __future__ import annotations

import functools
import json
import math

from components.analysis.encoder.onnx_model import model_file
from components.analysis.quotes.acceptance_features import FEATURES, Acceptance


@functools.cache
def _weights() -> tuple[tuple[float, ...], float]:
    data = json.loads(model_file("acceptance.json").read_text("utf-8"))
    return tuple(data["weights"][name] for name in FEATURES), data["bias"]


def likelihood(numbers: Acceptance) -> float:
    """How likely it is that a careful reader sees this attribution, too (0..1)."""
    weights, bias = _weights()
    return 1 / (1 + math.exp(-bias - sum(w * value for w, value in zip(weights, numbers, strict=True))))
