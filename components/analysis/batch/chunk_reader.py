"""Reads chunks of articles in a worker process: one that dies or hangs costs at most the article that it died of.

The articles of a chunk whose worker died or took too long are read again, each alone: their records are the same. One
that a worker dies of twice is named; the others have their records.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from components.analysis.batch.messages import Chunk, Greeting, Outcome, Outcomes, PlacedArticle
from components.analysis.client import NOT_STARTED, RECORD_BYTES, START_LIMIT, seconds_for
from components.domain.errors import AnalysisFailed, ModelMissing
from components.processes.worker_process import WorkerBroken, WorkerProcess

log = logging.getLogger(__name__)

PROGRAM = "components.analysis.batch.worker"
TRIES = 2  # of an article alone, and of starting a worker


class _NoAnswer(Exception):
    """The worker died or took too long; the message says which."""


class ReaderClosed(AnalysisFailed):
    """It was closed while it read."""


class ChunkReader:
    """Holds one worker, started at the first chunk and kept; for one thread at a time, but for ``close``."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._closed = False

    def read(self, articles: Sequence[PlacedArticle]) -> tuple[Outcome, ...]:
        """What becomes of each; raises AnalysisFailed where no worker can be started, ReaderClosed."""
        if len(articles) > 1:
            try:
                return self._ask(articles)
            except _NoAnswer:
                pass
        return tuple(self._read_alone(one) for one in articles)

    def close(self) -> None:
        """End the worker; whoever waits for it meets ReaderClosed."""
        with self._lock:
            self._closed = True
            worker = self._worker
        if worker is not None:
            worker.stop()
            worker.popen.wait()

    def _read_alone(self, one: PlacedArticle) -> Outcome:
        why = ""
        for _ in range(TRIES):
            try:
                return self._ask([one])[0]
            except _NoAnswer as error:
                why = str(error)
        return Outcome(failed=f"{why}, twice. It is left out.")

    def _ask(self, articles: Sequence[PlacedArticle]) -> tuple[Outcome, ...]:
        worker = self._running_worker()
        seconds = sum(seconds_for(one.article.text) for one in articles)
        why = "The reader stopped while it read this text"
        try:
            done = worker.ask(Chunk(tuple(articles)), Outcomes, seconds).articles
            if len(done) == len(articles):
                return done
        except TimeoutError:
            why = f"Reading this text took longer than {seconds:.0f} seconds"
        except (WorkerBroken, OSError):
            pass
        self._drop()
        raise _NoAnswer(why)

    def _running_worker(self) -> WorkerProcess:
        for _ in range(TRIES):
            if self._worker is not None:
                return self._worker
            self._start()
        if self._worker is None:
            raise AnalysisFailed(NOT_STARTED)
        return self._worker

    def _start(self) -> None:
        """Start a worker and wait until it is ready; there is none where that fails. Raises ModelMissing."""
        with self._lock:
            if self._closed:
                raise ReaderClosed("The run was stopped.")
            try:
                self._worker = WorkerProcess(self._program, most_bytes=RECORD_BYTES, trusted=True, single_thread=True)
            except OSError as error:
                log.warning("the worker could not be started: %s", error)
                return
        try:
            greeting = self._worker.greeting(Greeting, START_LIMIT)
        except (WorkerBroken, TimeoutError, OSError):
            self._drop()
            return
        if greeting.ready is None:
            self._drop()
            raise ModelMissing(greeting.failed)

    def _drop(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        if self._closed:
            raise ReaderClosed("The run was stopped.")


class ChunkReaders:
    """As many readers as there are threads that ask, kept from chunk to chunk; safe to use from many threads."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._idle: list[ChunkReader] = []
        self._busy: set[ChunkReader] = set()
        self._closed = False

    def read(self, articles: Sequence[PlacedArticle]) -> tuple[Outcome, ...]:
        """What becomes of each; raises AnalysisFailed, ReaderClosed."""
        with self._lock:
            if self._closed:
                raise ReaderClosed("The run was stopped.")
            reader = self._idle.pop() if self._idle else ChunkReader(self._program)
            self._busy.add(reader)
        try:
            return reader.read(articles)
        finally:
            with self._lock:
                self._busy.discard(reader)
                self._idle.append(reader)

    def close_idle(self) -> None:
        """End the workers of those that nobody asks at the moment."""
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()

    def close(self) -> None:
        """End all workers; whoever waits for one meets ReaderClosed."""
        with self._lock:
            self._closed = True
            busy = list(self._busy)
        for reader in busy:
            reader.close()
        self.close_idle()
