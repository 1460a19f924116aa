"""Train a large encoder for tone alone: too slow to ship, it teaches the head that is shipped (``distill.py``).

    python -m training.teacher --eval FOLDER --base FOLDER --large FOLDER --out FILE.pt [--passes 4] [--seed 0]

It knows the target from its first layer on; the shipped head, over the trunk that all tasks share, asks for it at the
end. ``--large`` is the folder of ``unpack.py``; ``--base`` is only asked for its pieces. Learns from the labelled
sentences, from their versions about other names and from ``templates.py``.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
from torch import Tensor, nn

from components.analysis.encoder.word_pieces import tokenizer
from training.encoder import halved
from training.examples import Example, names_in
from training.large import Large
from training.train import PLANS, SIZES, batches, learn, loss_of, macro, ramp, tone_pass, tone_rows_of

LONGEST = 0.99  # how slowly the average of the weights follows at most


class Teacher(Large):
    """The tone towards the marked target, from the first piece and the target's pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 2)
        self.mix, self.out = nn.Linear(2 * self.wide, self.wide), nn.Linear(self.wide, 3)
        self.dropout = nn.Dropout(0.1)

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """B x 3 logits."""
        x, marks = self.states(batch)
        on = marks.to(x.dtype)[:, :, None]
        target = (x * on).sum(1) / on.sum(1).clamp(min=1.0)
        return (self.out(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([x[:, 0], target], -1)))))),)


@torch.no_grad()
def logits(model: nn.Module, examples: list[Example]) -> Tensor:
    """N x 3, in the order of the examples."""
    model.eval()
    out = torch.zeros(len(examples), 3)
    order = sorted(range(len(examples)), key=lambda n: len(examples[n]))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        with halved():
            out[some] = model.outputs([examples[n] for n in some])[0].float()
    return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--base", "--large", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=5e-5)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    rows, apart = tone_rows_of(args.eval, pieces, keep_apart=not args.all)
    names, several = names_in(rows), defaultdict(int)
    for r in rows:
        several[r["text"]] += 1
    model, way = Teacher(args.large), PLANS["second"]
    passes = [tone_pass(rows, pieces, names, several, chance, way) for _ in range(args.passes)]
    steps = sum(-(-len(p) // SIZES["tone"]) for p in passes)
    made = torch.optim.AdamW(model.groups(args.rate), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, began, done = copy.deepcopy(model), time.time(), 0
    for number, examples in enumerate(passes):
        model.train()
        total = 0.0
        queue = batches(examples, SIZES["tone"], chance)
        for batch in queue:
            with halved():
                loss = loss_of(model, batch, way.smoothing)
            done += 1
            learn(loss, model, average, made, schedule, done, LONGEST)
            total += loss.item()
        said = {"pass": number + 1, "seconds": round(time.time() - began), "loss": round(total / len(queue), 4)}
        if apart:
            got, want = logits(average, apart).argmax(-1).tolist(), [e.label for e in apart]
            two = [n for n, e in enumerate(apart) if e.weight > 1]
            said |= {
                "tone": round(macro(want, got), 4),
                "tone_several": round(macro([want[n] for n in two], [got[n] for n in two]), 4),
            }
        print(json.dumps(said), flush=True)
        torch.save(average.state_dict(), args.out)


if __name__ == "__main__":
    main()
