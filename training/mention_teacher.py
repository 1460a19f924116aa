"""Train a large encoder to find mentions and join them, and let it answer for news that nobody annotated.

    python -m training.mention_teacher --eval FOLDER --sentences FOLDER --base FOLDER --large FOLDER --out FILE.pt
        [--passes 5] [--seed 0] [--rate 8e-5]
    python -m training.mention_teacher ... --out FILE.pt --answers FILE.pt

With ``--answers`` the trained teacher is read from ``--out`` and answers for the articles of quotes_train.jsonl: a row
for each, as the annotated ones are (entities with their mentions, each with its head word), and ``soft``, the logits
of each window's pieces. ``--base`` is only asked for its pieces, ``--large`` is the folder of ``unpack.py``.
"""

from __future__ import annotations

import argparse
import bisect
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from components.analysis.actors.mention_detection import borders_of
from components.analysis.actors.mention_features import KINDS as ACTORS
from components.analysis.actors.mention_features import MentionTable, RankerMention, mention_features
from components.analysis.actors.mention_ranking import candidate_antecedents, name_numbers
from components.analysis.encoder.word_pieces import pack_windows, piece_spans, sentence_rows, tokenizer
from training.encoder import WORD_MARKS, MentionOutputs, halved
from training.examples import FORMS, KINDS, Example, mention_examples, read
from training.large import Large
from training.texts import Ranker, taught, texts_of

STILL = 6  # of the twelve layers, which stay as they are
PART = 4  # windows of a text that it learns from at a time: more steps in a pass


class MentionTeacher(Large):
    """The mention outputs over MPNet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, WORD_MARKS, STILL)
        self.mentions = MentionOutputs(self.wide)

    def outputs(self, batch: list[Example]) -> tuple[Tensor, ...]:
        """See MentionOutputs."""
        return self.mentions.said(self.states(batch)[0])


@torch.no_grad()
def answered(
    model: MentionTeacher, ranker: Ranker, pieces: Tokenizer, row: dict[str, Any], parsed: dict[str, Any]
) -> dict[str, Any]:
    """What the teacher finds in a text: a row as the annotated ones are."""
    examples = list(mention_examples(pieces, {**row, "entities": []}, parsed))
    with halved():
        kinds, origins, borders, vectors = (o.float() for o in model.outputs(examples))
    far = model.mentions.far.numpy()
    rows, _ = sentence_rows(pieces, row["text"], [(s, e) for s, e in parsed["sents"]])
    firsts, starts = [s for s, _ in parsed["sents"]], parsed["starts"]
    found: dict[tuple[int, int], tuple[dict[str, Any], RankerMention, Tensor]] = {}
    for b, parts in enumerate(pack_windows(rows)):
        spans = piece_spans(rows, parts)
        of = np.repeat([p.row for p in parts], [p.end - p.start for p in parts])
        best = kinds[b, : len(spans)].argmax(-1)
        heads = best.nonzero()[:, 0].numpy()
        ends = borders_of(heads, origins[b].numpy(), borders[b, : len(spans)].numpy(), far, of)
        for k, first, last in zip(heads.tolist(), *ends, strict=True):
            s, e = spans[k]
            token = bisect.bisect_right(starts, s) - 1
            if s == e or starts[token] != s:
                continue  # a word's first piece speaks for it
            start, end = spans[first][0], max(spans[last][1], parsed["toks"][token][1])
            kind, form = divmod(int(best[k]) - 1, 3)
            mention = {"start": start, "end": end, "kind": FORMS[form], "head": parsed["toks"][token]}
            text = row["text"]
            words = tuple(text[x:y].lower() for x, y in parsed["toks"] if start <= x and y <= end and y > x)
            number = bisect.bisect_right(firsts, s) - 1
            head = text[slice(*mention["head"])].lower()
            side = RankerMention(FORMS[form], ACTORS[kind], words, head, number, start, end)
            found.setdefault((s, e), (mention, side, vectors[b, k]))
    ordered = [found[at] for at in sorted(found)]
    soft = [kinds[b, : len(e)].half().clone() for b, e in enumerate(examples)]
    return {"id": row["id"], "text": row["text"], "entities": joined(ranker, ordered), "soft": soft}


def joined(ranker: Ranker, ordered: list[tuple[dict[str, Any], RankerMention, Tensor]]) -> list[dict[str, Any]]:
    """The mentions as entities: each with the best one before it, or on its own."""
    if not ordered:
        return []
    sides, vectors = [s for _, s, _ in ordered], torch.stack([v for _, _, v in ordered])
    names = name_numbers(sides)
    pairs = [(i, candidate_antecedents(names, i)) for i in range(len(sides))]
    i = torch.tensor([i for i, js in pairs for _ in js], dtype=torch.long)
    j = torch.tensor([j for _, js in pairs for j in js], dtype=torch.long)
    both = torch.tensor(MentionTable(sides).pair_features(i.numpy(), j.numpy()))
    scores, none = ranker(vectors, torch.tensor(mention_features(sides)), i, j, both)
    owner: list[int] = []
    at = 0
    for n, js in pairs:
        mine = scores[at : at + len(js)]
        at += len(js)
        owner.append(owner[js[int(mine.argmax())]] if js and mine.max() > none[n] else n)
    out = []
    for number in sorted(set(owner)):
        mentions = [ordered[n] for n in range(len(owner)) if owner[n] == number]
        # Names tell the kind, where there are any.
        telling = [s for _, s, _ in mentions if s.form == "name"] or [s for _, s, _ in mentions]
        kind = Counter(s.kind for s in telling).most_common(1)[0][0]
        out.append({"type": KINDS[ACTORS.index(kind)], "mentions": [m for m, _, _ in mentions]})
    return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--eval", "--sentences", "--base", "--large", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--most", type=int, default=450, help="articles to answer for")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=8e-5)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    pieces = tokenizer(args.base / "tokenizer.json")
    model, ranker = MentionTeacher(args.large), Ranker()
    both = nn.ModuleList([model, ranker])
    if args.answers:
        both.load_state_dict(torch.load(args.out, map_location="cpu"))
        both.eval()
        parsed = {p["id"]: p for p in read(args.sentences / "quotes_train.sents.jsonl")}
        made, began = [], time.time()
        for row in read(args.eval / "quotes_train.jsonl")[: args.most]:
            made.append(answered(model, ranker, pieces, row, parsed[row["id"]]))
            if len(made) % 50 == 0:
                print(len(made), round(time.time() - began), flush=True)
        torch.save(made, args.answers)
        return
    learnt = texts_of(args.eval, args.sentences, "actors_train", pieces, PART)
    apart = texts_of(args.eval, args.sentences, "actors", pieces)
    groups = [*model.groups(args.rate, new=10.0), {"params": list(ranker.parameters()), "lr": args.rate * 10}]
    taught(args, model, both, groups, learnt, apart, lambda: torch.save(both.state_dict(), args.out))


if __name__ == "__main__":
    main()
