"""Many visitors at once, who open views, pick marks and correct, with the pauses that people make."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx
import websockets

from components.ui.current_visitor import SLOWED
from components.ui.navigation import VIEWS
from tests.load import reporter
from tests.load.visitor import PageFailed, Visitor, visit

FAILED = (PageFailed, ConnectionError, OSError, TimeoutError, httpx.HTTPError, websockets.WebSocketException)
PEOPLE = (2.0, 8.0)  # seconds between two things that somebody does
QUICK = (0.2, 0.6)  # of one who is measured alone, so that a minute holds enough
ANY = "any"  # of these, in a table
LOOKS = 3  # views that somebody opens who only looks


class Waited(NamedTuple):
    """What somebody did, when it began (``time.monotonic``), and the seconds until the page stood."""

    what: str
    at: float
    seconds: float


@dataclass
class Timings:
    """What was measured."""

    waited: list[Waited] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refused: int = 0  # corrections of what somebody else had corrected away
    slowed: int = 0  # pages that said that their link has too much open or at work

    def add(self, what: str, seconds: float, visitor: Visitor) -> None:
        """Note one that has just ended."""
        self.waited.append(Waited(what, time.monotonic() - seconds, seconds))
        self.slowed += visitor.page.says(SLOWED)

    def of(self, what: str, between: tuple[float, float] = (0.0, float("inf"))) -> list[float]:
        """The seconds of a kind, of those that were under way at some moment between two."""
        return [
            w.seconds
            for w in self.waited
            if what in (w.what, ANY) and w.at <= between[1] and w.at + w.seconds >= between[0]
        ]

    def table(self, between: tuple[float, float] = (0.0, float("inf"))) -> dict[str, dict[str, float]]:
        """By kind: how many, the median, p95 and most seconds."""
        out = {}
        for what in [*dict.fromkeys(w.what for w in self.waited), ANY]:
            if found := sorted(self.of(what, between)):
                p95 = found[min(len(found) - 1, int(len(found) * 0.95))]
                out[what] = {
                    "n": len(found), "p50": statistics.median(found), "p95": p95, "most": found[-1],
                }  # fmt: skip
        return out


class Crowd:
    """Visitors of one server until a moment (``time.monotonic``)."""

    def __init__(self, url: str, articles: Sequence[str], until: float, pause: tuple[float, float] = PEOPLE) -> None:
        self.url, self.articles, self.until, self.pause = url, articles, until, pause
        self.timings = Timings()

    async def work(self, seed: int, token: str = "", *, correct: bool = True, articles: Sequence[str] = ()) -> None:
        """One visitor (the owner, or by a link that opens ``articles``) who opens, picks and corrects."""
        chance = random.Random(seed)  # noqa: S311 - the same things each time
        await asyncio.sleep(chance.uniform(0, self.pause[0]))
        try:
            async with visit(self.url, token) as visitor:
                while time.monotonic() < self.until:
                    await self._once(visitor, chance, articles or self.articles, correct)
        except FAILED as error:
            self.timings.errors.append(f"visitor {seed}: {error!r}"[:400])

    async def _once(self, visitor: Visitor, chance: random.Random, articles: Sequence[str], correct: bool) -> None:
        article, view = chance.choice(articles), chance.choice(VIEWS).name
        self.timings.add("open", await reporter.open_article(visitor, article, view), visitor)
        await self._pause(chance)
        for _ in range(chance.randint(1, 3)):
            marks = reporter.marks(visitor)
            if not marks or time.monotonic() > self.until:
                return
            try:
                await self._on_mark(visitor, chance, chance.choice(marks), correct)
            except reporter.Refused:  # somebody else corrected it away
                self.timings.refused += 1

    async def _on_mark(self, visitor: Visitor, chance: random.Random, mark: str, correct: bool) -> None:
        self.timings.add("pick", await reporter.pick(visitor, mark), visitor)
        await self._pause(chance)
        if not correct or chance.random() < 0.5:
            return
        others = await reporter.others(visitor, mark) if mark.startswith("q-") else []
        if others:
            self.timings.add("correct", await reporter.give_speaker(visitor, mark, chance.choice(others)), visitor)
        elif not visitor.page.data("mark-card").get("checked"):
            self.timings.add("correct", await reporter.find_right(visitor, mark), visitor)
        await self._pause(chance)

    async def _pause(self, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(*self.pause))


async def look(url: str, articles: Sequence[str], seed: int, token: str = "") -> str:
    """Somebody who looks at some views and leaves; what went wrong, or ""."""
    chance = random.Random(seed)  # noqa: S311
    try:
        async with visit(url, token) as visitor:
            for _ in range(LOOKS):
                await reporter.open_article(visitor, chance.choice(articles), chance.choice(VIEWS).name)
                await asyncio.sleep(chance.uniform(0.5, 2))
    except FAILED as error:
        return f"looker {seed}: {error!r}"[:400]
    return ""
