"""``python -m tests.benchmarks.batch IN.jsonl``: what ``analyse --workers`` gains, and the memory that a worker takes.

IN holds rows {id, text, date?}. Printed are, each the best of ``--rounds`` that alternate, articles a second of the
whole analysis on one worker and on two, of the bare spaCy pipeline with ``n_process`` 1 and 2, and their ratios: the
gain of two workers over the gain of spaCy's two processes should be 0.85. With ``--memory`` they are one worker's
megabytes in the first 200 articles, in the last ones, and at most. Loading is no part of the times.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import spacy

from components.analysis.batch.chunk_reader import PROGRAM, ChunkReader
from components.analysis.batch.in_order import outcomes_in_order
from components.analysis.batch.local import LocalReaders
from components.analysis.batch.messages import CHUNK_SIZE
from components.analysis.version import model_name
from components.cli.analyse_articles import SourceArticle, articles
from components.cli.analyse_sources import json_lines
from components.cli.output import Failures

WARM = 4 * CHUNK_SIZE  # articles before the clock starts: all processes are loaded by then
EARLY = 200  # articles after which a worker's memory should stay


def taken(path: Path) -> list[SourceArticle]:
    """The articles of the rows."""
    failures = Failures(quiet=True)
    return list(articles(json_lines(str(path), failures).each, None, failures))


def rate(done: Iterator[object]) -> float:
    """Articles a second, after the first ``WARM``."""
    began, count = 0.0, 0
    for count, _ in enumerate(done, start=1):
        if count == WARM:
            began = time.perf_counter()
    return (count - WARM) / (time.perf_counter() - began)


def whole(given: list[SourceArticle], workers: int) -> float:
    """The rate of the whole analysis."""
    readers = LocalReaders(workers)
    try:
        return rate(outcomes_in_order(readers, given))
    finally:
        readers.close()


def bare(given: list[SourceArticle], processes: int) -> float:
    """The rate of the spaCy pipeline alone."""
    nlp = spacy.load(model_name())
    texts = [one.placed.article.text for one in given]
    return rate(iter(nlp.pipe(texts, batch_size=CHUNK_SIZE, n_process=processes)))


def throughput(given: list[SourceArticle], rounds: int) -> dict[str, float]:
    """The best rate of each, and their ratios."""
    found: dict[str, float] = {}
    for _ in range(rounds):
        for number in (1, 2):
            for name, measured in ((f"whole.{number}", whole(given, number)), (f"bare.{number}", bare(given, number))):
                found[name] = max(found.get(name, 0.0), measured)
    gain, spacys = found["whole.2"] / found["whole.1"], found["bare.2"] / found["bare.1"]
    return found | {"whole.gain": gain, "bare.gain": spacys, "gain over spaCy's": gain / spacys}


def memory(given: list[SourceArticle]) -> dict[str, float]:
    """One worker's resident megabytes: after ``EARLY`` articles, at the end, at most; and what was gained between."""
    reader = ChunkReader()
    sizes: list[float] = []
    for at in range(0, len(given), CHUNK_SIZE):
        reader.read([one.placed for one in given[at : at + CHUNK_SIZE]])
        worker = next(c for c in psutil.Process().children() if PROGRAM in c.cmdline())
        sizes.append(worker.memory_info().rss / 2**20)
    reader.close()
    early = max(sizes[: EARLY // CHUNK_SIZE])
    late = max(sizes[-EARLY // CHUNK_SIZE :])
    return {"MB, first 200": early, "MB, last 200": late, "MB, most": max(sizes), "MB, growth": late - early}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--memory", action="store_true", help="memory over all rows instead of speed")
    options = parser.parse_args()
    given = taken(options.rows)
    for name, value in (memory(given) if options.memory else throughput(given, options.rounds)).items():
        print(f"{name:24} {value:10.2f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
