"""Whole annotated texts: their windows, their mentions with all pairs asked about, and what is learned of them.

The shipped mention head and its teacher are trained alike: what differs is what makes the states (``Reader``).
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from components.analysis.actors.mention_features import (
    MENTION_FEATURES,
    PAIR_FEATURES,
    MentionTable,
    RankerMention,
    mention_features,
)
from components.analysis.actors.mention_ranking import candidate_antecedents, name_numbers
from components.analysis.encoder.word_pieces import pack_windows, piece_spans, sentence_rows
from training.encoder import MENTION, MentionOutputs, halved
from training.examples import FORMS, Example, head_of, mention_examples, read
from training.train import WARMTH, borders_loss, distilled, learn, measure, padded, ramp


class Reader(Protocol):
    """What finds mentions: its outputs, and what it says of a batch of windows (see MentionOutputs)."""

    mentions: MentionOutputs

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """Kinds, origins, borders, vectors."""
        ...

    def train(self, mode: bool = True) -> Any:
        """As torch's modules do."""
        ...

    def eval(self) -> Any:
        """As torch's modules do."""
        ...


class Ranker(nn.Module):
    """The pair ranker: see components/analysis/actors/mention_ranking.py, which computes the same from its weights."""

    def __init__(self) -> None:
        super().__init__()
        self.later, self.earlier = nn.Linear(MENTION, MENTION), nn.Linear(MENTION, MENTION, bias=False)
        self.own_later = nn.Linear(MENTION_FEATURES, MENTION, bias=False)
        self.own_earlier = nn.Linear(MENTION_FEATURES, MENTION, bias=False)
        self.product = nn.Linear(MENTION, MENTION, bias=False)
        self.both = nn.Linear(PAIR_FEATURES, MENTION, bias=False)
        self.none, self.own_none = nn.Linear(MENTION, MENTION), nn.Linear(MENTION_FEATURES, MENTION, bias=False)
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
    """One annotated text, or some windows of it, and its mentions with all pairs that are asked about."""

    def __init__(
        self, pieces: Tokenizer, row: dict[str, Any], parsed: dict[str, Any], windows: range | None = None
    ) -> None:
        self.examples: list[Example] = list(mention_examples(pieces, row, parsed))
        only = windows or range(len(self.examples))
        heads: dict[tuple[int, int], tuple[int, dict[str, Any], str]] = {}
        text = row["text"]
        for number, entity in enumerate(row["entities"]):
            for m in entity["mentions"]:
                kind = "organisation" if entity["type"] == "organization" else entity["type"]
                heads.setdefault(head_of(parsed, m), (number, m, kind))
        for example, soft in zip(self.examples, row.get("soft") or [], strict=False):
            example.soft = soft
        self.examples = [self.examples[w] for w in only]
        # The windows hold the same heads as pieces; both are in text order.
        spans = sorted(heads)
        firsts = [s for s, _ in parsed["sents"]]
        self.sides, self.owner, self.at = [], [], []
        where = self._pieces(pieces, parsed, text)
        for s, e in spans:
            number, m, kind = heads[s, e]
            if s not in where or where[s][0] not in only:
                continue
            words = tuple(text[a:b].lower() for a, b in parsed["toks"] if m["start"] <= a and b <= m["end"] and b > a)
            sentence = int(np.searchsorted(firsts, s, "right")) - 1
            self.sides.append(RankerMention(m["kind"], kind, words, text[s:e].lower(), sentence, m["start"], m["end"]))
            self.owner.append(number)
            self.at.append((where[s][0] - only.start, where[s][1]))
        self.own = torch.tensor(mention_features(self.sides))
        names = name_numbers(self.sides)
        pairs = [(i, candidate_antecedents(names, i)) for i in range(len(self.sides))]
        self.i = torch.tensor([i for i, js in pairs for _ in js], dtype=torch.long)
        self.j = torch.tensor([j for _, js in pairs for j in js], dtype=torch.long)
        table = MentionTable(self.sides)
        self.both = torch.tensor(table.pair_features(self.i.numpy(), self.j.numpy()))
        self.same = torch.tensor([self.owner[i] == self.owner[j] for i, js in pairs for j in js])

    def _pieces(self, pieces: Tokenizer, parsed: dict[str, Any], text: str) -> dict[int, tuple[int, int]]:
        """Where each word that begins at a character stands: window and piece."""
        rows, _ = sentence_rows(pieces, text, [(s, e) for s, e in parsed["sents"]])
        out: dict[int, tuple[int, int]] = {}
        for w, parts in enumerate(pack_windows(rows)):
            spans = piece_spans(rows, parts)
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
def pairs_right(model: Reader, ranker: Ranker, texts: list[Text]) -> dict[str, float]:
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


