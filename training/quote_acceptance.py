"""Fit what decides whether an attribution is told: a logistic model over acceptance_features, on whole readings.

    python -m training.quote_acceptance --readings READINGS.jsonl … [--write]

Right is an attribution whose words are those of one in the reading (intersection over union at least one half), or
one part of several. Cross-validated by article (eight parts): how many of those told at a likelihood are right, and how
many of the reading's major ones are found; then how often what has a likelihood is right.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import torch

from components.analysis.pipeline import build
from components.analysis.quotes.acceptance_features import FEATURES
from components.analysis.quotes.step import QuotesStep
from training.attitude_questions import read_article
from training.examples import read
from training.logistic import cross_validation, fitted, show, write

PARTS = 8
PENALTY = 0.05  # of the mean of the squares of the weights
SAME = 0.5  # of the characters in either, from which two contents are one
THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(slots=True)
class Reading:
    """An article: the values of its attributions, which are right, which major one of the reading each finds."""

    article: str
    values: torch.Tensor  # attributions x features and a column of ones
    right: torch.Tensor
    finds: list[int | None]
    major: int


def readings_of(paths: Sequence[Path]) -> list[Reading]:
    """The readings, with the attributions that the step considers."""
    nlp, out = build(), []
    step = cast("QuotesStep", nlp.get_pipe("dateline_quotes"))
    for path in paths:
        for article in read(path):
            doc = read_article(nlp, article)
            considered = [c for c in step.considered(doc) if c.quote.kind != "scare"]
            contents = [_characters(article["text"], c.quote.content) for c in considered]
            finds, right = _matched(article, contents)
            values = [[*c.features, 1.0] for c in considered]
            out.append(Reading(
                article["id"],
                torch.tensor(values).reshape(len(values), len(FEATURES) + 1),
                torch.tensor([float(r) for r in right]),
                finds,
                sum(a["kind"] != "scare" and not a["minor"] for a in article["attributions"]),
            ))  # fmt: skip
    return out


def _characters(text: str, spans: Any) -> set[int]:
    return {i for s, e in spans for i in range(s, e) if text[i].isalnum()}


def _matched(article: dict[str, Any], contents: list[set[int]]) -> tuple[list[int | None], list[bool]]:
    """Of each content the number of the reading's major attribution that it finds, and whether it is right."""
    text, gold = article["text"], article["attributions"]
    known = [_characters(text, a["content"]) for a in gold]
    pairs = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(known) for j, b in enumerate(contents) if a & b),
        reverse=True,
    )
    of_content: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in pairs:
        if share >= SAME and i not in taken and j not in of_content:
            of_content[j] = i
            taken.add(i)
    right = [j in of_content for j in range(len(contents))]
    for attribution in gold:
        for part in [_characters(text, [t]) for t in attribution["content"]] if len(attribution["content"]) > 1 else []:
            for j, content in enumerate(contents):
                right[j] |= bool(part & content) and len(part & content) / len(part | content) >= SAME
    finds = [
        of_content[j] if j in of_content and gold[of_content[j]]["kind"] != "scare" and not gold[of_content[j]]["minor"]
        else None
        for j in range(len(contents))
    ]  # fmt: skip
    return finds, right


def weights_of(readings: Sequence[Reading]) -> torch.Tensor:
    """The weights; the last is the bias."""
    x, y = torch.cat([r.values for r in readings]), torch.cat([r.right for r in readings])
    return fitted(x, y, torch.ones(len(y)), PENALTY, free=len(FEATURES))


def tables(scored: Sequence[tuple[Reading, torch.Tensor]]) -> None:
    """Precision and recall by threshold, and how often what has a likelihood is right."""
    major = sum(r.major for r, _ in scored)
    print("| from | told | right | found |")
    for least in THRESHOLDS:
        told = right = found = 0
        for reading, chances in scored:
            kept = (chances >= least).tolist()
            told += sum(kept)
            right += int(sum(r for r, k in zip(reading.right.tolist(), kept, strict=True) if k))
            found += len({f for f, k in zip(reading.finds, kept, strict=True) if k and f is not None})
        print(f"| {least} | {told} | {right / max(1, told):.3f} | {found / major:.3f} |")
    print("| likelihood | attributions | right |")
    everything = [(float(c), float(y)) for r, chances in scored for c, y in zip(chances, r.right, strict=True)]
    for low, high in pairwise(BINS):
        some = [y for c, y in everything if low <= c < high]
        print(f"| {low}-{high} | {len(some)} | {sum(some) / max(1, len(some)):.3f} |")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", nargs="+", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    readings = readings_of(args.readings)
    scored: list[tuple[Reading, torch.Tensor]] = []
    for outside, inside in cross_validation(readings, PARTS):
        weights = weights_of(outside)
        scored += [(r, torch.sigmoid(r.values @ weights)) for r in inside]
    print(f"cross-validated over {len(readings)} articles")
    tables(scored)
    weights = weights_of(readings)
    show((*FEATURES, "bias"), weights)
    if args.write:
        write("acceptance.json", FEATURES, weights)


if __name__ == "__main__":
    main()
