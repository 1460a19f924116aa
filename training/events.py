"""Fit what decides about events, on whole readings: is it one, on which date, which tellings are of one, is it told.

    python -m training.events --readings READINGS.jsonl … [--like READINGS.jsonl] [--write]

Four models (components/analysis/events/event_models.py): two logistic ones over the numbers of features' modules, the
first also over the trunk's state of the word, and small nets over dates and over pairs of tellings. Each is fitted on
what the ones before it make of articles that they were not fitted on. ``--records``: the records of a cross-validation
by article, in which each article is read by models that don't know it, to be scored by score_reading.py.
``--like``: the readings whose annotators' standard is aimed at; the first model has a number for them, which is on when
it ships. Data: docs/models.md.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np
import torch
from spacy.tokens import Doc

from components.analysis.assemble import assemble
from components.analysis.encoder.onnx_model import MODELS
from components.analysis.events import acceptance_features, coreference_features, dating_features, occurrence_features
from components.analysis.events.config import EventsConfig
from components.analysis.events.coreference_features import TellingArrays, pair_rows
from components.analysis.events.event_group import EventGroup
from components.analysis.events.event_models import FILE, EventModels, Net, PairNet
from components.analysis.events.step import Candidates, EventsStep
from components.analysis.findings import findings
from components.analysis.pipeline import build
from components.analysis.version import pipeline_version
from components.domain.record import to_json
from training.attitude_questions import read_article
from training.examples import read
from training.logistic import fitted as fitted_logistic

PARTS = 4  # of the outer cross-validation
INNER = 3
OCCURRENCE_PENALTY = 0.6  # of the mean of the squares of the weights of standardised numbers
ACCEPTANCE_PENALTY = 0.02
NARROW, HIDDEN, DROPOUT, PASSES, BATCH = 48, 48, 0.3, 6, 256
KEPT_OTHERS = 0.15  # share of the pairs of two events that is fitted on; the bias is put right for it
SHARE = 3.0  # how much the number of the standard aimed at weighs beside a standardised one


@dataclass(slots=True)
class Article:
    """A reading with its Doc and the words that may tell an event."""

    id: str
    gold: dict[str, Any]
    doc: Doc
    found: Candidates
    like: bool
    real: np.ndarray = field(default_factory=lambda: np.zeros(0))  # whether each candidate tells one of its events


def articles_of(paths: Sequence[Path], like: set[str], step: EventsStep, nlp: Any) -> list[Article]:
    """The readings, parsed."""
    out = []
    for path in paths:
        for gold in read(path):
            doc = read_article(nlp, gold)
            article = Article(gold["id"], gold, doc, step.candidates(doc), gold["id"] in like)
            article.real = np.array([bool(told_by(article, i)) for i in article.found.tokens.tolist()], "float32")
            out.append(article)
    return out


def told_by(article: Article, token: int) -> list[dict[str, Any]]:
    """The reading's events that a word tells."""
    start = article.doc[token].idx
    end = start + len(article.doc[token])
    return [e for e in article.gold["events"] if any(start < b and a < end for a, b in e["triggers"])]


