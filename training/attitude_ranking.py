"""Fit what decides whether an attitude is told: a logistic model over attitude_features.NAMES, on whole readings.

    python -m training.attitude_ranking --readings READINGS.jsonl … [--measure READINGS.jsonl …] [--write]

Cross-validated by article (five parts): the table says how often what is told at a likelihood is right, and how much
of what the readings hold is found. ``--measure`` are readings that are never learned from.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from components.analysis.encoder.onnx_model import MODELS
from components.analysis.encoder.step import encoded_text
from components.analysis.findings import findings
from components.analysis.genre import genre_of
from components.analysis.pipeline import build
from components.analysis.tone.attitude_candidates import QuotesByCharacter
from components.analysis.tone.attitude_cases import attitude_cases
from components.analysis.tone.attitude_features import NAMES, features
from components.analysis.tone.lexicon import POLARITIES
from components.domain.record import WRITER
from training.attitude_questions import Answers, folded, names_of_actor, read_article
from training.examples import read

PARTS = 5
PENALTY = 0.03  # of the squares of the weights
UNTIED = 0.05  # by how much likelier an attitude must be whose words the parse doesn't tie to the target (config.py)
MINOR = 0.7  # weight of an answer that readers may differ on
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


@dataclass(slots=True)
class Row:
    """One holder and target of a sentence: values by polarity, the reading's answer."""

    article: str
    values: dict[str, list[float]]
    label: str
    minor: bool
    is_writer: bool
    is_told: bool  # whether it has a holder who could be told
    tied: frozenset[str]  # polarities that the parse ties to the target
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
            is_opinion = genre_of(state.article)[0] == "opinion"
            quotes = QuotesByCharacter(state.quotes)
            answers, by_id, text = Answers(article), {a.id: a for a in state.actors}, article["text"]
            rows = []
            for case in attitude_cases(doc, state, encoded_text(doc), quotes, is_opinion):
                voices = {WRITER} if case.voice == WRITER else names_of_actor(by_id.get(case.voice or ""))
                if case.holder is not None:
                    voices |= {folded(text[slice(*case.holder)])}
                targets = names_of_actor(by_id.get(case.target)) | {folded(text[slice(*case.target_span)])}
                answer = answers.of(case.sentence, voices, targets)
                if answer is None:
                    continue
                rows.append(Row(
                    article["id"], {p: features(case, p) for p in POLARITIES}, *answer, case.voice == WRITER,
                    case.voice is not None,
                    frozenset(p for p in POLARITIES if case.judging(p)),
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
    weights = torch.zeros(len(NAMES), requires_grad=True)
    made = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        made.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="none")
        loss = (losses * w).mean() + PENALTY * (weights[1:] ** 2).mean()
        loss.backward()
        return loss

    made.step(closure)
    return weights.detach()


def chances(rows: Sequence[Row], weights: torch.Tensor) -> list[tuple[float, str]]:
    """The likelier polarity of each row and how likely it is."""
    out = []
    for row in rows:
        both = [(float(torch.sigmoid(torch.tensor(row.values[p]) @ weights)), p) for p in POLARITIES]
        out.append(max(both))
    return out


def table(told: Sequence[tuple[Row, float, str]], readings: Sequence[Reading]) -> None:
    """Precision and recall by threshold, of all and of the writer's."""
    major = sum(r.major for r in readings)
    print(f"| from | told | right | found of {major} major ones | writer’s told | right | (articles {len(readings)})")
    for least in THRESHOLDS:
        some = [(r, p) for r, chance, p in told if chance >= least + UNTIED * (p not in r.tied) and r.is_told]
        hit = [r for r, p in some if r.label == p]
        minor = sum(r.minor for r in hit)
        writers = [(r, p) for r, p in some if r.is_writer]
        print(
            f"| {least} | {len(some)} | {len(hit) / max(1, len(some)):.3f} | "
            f"{len(hit) / max(1, major + minor):.3f} | {len(writers)} | "
            f"{sum(r.label == p for r, p in writers) / max(1, len(writers)):.3f} |"
        )


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", nargs="+", type=Path, required=True)
    parser.add_argument("--measure", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=float, help="print what is told wrongly from this likelihood on")
    args = parser.parse_args()
    readings = readings_of(args.readings)
    rows = [row for reading in readings for row in reading.rows]
    told: list[tuple[Row, float, str]] = []
    for part in range(PARTS):
        inside = [r for r in rows if zlib.crc32(r.article.encode()) % PARTS == part]
        weights = fitted([r for r in rows if zlib.crc32(r.article.encode()) % PARTS != part])
        told += [(row, *chance) for row, chance in zip(inside, chances(inside, weights), strict=True)]
    print("cross-validated")
    table(told, readings)
    weights = fitted(rows)
    for name, weight in zip(NAMES, weights.tolist(), strict=True):
        print(f"  {name}: {weight:.2f}")
    measure = readings_of(args.measure)
    if measure:
        print("measured")
        apart = [row for reading in measure for row in reading.rows]
        told = [(row, *chance) for row, chance in zip(apart, chances(apart, weights), strict=True)]
        table(told, measure)
    if args.show:
        for row, chance, polarity in told:
            if chance >= args.show and row.is_told and row.label != polarity:
                print(f"{chance:.2f} {polarity} (is {row.label}) {row.article}: {row.shown}")
    if args.write:
        made = {name: round(weight, 3) for name, weight in zip(NAMES, weights.tolist(), strict=True)}
        (MODELS / "attitude.json").write_text(json.dumps({"weights": made}, indent=1) + "\n")


if __name__ == "__main__":
    main()
