"""Train a large encoder for attitudes: too slow to ship, it teaches the head that is shipped (``attitude.py``).

    python -m training.attitude_teacher --eval FOLDER --base FOLDER --large FOLDER --out FILE.pt [--passes 3] [--seed 0]
       [--start FILE.pt --questions QUESTIONS.jsonl --measure QUESTIONS.jsonl]

MPNet knows the two actors from its first layer on and answers for both directions in one pass; the polarity towards a
lone target is its second task. ``--questions`` (``attitude_questions.py``) teach it a third: whether a speaker's or
the writer's words hold an attitude to a target in them. ``--large`` is the folder of ``unpack.py``; ``--base`` is only
asked for its pieces.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from components.analysis.encoder.word_pieces import tokenizer
from training.attitude_examples import (
    DIRECTIONS,
    MARKS,
    Pair,
    directed,
    figures,
    held_example,
    names_of,
    pair_example,
    pair_rows,
    renamed,
    target_example,
)
from training.encoder import halved
from training.examples import read
from training.large import Large
from training.train import learn, ramp

LONGEST = 0.99  # how slowly the average of the weights follows at most
SIZE = 32
RENAMED = 0.35  # how often a pair is read under other names
NEUTRAL = 5000  # pairs without an attitude in one pass: six in ten are not learned from
TARGETS = 2500  # of NewsMTSC in one pass
NONE = 3.0  # questions without an attitude to one with it
SMOOTHING = 0.1


class Directions(nn.Module):
    """From the states of a sentence and two actors: N x 5 answers for the pair (PAIR_ANSWERS).

    One net for both directions: what holds and what is held apart are the sides of its input.
    """

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.mix = nn.Linear(3 * wide, wide)
        self.held = nn.Linear(wide, 2)
        self.none = nn.Linear(wide, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, whole: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """See the class."""
        sides = [
            torch.tanh(self.mix(self.dropout(torch.cat([whole, a, b], -1))))
            for a, b in ((first, second), (second, first))
        ]
        none = self.none(self.dropout(sides[0] + sides[1]))
        return torch.cat([none, *(self.held(self.dropout(s)) for s in sides)], -1)


def mean_at(x: Tensor, on: Tensor) -> Tensor:
    """The mean of B x T x W over the pieces that B x T marks."""
    on = on.to(x.dtype)[:, :, None]
    return (x * on).sum(1) / on.sum(1).clamp(min=1.0)


class AttitudeTeacher(Large):
    """Attitudes of a pair (N x 5) or polarity towards a lone target (N x 3)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, MARKS)
        self.pairs = Directions(self.wide)
        self.mix, self.out = nn.Linear(2 * self.wide, self.wide), nn.Linear(self.wide, 3)
        self.mix_held, self.out_held = nn.Linear(3 * self.wide, self.wide), nn.Linear(self.wide, 3)
        self.dropout = nn.Dropout(0.1)

    def outputs(self, batch: Sequence[Pair]) -> Tensor:
        """The answers' logits; all of a batch are of one task, speakers' and the writer's words being one."""
        x, marks = self.states(batch)
        task = batch[0].task
        if task == "pair":
            return self.pairs(x[:, 0], mean_at(x, marks == 1), mean_at(x, marks == 2))
        if task != "target":
            held, target = mean_at(x, (marks == 4) | (marks == 7)), mean_at(x, (marks == 5) | (marks == 6))
            mixed = torch.tanh(self.mix_held(self.dropout(torch.cat([x[:, 0], held, target], -1))))
            return self.out_held(self.dropout(mixed))
        return self.out(self.dropout(torch.tanh(self.mix(torch.cat([x[:, 0], mean_at(x, marks == 3)], -1)))))


@torch.no_grad()
def logits(model: AttitudeTeacher, examples: Sequence[Pair]) -> Tensor:
    """N x 5 or N x 3, in the order of the examples."""
    model.eval()
    out = torch.zeros(len(examples), 5 if examples[0].task == "pair" else 3)
    order = sorted(range(len(examples)), key=lambda n: len(examples[n]))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        with halved():
            out[some] = model.outputs([examples[n] for n in some]).float()
    return out


def held_figures(said: Tensor, apart: Sequence[Pair]) -> dict[str, object]:
    """Of speakers and of the writer, by threshold: precision and recall of what is told (minor ones cost no recall)."""
    out: dict[str, object] = {}
    for task in ("speaker", "writer"):
        for least in (0.4, 0.5, 0.6, 0.7, 0.8):
            told = hit = there = 0
            for likely, one in zip(said, apart, strict=True):
                if one.task != task:
                    continue
                best = max((0, 2), key=lambda k: likely[k])
                tells = float(likely[best]) >= least
                right = tells and best == one.answer
                told, hit = told + tells, hit + right
                there += one.answer != 1 and (one.weight == 1 or right)
            out[f"{task} {least}"] = [round(hit / max(1, told), 3), round(hit / max(1, there), 3), told]
    return out


