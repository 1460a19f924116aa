"""Train the mention head and the mention-pair ranker on whole texts, over the finished trunk.

    python -m training.mentions --model FOLDER/model.pt --eval FOLDER --sentences FOLDER --base FOLDER --out FOLDER
        [--passes 20] [--seed 0] [--rate 1e-4]

Writes mentions.pt (the head) and pairs.npz (the ranker, 16 bit).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from components.analysis.cast.pairs import ALONE, BOTH, Side, Table, alone, candidates
from components.analysis.neural.pieces import packed, rows_of, spans_of, tokenizer
from training.cached import Cached
from training.encoder import MENTION, checkpoint
from training.examples import FORMS, Example, head_of, mention_examples, read
from training.train import borders_loss, learn, measure, padded, ramp


class Ranker(nn.Module):
    """The pair ranker: see components/analysis/cast/pairs.py, which computes the same from its weights."""

    def __init__(self) -> None:
        super().__init__()
        self.later, self.earlier = nn.Linear(MENTION, MENTION), nn.Linear(MENTION, MENTION, bias=False)
        self.own_later, self.own_earlier = nn.Linear(ALONE, MENTION, bias=False), nn.Linear(ALONE, MENTION, bias=False)
        self.product, self.both = nn.Linear(MENTION, MENTION, bias=False), nn.Linear(BOTH, MENTION, bias=False)
        self.none, self.own_none = nn.Linear(MENTION, MENTION), nn.Linear(ALONE, MENTION, bias=False)
        self.out, self.none_out = nn.Linear(MENTION, 1), nn.Linear(MENTION, 1)
        self.dropout = nn.Dropout(0.3)

    def forward(self, v: Tensor, own: Tensor, i: Tensor, j: Tensor, both: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of pairs (j before i), and of "none" for every mention."""
        v = self.dropout(v)
        later = self.later(v) + self.own_later(own)
        earlier = self.earlier(v) + self.own_earlier(own)
        hidden = F.relu(later[i] + earlier[j] + self.product(v[i] * v[j]) + self.both(both))
        none = F.relu(self.none(v) + self.own_none(own))
        return self.out(self.dropout(hidden))[:, 0], self.none_out(self.dropout(none))[:, 0]


class Text:
    """One annotated text: its windows, and its mentions with all pairs that are asked about."""

    def __init__(self, pieces: Tokenizer, row: dict[str, Any], parsed: dict[str, Any]) -> None:
        self.examples: list[Example] = list(mention_examples(pieces, row, parsed))
        heads: dict[tuple[int, int], tuple[int, dict[str, Any], str]] = {}
        text = row["text"]
        for number, entity in enumerate(row["entities"]):
            for m in entity["mentions"]:
                kind = "organisation" if entity["type"] == "organization" else entity["type"]
                heads.setdefault(head_of(parsed, m["start"], m["end"]), (number, m, kind))
        # The windows hold the same heads as pieces; both are in text order.
        spans = sorted(heads)
        firsts = [s for s, _ in parsed["sents"]]
        self.sides, self.owner, self.at = [], [], []
        where = self._pieces(pieces, parsed, text)
        for s, e in spans:
            number, m, kind = heads[s, e]
            if s not in where:
                continue
            words = tuple(text[a:b].lower() for a, b in parsed["toks"] if m["start"] <= a and b <= m["end"] and b > a)
            sentence = int(np.searchsorted(firsts, s, "right")) - 1
            self.sides.append(Side(m["kind"], kind, words, text[s:e].lower(), sentence, m["start"], m["end"]))
            self.owner.append(number)
            self.at.append(where[s])
        self.own = torch.tensor(alone(self.sides))
        pairs = [(i, candidates(self.sides, i)) for i in range(len(self.sides))]
        self.i = torch.tensor([i for i, js in pairs for _ in js], dtype=torch.long)
        self.j = torch.tensor([j for _, js in pairs for j in js], dtype=torch.long)
        table = Table(self.sides)
        self.both = torch.tensor(table.together(self.i.numpy(), self.j.numpy()))
        self.same = torch.tensor([self.owner[i] == self.owner[j] for i, js in pairs for j in js])

    def _pieces(self, pieces: Tokenizer, parsed: dict[str, Any], text: str) -> dict[int, tuple[int, int]]:
        """Where each word that begins at a character stands: window and piece."""
        rows, _ = rows_of(pieces, text, [(s, e) for s, e in parsed["sents"]])
        out: dict[int, tuple[int, int]] = {}
        for w, parts in enumerate(packed(rows)):
            spans = spans_of(rows, parts)
            for k, (s, e) in enumerate(spans):
                if e > s:
                    out.setdefault(s, (w, k))
        return out


