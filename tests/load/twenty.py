"""Twenty visitors at once, against one alone: ``python -m tests.load.twenty [--visitors 20] [--minutes 5]``.

``--lookers 200``: so many more who look and leave, with the server's memory before, meanwhile and after. Prints a
table, and writes build/load/twenty.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from components.ui.navigation import VIEWS
from tests.browser.conftest import ROOT, Server, start_server
from tests.court_story import TEXT
from tests.filled_library import fill
from tests.load import reporter
from tests.load.crowd import QUICK, Crowd, Timings, look
from tests.load.visitor import visit
from tests.load.watchers import memory, over_the_limits, strangers, watching
from tests.long_story import long_story

ARTICLES = 28  # made ones, beside the seed and the court story
LINKS = 5  # that the visitors who aren't the owner come by, three of them to correct
AT_ONCE = 40  # who look
AFTER = 120.0  # seconds after which memory is looked at: Streamlit keeps sessions so long
RECOVERED = 15.0  # seconds after which all links together may be opened as often again
LARGE = 50_000  # words
RATIO, MOST = 3.0, 1.5  # what is asked: p95 against alone, seconds that others wait while one adds a large text
OUT = ROOT / "build" / "load"


def texts(number: int = ARTICLES) -> dict[str, str]:
    """Made articles of real length, and the court story."""
    made = {f"{n}": long_story(300 + 40 * n, seed=n) for n in range(number)}
    return made | {"court": TEXT}


def command(data: Path, *words: str) -> str:
    """What a command of the owner prints."""
    made = subprocess.run(
        [sys.executable, "-m", "components", *words], cwd=ROOT, env=os.environ | {"DATELINE_DATA": str(data)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return made.stdout.strip()


class Load:
    """A server with a library, and what is measured on it."""

    def __init__(self, server: Server, articles: list[str]) -> None:
        self.server, self.articles = server, articles
        shared = articles[: len(articles) // 2]
        self.links = [
            (command(server.data, "share", *shared, *(["--correct"] if n < 3 else [])).rpartition("/s/")[2], n < 3)
            for n in range(LINKS)
        ]
        self.greedy = command(server.data, "share", *shared).rpartition("/s/")[2]  # of who wants too much
        self.shared = shared
        self.wrong: list[str] = []

    async def alone(self, seconds: float) -> Timings:
        """One visitor, without long pauses; what a server's first pages take longer isn't counted."""
        async with visit(self.server.url) as visitor:
            for view in VIEWS:
                await reporter.open_article(visitor, self.articles[0], view.name)
        crowd = Crowd(self.server.url, self.articles, time.monotonic() + seconds, QUICK)
        await crowd.work(1)
        return crowd.timings

    async def crowd(self, visitors: int, seconds: float) -> Timings:
        """So many at once, half of them by links, while strangers ask and a link wants too much."""
        crowd = Crowd(self.server.url, self.articles, time.monotonic() + seconds)
        async with asyncio.TaskGroup() as group:
            for n in range(visitors):
                token, correct = self.links[n // 2 % LINKS] if n % 2 else ("", True)
                shared = self.shared if token else ()
                group.create_task(crowd.work(100 + n, token, correct=correct, articles=shared))
            asked = group.create_task(strangers(self.server.url, self.articles, WORDS, seconds, 3))
        self.wrong += [f"a stranger got {one}" for one in asked.result()]
        return crowd.timings

    async def large(self, visitors: int, words: int) -> tuple[Timings, dict[str, float]]:
        """One adds a large text while the others go on; what it took, from the upload to the text that is read."""
        crowd = Crowd(self.server.url, self.articles, time.monotonic() + 600)
        took: dict[str, float] = {}
        async with asyncio.TaskGroup() as group:
            for n in range(visitors - 1):
                token, correct = self.links[n // 2 % LINKS] if n % 2 else ("", True)
                shared = self.shared if token else ()
                group.create_task(crowd.work(200 + n, token, correct=correct, articles=shared))
            await asyncio.sleep(15)
            crowd.timings.waited.clear()
            began = time.monotonic()
            async with visit(self.server.url) as visitor:
                await reporter.upload(visitor, [("large.txt", long_story(words, seed=77).encode())])
                took["read in"] = time.monotonic() - began
                await reporter.add_read_in(visitor)
                await reporter.wait_until_read(visitor, 300)
                took["read"] = time.monotonic() - began
            crowd.until = time.monotonic()
        return crowd.timings, took

    async def lookers(self, number: int) -> list[str]:
        """So many who look and leave, in waves; what went wrong."""
        wrong: list[str] = []
        for start in range(0, number, AT_ONCE):
            who = range(start, min(number, start + AT_ONCE))
            looks = (
                look(self.server.url, self.shared, n, self.links[n // 4 % LINKS][0] if n % 4 == 0 else "") for n in who
            )
            wrong += [one for one in await asyncio.gather(*looks) if one]
        return wrong


def say(words: str) -> None:
    """Tell how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)  # noqa: T201


