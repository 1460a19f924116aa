"""Train whole encoders for tone alone: too slow to ship, they teach the head that is shipped (``distill.py``).

    python -m training.teacher --eval FOLDER --base FOLDER --out FILE.pt [--passes 4] [--seed 0] [--rate 1e-4]

All six layers know the target from the first one on, where the shipped head, over the trunk that all tasks share, knows
it from the fourth. Learns from the labelled sentences, from their versions about other names and from ``templates.py``.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from components.analysis.neural.pieces import tokenizer
from training.encoder import WIDTH, MarkedTone, Trunk, bias_of, checkpoint
from training.examples import Example, names_in
from training.train import PLANS, SIZES, batches, learn, loss_of, macro, ramp, tone_pass, tone_rows_of


class Teacher(nn.Module):
    """The encoder of ``encoder.py`` with the target marked at its first layer, and the tone head."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.trunk, self.tone = Trunk(weights), MarkedTone(weights)
        self.marks = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.02)

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """B x 3 logits of examples of one row each."""
        ids, mask, marks = rows_of(batch)
        x = self.trunk.embedded(ids) + self.marks(marks)
        bias = bias_of(mask)
        for layer in self.trunk.layers:
            x = layer(x, bias)
        return (self.tone(x, mask, marks),)


def rows_of(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Piece ids, mask and marks of examples of one row each, B x T."""
    long = max(map(len, batch))
    ids, mask = torch.zeros(len(batch), long, dtype=torch.long), torch.zeros(len(batch), long)
    marks = torch.zeros(len(batch), long, dtype=torch.long)
    for b, e in enumerate(batch):
        ids[b, : len(e)] = torch.tensor(e.rows[0])
        marks[b, : len(e)] = torch.tensor(e.marks)
        mask[b, : len(e)] = 1
    return ids, mask, marks


@torch.no_grad()
def logits(model: nn.Module, examples: list[Example]) -> Tensor:
    """N x 3, in the order of the examples."""
    model.eval()
    out = torch.zeros(len(examples), 3)
    order = sorted(range(len(examples)), key=lambda n: len(examples[n]))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        with torch.autocast("cpu", torch.bfloat16):
            out[some] = model.outputs([examples[n] for n in some])[0].float()
    return out


def asked(about: str | None, rate: float) -> argparse.ArgumentParser:
    """What either kind of teacher is asked for on the command line."""
    parser = argparse.ArgumentParser(description=about)
    for name in ("--eval", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--plan", choices=sorted(PLANS), default="second")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=rate)
    return parser


def taught(
    args: argparse.Namespace, make: Callable[[], nn.Module], groups: Callable[[nn.Module], list[dict]], longest: float
) -> None:
    """Train a teacher, print its figures on what is kept apart after each pass, and save its moving average.

    ``groups`` are its parameters with their learning rates; ``longest`` is how slowly the average follows at most.
    """
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    rows, apart = tone_rows_of(args.eval, pieces, keep_apart=not args.all)
    names, several = names_in(rows), defaultdict(int)
    for r in rows:
        several[r["text"]] += 1
    model, way = make(), PLANS[args.plan]
    passes = [tone_pass(rows, pieces, names, several, chance, way) for _ in range(args.passes)]
    steps = sum(-(-len(p) // SIZES["tone"]) for p in passes)
    made = torch.optim.AdamW(groups(model), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, began, done = copy.deepcopy(model), time.time(), 0
    for number, examples in enumerate(passes):
        model.train()
        total = 0.0
        queue = batches(examples, SIZES["tone"], chance)
        for batch in queue:
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, batch, way.smoothing)
            done += 1
            learn(loss, model, average, made, schedule, done, longest)
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


def main() -> None:
    """See the module."""
    args = asked(__doc__, rate=1e-4).parse_args()

    def groups(model: nn.Module) -> list[dict]:
        lower = [p for p in model.trunk.parameters() if p.requires_grad]
        rest = [p for n, p in model.named_parameters() if not n.startswith("trunk.")]
        return [{"params": lower, "lr": args.rate * 0.7}, {"params": rest, "lr": args.rate}]

    taught(args, lambda: Teacher(checkpoint(args.base)), groups, longest=0.998)


if __name__ == "__main__":
    main()
