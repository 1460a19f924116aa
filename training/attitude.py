"""Train the attitude head that ships: over the shipped trunk, from a teacher's answers and the annotators' labels.

    python -m training.attitude --eval FOLDER --base FOLDER --large FOLDER --teacher FILE.pt --out FILE.pt
       --questions ANSWERED.jsonl … --more UNANSWERED.jsonl … [--measure ANSWERED.jsonl …] [--passes 4] [--runs 2]

Knowledge distillation (Hinton et al. 2015). The trunk's states come from the int8 file as it ships. ``--more`` are
questions about news that nobody annotated (``attitude_questions.py``), of which the teacher's answers alone are
learned. Runs that differ in their order alone are averaged into one head (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.encoder.onnx_model import encode as read_states
from components.analysis.encoder.word_pieces import Row, tokenizer
from components.analysis.tone.attitude_model import KINDS
from training.attitude_examples import (
    DIRECTIONS,
    PAIR_ANSWERS,
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
from training.attitude_teacher import AttitudeTeacher, held_figures, logits
from training.attitude_templates import attitude_templates
from training.encoder import WIDTH, AttitudeHead, checkpoint, halved
from training.examples import read
from training.train import WARMTH, distilled, learn, ramp

HARD = 0.4  # weight of the annotators' label beside the teacher's answer
SIZE = 32  # sentences in a batch
MOST = 8  # questions on a sentence in one pass
PAIRS = 0.25  # of the pairs of annotated articles that are learned from


@dataclass(slots=True)
class Asked:
    """A question on a sentence: pieces of both sides, the label's number (-1: none), the teacher's answer."""

    kind: int
    held: tuple[int, ...]
    target: tuple[int, ...]
    label: int
    weight: float = 1.0
    soft: Tensor | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence's row and the questions on it."""

    row: Row
    asked: list[Asked] = field(default_factory=list)

    def __len__(self) -> int:
        """Its pieces."""
        return len(self.row.ids)


def asked_of(pair: Pair, soft: Tensor | None) -> list[Asked]:
    """The questions that a teacher's example answers; ``soft`` are likelihoods of its answers."""
    if pair.task == "target":
        everything = tuple(range(len(pair)))
        return [Asked(KINDS.index("target"), everything, pair.first, pair.answer, pair.weight, soft)]
    if pair.task != "pair":
        return [Asked(KINDS.index(pair.task), pair.first, pair.second, pair.answer, pair.weight, soft)]
    labels = DIRECTIONS[pair.answer] if pair.answer >= 0 else (-1, -1)
    soft_there, soft_back = directed(soft[None]) if soft is not None else (None, None)
    kind = KINDS.index("pair")
    return [
        Asked(kind, pair.first, pair.second, labels[0], pair.weight, soft_there),
        Asked(kind, pair.second, pair.first, labels[1], pair.weight, soft_back),
    ]


def smoothed(answer: int) -> Tensor:
    """What a teacher would say of a sentence of our own."""
    out = torch.full((len(PAIR_ANSWERS),), 0.025)
    out[answer] = 0.9
    return out


def gathered(examples: Sequence[Pair], soft: Sequence[Tensor | None]) -> list[Sentence]:
    """Examples by sentence, at most MOST questions each."""
    by_row: defaultdict[tuple[int, ...], list[Sentence]] = defaultdict(list)
    for pair, answer in zip(examples, soft, strict=True):
        questions = asked_of(pair, answer)
        here = by_row[pair.row.ids]
        if not here or len(here[-1].asked) + len(questions) > MOST:
            here.append(Sentence(pair.row))
        here[-1].asked += questions
    return [s for some in by_row.values() for s in some]


def pair_question(pieces: Tokenizer, row: dict) -> Pair | None:
    """A question of kind "pair" about an article as a pair without an answer."""
    held, target = row["held"][0], row["target"]
    first, second = sorted((held, target))
    return pair_example(pieces, {"text": row["text"], "first": first, "second": second, "answer": -1})


