"""Fit the temperature of the tone reader on what training never saw, and print how far its certainty can be trusted.

    python -m training.calibrate --eval FOLDER [--write]

Half of the articles that were kept apart fit the temperature (least log loss); the table is of the other half.
"""

from __future__ import annotations

import argparse
import itertools
import json
import zlib
from pathlib import Path

import numpy as np

from components.analysis.encoder.onnx_model import MODELS, encode, run_head_at_targets, shared_tokenizer
from components.analysis.encoder.word_pieces import pieces_touching, sentence_rows
from components.analysis.tone.target_sentiment import LABELS
from training.split import apart, article_of

STEPS = np.arange(0.6, 3.01, 0.05)
EDGES = (0.33, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = (args.eval / "sentiment_train.jsonl").read_text("utf-8").splitlines()
    told = [row for row in map(json.loads, lines) if apart(row["id"])]
    kept, targets, wanted, first = [], [], [], []
    for row in told:
        rows, _ = sentence_rows(shared_tokenizer(), row["text"], [(0, len(row["text"]))])
        for one in rows:
            at = pieces_touching(one.spans, row["start"], row["end"])
            if at:
                targets.append([at])
                kept.append(one)
                wanted.append(LABELS.index(row["polarity"]))
                first.append(zlib.crc32(article_of(row["id"]).encode()) // 8 % 2 == 0)
                break
    logits = np.array([said[0] for said, _ in run_head_at_targets("tone", encode(kept), targets)], "float64")
    want, half = np.array(wanted), np.array(first)
    best = min(STEPS, key=lambda t: _loss(logits[half] / t, want[half]))
    print(f"temperature {best:.2f}, fitted on {half.sum()} targets")
    print(f"log loss there {_loss(logits[half] / best, want[half]):.3f}")
    chances = _softmax(logits[~half] / best)
    sure, right = chances.max(-1), chances.argmax(-1) == want[~half]
    print(f"| how sure | targets | right | (n = {len(right)}, all right {right.mean():.3f})")
    for low, high in itertools.pairwise(EDGES):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            mean = f"{sure[inside].mean():.2f} ({low:.2f} to {min(high, 1):.2f})"
            print(f"| {mean} | {inside.sum()} | {right[inside].mean():.2f} |")
    if args.write:
        (MODELS / "tone.json").write_text(json.dumps({"temperature": round(float(best), 2)}) + "\n")


def _softmax(x: np.ndarray) -> np.ndarray:
    y = np.exp(x - x.max(-1, keepdims=True))
    return y / y.sum(-1, keepdims=True)


def _loss(x: np.ndarray, want: np.ndarray) -> float:
    return float(-np.log(_softmax(x)[np.arange(len(want)), want]).mean())


if __name__ == "__main__":
    main()
