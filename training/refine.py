"""Train one head further on what the finished trunk makes of the texts, which is read once and kept.

    python -m training.refine --head tone|quotes|mentions --model FOLDER/model.pt --eval FOLDER --sentences FOLDER
        --base FOLDER --out FILE.pt [--passes 4] [--seed 0] [--rate 1e-4] [--teachers MODEL.pt ...]

tone: also learns from sentences about other names and from ``templates.py``; with teachers it learns from their mean
(distillation, Hinton et al. 2015), on sentences without a label too.
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
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.neural.pieces import tokenizer
from training.encoder import WIDTH, checkpoint
from training.examples import Example, names_in, read, swapped, tone_example
from training.templates import templates
from training.train import GROUP, SIZES, Model, batches, learn, load, loss_of, measure, ramp

SWAPPED = 2  # versions of a sentence about another name
TASKS = {"tone": ["tone"], "quotes": ["cues", "parts"], "mentions": ["mentions"]}
WARMTH = 2.0  # temperature of distillation


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


def soft_loss(model: Model, batch: list[Example], wanted: dict[int, Tensor]) -> Tensor:
    """How far the tone logits are from the teachers' mean, and from the label where there is one."""
    (out,) = model.outputs(batch)
    want = torch.stack([wanted[id(e)] for e in batch])
    far = F.kl_div((out.float() / WARMTH).log_softmax(-1), want, reduction="none").sum(-1) * WARMTH**2
    hard = F.cross_entropy(out.float(), torch.tensor([max(0, e.label) for e in batch]), reduction="none")
    known = torch.tensor([float(e.label >= 0) for e in batch])
    return (far + 0.3 * known * hard).mean()


@torch.no_grad()
def taught(base: Path, teachers: list[Path], examples: list[Example]) -> dict[int, Tensor]:
    """The mean answer of whole models to each tone example, softened."""
    sums: dict[int, Tensor] = defaultdict(lambda: torch.zeros(3))
    for path in teachers:
        teacher = Cached(checkpoint(base))
        teacher.kept = {}
        known = torch.load(path, map_location="cpu")
        teacher.take(known)
        teacher.keep(examples)
        teacher.eval()
        ordered = sorted(examples, key=len)
        for at in range(0, len(ordered), 64):
            batch = ordered[at : at + 64]
            with torch.autocast("cpu", torch.bfloat16):
                (out,) = teacher.outputs(batch)
            for e, o in zip(batch, (out.float() / WARMTH).softmax(-1), strict=True):
                sums[id(e)] += o / len(teachers)
    return dict(sums)


def tone_examples(pieces: Tokenizer, rows: list[dict], chance: random.Random) -> list[Example]:
    """The labelled sentences, their versions about other names, some read without target, and the templates."""
    names = names_in(rows)
    several: dict[str, int] = defaultdict(int)
    for r in rows:
        several[r["text"]] += 1
    out: list[Example | None] = []
    for row in rows:
        out.append(tone_example(pieces, row))
        if row["mention"][:1].isupper() and len(row["mention"]) > 3:
            out += [tone_example(pieces, swapped(row, names, chance)) for _ in range(SWAPPED)]
        if several[row["text"]] == 1 and chance.random() < 0.3:
            out.append(tone_example(pieces, row, whole=True))
    made = templates(names, chance)
    out += [tone_example(pieces, r) for r in made]
    for e in out[-len(made) :]:
        if e is not None:
            e.weight = 0.5
    return [e for e in out if e is not None]


def unlabelled(pieces: Tokenizer, eval_: Path, sentences: Path, chance: random.Random, most: int) -> list[Example]:
    """Sentences of other news with one of their capitalised words as target, for distillation alone."""
    parsed = read(sentences / "quotes_train.sents.jsonl")
    texts = {r["id"]: r["text"] for r in read(eval_ / "quotes_train.jsonl")}
    out: list[Example] = []
    while len(out) < most:
        p = chance.choice(parsed)
        s, e = chance.choice(p["sents"])
        text = texts[p["id"]][s:e]
        spans = [(a - s, b - s) for a, b in p["toks"] if s <= a and b <= e and b > a]
        names = [(a, b) for a, b in spans if a > 0 and text[a].isupper() and b - a > 2]
        words = names + [(a, b) for a, b in spans if text[a:b].lower() in ("he", "she", "him", "they")]
        if not words or not 30 < len(text) < 400:
            continue
        a, b = chance.choice(words)
        one = tone_example(pieces, {"text": text, "start": a, "end": b, "polarity": "neutral"})
        if one is not None:
            one.label = -1
            out.append(one)
    return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--eval", "--sentences", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--head", choices=sorted(TASKS), required=True)
    parser.add_argument("--teachers", nargs="*", type=Path, default=[])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="begin from the base encoder's upper layers")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    tone_rows, learnt, apart = load(args, pieces)
    model = Cached(checkpoint(args.base))
    model.kept = {}
    known = torch.load(args.model, map_location="cpu")
    if args.fresh:
        known = {k: v for k, v in known.items() if k.startswith("trunk.")}
    model.take(known)
    tasks = TASKS[args.head]
    examples = [e for t in tasks for e in learnt.get(t, [])]
    if args.head == "tone":
        examples = tone_examples(pieces, tone_rows, chance)
    if args.teachers:
        examples += unlabelled(pieces, args.eval, args.sentences, chance, 12000)
    apart = {t: apart[t] for t in tasks if apart.get(t)}
    began = time.time()
    model.keep(examples + [e for es in apart.values() for e in es])
    wanted = taught(args.base, args.teachers, examples) if args.teachers else {}
    print("kept", len(model.kept), "rows in", round(time.time() - began), "s;", len(examples), "examples", flush=True)
    if apart:
        print(json.dumps(measure(model, apart)), flush=True)
    head = getattr(model, args.head)
    of = {t: [e for e in examples if e.task == t] for t in tasks}
    steps = args.passes * sum(-(-len(v) // SIZES[t]) for t, v in of.items())
    made = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, done = copy.deepcopy(head), 0
    for number in range(args.passes):
        model.train()
        queue = [b for t, v in of.items() for b in batches(v, SIZES[t], chance)]
        chance.shuffle(queue)
        total = 0.0
        for batch in queue:
            with torch.autocast("cpu", torch.bfloat16):
                loss = soft_loss(model, batch, wanted) if wanted else loss_of(model, batch)
            done += 1
            learn(loss, head, average, made, schedule, done)
            total += loss.item()
        plain = copy.deepcopy(head.state_dict())
        head.load_state_dict(average.state_dict())
        figures = measure(model, apart) if apart else {}
        print(
            json.dumps(
                {
                    "pass": number + 1,
                    "seconds": round(time.time() - began),
                    "loss": round(total / len(queue), 4),
                    **figures,
                }
            ),
            flush=True,
        )
        torch.save(head.state_dict(), args.out)
        head.load_state_dict(plain)


if __name__ == "__main__":
    main()
