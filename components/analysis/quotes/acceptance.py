"""Whether an attribution is told or left unsure: a logistic model of acceptance_features.py, fitted on whole readings.

What it answers is a likelihood that is calibrated on readings that it was not fitted on (docs/accuracy.md).
"""

from __future__ import annotations

from components.analysis.logistic_model import logistic_model
from components.analysis.quotes.acceptance_features import FEATURES, Acceptance


def likelihood(numbers: Acceptance) -> float:
    """How likely it is that a careful reader sees this attribution, too (0..1)."""
    return logistic_model("acceptance.json", FEATURES).probability(numbers)
