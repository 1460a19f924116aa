"""Train the tone head that ships: over the shipped trunk, from the mean answer of several teachers.

    python -m training.distill --eval FOLDER --base FOLDER --large FOLDER --teachers FILE.pt ... --out FILE.pt
       [--passes 2] [--runs 3] [--answers FILE.pt]

Knowledge distillation (Hinton et al. 2015). The sentences are the annotated ones, their versions about other names,
``templates.py`` and many sentences of other news without a label, each with all its targets: the teachers also say
what they hear towards the names that nobody annotated. The trunk's states come from the int8 file as it ships, so the
head learns what it will be given; the trunk knows the annotated sentences by heart, the others it doesn't. The weights
of several runs, which differ in their order alone, are averaged into one head (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.encoder.onnx_model import encode as read_states
from components.analysis.encoder.word_pieces import Row, pieces_touching, sentence_rows, tokenizer
from training.encoder import WIDTH, ToneHead, checkpoint, halved
from training.examples import LABELS, Example, names_in, read, swapped
from training.teacher import Teacher, logits
from training.templates import templates
from training.train import WARMTH, distilled, learn, macro, ramp, tone_rows_of

SWAPPED = 1  # versions of a sentence about another name
HARD = 0.3  # weight of the annotators' label beside the teachers' answer
MOST = 3  # targets of a sentence, those without a label among them
SIZE = 32
_NAME = re.compile(r"(?:[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|of|the|de|al))*)|\b(?:he|she|him|they|them|it)\b")
_OPENERS = frozenset("the a an in on at but and for it this that he she they we i if when as while after".split())


@dataclass(slots=True)
class Sentence:
    """A sentence's row and its targets' pieces, with the label (-1: none) and the teachers' answer of each."""

    row: Row
    targets: list[tuple[int, ...]]
    labels: list[int]
    soft: list[Tensor] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.row.ids)


def sentence(pieces: Tokenizer, text: str, spans: Sequence[tuple[int, int, int]], whole: bool) -> Sentence | None:
    """A sentence with targets (start, end, label); ``whole`` asks for its own tone too."""
    rows, _ = sentence_rows(pieces, text, [(0, len(text))])
    for row in rows:
        found = [(tuple(pieces_touching(row.spans, s, e)), label) for s, e, label in spans]
        found = [(at, label) for at, label in found if at]
        if found:
            if whole:
                found.append((tuple(range(len(row.ids))), -1))
            return Sentence(row, [at for at, _ in found], [label for _, label in found])
    return None


def labelled(pieces: Tokenizer, rows: list[dict[str, Any]], chance: random.Random) -> list[Sentence]:
    """The annotated sentences, their versions about other names, and the templates."""
    by_text: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    names = names_in(rows)
    for r in rows:
        by_text[r["text"]].append((r["start"], r["end"], LABELS.index(r["polarity"])))
    out = [
        sentence(pieces, text, spans + others(text, spans, chance), whole=len(spans) == 1)
        for text, spans in by_text.items()
    ]
    for r in rows:
        if r["mention"][:1].isupper() and len(r["mention"]) > 3:
            for _ in range(SWAPPED):
                s = swapped(r, names, chance)
                out.append(sentence(pieces, s["text"], [(s["start"], s["end"], LABELS.index(s["polarity"]))], False))
    made: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for r in templates(names, chance):
        made[r["text"]].append((r["start"], r["end"], LABELS.index(r["polarity"])))
    out += [sentence(pieces, text, spans, False) for text, spans in made.items()]
    return [s for s in out if s is not None]


def unlabelled(pieces: Tokenizer, texts: Sequence[str], chance: random.Random, most: int) -> list[Sentence]:
    """Sentences of other news with their names and pronouns as targets."""
    out: list[Sentence] = []
    lines = [s for t in texts for p in t.split("\n") for s in re.split(r"(?<=[.!?”\"]) +(?=[A-Z“\"])", p)]
    chance.shuffle(lines)
    for text in lines:
        if len(out) >= most:
            break
        if not 30 < len(text) < 400:
            continue
        spans = others(text, [], chance)
        one = sentence(pieces, text, spans, whole=chance.random() < 0.25) if spans else None
        if one is not None:
            out.append(one)
    return out