def standardised(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of each column; a column that is always the same has the deviation 1."""
    deviation = x.std(axis=0)
    return x.mean(axis=0), np.where(deviation < 1e-6, 1, deviation)


def logistic(x: np.ndarray, y: np.ndarray, penalty: float, scale: np.ndarray | None = None) -> np.ndarray:
    """Weights for the numbers as they are, the bias last. scale: how much a column may weigh (1: like the others)."""
    mean, deviation = standardised(x)
    deviation = deviation / (1 if scale is None else scale)
    z = torch.tensor((x - mean) / deviation, dtype=torch.float32)
    target = torch.tensor(y, dtype=torch.float32)
    ones = torch.ones(len(z))
    weights = fitted_logistic(torch.cat([z, ones[:, None]], dim=1), target, ones, penalty, free=z.shape[1])
    fitted = weights.numpy().astype("float64")
    scaled = fitted[:-1] / deviation
    return np.append(scaled, fitted[-1] - (scaled * mean).sum()).astype("float32")


class _Net(torch.nn.Module):
    def __init__(self, numbers: int, states: int) -> None:
        super().__init__()
        self.narrow = torch.nn.Linear(states, NARROW)
        self.into = torch.nn.Linear(numbers + 2 * NARROW + 1, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, 1)
        self.drop = torch.nn.Dropout(DROPOUT)

    def forward(self, x: torch.Tensor, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        left, right = self.narrow(self.drop(a)), self.narrow(self.drop(b))
        cosine = torch.nn.functional.cosine_similarity(left, right)[:, None]
        joined = torch.cat([self.drop(x), left * right, (left - right).abs(), cosine], dim=1)
        return self.out(self.drop(torch.relu(self.into(joined)))).squeeze(1)


STRETCH = 4.0  # of states of length 1, for the net to start well


def pair_net(x: np.ndarray, a: np.ndarray, b: np.ndarray, y: np.ndarray, states: np.ndarray, seed: int) -> PairNet:
    """The net for pairs, fitted on all pairs of one event and a share of the others.

    x: pairs x numbers. a, b: the row of each telling in ``states``, which have length 1.
    """
    torch.manual_seed(seed)
    kept = np.flatnonzero((y > 0) | (np.random.default_rng(seed).random(len(y)) < KEPT_OTHERS))
    x, a, b, y = x[kept], a[kept], b[kept], y[kept]
    mean, deviation = standardised(x)
    deviation = np.maximum(deviation, 1e-2)
    numbers = torch.tensor((x - mean) / deviation, dtype=torch.float32).clamp(-5, 5)
    of = torch.tensor(states * STRETCH, dtype=torch.float32)
    first, second, target = torch.tensor(a), torch.tensor(b), torch.tensor(y, dtype=torch.float32)
    net = _Net(x.shape[1], states.shape[1])
    made = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    steps = PASSES * (len(y) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(made, steps)
    net.train()
    for _ in range(PASSES):
        for rows in torch.randperm(len(y)).split(BATCH):
            said = net(numbers[rows], of[first[rows]], of[second[rows]])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(said, target[rows])
            made.zero_grad()
            loss.backward()
            made.step()
            schedule.step()
    w = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    scale, shift = np.ones(w["into.weight"].shape[1]), np.zeros(w["into.weight"].shape[1])
    scale[: x.shape[1]], shift[: x.shape[1]] = deviation, mean
    narrow = (w["narrow.weight"].T * STRETCH).astype("float32")
    return PairNet(narrow, w["narrow.bias"], plain_net(w, scale, shift, float(np.log(KEPT_OTHERS))))


def plain_net(weights: dict[str, np.ndarray], scale: np.ndarray, shift: np.ndarray, prior: float = 0.0) -> Net:
    """A net for numbers as they are, from one for (number - shift) / scale; ``prior`` is added to the log odds."""
    into = weights["into.weight"].T / scale[:, None]
    bias = weights["into.bias"] - shift @ into
    out = weights["out.weight"][0]
    made = (into.astype("float32"), bias.astype("float32"), out.astype("float32"))
    return Net(*made, float(weights["out.bias"][0]) + prior)


DATING_HIDDEN, DATING_DROPOUT, DATING_PASSES, DATING_SEEDS, DATING_BATCH = 32, 0.3, 12, 3, 64


class _DatingNet(torch.nn.Module):
    def __init__(self, numbers: int) -> None:
        super().__init__()
        self.into = torch.nn.Linear(numbers, DATING_HIDDEN)
        self.out = torch.nn.Linear(DATING_HIDDEN, 1)
        self.drop = torch.nn.Dropout(DATING_DROPOUT)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.out(self.drop(torch.relu(self.into(self.drop(x))))).squeeze(1)


def dating_net(x: np.ndarray, y: np.ndarray) -> Net:
    """The mean of the log odds of so many nets as one net."""
    mean, deviation = standardised(x)
    deviation = np.maximum(deviation, 0.05)
    numbers = torch.tensor((x - mean) / deviation, dtype=torch.float32).clamp(-4, 4)
    target = torch.tensor(y, dtype=torch.float32)
    nets = []
    for seed in range(DATING_SEEDS):
        torch.manual_seed(seed)
        net = _DatingNet(x.shape[1])
        made = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
        net.train()
        for _ in range(DATING_PASSES):
            for rows in torch.randperm(len(y)).split(DATING_BATCH):
                loss = torch.nn.functional.binary_cross_entropy_with_logits(net(numbers[rows]), target[rows])
                made.zero_grad()
                loss.backward()
                made.step()
        nets.append(plain_net({k: v.detach().numpy() for k, v in net.state_dict().items()}, deviation, mean))
    return Net(
        np.concatenate([n.into for n in nets], axis=1),
        np.concatenate([n.into_bias for n in nets]),
        np.concatenate([n.out for n in nets]) / DATING_SEEDS,
        float(np.mean([n.out_bias for n in nets])),
    )


def occurrence_of(articles: Sequence[Article]) -> np.ndarray:
    """The first model; the number of the standard aimed at goes into its bias."""
    x = np.concatenate([np.concatenate([a.found.features, a.found.states], axis=1) for a in articles])
    like = np.concatenate([np.full((len(a.real), 1), float(a.like)) for a in articles])
    y = np.concatenate([a.real for a in articles])
    scale = np.ones(x.shape[1] + 1)
    scale[: len(occurrence_features.FEATURES)] = 2  # few numbers beside many of the state
    scale[-1] = SHARE
    weights = logistic(np.concatenate([x, like], axis=1), y, OCCURRENCE_PENALTY, scale)
    return np.append(weights[:-2], weights[-1] + weights[-2]).astype("float32")


def dating_of(articles: Sequence[Article], step: EventsStep, models: Callable[[str], EventModels]) -> Net:
    """The second model, on the dates of words that tell an event."""
    rows, right = [], []
    for article in articles:
        triggers, occurs = step.triggers(article.doc, article.found, models(article.id))
        _, found = step.dates(article.doc, triggers, occurs)
        timexes = findings(article.doc).timexes
        for i, tie, numbers in zip(found.tokens, found.ties, found.features, strict=True):
            events = told_by(article, i)
            if not events:
                continue
            timex = timexes[tie.timex]
            days = [None if tie.bound == "until" else timex.earliest, None if tie.bound == "from" else timex.latest]
            if tie.until is not None:
                days[1] = timexes[tie.until].latest
            rows.append(numbers)
            right.append(any(days in [e["when"], *e["also_when"]] for e in events))
    return dating_net(np.array(rows), np.array(right, "float32"))


def pairs_of(articles: Sequence[Article], step: EventsStep, models: Callable[[str], EventModels], seed: int) -> PairNet:
    """The third model, on the tellings of each article."""
    xs, firsts, seconds, ys, states = [], [], [], [], []
    at = 0
    for article in articles:
        told = step.tellings(article.doc, article.found, models(article.id))
        keys = [{e["key"] for e in told_by(article, d.trigger.i)} for d in told.compared]
        arrays = TellingArrays(article.doc, told.compared, told.drafter, told.states)
        for a, b in pair_rows(len(keys), EventsConfig().max_tellings_back):
            xs.append(coreference_features.coreference_features(arrays, a, b))
            firsts.append(a + at)
            seconds.append(b + at)
            ys.append(np.array([bool(keys[m] & keys[n]) for m, n in zip(a.tolist(), b.tolist(), strict=True)]))
        states.append(arrays.states)
        at += len(keys)
    joined = [np.concatenate(part) for part in (xs, firsts, seconds, ys, states)]
    return pair_net(joined[0], joined[1], joined[2], joined[3].astype("float32"), joined[4], seed)


def right_groups(article: Article, groups: Sequence[EventGroup]) -> list[bool]:
    """Whether each group tells an event of the reading that none before it tells."""
    seen: set[str] = set()
    out = []
    for group in groups:
        keys = [e["key"] for e in told_by(article, group.lead.trigger.i)]
        keys = keys or [e["key"] for d in group.drafts for e in told_by(article, d.trigger.i)]
        new = next((k for k in keys if k not in seen), None)
        out.append(new is not None)
        if new is not None:
            seen.add(new)
    return out


def acceptance_of(articles: Sequence[Article], step: EventsStep, models: Callable[[str], EventModels]) -> np.ndarray:
    """The fourth model, on the groups of tellings."""
    rows, right = [], []
    for article in articles:
        groups, _ = step.groups(article.doc, models(article.id))
        rows += [group.numbers for group in groups]
        right += right_groups(article, groups)
    return logistic(np.array(rows, "float32"), np.array(right, "float32"), ACCEPTANCE_PENALTY)


def part_of(article: str, parts: int, salt: str = "") -> int:
    """The part of a cross-validation that an article is in."""
    return zlib.crc32((salt + article).encode()) % parts


def fitted(articles: Sequence[Article], step: EventsStep, seed: int = 0) -> EventModels:
    """All four models; those after the first are fitted on what is made of articles that the ones before don't know."""
    nothing = EventModels(np.zeros(1, "float32"), cast("Net", None), cast("PairNet", None), np.zeros(1, "float32"))
    groups = [[a for a in articles if part_of(a.id, INNER, "inner") == k] for k in range(INNER)]
    rests = [[a for a in articles if part_of(a.id, INNER, "inner") != k] for k in range(INNER)]
    whose = {a.id: k for k, group in enumerate(groups) for a in group}
    inner = [nothing._replace(occurrence=occurrence_of(rest)) for rest in rests]

    def of(identity: str) -> EventModels:
        return inner[whose[identity]]

    for k, rest in enumerate(rests):
        inner[k] = inner[k]._replace(dating=dating_of(rest, step, of))
    for k, rest in enumerate(rests):
        inner[k] = inner[k]._replace(pairs=pairs_of(rest, step, of, seed))
    whole = nothing._replace(occurrence=occurrence_of(articles), dating=dating_of(articles, step, of))
    whole = whole._replace(pairs=pairs_of(articles, step, of, seed))
    zeros = np.zeros(len(acceptance_features.FEATURES) + 1, "float32")
    inner = [i._replace(acceptance=zeros) for i in inner]
    return whole._replace(acceptance=acceptance_of(articles, step, of))


def write(models: EventModels) -> None:
    """Write the models as event_models.py reads them."""
    nets = {"dating": models.dating, "pairs": models.pairs.net}
    weights = {f"{name}_{part}": value for name, net in nets.items() for part, value in net._asdict().items()}
    weights |= {"narrow": models.pairs.narrow, "narrow_bias": models.pairs.narrow_bias}
    np.savez_compressed(
        MODELS / FILE,
        occurrence=models.occurrence,
        acceptance=models.acceptance,
        **{k: np.asarray(v, "float16" if np.ndim(v) == 2 else "float32") for k, v in weights.items()},
        occurrence_names=np.array(occurrence_features.FEATURES),
        dating_names=np.array(dating_features.FEATURES),
        pairs_names=np.array(coreference_features.FEATURES),
        acceptance_names=np.array(acceptance_features.FEATURES),
    )  # fmt: skip


def main() -> None:
    """Fit, cross-validate, write."""
    options = argparse.ArgumentParser()
    options.add_argument("--readings", type=Path, nargs="+", required=True)
    options.add_argument("--like", type=Path, nargs="*", default=[])
    options.add_argument("--records", type=Path, help="where to write the cross-validated records")
    options.add_argument("--write", action="store_true")
    args = options.parse_args()
    nlp = build()
    step = cast("EventsStep", nlp.get_pipe("dateline_events"))
    like = {r["id"] for path in args.like for r in read(path)}
    articles = articles_of(args.readings, like, step, nlp)
    if args.records:
        with args.records.open("wb") as out:
            for k in range(PARTS):
                models = fitted([a for a in articles if part_of(a.id, PARTS) != k], step)
                for article in (a for a in articles if part_of(a.id, PARTS) == k):
                    record = assemble(step.read(article.doc, models), pipeline_version())
                    out.write(to_json(msgspec.structs.replace(record, id=article.id)) + b"\n")
    if args.write:
        write(fitted(articles, step))


if __name__ == "__main__":
    main()
