"""A model whose trunk reads each row once: for heads that are trained over a finished trunk."""

from __future__ import annotations

import torch
from torch import Tensor

from training.encoder import WIDTH
from training.examples import Example
from training.train import GROUP, Model


class Cached(Model):
    """A model whose trunk is not run again: states by row, 16 bit."""

    kept: dict[tuple[int, ...], Tensor]

    @torch.no_grad()
    def keep(self, examples: list[Example]) -> None:
        """Read the rows of the examples once."""
        self.trunk.eval()
        rows = sorted({r for e in examples for r in e.rows} - set(self.kept), key=lambda r: (len(r), r))
        for at in range(0, len(rows), 2 * GROUP):
            some = rows[at : at + 2 * GROUP]
            wide = len(some[-1])
            ids, mask = torch.zeros(len(some), wide, dtype=torch.long), torch.zeros(len(some), wide)
            for n, r in enumerate(some):
                ids[n, : len(r)] = torch.tensor(r)
                mask[n, : len(r)] = 1
            with torch.autocast("cpu", torch.bfloat16):
                made = self.trunk(ids, mask)
            for n, r in enumerate(some):
                self.kept[r] = made[n, : len(r)].to(torch.bfloat16).clone()

    def states(self, batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """The windows of a batch from what is kept."""
        long = max(map(len, batch))
        x = torch.zeros(len(batch), long, WIDTH)
        on, marks = torch.zeros(len(batch), long), torch.zeros(len(batch), long, dtype=torch.long)
        for b, e in enumerate(batch):
            made = torch.cat([self.kept[e.rows[k]][s:t] for k, s, t in e.parts])
            x[b, : len(made)] = made.float()
            on[b, : len(made)] = 1
            marks[b, : len(made)] = torch.tensor(e.marks)
        return x, on, marks
