"""``make bench EVAL=DIR``: analyse annotated news, print its score.py's figures beside the last run's.

DIR holds score.py and gold files (timex, actors, quotes, attitude, readings as .jsonl), and score_reading.py for whole
readings. Nothing in it is copied. Also measures each step's time as a ratio to the bare spaCy pipeline on the same
texts in the same run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import Findings
from components.analysis.pipeline import analyse_many, build
from components.analysis.tone.attitude_model import label_pairs
from components.domain.article import Article, make_article
from components.domain.record import to_json

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
TIMED = 40  # articles that times are measured on


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def articles(gold: list[dict[str, Any]]) -> Iterator[Article]:
    """The gold rows as articles with their own ids."""
    for row in gold:
        known = {"date": row["date"], "date_basis": "metadata"} if row.get("date") else {}
        yield msgspec.structs.replace(make_article(row["text"], **known), id=row["id"])


def score(folder: Path, task: str, gold: Path, made: Path) -> dict[str, Any]:
    """What score.py prints."""
    done = subprocess.run(
        [sys.executable, folder / "score.py", task, gold, made], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def figures(found: dict[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """Every figure by its dotted name."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from figures(value, f"{before}{name}.")
        elif isinstance(value, (int, float)):
            yield before + name, float(value)


def measure(folder: Path, nlp: Language) -> dict[str, float]:
    """All scores of all gold files in the folder."""
    out: dict[str, float] = {}
    for task in ("timex", "actors", "quotes"):
        gold = folder / f"{task}.jsonl"
        if not gold.exists():
            continue
        made = BUILD / f"{task}.jsonl"
        with made.open("wb") as file:
            for record in analyse_many(nlp, articles(rows(gold))):
                file.write(to_json(record) + b"\n")
        found = score(folder, task, gold, made)
        mistakes = found.pop("_wrong", None)
        if mistakes:
            (BUILD / f"{task}-mistakes.json").write_text(json.dumps(mistakes, indent=1, ensure_ascii=False), "utf-8")
        out.update((f"{task}.{name}", value) for name, value in figures(found))
    gold = folder / "attitude.jsonl"
    if gold.exists():
        made = BUILD / "attitude.jsonl"
        labels = label_pairs((r["text"], tuple(r["holder"]), tuple(r["target"])) for r in rows(gold))
        made.write_text("\n".join(json.dumps({"label": label}) for label, _ in labels), "utf-8")
        out.update((f"attitude.{name}", value) for name, value in figures(score(folder, "attitude", gold, made)))
    gold = folder / "readings.jsonl"
    if gold.exists() and (folder / "score_reading.py").exists():
        made = BUILD / "readings.jsonl"
        with made.open("wb") as file:
            for record in analyse_many(nlp, articles(rows(gold))):
                file.write(to_json(record) + b"\n")
        done = subprocess.run(
            [sys.executable, folder / "score_reading.py", gold, made], capture_output=True, text=True, check=True
        )
        out.update((f"readings.{name}", value) for name, value in figures(json.loads(done.stdout)))
    return out


def times(folder: Path, nlp: Language) -> dict[str, float]:
    """Each step's time over the bare pipeline's, on the same texts in this run."""
    gold = next((folder / f"{t}.jsonl" for t in ("quotes", "timex") if (folder / f"{t}.jsonl").exists()), None)
    if gold is None:
        return {}
    texts = list(articles(rows(gold)[:TIMED]))
    spent = dict.fromkeys(nlp.pipe_names, 0.0)

    def run(doc: Doc, name: str, step: Callable[[Doc], Doc]) -> Doc:
        start = time.perf_counter()
        doc = step(doc)
        spent[name] += time.perf_counter() - start
        return doc

    for _ in range(2):  # the first round warms the caches
        spent = dict.fromkeys(nlp.pipe_names, 0.0)
        spent["tokenizer"] = 0.0
        for article in texts:
            start = time.perf_counter()
            doc = nlp.make_doc(article.text)
            spent["tokenizer"] += time.perf_counter() - start
            doc._.dateline = Findings(article=article)
            for name, step in nlp.pipeline:
                doc = run(doc, name, step)
    bare = sum(t for name, t in spent.items() if not name.startswith("dateline_"))
    ours = {f"time.{name}": seconds / bare for name, seconds in spent.items() if name.startswith("dateline_")}
    return ours | {"time.whole": sum(spent.values()) / bare}


def main(arguments: list[str]) -> int:
    """Measure, print beside the last run, keep for the next."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "score.py").exists():
        print("usage: make bench EVAL=DIR, where DIR holds score.py and its gold files", file=sys.stderr)  # noqa: T201
        return 2
    folder = Path(arguments[0])
    BUILD.mkdir(parents=True, exist_ok=True)
    last_file = BUILD / "last.json"
    last: dict[str, float] = json.loads(last_file.read_text()) if last_file.exists() else {}
    nlp = build()
    found = measure(folder, nlp) | times(folder, nlp)
    for name, value in found.items():
        before = f"{last[name]:10.4f} {value - last[name]:+8.4f}" if name in last else ""
        print(f"{name:44} {value:10.4f} {before}")  # noqa: T201
    last_file.write_text(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
