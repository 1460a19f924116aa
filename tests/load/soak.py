"""``python -m tests.load.soak [--articles 2000]``: article after article through the server, while three others look.

Every 100 articles it writes down the memory of the server and of its reader, the seconds an article and the queue; at
the end whether these stayed flat: memory against that after a tenth of the articles, time against that of the first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from tests.browser.conftest import Server, start_server
from tests.load import reporter
from tests.load.visitor import Visitor, visit
from tests.load.watchers import memory
from tests.long_story import long_story

WORDS = 600
STEP = 100  # articles between two lines
OUT = Path("build/load/soak.json")
MORE_MEMORY = 60.0  # MB by which both processes together may grow
LONGER = 1.25  # times as long as at first that an article may take


@dataclass
class Line:
    """How it was after so many articles; memory in MB, seconds an article since the line before."""

    articles: int
    server: float
    reader: float
    seconds: float
    queue: int


async def add(owner: Visitor, number: int) -> float:
    """Add an article unlike any other and wait until it is read; the seconds."""
    began = time.perf_counter()
    await reporter.upload(owner, [(f"story-{number}.txt", long_story(WORDS, seed=number).encode())])
    await reporter.add_read_in(owner)
    await reporter.wait_until_read(owner)
    return time.perf_counter() - began


async def look(url: str, seconds_between: float) -> None:
    """Somebody who turns to the library, opens its newest article and picks in it, again and again."""
    async with visit(url) as owner:
        while True:
            await owner.open()
            rows = owner.page.data("shelf").get("rows", [])
            if rows:
                await owner.open("quotes", article=str(rows[0]["id"]))
                for mark in reporter.marks(owner)[:3]:
                    await reporter.pick(owner, mark)
                    await asyncio.sleep(seconds_between)
            owner.check()
            await asyncio.sleep(seconds_between)


def shown(line: Line) -> str:
    """A line as it is printed."""
    used = f"server {line.server:>5.0f} MB, reader {line.reader:>5.0f} MB"
    return f"{line.articles:>5} articles: {used}, {line.seconds:.2f} s each, queue {line.queue}"


async def soak(server: Server, articles: int) -> tuple[list[Line], list[float]]:
    """The lines, and the seconds of each article."""
    lines: list[Line] = []
    seconds: list[float] = []
    looking = [asyncio.create_task(look(server.url, 2.0 + n)) for n in range(3)]
    try:
        async with visit(server.url) as owner:
            for number in range(1, articles + 1):
                seconds.append(await add(owner, number))
                for one in looking:
                    if one.done():
                        one.result()  # raises what stopped it
                if number % STEP == 0 or number == articles:
                    queue = httpx.get(f"{server.url}/health", trust_env=False).json()["queue"]
                    now = memory(server)
                    rest = sum(now.values()) - now["server"]
                    lines.append(Line(number, now["server"], rest, statistics.median(seconds[-STEP:]), queue))
                    print(shown(lines[-1]), flush=True)  # noqa: T201
    finally:
        for one in looking:
            one.cancel()
        await asyncio.gather(*looking, return_exceptions=True)
    return lines, seconds


def verdict(lines: list[Line], seconds: list[float]) -> tuple[bool, str]:
    """Whether it stayed flat, and the sentence that says so."""
    tenth = max(1, len(seconds) // 10)
    first = next(line for line in lines if line.articles >= tenth)
    grown = lines[-1].server + lines[-1].reader - first.server - first.reader
    longer = statistics.median(seconds[-tenth:]) / statistics.median(seconds[:tenth])
    flat = grown <= MORE_MEMORY and longer <= LONGER and lines[-1].queue == 0
    told = (
        f"memory {grown:+.0f} MB since article {first.articles}; an article takes {longer:.2f} times its time at first"
    )
    return flat, f"{'flat' if flat else 'NOT flat'}: {told}; queue {lines[-1].queue}"


def main() -> int:
    """Run it; 1 where it did not stay flat."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=2000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = start_server(Path(folder) / "data")
        try:
            lines, seconds = asyncio.run(soak(server, wanted.articles))
        finally:
            server.stop()
    flat, told = verdict(lines, seconds)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps({"lines": [asdict(line) for line in lines], "seconds": seconds, "verdict": told}, indent=1)
    )
    print(told)  # noqa: T201
    return 0 if flat else 1


if __name__ == "__main__":
    raise SystemExit(main())
