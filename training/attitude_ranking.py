"""Fit what decides whether an attitude is told: a logistic model over attitude_features.NAMES, on whole readings.

    python -m training.attitude_ranking --readings READINGS.jsonl … [--measure READINGS.jsonl …] [--write]

Cross-validated by article (five parts): the table says how often what is told at a likelihood is right, and how much
of what the readings hold is found. ``--measure`` are readings that are never learned from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from components.analysis.encoder.onnx_model import MODELS
from components.analysis.findings import findings
from components.analysis.pipeline import build
from components.analysis.tone.attitude_cases import attitude_cases
from components.analysis.tone.attitude_features import NAMES, AttitudeCase, features
from components.analysis.tone.config import ToneConfig
from components.analysis.tone.lexicon import POLARITIES
from components.analysis.tone.step import attitude_of
from components.domain.record import WRITER, UnsureTone
from training import logistic
from training.attitude_questions import Answers, folded, names_of_actor, read_article
from training.examples import read

PARTS = 5
PENALTY = 0.03  # of the squares of the weights
UNTIED = 0.05  # by how much likelier an attitude must be whose words the parse doesn't tie to the target (config.py)
MINOR = 0.7  # weight of an answer that readers may differ on
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


@dataclass(slots=True)
class Row:
    """A case, its values by polarity (attitude_features.NAMES), and the reading's answer."""

    article: str
    case: AttitudeCase
    values: dict[str, list[float]]
    label: str
    minor: bool
    shown: str


@dataclass(slots=True)
class Reading:
    """An article: its rows, how many attitudes its reading holds (minor ones apart), and which rows find which."""

    article: str
    rows: list[Row]
    major: int


def readings_of(paths: Sequence[Path]) -> list[Reading]:
    """The readings, as the step sees them."""
    nlp = build()
    out = []
    for path in paths:
        for article in read(path):
            doc = read_article(nlp, article)
            state = findings(doc)
            answers, by_id, text = Answers(article), {a.id: a for a in state.actors}, article["text"]
            rows = []
            for case in attitude_cases(doc):
                voices = {WRITER} if case.voice == WRITER else names_of_actor(by_id.get(case.voice or ""))
                if case.holder is not None:
                    voices |= {folded(text[slice(*case.holder)])}
                targets = names_of_actor(by_id.get(case.target)) | {folded(text[slice(*case.target_span)])}
                answer = answers.of(case.sentence, voices, targets)
                if answer is None:
                    continue
                rows.append(Row(
                    article["id"], case, {p: features(case, p) for p in POLARITIES}, *answer,
                    f"{text[slice(*case.holder)] if case.holder else case.voice} -> {by_id[case.target].name}: "
                    + " ".join(text[slice(*case.sentence)].split())[:160],
                ))  # fmt: skip
            out.append(Reading(article["id"], rows, sum(not a[4] for a in answers.attitudes)))
    return out


def fitted(rows: Sequence[Row]) -> torch.Tensor:
    """The weights, by least penalised log loss (L-BFGS)."""
    x = torch.tensor([r.values[p] for r in rows for p in POLARITIES])
    y = torch.tensor([float(r.label == p) for r in rows for p in POLARITIES])
    w = torch.tensor([MINOR if r.minor else 1.0 for r in rows for _ in POLARITIES])
    return logistic.fitted(x, y, w, PENALTY, free=0)


def chances(rows: Sequence[Row], weights: torch.Tensor) -> list[tuple[float, str]]:
    """The likelier polarity of each row and how likely it is."""
    out = []
    for row in rows:
        both = [(float(torch.sigmoid(torch.tensor(row.values[p]) @ weights)), p) for p in POLARITIES]
        out.append(max(both))
    return out


def told_by_step(rows: Sequence[Row], weights: torch.Tensor) -> list[tuple[Row, str]]:
    """What the step tells with these weights, with the label that it gives."""
    tones = [(row, attitude_of(row.case, weights.tolist(), ToneConfig())) for row in rows]
    return [(row, tone.label) for row, tone in tones if tone is not None and not isinstance(tone, UnsureTone)]


def line(name: str, told: Sequence[tuple[Row, str]], major: int) -> str:
    """How many are told, how many of them are right, how much is found; then of the writer's the first two.

    Found are the right ones, over all major ones and the minor ones among them.
    """
    hit = [r for r, label in told if r.label == label]
    writers = [r.label == label for r, label in told if r.case.voice == WRITER]
    right, found = len(hit) / max(1, len(told)), len(hit) / max(1, major + sum(r.minor for r in hit))
    of_writers = sum(writers) / max(1, len(writers))
    return f"| {name} | {len(told)} | {right:.3f} | {found:.3f} | {len(writers)} | {of_writers:.3f} |"


def table(
    likely: Sequence[tuple[Row, float, str]], told: Sequence[tuple[Row, str]], readings: Sequence[Reading]
) -> None:
    """By likelihood, what the words say alone; then what the step tells."""
    major = sum(r.major for r in readings)
    print(f"| from | told | right | found of {major} major ones | writer’s told | right | (articles {len(readings)})")
    for least in THRESHOLDS:
        some = [
            (r, p) for r, chance, p in likely
            if r.case.voice is not None and chance >= least + UNTIED * (not r.case.judging(p))
        ]  # fmt: skip
        print(line(str(least), some, major))
    print(line("as the step tells it", told, major))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", nargs="+", type=Path, required=True)
    parser.add_argument("--measure", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is told wrongly")
    args = parser.parse_args()
    by_file = [readings_of([path]) for path in args.readings]
    readings = [reading for some in by_file for reading in some]
    rows = [row for reading in readings for row in reading.rows]
    likely: list[tuple[Row, float, str]] = []
    told: list[tuple[Row, str]] = []
    for outside, inside in logistic.cross_validation(rows, PARTS):
        weights = fitted(outside)
        likely += [(row, *chance) for row, chance in zip(inside, chances(inside, weights), strict=True)]
        told += told_by_step(inside, weights)
    print("cross-validated")
    table(likely, told, readings)
    for path, some in zip(args.readings, by_file, strict=True):
        known = {reading.article for reading in some}
        print(line(path.stem, [(r, label) for r, label in told if r.article in known], sum(r.major for r in some)))
    weights = fitted(rows)
    logistic.show(NAMES, weights)
    measure = readings_of(args.measure)
    if measure:
        print("measured")
        apart = [row for reading in measure for row in reading.rows]
        likely = [(row, *chance) for row, chance in zip(apart, chances(apart, weights), strict=True)]
        told = told_by_step(apart, weights)
        table(likely, told, measure)
    if args.show:
        for row, label in told:
            if row.label != label:
                print(f"{label} (is {row.label}) {row.article}: {row.shown}")
    if args.write:
        made = {name: round(weight, 3) for name, weight in zip(NAMES, weights.tolist(), strict=True)}
        (MODELS / "attitude.json").write_text(json.dumps({"weights": made}, indent=1) + "\n")


if __name__ == "__main__":
    main()
