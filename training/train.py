"""Train the trunk and the three heads together on the annotated news, then save them.

    python -m training.train --eval FOLDER --sentences FOLDER --out FOLDER [--all] [--passes 6] [--seed 0]

Every step takes one batch of one task; how often a task comes is in ``PLANS``. The weights that are saved are an
exponential moving average. ``--all`` learns from every row, else a part of the articles is kept apart to measure on.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from components.analysis.encoder.word_pieces import tokenizer
from training.encoder import (
    REACH,
    WIDTH,
    MarkedQuotes,
    MarkedTone,
    MentionHead,
    MentionOutputs,
    Trunk,
    checkpoint,
    halved,
)
from training.examples import (
    IGNORED,
    Example,
    mention_examples,
    names_in,
    quote_examples,
    read,
    swapped,
    tone_example,
)
from training.split import apart as apart_from_training
from training.templates import templates


class Plan(NamedTuple):
    """How a training goes: see PLANS."""

    times: dict[str, float]
    swap: float
    smoothing: float
    templates: bool


SIZES = {"tone": 32, "cues": 16, "parts": 20, "mentions": 16}  # examples in a batch
# Passes over a task's data in one pass of all; how often a target's name is swapped; label smoothing of tone; whether
# the templates are learned from. The first plan made the shipped trunk, the second a teacher for the tone.
PLANS = {
    "first": Plan({"tone": 1.0, "cues": 0.3, "parts": 0.25, "mentions": 2.0}, 0.3, 0.05, False),
    "second": Plan({"tone": 1.0, "cues": 0.5, "parts": 0.4, "mentions": 1.5}, 0.4, 0.1, True),
}
GROUP = 24  # rows that the trunk reads at once
WARMTH = 2.0  # temperature at which a teacher's answer is learned
WHOLE = 0.1  # how often a sentence is read without a target


class Model(nn.Module):
    """The trunk and every task's head."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.trunk = Trunk(weights)
        self.tone, self.quotes, self.mentions = MarkedTone(weights), MarkedQuotes(weights), MentionHead(weights)

    def take(self, weights: dict[str, Tensor]) -> None:
        """Take the weights of a training whose shapes are still this model's; the others stay as they are."""
        shapes = {k: v.shape for k, v in self.state_dict().items()}
        self.load_state_dict({k: v for k, v in weights.items() if shapes[k] == v.shape}, strict=False)

    def states(self, batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """The windows of a batch: states B x T x 384, mask B x T, marks B x T."""
        rows = {r for e in batch for r in e.rows}
        # Rows of like length together: a heading isn't padded to the longest sentence.
        ordered = sorted(rows, key=lambda r: (len(r), r))
        begins: dict[tuple[int, ...], int] = {}
        flat_states, size = [], 0
        for some in (ordered[at : at + GROUP] for at in range(0, len(ordered), GROUP)):
            wide = len(some[-1])
            ids, mask = torch.zeros(len(some), wide, dtype=torch.long), torch.zeros(len(some), wide)
            for n, r in enumerate(some):
                begins[r] = size + n * wide
                ids[n, : len(r)] = torch.tensor(r)
                mask[n, : len(r)] = 1
            flat_states.append(self.trunk(ids, mask).reshape(len(some) * wide, -1))
            size += len(some) * wide
        made = torch.cat(flat_states)
        long = max(map(len, batch))
        where, on, marks = torch.zeros(len(batch), long, dtype=torch.long), torch.zeros(len(batch), long), None
        marks = torch.zeros(len(batch), long, dtype=torch.long)
        for b, e in enumerate(batch):
            flat = [begins[e.rows[k]] + i for k, s, t in e.parts for i in range(s, t)]
            where[b, : len(flat)] = torch.tensor(flat)
            on[b, : len(flat)] = 1
            marks[b, : len(flat)] = torch.tensor(e.marks)
        return made[where.reshape(-1)].reshape(len(batch), long, -1), on, marks

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """What the batch's head says."""
        x, mask, marks = self.states(batch)
        task = batch[0].task
        if task == "tone":
            return (self.tone(x, mask, marks),)
        if task == "mentions":
            return self.mentions(x, mask, marks)
        return (self.quotes(x, mask, marks)[task == "parts"],)


def windows(batch: Sequence[Example], states: Callable[[Example, int], Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Windows as tensors: B x T x 384, mask and marks B x T; ``states`` gives those of a row of an example."""
    long = max(map(len, batch))
    x = torch.zeros(len(batch), long, WIDTH)
    mask, marks = torch.zeros(len(batch), long), torch.zeros(len(batch), long, dtype=torch.long)
    for b, e in enumerate(batch):
        x[b, : len(e)] = torch.cat([states(e, k)[s:t].float() for k, s, t in e.parts])
        mask[b, : len(e)] = 1
        marks[b, : len(e)] = torch.tensor(e.marks)
    return x, mask, marks


def distilled(said: Tensor, soft: Tensor) -> Tensor:
    """How far logits are from a teacher's answer, given as likelihoods at ``WARMTH`` (Hinton et al. 2015)."""
    return F.kl_div((said / WARMTH).log_softmax(-1), soft, reduction="batchmean") * WARMTH**2


def padded(batch: list[Example]) -> Tensor:
    """Tags by piece, B x T; padding is not learned from."""
    long = max(map(len, batch))
    return torch.tensor([e.tags + [IGNORED] * (long - len(e.tags)) for e in batch])


def loss_of(model: Model, batch: list[Example], smoothing: float = 0.05) -> Tensor:
    """The mean loss of a batch."""
    out = model.outputs(batch)
    task = batch[0].task
    if task == "tone":
        want, weight = torch.tensor([e.label for e in batch]), torch.tensor([e.weight for e in batch])
        return (F.cross_entropy(out[0].float(), want, reduction="none", label_smoothing=smoothing) * weight).mean()
    loss = F.cross_entropy(out[0].float().flatten(0, 1), padded(batch).flatten(), ignore_index=IGNORED)
    return loss + 0.3 * borders_loss(model.mentions, batch, out) if task == "mentions" else loss


def pointed(head: MentionOutputs, out: tuple[Tensor, ...], b: int, at: Tensor, long: int) -> Tensor:
    """For head words ``at`` of one window: scores for the first and the last piece, N x 2 x long."""
    origin, border = out[1][b, at].float(), out[2][b, :long].float()
    far = (torch.arange(long)[None, :] - at[:, None]).clamp(-REACH, REACH) + REACH
    return torch.einsum("nsp,lsp->nsl", origin, border) / 8 + head.far[:, far].transpose(0, 1)


def borders_loss(head: MentionOutputs, batch: list[Example], out: tuple[Tensor, ...]) -> Tensor:
    """How badly the borders of the mentions are pointed to."""
    total, n = torch.zeros(()), 0
    for b, e in enumerate(batch):
        if e.borders:
            at = torch.tensor([h for h, _, _ in e.borders])
            want = torch.tensor([[s, t] for _, s, t in e.borders])
            total = total + F.cross_entropy(
                pointed(head, out, b, at, len(e)).flatten(0, 1), want.flatten(), reduction="sum"
            )
            n += 2 * len(e.borders)
    return total / max(1, n)


def macro(want: list[int], got: list[int]) -> float:
    """Macro F1 over three labels."""
    scores = []
    for label in range(3):
        hit = sum(w == g == label for w, g in zip(want, got, strict=True))
        scores.append(2 * hit / max(1, want.count(label) + got.count(label)))
    return sum(scores) / 3


@torch.no_grad()
def measure(model: Model, apart: dict[str, list[Example]]) -> dict[str, float]:
    """Figures on what was kept apart: tone's macro F1 (all, several targets), F1 by piece for the others."""
    model.eval()
    out: dict[str, float] = {}
    for task, examples in apart.items():
        want: list[int] = []
        got: list[int] = []
        several: list[bool] = []
        bounds = hits = 0
        ordered = sorted(examples, key=len)
        for at in range(0, len(ordered), 32):
            batch = ordered[at : at + 32]
            with halved():
                o = model.outputs(batch)
            if task == "tone":
                want += [e.label for e in batch]
                got += o[0].argmax(-1).tolist()
                several += [e.weight > 1 for e in batch]
                continue
            best = o[0].argmax(-1)
            for b, e in enumerate(batch):
                want += e.tags
                got += best[b, : len(e)].tolist()
                if task == "mentions" and e.borders:
                    heads = torch.tensor([h for h, _, _ in e.borders])
                    p = pointed(model.mentions, o, b, heads, len(e)).argmax(-1)
                    hits += int((p == torch.tensor([[s, t] for _, s, t in e.borders])).all(-1).sum())
                    bounds += len(e.borders)
        if task == "tone":
            out["tone"] = macro(want, got)
            two = [(w, g) for w, g, s in zip(want, got, several, strict=True) if s]
            out["tone_several"] = macro([w for w, _ in two], [g for _, g in two])
        else:
            hit = sum(w == g != 0 for w, g in zip(want, got, strict=True))
            out[task] = 2 * hit / max(1, sum(w != 0 for w in want) + sum(g != 0 for g in got))
            if bounds:
                out["borders"] = hits / bounds
    model.train()
    return {k: round(v, 4) for k, v in out.items()}


def tone_rows_of(folder: Path, pieces: Tokenizer, keep_apart: bool) -> tuple[list[dict], list[Example]]:
    """Tone rows to learn from, and examples of those kept apart, whose weight is how many targets their text has."""
    rows = read(folder / "sentiment_train.jsonl")
    by_text: dict[str, int] = defaultdict(int)
    for r in rows:
        by_text[r["text"]] += 1
    apart_rows = [r for r in rows if keep_apart and apart_from_training(r["id"])]
    apart_texts = {r["text"] for r in apart_rows}
    apart = []
    for r in apart_rows:
        if e := tone_example(pieces, r):
            e.weight = float(by_text[r["text"]])
            apart.append(e)
    return [r for r in rows if r["text"] not in apart_texts], apart


def load(
    args: argparse.Namespace, pieces: Tokenizer
) -> tuple[list[dict], dict[str, list[Example]], dict[str, list[Example]]]:
    """Tone rows to learn from, the other tasks' examples, and what is kept apart."""
    tone_rows, kept = tone_rows_of(args.eval, pieces, keep_apart=not args.all)
    apart: dict[str, list[Example]] = defaultdict(list, {"tone": kept} if kept else {})
    learnt: dict[str, list[Example]] = defaultdict(list)
    for name, into in (("quotes_train", learnt), ("quotes", apart)):
        parsed = {p["id"]: p for p in read(args.sentences / f"{name}.sents.jsonl")}
        for r in read(args.eval / f"{name}.jsonl"):
            for e in quote_examples(pieces, r, parsed[r["id"]]["sents"]):
                into[e.task].append(e)
    for name, into in (("actors_train", learnt), ("actors", apart)):
        parsed = {p["id"]: p for p in read(args.sentences / f"{name}.sents.jsonl")}
        for r in read(args.eval / f"{name}.jsonl"):
            into["mentions"] += list(mention_examples(pieces, r, parsed[r["id"]]))
    return tone_rows, learnt, apart


def batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Batches of examples of nearly the same length, in no order."""
    ordered = sorted(examples, key=lambda e: len(e) + chance.random() * 12)
    out = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    chance.shuffle(out)
    return out


def tone_pass(
    rows: list[dict], pieces: Tokenizer, names: list[str], several: dict[str, int], chance: random.Random, way: Plan
) -> list[Example]:
    """One pass over the tone rows, some with another name, some without a target."""
    out = []
    for row in rows:
        r = (
            swapped(row, names, chance)
            if row["mention"][:1].isupper() and len(row["mention"]) > 3 and chance.random() < way.swap
            else row
        )
        e = tone_example(pieces, r, whole=several[row["text"]] == 1 and chance.random() < WHOLE)
        if e:
            out.append(e)
    if not way.templates:
        return out
    made = templates(names, chance)
    short = [tone_example(pieces, r) for r in chance.sample(made, min(len(made), len(rows) // 12))]
    return out + [e for e in short if e]


def ramp(steps: int) -> Callable[[int], float]:
    """The learning rate's course: up over a fifteenth of the steps, then down in a straight line."""
    warm = max(1, steps // 15)
    return lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))


def learn(
    loss: Tensor,
    learner: nn.Module,
    average: nn.Module,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    done: int,
    longest: float = 0.998,
) -> None:
    """One step of learning; the average follows, the more slowly the more steps are ``done``.

    A head that had no batch in this step keeps its moments and weights as they are: its gradients are None.
    """
    loss.backward()
    nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    schedule.step()
    keep = min(longest, done / (done + 20))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(learner.parameters()), 1 - keep)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--sentences", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--plan", choices=sorted(PLANS), default="first")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    way = PLANS[args.plan]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    tone_rows, learnt, apart = load(args, pieces)
    several: dict[str, int] = defaultdict(int)
    for r in tone_rows:
        several[r["text"]] += 1
    names = names_in(tone_rows)
    model = Model(checkpoint(args.base))
    plan = {"tone": len(tone_rows), **{k: len(v) for k, v in learnt.items()}}
    steps = sum(int(args.passes * way.times[k] * n / SIZES[k]) + 1 for k, n in plan.items())
    print(json.dumps({"examples": plan, "apart": {k: len(v) for k, v in apart.items()}, "steps": steps}), flush=True)
    trunk = [p for p in model.trunk.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("trunk.")]
    made = torch.optim.AdamW(
        [{"params": trunk, "lr": args.rate * 0.5}, {"params": heads, "lr": args.rate}], weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average = copy.deepcopy(model)
    began, done = time.time(), 0
    for number in range(args.passes):
        queue: list[list[Example]] = []
        for task in plan:
            if task == "tone":
                some = tone_pass(tone_rows, pieces, names, several, chance, way)
            else:
                want = int(way.times[task] * plan[task])
                some = [e for _ in range(want // plan[task]) for e in learnt[task]]
                some += chance.sample(learnt[task], want - len(some))
            queue += batches(some, SIZES[task], chance)
        chance.shuffle(queue)
        sums: dict[str, list[float]] = defaultdict(list)
        for batch in queue:
            with halved():
                loss = loss_of(model, batch, way.smoothing)
            done += 1
            learn(loss, model, average, made, schedule, done)
            sums[batch[0].task].append(loss.item())
            if done % 100 == 0:
                print(
                    done,
                    round(time.time() - began),
                    {k: round(sum(v) / len(v), 4) for k, v in sums.items()},
                    flush=True,
                )
        figures = measure(average, apart) if apart else {}
        print(json.dumps({"pass": number + 1, "seconds": round(time.time() - began), **figures}), flush=True)
        torch.save(average.state_dict(), args.out / "model.pt")


if __name__ == "__main__":
    main()