def others(text: str, known: Sequence[tuple[int, int, int]], chance: random.Random) -> list[tuple[int, int, int]]:
    """Names and pronouns beside the known targets, to MOST targets in all, without a label."""
    spans = [m.span() for m in _NAME.finditer(text) if m.start() > 0 or m[0].lower().split()[0] not in _OPENERS]
    free = [(s, e) for s, e in spans if not any(s < end and start < e for start, end, _ in known)]
    return [(s, e, -1) for s, e in chance.sample(free, min(max(0, MOST - len(known)), len(free)))]


def teacher_of(path: Path, large: Path) -> Teacher:
    """A trained teacher from its file."""
    model = Teacher(large)
    model.load_state_dict(torch.load(path, map_location="cpu"))
    return model


def teach(models: Sequence[Teacher], sentences: Sequence[Sentence]) -> Tensor:
    """The teachers' mean answer, softened, to every target of every sentence: N x 3."""
    asked = []
    for s in sentences:
        for at in s.targets:
            marks = [0] * len(s) if len(at) == len(s) else [int(k in set(at)) for k in range(len(s))]
            asked.append(Example([s.row.ids], [(0, 0, len(s))], marks, "tone"))
    total = torch.zeros(len(asked), 3)
    for model in models:
        total += (logits(model, asked) / WARMTH).softmax(-1) / len(models)
    return total


def answers_of(args: argparse.Namespace, sentences: Sequence[Sentence]) -> Tensor:
    """The teachers' answers: kept ones, if they are to these very sentences and of these teachers."""
    asked = repr([[(s.row.ids, s.targets) for s in sentences], [p.name for p in args.teachers]])
    digest = hashlib.sha256(asked.encode()).hexdigest()
    if args.answers and args.answers.exists():
        kept = torch.load(args.answers)
        if kept["digest"] != digest:
            raise SystemExit(f"{args.answers.name} holds answers to other sentences, or of other teachers")
        return kept["answers"]
    answers = teach([teacher_of(p, args.large) for p in args.teachers], sentences)
    if args.answers:
        torch.save({"digest": digest, "answers": answers}, args.answers)
    return answers


def give(sentences: Sequence[Sentence], answers: Tensor) -> None:
    """Write the answers to the targets that they are of."""
    at = 0
    for s in sentences:
        s.soft = list(answers[at : at + len(s.targets)])
        at += len(s.targets)


def batch_of(some: Sequence[Sentence], states: dict[tuple[int, ...], np.ndarray]) -> tuple[Tensor, Tensor, Tensor]:
    """States B x T x 384, mask B x T, targets B x K x T."""
    long, many = max(map(len, some)), max(len(s.targets) for s in some)
    x, mask, targets = (
        torch.zeros(len(some), long, WIDTH),
        torch.zeros(len(some), long),
        torch.zeros(len(some), many, long),
    )
    for b, s in enumerate(some):
        x[b, : len(s)] = torch.from_numpy(states[s.row.ids].astype("float32"))
        mask[b, : len(s)] = 1
        for k, at in enumerate(s.targets):
            targets[b, k, list(at)] = 1
    return x, mask, targets