WORDS = ("Harbour Chief", "Peter Lund", "Inquiry Hears Forty", "China Urges")


def ratios(alone: dict[str, dict[str, float]], many: dict[str, dict[str, float]]) -> list[str]:
    """The table: each kind alone, with many, and how many times as long."""
    rows = [f"{'':10}{'alone p50':>11}{'p95':>8}{'many p50':>11}{'p95':>8}{'most':>8}{'p95 ratio':>11}{'n':>7}"]
    for what, one in alone.items():
        if all_ := many.get(what):
            ratio = all_["p95"] / one["p95"]
            rows.append(
                f"{what:10}{one['p50']:11.2f}{one['p95']:8.2f}{all_['p50']:11.2f}{all_['p95']:8.2f}{all_['most']:8.2f}"
                f"{ratio:11.1f}{all_['n']:7.0f}"
            )
    return rows


async def measure(load: Load, asked: argparse.Namespace) -> dict[str, Any]:
    """All of it; what was found, in the order in which it was measured."""
    visitors, minutes, lookers, alone = asked.visitors, asked.minutes, asked.lookers, asked.alone
    found: dict[str, Any] = {"memory": {"at the start": memory(load.server)}}
    with watching(load.server) as seen:
        first = await load.alone(alone)
        say(f"one alone for {alone:.0f} s: {first.table()}")
        busy = await load.crowd(visitors, minutes * 60)
        say(f"{visitors} at once for {minutes:g} min: {busy.table()} {busy.errors}")
        found |= {"alone": first.table(), "crowd": busy.table(), "slowed": busy.slowed, "refused": busy.refused}
        slow, took = await load.large(visitors, asked.words)
        found |= {"large": slow.table(), "large took": took}
        say(f"a large text: {took} {slow.table()} {slow.errors}")
        load.wrong += [*first.errors, *busy.errors, *slow.errors]
        load.wrong += await over_the_limits(load.server.url, load.articles[0], load.greedy)
        await asyncio.sleep(RECOVERED)
        found["memory"]["after the crowd"] = memory(load.server)
        for wave in ("first", "second") if lookers else ():
            load.wrong += await load.lookers(lookers)
            found["memory"][f"{wave} wave"] = memory(load.server)
            await asyncio.sleep(asked.after)
            found["memory"][f"{asked.after:.0f} s after the {wave} wave"] = memory(load.server)
    load.wrong += [f"the server spoke to {one}" for one in sorted(seen.outside)]
    found |= {"most memory": dict(seen.most), "looks at the network": seen.looks, "wrong": load.wrong}
    return found


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="in its library, made ones")
    parser.add_argument("--lookers", type=int, default=0)
    parser.add_argument("--alone", type=float, default=60, help="seconds that the one alone is measured")
    parser.add_argument("--words", type=int, default=LARGE, help="of the large text")
    parser.add_argument("--after", type=float, default=AFTER, help="seconds after those who look have left")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        ids = list(fill(data, texts(asked.articles)).values())
        say("the library is filled")
        server = start_server(data)
        try:
            load = Load(server, ids)
            found = asyncio.run(measure(load, asked))
        finally:
            server.stop()
    report(found, asked.words)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "twenty.json").write_text(json.dumps(found, indent=1), "utf-8")
    return 1 if found["wrong"] else 0


def report(found: dict[str, Any], large: int) -> None:
    """Print it."""
    print("\n".join(ratios(found["alone"], found["crowd"])))  # noqa: T201
    print(f"asked: p95 ratio at most {RATIO:g}; {found['slowed']} pages said that their link was slowed")  # noqa: T201
    most = max(row["most"] for row in found["large"].values())
    words = ", ".join(f"{what} {row['most']:.2f} s" for what, row in found["large"].items())
    took = ", ".join(f"{what} after {seconds:.1f} s" for what, seconds in found["large took"].items())
    print(f"while one adds {large:,} words ({took}) others wait at most {most:.2f} s ({words}); asked: {MOST:g}")  # noqa: T201
    for when, megabytes in found["memory"].items():
        told = ", ".join(f"{name} {number:.0f} MB" for name, number in megabytes.items())
        print(f"memory {when}: {told}")  # noqa: T201
    print(f"{found['looks at the network']:,} looks at its connections; {len(found['wrong'])} errors")  # noqa: T201
    for one in found["wrong"]:
        print(f"  {one}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
