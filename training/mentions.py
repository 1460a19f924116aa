"""Train the mention head and the mention-pair ranker that ship: over the shipped trunk, on whole texts.

    python -m training.mentions --eval FOLDER --sentences FOLDER --base FOLDER --out FOLDER [--answers FILE.pt]
        [--start FOLDER] [--passes 3] [--seed 0] [--rate 2e-4]

The annotated texts, and news that the teacher answered for (``mention_teacher.py``), as in ``distill.py``;
the trunk's states come from the int8 file as it ships. Writes mentions.pt (the head) and pairs.npz (the ranker).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from components.analysis.encoder.onnx_model import encode as read_states
from components.analysis.encoder.word_pieces import Row, tokenizer
from training.encoder import MentionHead, checkpoint
from training.examples import Example, read
from training.texts import Ranker, Text, taught, texts_of
from training.train import windows

AGAIN = 3  # how often the annotated texts come in one pass over what the teacher answered for


class Shipped(nn.Module):
    """The mention head over the states that the shipped trunk gives, read once and kept at 16 bit."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.mentions = MentionHead(weights)
        self.kept: dict[tuple[int, ...], Tensor] = {}

    def keep(self, examples: list[Example]) -> None:
        """Read the rows of the examples once."""
        rows = sorted({r for e in examples for r in e.rows} - set(self.kept))
        for ids, made in zip(rows, read_states([Row(ids, ()) for ids in rows]), strict=True):
            self.kept[ids] = torch.from_numpy(made.astype("float16"))

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """See MentionOutputs."""
        out: tuple[Tensor, ...] = self.mentions(*windows(batch, lambda e, k: self.kept[e.rows[k]]))
        return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--sentences", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--start", type=Path, help="a folder of an earlier run to go on from")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    pieces = tokenizer(args.base / "tokenizer.json")
    learnt = texts_of(args.eval, args.sentences, "actors_train", pieces)
    apart = texts_of(args.eval, args.sentences, "actors", pieces)
    if args.answers:
        parsed = {p["id"]: p for p in read(args.sentences / "quotes_train.sents.jsonl")}
        answers = torch.load(args.answers)
        learnt = learnt * AGAIN + [Text(pieces, r, parsed[r["id"]]) for r in answers if r["entities"]]
    model, ranker = Shipped(checkpoint(args.base)), Ranker()
    if args.start:
        model.mentions.load_state_dict(torch.load(args.start / "mentions.pt"))
        with np.load(args.start / "pairs.npz") as known:
            ranker.load_state_dict({k: torch.from_numpy(known[k].astype("float32")) for k in known.files})
    model.keep([e for t in (*learnt, *apart) for e in t.examples])
    print("texts", len(learnt), "rows", len(model.kept), flush=True)

    def save() -> None:
        torch.save(model.mentions.state_dict(), args.out / "mentions.pt")
        np.savez_compressed(args.out / "pairs.npz", **{k: v.half().numpy() for k, v in ranker.state_dict().items()})

    groups = [
        {"params": list(model.mentions.parameters()), "lr": args.rate},
        {"params": list(ranker.parameters()), "lr": args.rate * 5},
    ]
    taught(args, model, nn.ModuleList([model.mentions, ranker]), groups, learnt, apart, save)


if __name__ == "__main__":
    main()