def one_pass(
    rows: list[dict], others: tuple[list[Pair], list[Pair]], known: dict[int, Pair], names: list[str],
    chance: random.Random, pieces: Tokenizer, share: float,
) -> list[list[Pair]]:  # fmt: skip
    """The batches of one pass: a share of the pairs and targets, all questions with an answer and as many without."""
    targets, asked = others
    held = [r for r in rows if r["answer"]]
    some = held + chance.sample([r for r in rows if not r["answer"]], NEUTRAL)
    some = chance.sample(some, int(share * len(some)))
    made = []
    for row in some:
        pair = pair_example(pieces, renamed(row, names, chance)) if chance.random() < RENAMED else known.get(id(row))
        if pair:
            made.append(pair)
    queue = []
    told = [p for p in asked if p.answer != 1]
    none = [p for p in asked if p.answer == 1]
    asked = told + chance.sample(none, min(len(none), int(NONE * len(told))))
    for kind in (made, chance.sample(targets, min(int(share * TARGETS), len(targets))), asked):
        ordered = sorted(kind, key=lambda p: len(p) + chance.random() * 12)
        queue += [ordered[at : at + SIZE] for at in range(0, len(ordered), SIZE)]
    chance.shuffle(queue)
    return queue


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--base", "--large", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--questions", nargs="*", type=Path, default=[])
    parser.add_argument("--measure", nargs="*", type=Path, default=[])
    parser.add_argument("--share", type=float, default=1.0, help="of the pairs and targets in a pass")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=5e-5)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    rows = pair_rows(read(args.eval / "attitude_train.jsonl.gz"))
    known = {id(r): p for r in rows if (p := pair_example(pieces, r))}
    apart = [p for r in pair_rows(read(args.eval / "attitude.jsonl")) if (p := pair_example(pieces, r))]
    targets = [p for r in read(args.eval / "sentiment_train.jsonl") if (p := target_example(pieces, r))]
    names = names_of(rows)
    asked, apart_asked = (
        [p for path in paths for r in read(path) if r["kind"] != "pair" and (p := held_example(pieces, r))]
        for paths in (args.questions, args.measure)
    )
    model = AttitudeTeacher(args.large)
    if args.start:
        began_with = torch.load(args.start, map_location="cpu")
        fresh = model.state_dict()
        if len(began_with["marks.weight"]) < MARKS:
            began_with["marks.weight"] = torch.cat(
                [began_with["marks.weight"], fresh["marks.weight"][len(began_with["marks.weight"]) :]]
            )
        model.load_state_dict(fresh | began_with)
    passes = [one_pass(rows, (targets, asked), known, names, chance, pieces, args.share) for _ in range(args.passes)]
    steps = sum(map(len, passes))
    print(json.dumps({"pairs": len(known), "apart": len(apart), "targets": len(targets), "steps": steps}), flush=True)
    made = torch.optim.AdamW(model.groups(args.rate), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, began, done = copy.deepcopy(model), time.time(), 0
    for number, queue in enumerate(passes):
        model.train()
        total = 0.0
        for at, batch in enumerate(queue):
            with halved():
                said = model.outputs(batch)
            want = torch.tensor([p.answer for p in batch])
            weight = torch.tensor([p.weight for p in batch])
            losses = F.cross_entropy(said.float(), want, label_smoothing=SMOOTHING, reduction="none")
            loss = (losses * weight).mean()
            done += 1
            learn(loss, model, average, made, schedule, done, LONGEST)
            total += loss.item()
            if at % 25 == 24:
                print(done, "of", steps, round(time.time() - began), "s", round(total / (at + 1), 4), flush=True)
        said = directed(logits(average, apart).softmax(-1))
        want = [label for p in apart for label in DIRECTIONS[p.answer]]
        print(json.dumps({"pass": number + 1, "seconds": round(time.time() - began),
                          "by threshold: macro F1, precision, recall": figures(said, want)}), flush=True)  # fmt: skip
        if apart_asked:
            answers = logits(average, apart_asked).softmax(-1)
            print(json.dumps({"questions: precision, recall, told": held_figures(answers, apart_asked)}), flush=True)
        torch.save(average.state_dict(), args.out)


if __name__ == "__main__":
    main()