def pair_loss(scores: Tensor, none: Tensor, text: Text) -> Tensor:
    """How little of the probability is on true antecedents, or on "none" where there is none."""
    n = len(text.sides)
    top = torch.zeros(n).scatter_reduce(0, text.i, scores, "amax", include_self=False)
    top = torch.maximum(top, none).detach()
    weight = torch.exp(scores - top[text.i])
    alone_ = torch.exp(none - top)
    total = alone_.index_add(0, text.i, weight)
    right = torch.zeros(n).index_add(0, text.i, weight * text.same)
    has = torch.zeros(n).index_add(0, text.i, text.same.float()) > 0
    return -(torch.where(has, right, alone_) / total).clamp(min=1e-7).log().mean()


@torch.no_grad()
def pairs_right(model: Cached, ranker: Ranker, texts: list[Text]) -> dict[str, float]:
    """How often the best antecedent (or none) is right, by form, given the annotated mentions."""
    model.eval()
    ranker.eval()
    hit: dict[str, int] = dict.fromkeys(FORMS, 0)
    n: dict[str, int] = dict.fromkeys(FORMS, 0)
    for text in texts:
        scores, none = run(model, ranker, text)[1:]
        for i in range(len(text.sides)):
            mine = text.i == i
            best = float(none[i])
            ok = not bool((text.same & mine).any())
            if mine.any():
                k = int(torch.where(mine, scores, torch.tensor(-1e9)).argmax())
                if float(scores[k]) > best:
                    ok = bool(text.same[k])
            hit[text.sides[i].form] += ok
            n[text.sides[i].form] += 1
    return {f: round(hit[f] / max(1, n[f]), 4) for f in FORMS}


def run(model: Cached, ranker: Ranker, text: Text) -> tuple[tuple[Tensor, ...], Tensor, Tensor]:
    """The head's outputs for a text's windows, and the ranker's scores."""
    with torch.autocast("cpu", torch.bfloat16):
        out = model.outputs(text.examples)
    w = torch.tensor([w for w, _ in text.at])
    k = torch.tensor([k for _, k in text.at])
    v = out[3].float()[w, k]
    return out, *ranker(v, text.own, text.i, text.j, text.both)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--eval", "--sentences", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--passes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    chance = random.Random(args.seed)
    pieces = tokenizer(args.base / "tokenizer.json")
    sets: dict[str, list[Text]] = {}
    for name in ("actors_train", "actors"):
        parsed = {p["id"]: p for p in read(args.sentences / f"{name}.sents.jsonl")}
        sets[name] = [Text(pieces, r, parsed[r["id"]]) for r in read(args.eval / f"{name}.jsonl")]
    model = Cached(checkpoint(args.base))
    model.kept = {}
    known = torch.load(args.model, map_location="cpu")
    model.take(known)
    ranker = Ranker()
    model.keep([e for texts in sets.values() for t in texts for e in t.examples])
    learnt, apart = sets["actors_train"], sets["actors"]
    steps = args.passes * len(learnt)
    made = torch.optim.AdamW(
        [
            {"params": model.mentions.parameters(), "lr": args.rate},
            {"params": ranker.parameters(), "lr": args.rate * 5},
        ],
        weight_decay=0.02, fused=True,
    )  # fmt: skip
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    both = nn.ModuleList([model.mentions, ranker])
    average, done, began = copy.deepcopy(both), 0, time.time()
    for number in range(args.passes):
        model.train()
        ranker.train()
        chance.shuffle(learnt)
        sums = [0.0, 0.0]
        for text in learnt:
            out, scores, none = run(model, ranker, text)
            found = F.cross_entropy(out[0].float().flatten(0, 1), padded(text.examples).flatten(), ignore_index=-100)
            bounds = borders_loss(model, text.examples, out)
            joined = pair_loss(scores, none, text)
            done += 1
            learn(found + 0.3 * bounds + 0.3 * joined, both, average, made, schedule, done, longest=0.995)
            sums[0] += found.item()
            sums[1] += joined.item()
        plain = copy.deepcopy(both.state_dict())
        both.load_state_dict(average.state_dict())
        figures = measure(model, {"mentions": [e for t in apart for e in t.examples]}) | pairs_right(
            model, ranker, apart
        )
        print(json.dumps({"pass": number + 1, "seconds": round(time.time() - began),
                          "loss": [round(s / len(learnt), 4) for s in sums], **figures}), flush=True)  # fmt: skip
        torch.save(model.mentions.state_dict(), args.out / "mentions.pt")
        np.savez_compressed(args.out / "pairs.npz", **{k: v.half().numpy() for k, v in ranker.state_dict().items()})
        both.load_state_dict(plain)


if __name__ == "__main__":
    main()
