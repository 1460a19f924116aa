"""How much of the server the visitors of one link, and those of all links together, may use at a time.

The owner is never counted. Each limit is told to whoever meets it: a page that can't be opened now says so, an export
that can't be made now says so, and a page that had to wait says so when it comes.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Literal

import msgspec

Use = Literal["opening", "session", "message", "run", "watch", "upload", "export"]


class Rate(msgspec.Struct, frozen=True):
    """A token bucket: ``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float


SESSIONS_A_LINK, SESSIONS_IN_ALL = 12, 48  # open pages
MESSAGE_BYTES = 2 * 1024 * 1024  # of one message of a session: a pasted text, at most
UPLOAD_BYTES = 1024 * 1024 + 64 * 1024  # a file of corrections and what frames it
UPLOAD_SECONDS = 30.0  # for one upload
RUNS_AT_A_TIME = 2  # pages that are drawn for all visitors
RUN_SECONDS = 10.0  # after which a page that is still drawn keeps no other waiting
EXPORTS_AT_A_TIME = 1  # files that are made for all visitors
EXPORT_SECONDS = 20.0
SEND_SECONDS = 10.0  # until a visitor has read what was sent; then its session ends
EXPORT_WAIT = 30.0  # seconds that an export waits for its turn
PATIENCE = 20.0  # seconds that a run may wait before its session is ended
SLOW = 4.0  # seconds of waiting from which on the page says so
KEPT = 1_000  # links whose use is remembered

# Of one link, of all links together. A page looks for changes every few seconds by itself ("watch"): next to nothing.
RATES: dict[Use, tuple[Rate, Rate]] = {
    "opening": (Rate(6, 0.5), Rate(12, 2)),  # openings of a link that are counted; further ones are let in uncounted
    "session": (Rate(12, 0.5), Rate(24, 2)),
    "message": (Rate(200, 60), Rate(600, 150)),  # of any kind; more end the session that sends them
    "run": (Rate(8, 3), Rate(16, 6)),
    "watch": (Rate(24, 10), Rate(48, 20)),
    "upload": (Rate(5, 0.02), Rate(10, 0.05)),
    "export": (Rate(3, 0.2), Rate(6, 0.5)),
}


class _Bucket:
    """Tokens of one rate; may go below zero: whoever takes then waits until it is their turn."""

    def __init__(self, rate: Rate, now: float) -> None:
        self.rate, self.tokens, self.at = rate, rate.burst, now

    def fill(self, now: float) -> None:
        self.tokens = min(self.rate.burst, self.tokens + (now - self.at) * self.rate.per_second)
        self.at = now

    def wait(self) -> float:
        """Seconds until there is a token."""
        return max(0.0, (1 - self.tokens) / self.rate.per_second)


class VisitorQuota:
    """Counts what visitors use, by link; safe to use from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open: Counter[str] = Counter()
        self._buckets: OrderedDict[tuple[str, Use], _Bucket] = OrderedDict()
        self._slowed: OrderedDict[str, float] = OrderedDict()

    def is_full(self, link: str) -> bool:
        """Whether the link, or all together, have as many pages open as they may."""
        with self._lock:
            return self._full(link)

    def enter(self, link: str) -> bool:
        """Open a session; False where there is no room. ``leave`` ends it."""
        with self._lock:
            if self._full(link) or not self._take(link, "session"):
                return False
            self._open[link] += 1
            return True

    def leave(self, link: str) -> None:
        """End a session that was opened."""
        with self._lock:
            self._open[link] -= 1
            if self._open[link] <= 0:
                del self._open[link]

    def take(self, link: str, use: Use) -> bool:
        """Use something now; False where the link, or all together, have used too much of it lately."""
        with self._lock:
            return self._take(link, use)

    def turn(self, link: str, use: Use) -> float:
        """Use something when its turn comes: the seconds until then."""
        with self._lock:
            buckets = self._both(link, use)
            wait = max(b.wait() for b in buckets)
            for bucket in buckets:
                bucket.tokens -= 1
            if wait >= SLOW:
                self._slowed[link] = self._clock()
                self._slowed.move_to_end(link)
                while len(self._slowed) > KEPT:
                    self._slowed.popitem(last=False)
            return wait

    def give_back(self, link: str, use: Use) -> None:
        """A turn that was not waited for."""
        with self._lock:
            for bucket in self._both(link, use):
                bucket.tokens += 1

    def was_slowed(self, link: str, within: float = 10.0) -> bool:
        """Whether pages of the link had to wait lately."""
        with self._lock:
            return self._clock() - self._slowed.get(link, float("-inf")) < within

    def _full(self, link: str) -> bool:
        return self._open[link] >= SESSIONS_A_LINK or self._open.total() >= SESSIONS_IN_ALL

    def _take(self, link: str, use: Use) -> bool:
        buckets = self._both(link, use)
        if any(b.tokens < 1 for b in buckets):
            return False
        for bucket in buckets:
            bucket.tokens -= 1
        return True

    def _both(self, link: str, use: Use) -> tuple[_Bucket, _Bucket]:
        """The link's bucket and that of all, filled up to now."""
        now = self._clock()
        buckets = []
        for key, rate in zip(((link, use), ("", use)), RATES[use], strict=True):
            bucket = self._buckets.setdefault(key, _Bucket(rate, now))
            self._buckets.move_to_end(key)
            bucket.fill(now)
            buckets.append(bucket)
        while len(self._buckets) > KEPT * len(RATES):
            self._buckets.popitem(last=False)
        return buckets[0], buckets[1]
