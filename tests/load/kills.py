"""Kills a server again and again while visitors work, and looks whether anything that it acknowledged is lost.

``python -m tests.load.kills [--times 200] [--seed 1]``: each time the server and its workers get SIGKILL at a random
moment; after the restart its library is held against what its pages had said (tests/load/ledger.py).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import websockets

from tests.browser.conftest import ROOT, Server, launch, start_server
from tests.load import at_work, reporter
from tests.load.at_work import Work
from tests.load.ledger import Ledger, observe
from tests.load.soundness import faults, read_only
from tests.load.visitor import PageFailed, Visitor, visit

MOST = 4.0  # seconds from when all visitors are at work until the kill
STARTING = 0.1  # share of the kills that fall into the start itself
READY = 15.0  # seconds that the visitors' first pages may take
FIRST = 6  # articles that are there before the first kill
CUT_OFF = (ConnectionError, OSError, httpx.HTTPError, websockets.WebSocketException)
OUT = ROOT / "build" / "load"
LOG = OUT / "kills.log"  # what the servers wrote, of all restarts


@dataclass
class Outcome:
    """What came of it all."""

    kills: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)  # lost, half done, or unsound
    errors: list[str] = field(default_factory=list)  # what a page said before any kill
    restarts: list[float] = field(default_factory=list)


def kill(server: Server) -> None:
    """SIGKILL to the server and all its workers, at once."""
    with contextlib.suppress(psutil.NoSuchProcess):
        below = psutil.Process(server.process.pid).children(recursive=True)
        os.killpg(server.process.pid, signal.SIGKILL)
        for one in below:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(below, 10)
    server.process.wait(10)


def look(server: Server, ledger: Ledger) -> list[str]:
    """What is wrong with the library of a server that started again."""
    file = server.data / "dateline.sqlite3"
    with closing(read_only(file)) as db:
        return [*ledger.compare(db), *faults(file)]


async def first_articles(server: Server, work: Work, number: int) -> None:
    """Articles to work on."""
    async with visit(server.url) as visitor:
        for _ in range(number):
            await at_work.add(work, visitor)


class Round:
    """The visitors of a server until it is killed."""

    def __init__(self, server: Server, work: Work, outcome: Outcome) -> None:
        self.server, self.work, self.outcome = server, work, outcome
        self.ready, self.killed = 0, False

    async def run(self, seconds: float) -> None:
        """Let all work until the kill, so many seconds after all have a page."""
        tasks = [asyncio.create_task(self._guarded(one)) for one in (self._adder, self._corrector, self._colleague,
                                                                     self._librarian, self._sharer)]  # fmt: skip
        until = time.monotonic() + READY
        while self.ready < len(tasks) and time.monotonic() < until and not all(t.done() for t in tasks):
            await asyncio.sleep(0.02)
        await asyncio.sleep(seconds)
        self.killed = True
        kill(self.server)
        await asyncio.wait(tasks, timeout=0.5)  # what had come before the kill was acknowledged
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except CUT_OFF as error:
            if not self.killed:
                ended = self.server.process.poll()
                self.outcome.errors.append(f"{work.__name__}: {error!r}; the server's status is {ended}")
        except (PageFailed, KeyError, AssertionError, StopIteration) as error:
            if not self.killed:
                self.outcome.errors.append(f"{work.__name__}: {error!r}"[:600])

    async def _repeat(self, visitor: Visitor, act: Callable[[Visitor], Awaitable[None]]) -> None:
        await visitor.open()
        visitor.check()
        self.ready += 1
        while True:
            await act(visitor)
            await asyncio.sleep(0.02)  # for who has nothing to do

    async def _adder(self) -> None:
        async with visit(self.server.url) as visitor:
            await self._repeat(visitor, lambda v: at_work.add(self.work, v))

    async def _librarian(self) -> None:
        async with visit(self.server.url) as visitor:
            await self._repeat(visitor, lambda v: at_work.keep_order(self.work, v))

    async def _sharer(self) -> None:
        async with visit(self.server.url) as visitor:
            await self._repeat(visitor, lambda v: at_work.share_and_take_back(self.work, v))

    async def _corrector(self) -> None:
        async with visit(self.server.url) as visitor:
            if article := self.work.article("corrector"):
                await self._same_number(visitor, article)
            await self._repeat(visitor, lambda v: self._correct(v, "corrector", details=True))

    async def _colleague(self) -> None:
        """Somebody who corrects by a link that was given out, one for each time the server ran."""
        article = self.work.article("colleague")
        if article is None:
            return
        async with visit(self.server.url) as visitor:
            token = await at_work.share(self.work, visitor, article, correct=True)
        async with visit(self.server.url, token) as visitor:
            await self._repeat(visitor, lambda v: at_work.correct(self.work, v, article, details=False))

    async def _correct(self, visitor: Visitor, who: str, *, details: bool) -> None:
        if article := self.work.article(who):
            await at_work.correct(self.work, visitor, article, details=details)

    async def _same_number(self, visitor: Visitor, article: str) -> None:
        """The page of an article says as many corrections as were acknowledged."""
        await visitor.open("overview", article=article)
        await reporter.wait_until_read(visitor)
        known = sum(not undone and not what.startswith("marks/") for what, _, undone in self.work.ledger.edits(article))
        if (said := reporter.corrections(visitor)) != known:
            self.outcome.wrong.append(f"the page says {said} corrections of {article}, not {known}")


async def kill_again_and_again(
    data: Path, times: int, seed: int, *, first: int = FIRST, most: float = MOST
) -> tuple[Outcome, Ledger]:
    """Start, work, kill at the latest after ``most`` seconds, start again, compare: so many times.

    ``first`` articles are there before.
    """
    chance = random.Random(seed)  # noqa: S311 - moments
    outcome, ledger = Outcome(), Ledger()
    work = Work(ledger, random.Random(seed))  # noqa: S311
    began = time.monotonic()
    OUT.mkdir(parents=True, exist_ok=True)
    server = start_server(data, own_group=True, log=LOG)
    try:
        with closing(read_only(data / "dateline.sqlite3")) as db:
            ledger.facts["links",] = observe(db, ("links",))
        await first_articles(server, work, first)
        while outcome.kills < times:
            if chance.random() < STARTING:
                kill(server)
                server = launch(data, own_group=True, log=LOG)
                await asyncio.sleep(chance.uniform(0.3, MOST))
                kill(server)
            else:
                await Round(server, work, outcome).run(chance.uniform(0, most))
            outcome.kills += 1
            at = time.monotonic()
            server = start_server(data, own_group=True, log=LOG)
            outcome.restarts.append(time.monotonic() - at)
            outcome.wrong += [f"kill {outcome.kills}: {one}" for one in look(server, ledger)]
            outcome.seconds = time.monotonic() - began
            if outcome.kills % 10 == 0:
                print(line(outcome, ledger), flush=True)  # noqa: T201
    finally:
        kill(server)
    return outcome, ledger


def line(outcome: Outcome, ledger: Ledger) -> str:
    """How it stands."""
    return (
        f"{outcome.kills} kills in {outcome.seconds:.0f} s: {ledger.acknowledged.total():,} acknowledged changes, "
        f"{ledger.cut_off.total():,} cut off, {len(outcome.wrong)} lost, half done or unsound, "
        f"{len(outcome.errors)} errors before a kill; restart {statistics.median(outcome.restarts):.1f} s"
    )


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome, ledger = asyncio.run(kill_again_and_again(Path(folder) / "data", asked.times, asked.seed))
    print(line(outcome, ledger))  # noqa: T201
    for what, number in sorted(ledger.acknowledged.items()):
        print(f"  {what:12} {number:6,} acknowledged {ledger.cut_off[what]:5,} cut off")  # noqa: T201
    for one in [*outcome.wrong, *outcome.errors]:
        print(f"  {one}")  # noqa: T201
    told = dataclasses.asdict(outcome) | {"acknowledged": ledger.acknowledged, "cut_off": ledger.cut_off}
    (OUT / "kills.json").write_text(json.dumps(told, indent=1), "utf-8")
    return 1 if outcome.wrong or outcome.errors else 0


if __name__ == "__main__":
    sys.exit(main())
