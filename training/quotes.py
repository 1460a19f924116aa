"""Train the quote head that ships, which reads a text once, from one that reads it anew for every cue.

    python -m training.quotes --eval FOLDER --sentences FOLDER --base FOLDER --teacher FILE.onnx --out FILE.pt
        [--passes 4] [--seed 0] [--rate 1e-4]

The teacher is ``MarkedQuotes`` as ``export.py --parts marked`` writes it; the head begins with its weights and learns
its answers beside the annotation (knowledge distillation, Hinton et al. 2015). The trunk, as it ships, knows the
annotated articles by heart: half of what is learned from is the same articles with some of their words exchanged, of
which the teacher's answers alone are learned (Beyer et al. 2022: a teacher should see what its pupil sees).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from components.analysis.encoder.onnx_model import encode as read_states
from components.analysis.encoder.word_pieces import Row, tokenizer
from training.encoder import QuoteHead, checkpoint, halved
from training.examples import IGNORED, Example, quote_examples, read
from training.shipped import weights_of
from training.train import WARMTH, distilled, learn, ramp, windows

HARD = 0.5  # weight of the annotation beside the teacher's answers, where nothing is exchanged
EXCHANGED = 0.15  # of the pieces


@dataclass(slots=True)
class Article:
    """An article's windows: those that it is read by, and one for each cue, with what is to be learned by piece.

    states: what the trunk made of each row. soft: the teacher's answers, of ``read`` then of ``asked``.
    """

    read: list[Example]
    asked: list[Example]
    states: dict[int, Tensor] = field(default_factory=dict)
    soft: list[Tensor] = field(default_factory=list)

    def rows(self) -> dict[int, tuple[int, ...]]:
        """The pieces of each row."""
        return {n: ids for e in self.read for n, ids in zip(e.numbers, e.rows, strict=True)}

    def kept(self, example: Example, row: int) -> Tensor:
        """What the trunk made of a row of one of its windows."""
        return self.states[example.numbers[row]]


def articles(folder: Path, sentences: Path, name: str, pieces: Tokenizer) -> Iterator[Article]:
    """The annotated articles of a file."""
    parsed = {p["id"]: p for p in read(sentences / f"{name}.sents.jsonl")}
    for row in read(folder / f"{name}.jsonl"):
        made = list(quote_examples(pieces, row, parsed[row["id"]]["sents"]))
        yield Article([e for e in made if e.task == "cues"], [e for e in made if e.task == "parts"])


def exchanged(article: Article, chance: random.Random) -> Article:
    """The same article with some of its pieces in the place of others."""
    rows = article.rows()
    drawn = [i for ids in rows.values() for i in ids[1:-1]]
    new = {
        n: (ids[0], *(chance.choice(drawn) if chance.random() < EXCHANGED else i for i in ids[1:-1]), ids[-1])
        for n, ids in rows.items()
    }

    def of(e: Example) -> Example:
        made = copy.copy(e)
        made.rows, made.tags = [new[n] for n in e.numbers], [IGNORED] * len(e.tags)
        return made

    return Article([of(e) for e in article.read], [of(e) for e in article.asked])


def prepare(some: Sequence[Article], teacher: onnxruntime.InferenceSession) -> None:
    """Read each article with the trunk, and ask the teacher."""
    for article in some:
        rows = article.rows()
        made = read_states([Row(ids, ()) for ids in rows.values()])
        article.states = {n: torch.from_numpy(s.astype("float16")) for n, s in zip(rows, made, strict=True)}
        for examples, output in ((article.read, "cues"), (article.asked, "parts")):
            for at in range(0, len(examples), 8):
                few = examples[at : at + 8]
                x, mask, marks = windows(few, article.kept)
                (said,) = teacher.run([output], {"states": x.numpy(), "mask": mask.numpy(), "marks": marks.numpy()})
                article.soft += [torch.from_numpy(said[b, : len(e)].astype("float16")) for b, e in enumerate(few)]


def said(head: QuoteHead, article: Article) -> list[Tensor]:
    """The head's logits for each window of an article, of ``read`` then of ``asked``."""
    with halved():
        cues, y = head.read(*windows(article.read, article.kept)[:2])
        out = [cues[b, : len(e)].float() for b, e in enumerate(article.read)]
        if article.asked:
            states: dict[int, Tensor] = {}
            for b, e in enumerate(article.read):
                at = 0
                for n, ids in zip(e.numbers, e.rows, strict=True):
                    states[n] = y[b, at : at + len(ids)]
                    at += len(ids)
            parts = head.asked(*windows(article.asked, lambda e, k: states[e.numbers[k]]))
            out += [parts[b, : len(e)].float() for b, e in enumerate(article.asked)]
    return out


