"""Slows down whoever tries tokens that open nothing."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque

WINDOW = 60.0  # seconds in which wrong tries are counted
FREE = 10  # wrong tries that cost nothing: a colleague mistypes
STEP, MOST = 0.02, 0.25  # seconds that each further try waits, and at most
ADDRESSES = 10_000  # that are remembered


class Throttle:
    """Counts wrong tries by address; safe to use from many threads."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wrong(self, address: str) -> None:
        """Note a wrong try."""
        with self._lock:
            tries = self._tries.setdefault(address, deque(maxlen=FREE + int(MOST / STEP) + 1))
            self._tries.move_to_end(address)
            tries.append(time.monotonic())
            while len(self._tries) > ADDRESSES:
                self._tries.popitem(last=False)

    def wait(self, address: str) -> float:
        """The seconds that the next try from there has to wait."""
        with self._lock:
            tries = self._tries.get(address)
            if tries is None:
                return 0.0
            while tries and tries[0] < time.monotonic() - WINDOW:
                tries.popleft()
            return min(MOST, STEP * max(0, len(tries) - FREE))
