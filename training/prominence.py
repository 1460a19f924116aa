"""Fit what ranks actors: two logistic models over prominence_features.FEATURES, half and half, on whole readings.

    python -m training.prominence --readings READINGS.jsonl … [--write]

One says whether a careful reader has the actor at all (name and kind right, no second entry), one whether it is among
the six that the article is about. Cross-validated by article (eight parts) with the same two shares as the readings are
scored by: of the first eight those that are right, and of the six those that are among the first eight.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch

from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.prominence_features import FEATURES, prominence_features
from components.analysis.actors.salience import points_of
from components.analysis.actors.step import ActorsStep
from components.analysis.findings import findings
from components.analysis.pipeline import build
from training.attitude_questions import folded, read_article
from training.examples import read
from training.logistic import cross_validation, fitted, show, write

PARTS = 8
PENALTY = 0.06  # of the mean of the squares of the weights: the best of five by cross-validation
FIRST = 8  # actors that the readings are scored by
SALIENT = 6


@dataclass(slots=True)
class Ranked:
    """An article's drafts: their values, the reading's actor that each is (None: nobody), whether its kind is right."""

    article: str
    values: torch.Tensor  # drafts x features and a column of ones
    points: torch.Tensor  # of each draft (salience.py)
    keys: list[str | None]
    right_kind: list[bool]
    real: torch.Tensor
    salient: torch.Tensor
    sought: set[str]


def ranked_of(paths: Sequence[Path]) -> list[Ranked]:
    """The readings' articles, with the actors that the step finds in them."""
    nlp, out = build(), []
    step = cast("ActorsStep", nlp.get_pipe("dateline_actors"))
    for path in paths:
        for article in read(path):
            doc = read_article(nlp, article)
            drafts, _ = step.drafts(doc)
            numbers = prominence_features(doc, findings(doc), drafts, ActorsConfig())
            out.append(_ranked(article, [(d.name, d.kind, len(d.mentions)) for d in drafts], numbers))
    return out


def _ranked(article: dict[str, Any], drafts: list[tuple[str, str, int]], numbers: Sequence[Any]) -> Ranked:
    names = {a["key"]: {folded(n) for n in a["names"]} for a in article["actors"]}
    kinds = {a["key"]: [a["kind"], *a.get("also_kind", [])] for a in article["actors"]}
    sought = {a["key"] for a in article["actors"] if a["salient"] and a["salient"] <= SALIENT}
    keys = [next((k for k, known in names.items() if folded(name) in known), None) for name, _, _ in drafts]
    right = [key is not None and kind in kinds[key] for key, (_, kind, _) in zip(keys, drafts, strict=True)]
    best: dict[str, int] = {}
    for n, key in enumerate(keys):
        if key is not None and right[n] and (key not in best or drafts[n][2] > drafts[best[key]][2]):
            best[key] = n
    real = [float(right[n] and best[cast("str", key)] == n) for n, key in enumerate(keys)]
    return Ranked(
        article["id"],
        torch.tensor([[*row, 1.0] for row in numbers]).reshape(len(drafts), len(FEATURES) + 1),
        torch.tensor([sum(points_of(row, ActorsConfig()).values()) for row in numbers]),
        keys,
        right,
        torch.tensor(real),
        torch.tensor([float(key in sought) for key in keys]),
        sought,
    )


def weights_of(articles: Sequence[Ranked]) -> torch.Tensor:
    """The weights of both models, half and half; the last is the bias."""
    x = torch.cat([a.values for a in articles])
    answers = [torch.cat([a.real for a in articles]), torch.cat([a.salient for a in articles])]
    made = [fitted(x, y, torch.ones(len(y)), PENALTY, free=len(FEATURES)) for y in answers]
    return (made[0] + made[1]) / 2


def shares(ranked: Sequence[tuple[Ranked, torch.Tensor]]) -> tuple[float, float]:
    """Of the first eight those that are right, and of the six those that are among the first eight."""
    right = shown = found = sought = 0
    for article, scores in ranked:
        seen: set[str] = set()
        for n in torch.argsort(scores, descending=True, stable=True)[:FIRST].tolist():
            key = article.keys[n]
            shown += 1
            right += key is not None and article.right_kind[n] and key not in seen
            if key is not None:
                seen.add(key)
        found, sought = found + len(seen & article.sought), sought + len(article.sought)
    return right / shown, found / sought


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", nargs="+", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    articles = ranked_of(args.readings)
    apart: list[tuple[Ranked, torch.Tensor]] = []
    for outside, inside in cross_validation(articles, PARTS):
        weights = weights_of(outside)
        apart += [(a, a.values @ weights + ActorsConfig().points_share * a.points) for a in inside]
    print(f"cross-validated over {len(articles)} articles: %.3f of the first eight, %.3f of the six" % shares(apart))
    weights = weights_of(articles)
    show((*FEATURES, "bias"), weights)
    if args.write:
        write("prominence.json", FEATURES, weights)


if __name__ == "__main__":
    main()
