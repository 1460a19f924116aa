"""Times as multiples of a fixed piece of work in the same moment: what else a machine does slows both alike."""

from __future__ import annotations

import time
from collections.abc import Callable


def work() -> float:
    """Seconds that a fixed piece of plain Python takes now: 0.016 on two undisturbed cores of 2020."""
    began = time.process_time()
    words: dict[str, int] = {}
    for n in range(60_000):
        words[str(n % 997)] = words.get(str(n % 991), 0) + n
    return time.process_time() - began


def paces(action: Callable[[], object], times: int = 5) -> float:
    """How many such pieces an action takes; the least of several times."""
    found = []
    for _ in range(times):
        before = work()
        began = time.process_time()
        action()
        spent = time.process_time() - began
        found.append(spent / max(before, work()))
    return min(found)