def loss_of(head: QuoteHead, article: Article) -> Tensor:
    """How far the head is from the teacher's answers and the annotation, of cues and of parts."""
    logits, many = said(head, article), len(article.read)
    total = torch.zeros(())
    for part, examples in ((slice(0, many), article.read), (slice(many, None), article.asked)):
        if not examples:
            continue
        got, soft = torch.cat(logits[part]), torch.cat(article.soft[part]).float()
        tags = torch.tensor([t for e in examples for t in e.tags])
        taught = distilled(got, (soft / WARMTH).softmax(-1))
        hard = bool((tags != IGNORED).any())
        total = total + (1 - HARD * hard) * taught
        if hard:
            total = total + HARD * F.cross_entropy(got, tags, ignore_index=IGNORED)
    return total


@torch.no_grad()
def measured(some: Sequence[Article], head: QuoteHead | None) -> dict[str, float]:
    """F1 by piece of cues and parts; of the teacher, where there is no head."""
    out = {}
    both: dict[str, list[tuple[Any, Any]]] = {"cues": [], "parts": []}
    for article in some:
        logits = said(head, article) if head else article.soft
        for examples, part in ((article.read, "cues"), (article.asked, "parts")):
            first = 0 if part == "cues" else len(article.read)
            for e, made in zip(examples, logits[first:], strict=False):
                both[part].append((np.array(e.tags), made.argmax(-1).numpy()))
    for part, names in (("cues", ("cue",)), ("parts", ("source", "content"))):
        want, got = (np.concatenate(some) for some in zip(*both[part], strict=True))
        for tag, name in enumerate(names, 1):
            hit = ((want == tag) & (got == tag)).sum()
            out[name] = round(float(2 * hit / ((want == tag).sum() + (got == tag).sum())), 4)
    return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--sentences", "--base", "--teacher", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance, began = random.Random(args.seed), time.time()
    pieces = tokenizer(args.base / "tokenizer.json")
    learnt = list(articles(args.eval, args.sentences, "quotes_train", pieces))
    learnt += [exchanged(a, chance) for a in learnt]
    apart = list(articles(args.eval, args.sentences, "quotes", pieces))
    teacher = onnxruntime.InferenceSession(args.teacher)
    prepare(learnt + apart, teacher)
    head = QuoteHead(checkpoint(args.base))
    head.take(weights_of(args.teacher))
    average = copy.deepcopy(head)
    steps = args.passes * len(learnt)
    made = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    print(len(learnt), "articles", round(time.time() - began), {"teacher": measured(apart, None)}, flush=True)
    done = 0
    for number in range(args.passes):
        head.train()
        chance.shuffle(learnt)
        sums = 0.0
        for article in learnt:
            loss = loss_of(head, article)
            done += 1
            learn(loss, head, average, made, schedule, done)
            sums += loss.item()
            if done % 100 == 0:
                print(done, "of", steps, round(time.time() - began), flush=True)
        average.eval()
        figures = {"pass": number + 1, "seconds": round(time.time() - began), "loss": round(sums / len(learnt), 4)}
        print(json.dumps({**figures, **measured(apart, average)}), flush=True)
        torch.save(average.state_dict(), args.out)


if __name__ == "__main__":
    main()
