"""``python -m tests.benchmarks.library_pages [N]``: how long pages of a library of N articles take (5,000).

Of each page the script's milliseconds and how many times those of a library of 50 that is; then the seconds until a
browser paints something of it, and until all of it is drawn, on a server that has drawn a page before. All in one run
on made articles.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from components.services import library_search
from components.ui import current_visitor
from components.ui.shared_analysis_queue import analysis_queue, close_analysis_queue
from tests.browser.conftest import FLAGS, browser_path, start_server
from tests.made_library import fill

MAIN = Path(__file__).resolve().parents[2] / "components" / "ui" / "main.py"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
FEW, MANY, RUNS = 50, 5_000, 5


def pages(collection: str, name: str, word: str) -> dict[str, tuple[str, dict[str, str]]]:
    """The pages that are measured: page and query by what it is."""
    return {
        "library": ("library", {}),
        "its last page": ("library", {"page": "9999"}),
        "by title": ("library", {"sort": "title"}),
        "a word": ("library", {"q": word}),
        "beginning of a word": ("library", {"q": word[:2] + "*"}),
        "who is in it": ("library", {"who": name}),
        "all filters": ("library", {
            "q": f"{word} -zebra", "who": name, "outlet": "post", "tag": "tag 1", "kind": "news", "from": "2011-01-01",
            "sort": "date",
        }),
        "collection": ("collection", {"collection": collection}),
        "a word in the collection": ("collection", {"collection": collection, "q": word}),
    }  # fmt: skip


def asked(data: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Those pages of the library in a folder."""
    os.environ["DATELINE_DATA"] = str(data)
    choices = library_search.search_choices(analysis_queue().store)
    half = next(one.id for one in choices.collections if one.name == "Half of them")
    return pages(half, choices.names[0].name, choices.outlets[0][0].split()[1].lower())


def scripts(data: Path) -> dict[str, float]:
    """The milliseconds that each page's script takes, the median of some runs."""
    out = {}
    for what, (page, query) in asked(data).items():
        test = AppTest.from_file(str(MAIN), default_timeout=60)
        test.run()
        test.switch_page(f"../../pages/{page}.py")
        for key, value in query.items():
            test.query_params[key] = value
        took = []
        for _ in range(RUNS):
            start = time.perf_counter()
            test.run()
            took.append((time.perf_counter() - start) * 1000)
            if test.exception:
                raise RuntimeError(f"{what}: {test.exception[0].message}")
        out[what] = statistics.median(took)
    close_analysis_queue()
    return out


def drawn(data: Path) -> dict[str, tuple[float, float]]:
    """The seconds until a browser paints something of each page, and all of it, the medians of some new visits."""
    wanted = asked(data)
    close_analysis_queue()
    server = start_server(data)
    out = {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.goto(server.url)
            page.locator("html.dateline-drawn").wait_for(state="attached")
            for what, (name, query) in wanted.items():
                address = f"{server.url}/{'' if name == 'library' else name}?{urlencode(query)}"
                took, painted = [], []
                for _ in range(RUNS):
                    page.goto("about:blank")
                    start = time.perf_counter()
                    page.goto(address)
                    page.locator("html.dateline-drawn").wait_for(state="attached")
                    took.append(time.perf_counter() - start)
                    painted.append(page.evaluate(PAINT) / 1000)
                out[what] = statistics.median(painted), statistics.median(took)
            browser.close()
    finally:
        server.stop()
    return out


def main(arguments: list[str]) -> int:
    """Measure and print."""
    number = int(arguments[0]) if arguments else MANY
    logging.disable(logging.CRITICAL)
    here = ("127.0.0.1", {"host": "127.0.0.1:8501"})
    current_visitor.request_facts = lambda: (*here, st.query_params.get("share"))
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        for data, size in ((few, FEW), (many, number)):
            fill(data, size).close()
        small, large = scripts(few), scripts(many)
        seen = drawn(many)
    print(f"{'':28}{'script, ms':>12}{f'times {FEW}':>10}{'paint, s':>10}{'drawn, s':>10}")  # noqa: T201
    for what, took in large.items():
        print(f"{what:28}{took:12.0f}{took / small[what]:10.2f}{seen[what][0]:10.2f}{seen[what][1]:10.2f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
