"""A logistic model by least penalised log loss: small enough for its weights to be read in a JSON file."""

from __future__ import annotations

import torch


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
