"""Small versions of what tests/load measures: visitors at once, and kills while they work."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import psutil

from tests.load import reporter
from tests.load.crowd import Crowd
from tests.load.kills import kill_again_and_again
from tests.load.visitor import Visitor, visit
from tests.load.watchers import strangers, watching
from tests.pace import work
from tests.server.conftest import Shared


def test_visitors_at_once_meet_no_error_and_strangers_no_word(shared: Shared) -> None:
    links = [shared.link("--correct"), shared.link()]
    crowd = Crowd(shared.url, [shared.article], time.monotonic() + 12, (0.3, 1.5))

    async def go() -> list[str]:
        async with asyncio.TaskGroup() as group:
            for n in range(6):
                by_link = n % 3
                token = links[by_link - 1] if by_link else ""
                group.create_task(crowd.work(n, token, correct=by_link < 2))
            words = [word.decode() for word in shared.words]
            asked = group.create_task(strangers(shared.url, [shared.article], words, 10, 1))
        return asked.result()

    with watching(shared.server) as seen:
        got = asyncio.run(go())
    assert crowd.timings.errors == [] and got == []
    assert {w.what for w in crowd.timings.waited} == {"open", "pick", "correct"}
    assert seen.looks and seen.outside == set()


def test_a_page_that_asks_for_changes_costs_next_to_nothing(shared: Shared) -> None:
    """Every open page does so each few seconds: a collection of all garbage each time took 50 ms and more."""
    server, times = psutil.Process(shared.server.process.pid), 20

    async def go() -> float:
        async with visit(shared.url) as visitor:
            await reporter.open_article(visitor, shared.article, "quotes")
            await ask(visitor, 2)
            before = sum(server.cpu_times()[:2])
            await ask(visitor, times)
            return sum(server.cpu_times()[:2]) - before

    assert asyncio.run(go()) / times <= 2 * max(work() for _ in range(3))


async def ask(visitor: Visitor, times: int) -> None:
    for _ in range(times):
        await visitor.ask_again()


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    outcome, ledger = asyncio.run(kill_again_and_again(tmp_path / "data", 5, 1, first=2, most=1))
    assert outcome.wrong == [] and outcome.errors == []
    assert outcome.kills == 5 and ledger.acknowledged.total() > 5
