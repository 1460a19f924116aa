"""Has the articles that were added many at once read one after the other, behind those that visitors open.

One at a time is handed to the analysis queue, so that an article that somebody opens waits for one other at most. What
is to be read stands in the store alone: the reading goes on after a restart.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from components.analysis.client import Job, NotKept
from components.domain.errors import DatelineError, StoreFailed
from components.services.reading_claims import ReadingClaims
from components.store.database import Store
from components.store.unread_queries import count_unread, first_unread

log = logging.getLogger(__name__)
_FEW = 3  # articles after whose reading the time of the others can be told
_LOOK = 0.5  # seconds after which a stop is noticed while an article is read
_AWAY = 3.0  # seconds after which a database that was away is asked again
_AT_ONCE = 100  # unread articles of which it is asked who is at them


class ReadingProgress(NamedTuple):
    """How many of the articles are read; ``seconds`` until all are, None where that can't be told yet."""

    read: int
    of: int
    seconds: float | None


class _Opened(Protocol):
    @property
    def job(self) -> Job | None: ...


class BackgroundReading:
    """The background reading of one store; safe to ask from many threads."""

    def __init__(
        self, store: Store, open_article: Callable[[str], _Opened], claims: ReadingClaims | None = None
    ) -> None:
        self._store, self._open, self._claims = store, open_article, claims
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = self._closed = False
        self._read, self._began = 0, time.monotonic()

    def begin(self) -> None:
        """Read whatever is unread, in the background; nothing where that goes on already."""
        with self._lock:
            self._again = True
            if self._closed or (self._thread is not None and self._thread.is_alive()):
                return
            self._read, self._began = 0, time.monotonic()
            self._thread = threading.Thread(target=self._run, name="dateline-background-reading", daemon=True)
            self._thread.start()

    def progress(self) -> ReadingProgress | None:
        """How far it is; None where it doesn't go on."""
        with self._lock:
            if self._thread is None:
                return None
            read, began = self._read, self._began
        with self._store.reading() as connection:
            left = count_unread(connection)
        if not left:
            return None
        each = (time.monotonic() - began) / read if read >= _FEW else None
        return ReadingProgress(read, read + left, None if each is None else each * left)

    def close(self) -> None:
        """Read no further: the server stops."""
        with self._lock:
            self._closed = True

    def _run(self) -> None:
        passed: set[str] = set()  # those that got neither a record nor a failure: the reader did not start
        while (one := self._next(passed)) is not None:
            passed.add(one)
            try:
                self._wait(self._open(one).job)
            except (StoreFailed, NotKept) as error:  # the database is away: the article's turn comes again
                log.warning("an article was not read yet: %s", error)
                passed.discard(one)
                self._pause()
            except DatelineError as error:
                # What was refused is told with its first words: they stay out of the log.
                log.warning("an article was not read (%s)", type(error).__name__)
            with self._lock:
                self._read += 1

    def _next(self, passed: set[str]) -> str | None:
        """The next article; None where there is none, which ends the thread."""
        while True:
            with self._lock:
                self._again = False
            try:
                one, others = self._unread(passed)
            except StoreFailed as error:
                log.warning("articles wait to be read in the background: %s", error)
                one, others = None, True
                self._pause()
            if one is None and others:
                # Other servers read the last ones: should one of them stop, its articles are read here.
                time.sleep(_LOOK)
                with self._lock:
                    if not self._closed:
                        continue
            with self._lock:
                if one is not None and not self._closed:
                    return one
                # Decided under the lock: what is added later starts a thread of its own.
                if self._closed or not self._again:
                    self._thread = None
                    return None

    def _unread(self, passed: set[str]) -> tuple[str | None, bool]:
        """The unread article that was added first and that no other server is at; whether others are at any."""
        with self._store.reading() as connection:
            waiting = first_unread(connection, 1 if self._claims is None else _AT_ONCE, passed)
        claimed = self._claims.claimed(waiting) if self._claims is not None and waiting else set()
        return next((one for one in waiting if one not in claimed), None), bool(claimed)

    def _pause(self) -> None:
        """Wait for a database that is away, or until the server stops."""
        until = time.monotonic() + _AWAY
        while time.monotonic() < until:
            time.sleep(_LOOK)
            with self._lock:
                if self._closed:
                    return

    def _wait(self, job: Job | None) -> None:
        while job is not None and job.wait(_LOOK) is None and not job.finished.is_set():
            with self._lock:
                if self._closed:
                    return
