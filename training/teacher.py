"""Train a large encoder for tone alone: too slow to ship, it teaches the head that is shipped (``distill.py``).

    python -m training.teacher --eval FOLDER --base FOLDER --large FOLDER --out FILE.pt [--passes 4] [--seed 0]

MPNet (Song et al. 2020), started from all-mpnet-base-v2, is twice as deep and wide as what ships: ``--large`` is its
folder with ``model.safetensors`` and ``config.json`` (``unpack.py``). It knows the target from its first layer on;
the shipped head, over the trunk that all tasks share, asks for it at the end. Its vocabulary is BERT's, moved by four,
so that it reads the same pieces; ``--base`` is only asked for those. Learns from the labelled sentences, from their
versions about other names and from ``templates.py``.
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

from components.analysis.neural.pieces import tokenizer
from training.encoder import bias_of
from training.examples import Example, names_in
from training.train import PLANS, SIZES, batches, learn, loss_of, macro, ramp, tone_pass, tone_rows_of

MOVED = 4  # how far MPNet's piece numbers lie above BERT's
BEGIN, END = (101, 0), (102, 2)  # BERT's [CLS] and [SEP], MPNet's <s> and </s>
PADDING = 1  # MPNet's <pad>: its places are counted from the pieces that are none
DECAY = 0.9  # of the learning rate from one layer to the one below it
LONGEST = 0.99  # how slowly the average of the weights follows at most


class Teacher(nn.Module):
    """MPNet with the target marked at its first layer, and a tone head over the first piece and the target's pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        wide = self.encoder.config.hidden_size
        self.marks = nn.Embedding(2, wide)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.mix, self.out, self.dropout = nn.Linear(2 * wide, wide), nn.Linear(wide, 3), nn.Dropout(0.1)

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """B x 3 logits of examples of one row each."""
        long = max(map(len, batch))
        ids = torch.full((len(batch), long), PADDING, dtype=torch.long)
        mask, marks = torch.zeros(len(batch), long), torch.zeros(len(batch), long, dtype=torch.long)
        for b, e in enumerate(batch):
            ids[b, : len(e)] = moved(torch.tensor(e.rows[0]))
            marks[b, : len(e)] = torch.tensor(e.marks)
            mask[b, : len(e)] = 1
        x = self.encoder.embeddings(input_ids=ids) + self.marks(marks)
        x = self.encoder.encoder(x, attention_mask=bias_of(mask))[0]
        on = marks.to(x.dtype)[:, :, None]
        target = (x * on).sum(1) / on.sum(1).clamp(min=1.0)
        return (self.out(self.dropout(torch.tanh(self.mix(self.dropout(torch.cat([x[:, 0], target], -1)))))),)

    def groups(self, rate: float) -> list[dict]:
        """Parameters with their learning rates: the lower a layer, the less it moves."""
        layers = self.encoder.encoder.layer
        made = [
            {"params": list(layer.parameters()), "lr": rate * DECAY ** (len(layers) - 1 - at)}
            for at, layer in enumerate(layers)
        ]
        inside = {id(p) for g in made for p in g["params"]}
        low = [p for p in self.encoder.parameters() if p.requires_grad and id(p) not in inside]
        head = [p for n, p in self.named_parameters() if not n.startswith("encoder.")]
        return [*made, {"params": low, "lr": rate * DECAY ** len(layers)}, {"params": head, "lr": rate * 5}]


def moved(ids: Tensor) -> Tensor:
    """BERT's piece numbers -> MPNet's."""
    out = ids + MOVED
    for bert, mpnet in (BEGIN, END):
        out[ids == bert] = mpnet
    return out


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
            with torch.autocast("cpu", torch.bfloat16):
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