def soft_answers(args: argparse.Namespace, examples: Sequence[Pair]) -> list[Tensor]:
    """The teacher's likelihoods at WARMTH; kept ones, if they are to these very questions and of this teacher."""
    asked = repr([[(e.row.ids, e.first, e.second, e.task) for e in examples], args.teacher.name])
    digest = hashlib.sha256(asked.encode()).hexdigest()
    if args.answers and args.answers.exists():
        kept = torch.load(args.answers)
        if kept["digest"] == digest:
            return kept["answers"]
    model = AttitudeTeacher(args.large)
    model.load_state_dict(torch.load(args.teacher, map_location="cpu"))
    out: list[Tensor] = [torch.zeros(0)] * len(examples)
    for tasks in (("pair",), ("target",), ("speaker", "writer")):
        some = [n for n, e in enumerate(examples) if e.task in tasks]
        if some:
            for n, answer in zip(some, (logits(model, [examples[n] for n in some]) / WARMTH).softmax(-1), strict=True):
                out[n] = answer
    if args.answers:
        torch.save({"digest": digest, "answers": out}, args.answers)
    return out


def batch_of(some: Sequence[Sentence], states: dict[tuple[int, ...], np.ndarray]) -> tuple[Tensor, ...]:
    """States B x T x 384, mask B x T, held and targets B x K x T, kinds B x K."""
    long, many = max(map(len, some)), max(len(s.asked) for s in some)
    x, mask = torch.zeros(len(some), long, WIDTH), torch.zeros(len(some), long)
    held, targets = torch.zeros(len(some), many, long), torch.zeros(len(some), many, long)
    kinds = torch.zeros(len(some), many, dtype=torch.long)
    for b, s in enumerate(some):
        x[b, : len(s)] = torch.from_numpy(states[s.row.ids].astype("float32"))
        mask[b, : len(s)] = 1
        for k, one in enumerate(s.asked):
            held[b, k, list(one.held)] = 1
            targets[b, k, list(one.target)] = 1
            kinds[b, k] = one.kind
    return x, mask, held, targets, kinds


@torch.no_grad()
def answered(head: AttitudeHead, sentences: Sequence[Sentence], states: dict) -> list[Tensor]:
    """The likelihoods of each question, in their order."""
    head.eval()
    out: list[list[Tensor]] = [[] for _ in sentences]
    order = sorted(range(len(sentences)), key=lambda n: len(sentences[n]))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        said = head(*batch_of([sentences[n] for n in some], states)).softmax(-1)
        for b, n in enumerate(some):
            out[n] = list(said[b, : len(sentences[n].asked)])
    head.train()
    return [likely for one in out for likely in one]


def measured(head: AttitudeHead, apart: Sequence[Sentence], asked: Sequence[Pair], states: dict) -> dict[str, object]:
    """Macro F1, precision and recall of pairs by threshold; of questions on readings those of what is told."""
    said = torch.stack(answered(head, apart, states))
    out: dict[str, object] = {**figures(said, [q.label for s in apart for q in s.asked])}
    if asked:
        lone = [Sentence(p.row, asked_of(p, None)) for p in asked]
        out["readings"] = held_figures(torch.stack(answered(head, lone, states)), asked)
    return out


