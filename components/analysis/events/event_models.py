"""What whole readings taught about events (models/events.npz, made by training/events.py), as four likelihoods.

``occurs``: a word tells something that happens. ``dated``: it is on a date. ``same``: two tellings are of one event.
``accepted``: a careful reader has this event, and not as a telling of another.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.analysis.encoder.onnx_model import model_file
from components.analysis.events import acceptance_features, coreference_features, dating_features, occurrence_features

FILE = "events.npz"
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Net(NamedTuple):
    """A net of one hidden layer over numbers: ``into`` (numbers x hidden), ``out`` (hidden)."""

    into: Floats
    into_bias: Floats
    out: Floats
    out_bias: float

    def likelihoods(self, numbers: Floats) -> Floats:
        """Of each row (0..1)."""
        hidden = np.maximum(0, numbers @ self.into + self.into_bias)
        return _sigmoid(hidden @ self.out + self.out_bias)


class PairNet(NamedTuple):
    """A net over the numbers of a pair and what both words' states, made narrower (states x n), have in common."""

    narrow: Floats
    narrow_bias: Floats
    net: Net


class EventModels(NamedTuple):
    """The weights; a logistic model's last weight is its bias."""

    occurrence: Floats  # of occurrence_features.FEATURES, then of the word's state
    dating: Net
    pairs: PairNet
    acceptance: Floats

    def occurs(self, features: Floats, states: Floats) -> Floats:
        """Of each word (0..1); both have a row a word."""
        return _logistic(np.concatenate([features, states], axis=1), self.occurrence)

    def dated(self, features: Floats) -> Floats:
        """Of each pair of a word and a date (0..1)."""
        return self.dating.likelihoods(features)

    def narrowed(self, states: Floats) -> Floats:
        """The states of tellings, each of length 1, as ``same`` compares them: a row a telling."""
        return np.asarray(states @ self.pairs.narrow + self.pairs.narrow_bias, "float32")

    def same(self, features: Floats, narrowed: Floats, a: Ints, b: Ints) -> Floats:
        """Of each pair of tellings (0..1), whose numbers are ``a`` and ``b``."""
        pairs = self.pairs
        left, right, lengths = narrowed[a], narrowed[b], np.linalg.norm(narrowed, axis=1)
        length = lengths[a] * lengths[b]
        products = left * right
        cosine = products.sum(axis=1) / np.where(length == 0, 1, length)
        numbers = np.concatenate([features, products, np.abs(left - right), cosine[:, None]], axis=1)
        return pairs.net.likelihoods(numbers)

    def accepted(self, features: Floats) -> Floats:
        """Of each group of tellings (0..1)."""
        return _logistic(features, self.acceptance)


def _logistic(features: Floats, weights: Floats) -> Floats:
    return _sigmoid(features @ weights[:-1] + weights[-1])


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), "float32")


@functools.cache
def event_models() -> EventModels:
    """The shipped models; ValueError where they are of other numbers than this version makes."""
    with np.load(model_file(FILE)) as data:
        for name, features in (
            ("occurrence", occurrence_features.FEATURES),
            ("dating", dating_features.FEATURES),
            ("pairs", coreference_features.FEATURES),
            ("acceptance", acceptance_features.FEATURES),
        ):
            if tuple(data[f"{name}_names"].tolist()) != features:
                raise ValueError(f"{FILE} is of other numbers: run training/events.py")
        read = {k: v.astype("float32") for k, v in data.items() if not k.endswith("_names")}
    pairs = PairNet(read["narrow"], read["narrow_bias"], _net(read, "pairs"))
    return EventModels(read["occurrence"], _net(read, "dating"), pairs, read["acceptance"])


def _net(read: dict[str, Floats], name: str) -> Net:
    into, into_bias, out, out_bias = (read[f"{name}_{part}"] for part in Net._fields)
    return Net(into, into_bias, out, float(out_bias))
