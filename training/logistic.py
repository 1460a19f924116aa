"""A logistic model by least penalised log loss: small enough for its weights to be read in a JSON file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import torch

from components.analysis.encoder.onnx_model import MODELS


class OfArticle(Protocol):
    """What belongs to an article, by its id."""

    article: str


T = TypeVar("T", bound=OfArticle)


def fitted(x: torch.Tensor, y: torch.Tensor, weight: torch.Tensor, penalty: float, free: int) -> torch.Tensor:
    """The weights (L-BFGS).

    x: rows x values. y: 0..1 a row. weight: how much a row counts. penalty: of the mean of the squares of the weights.
    free: the column of ones, whose weight isn't penalised.
    """
    weights = torch.zeros(x.shape[1], requires_grad=True)
    penalised = torch.ones(x.shape[1])
    penalised[free] = 0
    made = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        made.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="none")
        loss = (losses * weight).mean() + penalty * (weights**2 * penalised).sum() / (len(weights) - 1)
        loss.backward()
        return loss

    made.step(closure)
    return weights.detach()


def cross_validation(items: Sequence[T], parts: int) -> Iterator[tuple[list[T], list[T]]]:
    """By part: what is fitted on, and what is measured; all of an article is in one of both."""
    for part in range(parts):
        inside = [i for i in items if zlib.crc32(i.article.encode()) % parts == part]
        yield [i for i in items if zlib.crc32(i.article.encode()) % parts != part], inside


def show(names: Sequence[str], weights: torch.Tensor) -> None:
    """Print the weights by name."""
    for name, weight in zip(names, weights.tolist(), strict=True):
        print(f"  {name}: {weight:.2f}")


def write(file: str, names: Sequence[str], weights: torch.Tensor) -> None:
    """Write a model as components/analysis/logistic_model.py reads it; the last of the weights is the bias."""
    *of_names, bias = (round(weight, 3) for weight in weights.tolist())
    made = {"weights": dict(zip(names, of_names, strict=True)), "bias": bias}
    (MODELS / file).write_text(json.dumps(made, indent=1) + "\n")