@torch.no_grad()
def measure(head: ToneHead, apart: Sequence[Sentence], states: dict[tuple[int, ...], np.ndarray]) -> dict[str, float]:
    """Macro F1 on what was kept apart: all, and where a sentence has several targets."""
    head.eval()
    want: list[int] = []
    got: list[int] = []
    two: list[bool] = []
    for at in range(0, len(apart), 64):
        some = apart[at : at + 64]
        said = head(*batch_of(some, states))[0].argmax(-1)
        for b, s in enumerate(some):
            want += s.labels
            got += said[b, : len(s.labels)].tolist()
            two += [len(s.labels) > 1] * len(s.labels)
    head.train()
    pairs = [(w, g) for w, g, t in zip(want, got, two, strict=True) if t]
    return {
        "tone": round(macro(want, got), 4),
        "tone_several": round(macro([w for w, _ in pairs], [g for _, g in pairs]), 4),
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--base", "--large", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--teachers", nargs="+", type=Path, required=True)
    parser.add_argument(
        "--answers", type=Path, help="where the teachers’ answers are kept; taken from there if it exists"
    )
    parser.add_argument("--all", action="store_true", help="learn from what is else kept apart, too")
    parser.add_argument("--unlabelled", type=int, default=24000)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    rows, _ = tone_rows_of(args.eval, pieces, keep_apart=not args.all)
    known = {r["text"] for r in rows}
    by_text: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for r in read(args.eval / "sentiment_train.jsonl"):
        if r["text"] not in known:
            by_text[r["text"]].append((r["start"], r["end"], LABELS.index(r["polarity"])))
    apart = [s for t, spans in by_text.items() if (s := sentence(pieces, t, spans, False)) is not None]
    learnt = labelled(pieces, rows, chance)
    texts = [r["text"] for name in ("quotes_train", "actors_train") for r in read(args.eval / f"{name}.jsonl")]
    learnt += unlabelled(pieces, texts, chance, args.unlabelled)
    began = time.time()
    give(learnt, answers_of(args, learnt))
    print("taught", len(learnt), "sentences in", round(time.time() - began), "s", flush=True)
    unique = list({s.row.ids: s.row for s in [*learnt, *apart]}.values())
    states = {r.ids: x.astype("float16") for r, x in zip(unique, read_states(unique), strict=True)}
    print("read", len(states), "in", round(time.time() - began), "s", flush=True)
    heads, start = [], ToneHead(checkpoint(args.base))  # one start for all: other beginnings can't be averaged
    for run in range(args.runs):
        heads.append(taught(args, start, learnt, apart, states, random.Random(args.seed + run), began))
        mixed = mean_of(heads)
        figures = measure(mixed, apart, states) if apart else {}
        print(json.dumps({"runs": run + 1, "seconds": round(time.time() - began), **figures}), flush=True)
        torch.save(mixed.state_dict(), args.out)


def taught(
    args: argparse.Namespace, start: ToneHead, learnt: Sequence[Sentence], apart: Sequence[Sentence],
    states: dict[tuple[int, ...], np.ndarray], chance: random.Random, began: float,
) -> ToneHead:  # fmt: skip
    """One run: a head that begins as ``start``."""
    head = copy.deepcopy(start)
    steps = args.passes * -(-len(learnt) // SIZE)
    made = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, done = copy.deepcopy(head), 0
    for number in range(args.passes):
        ordered = sorted(learnt, key=lambda s: len(s) + chance.random() * 12)
        queue = [ordered[at : at + SIZE] for at in range(0, len(ordered), SIZE)]
        chance.shuffle(queue)
        total = 0.0
        for some in queue:
            x, mask, targets = batch_of(some, states)
            with halved():
                out, _ = head(x, mask, targets)
            there = torch.tensor([[k < len(s.targets) for k in range(targets.shape[1])] for s in some])
            said = out.float()[there]
            soft = torch.stack([t for s in some for t in s.soft])
            label = torch.tensor([n for s in some for n in s.labels])
            loss = distilled(said, soft)
            if (label >= 0).any():
                loss = loss + HARD * F.cross_entropy(said, label, ignore_index=-1) * (label >= 0).float().mean()
            done += 1
            learn(loss, head, average, made, schedule, done)
            total += loss.item()
        figures = measure(average, apart, states) if apart else {}
        print(json.dumps({"pass": number + 1, "seconds": round(time.time() - began),
                          "loss": round(total / len(queue), 4), **figures}), flush=True)  # fmt: skip
    return average


def mean_of(heads: Sequence[ToneHead]) -> ToneHead:
    """The head whose weights are the mean of theirs."""
    mixed, weights = copy.deepcopy(heads[0]), [h.state_dict() for h in heads]
    mixed.load_state_dict({k: torch.stack([w[k].float() for w in weights]).mean(0) for k in weights[0]})
    return mixed


if __name__ == "__main__":
    main()
