"""Write what Dateline's own pipeline makes of the annotated texts, for the training to read: run in Dateline's venv.

    python -m training.sentences FILE.jsonl ... --out FOLDER

A row for each text: id, sents and toks (characters, end-exclusive), heads (syntactic, by token), marks (by token).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy

import components.analysis.layout
from components.analysis.actors.mention_detection import word_features
from components.analysis.findings import Findings, sentences
from components.analysis.version import model_name
from components.domain.article import make_article


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    assert components.analysis.layout  # registers its step
    nlp = spacy.load(model_name())
    nlp.add_pipe("dateline_layout", before="parser")
    for file in args.files:
        with (args.out / f"{file.stem}.sents.jsonl").open("w", encoding="utf-8") as out:
            for line in file.read_text("utf-8").splitlines():
                row = json.loads(line)
                doc = nlp.make_doc(row["text"])
                doc._.dateline = Findings(article=make_article(row["text"]))
                doc = nlp(doc)
                made = {
                    "id": row["id"],
                    "sents": [[s.start, s.end] for s in sentences(doc)],
                    "toks": [[t.idx, t.idx + len(t)] for t in doc],
                    "heads": [t.head.i for t in doc],
                    "marks": [word_features(t) for t in doc],
                }
                out.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()