def taught(
    args: argparse.Namespace, start: AttitudeHead, learnt: Sequence[Sentence], apart: Sequence[Sentence],
    asked: Sequence[Pair], states: dict[tuple[int, ...], np.ndarray], chance: random.Random, began: float,
) -> AttitudeHead:  # fmt: skip
    """One run: a head that begins as ``start``."""
    head = copy.deepcopy(start)
    steps = args.passes * -(-len(learnt) // SIZE)
    new = [p for n, p in head.named_parameters() if not n.startswith("layers.")]
    old = [p for n, p in head.named_parameters() if n.startswith("layers.")]
    made = torch.optim.AdamW(
        [{"params": old, "lr": args.rate}, {"params": new, "lr": 2 * args.rate}], weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, done = copy.deepcopy(head), 0
    for number in range(args.passes):
        ordered = sorted(learnt, key=lambda s: len(s) + chance.random() * 12)
        queue = [ordered[at : at + SIZE] for at in range(0, len(ordered), SIZE)]
        chance.shuffle(queue)
        total = 0.0
        for some in queue:
            inputs = batch_of(some, states)
            with halved():
                out = head(*inputs)
            there = torch.tensor([[k < len(s.asked) for k in range(inputs[4].shape[1])] for s in some])
            said = out.float()[there]
            flat = [q for s in some for q in s.asked]
            loss = distilled(said, torch.stack([q.soft for q in flat if q.soft is not None]))
            label = torch.tensor([q.label for q in flat])
            weight = torch.tensor([q.weight for q in flat]) * (label >= 0)
            if (label >= 0).any():
                hard = F.cross_entropy(said, label.clamp(min=0), reduction="none")
                loss = loss + HARD * (hard * weight).sum() / len(flat)
            done += 1
            learn(loss, head, average, made, schedule, done)
            total += loss.item()
        said_now = {"pass": number + 1, "seconds": round(time.time() - began), "loss": round(total / len(queue), 4)}
        print(json.dumps(said_now | measured(average, apart, asked, states)), flush=True)
    return average


def mean_of(heads: Sequence[AttitudeHead]) -> AttitudeHead:
    """The head whose weights are the mean of theirs."""
    mixed, weights = copy.deepcopy(heads[0]), [h.state_dict() for h in heads]
    mixed.load_state_dict({k: torch.stack([w[k].float() for w in weights]).mean(0) for k in weights[0]})
    return mixed


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--base", "--large", "--teacher", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--answers", type=Path, help="where the teacher’s answers are kept")
    for name in ("--questions", "--more", "--measure"):
        parser.add_argument(name, nargs="*", type=Path, default=[])
    parser.add_argument("--most", type=int, default=30000, help="questions of --more")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    rows = pair_rows(read(args.eval / "attitude_train.jsonl.gz"))
    names = names_of(rows)
    examples = [p for r in rows if (p := pair_example(pieces, r))]
    examples += [p for r in rows if r["answer"] and (p := pair_example(pieces, renamed(r, names, chance)))]
    examples += [p for r in read(args.eval / "sentiment_train.jsonl") if (p := target_example(pieces, r))]
    for path in args.questions:
        for row in read(path):
            made = pair_question(pieces, row) if row["kind"] == "pair" else held_example(pieces, row)
            if made and (row["kind"] != "pair" or chance.random() < PAIRS):
                examples.append(made)
    more = [row for path in args.more for row in read(path)]
    for row in chance.sample(more, min(len(more), args.most)):
        made = pair_question(pieces, row) if row["kind"] == "pair" else held_example(pieces, row)
        if made:
            examples.append(made)
    apart = [p for r in pair_rows(read(args.eval / "attitude.jsonl")) if (p := pair_example(pieces, r))]
    asked = [p for path in args.measure for r in read(path) if r["kind"] != "pair" and (p := held_example(pieces, r))]
    began = time.time()
    print(json.dumps({"examples": len(examples), "answers of a pair": len(PAIR_ANSWERS)}), flush=True)
    soft = soft_answers(args, examples)
    own = [p for r in attitude_templates(names, chance) if (p := pair_example(pieces, r))]
    learnt = gathered(examples, soft) + gathered(own, [smoothed(p.answer) for p in own])
    examples += own
    print("taught", len(learnt), "sentences in", round(time.time() - began), "s", flush=True)
    apart_sentences = gathered(apart, [None] * len(apart))
    unique = list({p.row.ids: p.row for p in [*examples, *apart, *asked]}.values())
    states = {r.ids: x.astype("float16") for r, x in zip(unique, read_states(unique), strict=True)}
    print("read", len(states), "in", round(time.time() - began), "s", flush=True)
    heads, start = [], AttitudeHead(checkpoint(args.base))  # one start for all: other beginnings can't be averaged
    for run in range(args.runs):
        heads.append(taught(args, start, learnt, apart_sentences, asked, states, random.Random(args.seed + run), began))
        mixed = mean_of(heads)
        print(json.dumps({"runs": run + 1, **measured(mixed, apart_sentences, asked, states)}), flush=True)
        torch.save(mixed.state_dict(), args.out)


if __name__ == "__main__":
    main()
