"""Readers on this computer: a worker process each, and a thread that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from components.analysis.batch.chunk_reader import PROGRAM, ChunkReaders
from components.analysis.batch.messages import Outcome, PlacedArticle

CHUNKS_A_WORKER = 3  # on their way: one that is read, two that wait


class LocalReaders:
    """``workers`` worker processes, started as they are needed."""

    def __init__(self, workers: int, program: str = PROGRAM) -> None:
        self._workers = workers
        self._readers = ChunkReaders(program)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="dateline-batch")

    def submit(self, articles: Sequence[PlacedArticle]) -> Future[tuple[Outcome, ...]]:
        """Begin to read a chunk."""
        return self._threads.submit(self._readers.read, articles)

    def room(self) -> int:
        """How many chunks may be on their way."""
        return CHUNKS_A_WORKER * self._workers

    def close(self) -> None:
        """Kill the workers."""
        self._readers.close()
        self._threads.shutdown(cancel_futures=True)