def run(model: Reader, ranker: Ranker, text: Text) -> tuple[tuple[Tensor, ...], Tensor, Tensor]:
    """The head's outputs for a text's windows, and the ranker's scores."""
    with halved():
        out = model.outputs(text.examples)
    w = torch.tensor([w for w, _ in text.at])
    k = torch.tensor([k for _, k in text.at])
    v = out[3].float()[w, k]
    return out, *ranker(v, text.own, text.i, text.j, text.both)


def found_loss(kinds: Tensor, text: Text) -> Tensor:
    """How badly the head words are found: by the teacher's answers where there are any, else by the annotation."""
    if text.examples[0].soft is None:
        return F.cross_entropy(kinds.float().flatten(0, 1), padded(text.examples).flatten(), ignore_index=-100)
    said = torch.cat([kinds[b, : len(e)] for b, e in enumerate(text.examples)]).float()
    soft = torch.cat([e.soft for e in text.examples if e.soft is not None]).float()
    return distilled(said, (soft / WARMTH).softmax(-1))


def texts_of(folder: Path, sentences: Path, name: str, pieces: Tokenizer, most: int = 0) -> list[Text]:
    """The texts of one annotated file; in parts of at most ``most`` windows, if it is given."""
    parsed = {p["id"]: p for p in read(sentences / f"{name}.sents.jsonl")}
    out = []
    for row in read(folder / f"{name}.jsonl"):
        whole = Text(pieces, row, parsed[row["id"]])
        many = len(whole.examples)
        parts = -(-many // most) if most else 1
        cuts = [many * n // parts for n in range(parts + 1)]
        out += [
            Text(pieces, row, parsed[row["id"]], range(a, b)) if parts > 1 else whole
            for a, b in itertools.pairwise(cuts)
        ]
    return [t for t in out if t.sides]


def taught(
    args: argparse.Namespace, model: Reader, both: nn.ModuleList, groups: list[dict[str, Any]],
    texts: Sequence[Text], apart: list[Text], save: Callable[[], None],
) -> None:  # fmt: skip
    """Train a reader and its ranker, the two of ``both``, for ``args.passes`` over ``texts``.

    After every pass the weights that are measured on ``apart`` and saved are a moving average; ``groups`` are the
    optimiser's.
    """
    chance = random.Random(args.seed)
    ranker = both[1]
    assert isinstance(ranker, Ranker)
    steps = args.passes * len(texts)
    made = torch.optim.AdamW(groups, weight_decay=0.02, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(made, ramp(steps))
    average, done, began = copy.deepcopy(both), 0, time.time()
    for number in range(args.passes):
        model.train()
        ranker.train()
        some = list(texts)
        chance.shuffle(some)
        sums = [0.0, 0.0]
        for text in some:
            out, scores, none = run(model, ranker, text)
            found = found_loss(out[0], text)
            bounds = borders_loss(model.mentions, text.examples, out)
            joined = pair_loss(scores, none, text)
            done += 1
            learn(found + 0.3 * bounds + 0.3 * joined, both, average, made, schedule, done, longest=0.995)
            sums[0] += found.item()
            sums[1] += joined.item()
            if done % 50 == 0:
                print(done, "of", steps, round(time.time() - began), [round(s, 1) for s in sums], flush=True)
        plain = copy.deepcopy(both.state_dict())
        both.load_state_dict(average.state_dict())
        figures = measure(model, {"mentions": [e for t in apart for e in t.examples]}) | pairs_right(
            model, ranker, apart
        )
        print(json.dumps({"pass": number + 1, "seconds": round(time.time() - began),
                          "loss": [round(s / len(some), 4) for s in sums], **figures}), flush=True)  # fmt: skip
        save()
        both.load_state_dict(plain)
