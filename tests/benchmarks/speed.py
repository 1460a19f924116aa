"""``python -m tests.benchmarks.speed [EVAL]``: how fast Dateline is, in ratios to spaCy and to a fixed piece of work.

In one run: the whole analysis over the bare spaCy pipeline on the same texts (EVAL's articles, or made ones); its
cost by length, and after what share of it the first is told; each view of a stored article (the seed, 10,000 words),
its script alone, in a running server; and the time from a server's start to the first chart in a browser.
docs/performance.md has what came of it.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from playwright.sync_api import sync_playwright
from spacy.language import Language

from components.analysis.encoder.inference_threads import take_turns_often
from components.analysis.pipeline import ArticleAnalyser, analyse, build
from components.analysis.version import model_name
from components.domain.article import Article, make_article
from components.services.library import seed_articles
from components.ui.navigation import VIEWS
from tests import court_story
from tests.benchmarks.bench import articles, rows
from tests.browser.conftest import FLAGS, START, browser_path, start_server, store_readings
from tests.long_story import long_story
from tests.pace import work
from tests.server.talk import talk

MOST_TEXTS = 40
LENGTHS = (10_000, 30_000, 100_000, 300_000)  # characters
RUNS = 7  # of each view
STARTS = 3


def texts_of(folder: Path | None) -> list[Article]:
    """Some of an evaluation folder's articles, else the seed, the court story and made stories."""
    if folder is None:
        made = [make_article(long_story(600, seed=n), date="2026-03-02", date_basis="user") for n in range(12)]
        court = make_article(court_story.TEXT, title=court_story.TITLE, date="2026-02-12", date_basis="user")
        return [*seed_articles(), court, *made]
    gold = [*rows(folder / "timex.jsonl"), *rows(folder / "quotes.jsonl")]
    return list(articles(gold[:: max(1, len(gold) // MOST_TEXTS)][:MOST_TEXTS]))


def over_bare(nlp: Language, bare: Language, read: Sequence[Article], rounds: int = 3) -> tuple[float, float]:
    """The whole analysis's seconds over the bare pipeline's, by the clock and of processors; one after the other."""
    spent = {"ours": [0.0, 0.0], "bare": [0.0, 0.0]}
    for counted in range(rounds + 1):  # the first warms the caches
        for article in read:
            for name in ("bare", "ours"):
                clock, processor = time.perf_counter(), time.process_time()
                bare(article.text) if name == "bare" else analyse(nlp, article)
                if counted:
                    spent[name][0] += time.perf_counter() - clock
                    spent[name][1] += time.process_time() - processor
    return spent["ours"][0] / spent["bare"][0], spent["ours"][1] / spent["bare"][1]


def by_length(nlp: Language, bare: Language) -> Iterator[tuple[int, float, float, float, float]]:
    """Characters; seconds of the whole; a character's over the shortest's; over bare; after what share some is told."""
    first = 0.0
    for length in LENGTHS:
        article = make_article(long_story(length // 5)[:length], date="2026-03-02", date_basis="user")
        began = time.perf_counter()
        bare(article.text)
        spacy_alone = time.perf_counter() - began
        told: list[float] = []
        began = time.perf_counter()
        ArticleAnalyser(nlp).analyse(article, lambda _, told=told: told.append(time.perf_counter()))
        seconds = time.perf_counter() - began
        first = first or seconds / length
        share = (told[0] - began) / seconds if told else 1.0  # of a short text nothing is told before the whole
        yield length, seconds, seconds / length / first, seconds / spacy_alone, share


async def scripts(url: str, article: str) -> dict[str, float]:
    """The median seconds that a running server takes for each view of an article, drawn before."""
    found = {}
    async with talk(url) as visitor:
        for view in (one.name for one in VIEWS):
            await visitor.run(view, article=article)
            seconds = []
            for _ in range(RUNS):
                visitor.texts = b""  # to add to what all runs before have sent would be counted, too
                seconds.append(await visitor.run(view, article=article))
            found[view] = statistics.median(seconds)
    return found


def to_first_chart(data: Path, article: str) -> float:
    """The median seconds from a server's start to the first chart of a stored article in an open browser."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for _ in range(STARTS + 1):  # the first has the files read from the disk
            page = browser.new_context().new_page()
            began = time.perf_counter()
            server = start_server(data)
            page.goto(f"{server.url}/timeline?article={article}")
            page.locator(".js-plotly-plot .point, .js-plotly-plot .trace").first.wait_for(timeout=START * 1000)
            found.append(time.perf_counter() - began)
            page.context.close()
            server.stop()
        browser.close()
    return statistics.median(found[1:])


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=__doc__)
    parser.add_argument("eval", nargs="?", type=Path, help="a folder of annotated news: timex.jsonl, quotes.jsonl")
    folder = parser.parse_args(arguments).eval
    take_turns_often()  # as the worker does
    nlp, bare = build(), spacy.load(model_name())
    read = texts_of(folder)
    clock, processor = over_bare(nlp, bare, read)
    _print(f"whole analysis / bare spaCy, {len(read)} articles: {clock:.2f} ({processor:.2f} of processors)")
    for length, seconds, grown, ratio, told in by_length(nlp, bare):
        each = f"{grown:.2f} x the first a character, {ratio:.2f} x bare"
        _print(f"{length:9,} characters: {seconds:6.2f} s, {each}, the first told after {told:.0%}")
    pace = work()
    with tempfile.TemporaryDirectory() as made:
        data = Path(made)
        seed = seed_articles()[0]
        long = make_article(long_story(10_000), title="A long story", date="2026-03-02", date_basis="user")
        store_readings(data, *((one, analyse(nlp, one)) for one in (seed, long)))
        server = start_server(data)
        for name, article in (("seed", seed), ("10,000 words", long)):
            for view, seconds in asyncio.run(scripts(server.url, article.id)).items():
                _print(f"{name:12} {view:10} {seconds * 1000:5.0f} ms, {seconds / pace:5.1f} x a fixed piece of work")
        server.stop()
        _print(f"start to the first chart: {to_first_chart(data, seed.id):.2f} s")
    return 0


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command is for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
