"""Maps a function over chunks of work in this process, on several, or on a Dask cluster: answers in the chunks' order.

Only a few chunks a worker are under way at once, so that neither the work nor the answers pile up. The function must
depend on its chunk alone; a worker that dies then costs nothing, as its chunks are worked on again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from components.domain.errors import DatelineError

Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")

TRIES = 3  # of a chunk whose worker died
AHEAD = 2  # chunks a worker: one that it works on, one that waits


class OrderedMap(Protocol):
    """Like `map`: the answers to the chunks, in their order, as soon as they are there."""

    def __call__(self, function: Callable[[Chunk], Answer], chunks: Iterable[Chunk], /) -> Iterator[Answer]:
        """The function and the chunks must be picklable."""


class Pool(Protocol):
    """Workers that take chunks and give futures; ``lost``: what is raised where workers died."""

    lost: tuple[type[BaseException], ...]

    def workers(self) -> int:
        """How many chunks can be worked on at once."""

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Any:
        """A future; this, and its result, raise what is in ``lost``."""

    def is_lost(self, future: Any) -> bool:
        """Whether there will be no answer of it, as its worker died."""

    def renew(self) -> None:
        """Have workers again after some died; raises DatelineError where there will be none."""


@contextmanager
def ordered_map(options: argparse.Namespace) -> Iterator[OrderedMap]:
    """The map that ``--workers`` or ``--scheduler`` asks for; raises DatelineError where the cluster can't be used."""
    if options.scheduler is not None:
        from components.cli.dask_pool import DaskPool  # an optional requirement

        with DaskPool(options.scheduler) as cluster:
            yield lambda function, chunks: in_order(cluster, function, chunks)
    elif options.workers > 1:
        with ProcessPool(options.workers) as processes:
            yield lambda function, chunks: in_order(processes, function, chunks)
    else:
        yield map


def in_order(pool: Pool, function: Callable[[Chunk], Answer], chunks: Iterable[Chunk]) -> Iterator[Answer]:
    """The answers to the chunks in order; raises what the function raises, DatelineError where workers die of one."""
    waiting: deque[tuple[Chunk, Any]] = deque()

    def ask_again() -> None:
        """What was lost: the first chunk, and whatever else."""
        pool.renew()
        for at, (chunk, future) in enumerate(waiting):
            if at == 0 or pool.is_lost(future):
                waiting[at] = chunk, pool.submit(function, chunk)

    def first_answer() -> Answer:
        for _ in range(TRIES):
            try:
                answer: Answer = waiting[0][1].result()
            except pool.lost:
                ask_again()
            else:
                waiting.popleft()
                return answer
        raise DatelineError(f"Workers ended {TRIES} times at the same part of the work. Is their memory enough?")

    for chunk in chunks:
        while len(waiting) >= AHEAD * pool.workers():
            yield first_answer()
        try:
            waiting.append((chunk, pool.submit(function, chunk)))
        except pool.lost:
            pool.renew()
            waiting.append((chunk, pool.submit(function, chunk)))
    while waiting:
        yield first_answer()


class ProcessPool:
    """Worker processes of this computer; a context manager, none outlives it."""

    lost: tuple[type[BaseException], ...] = (BrokenProcessPool, CancelledError)

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._start()

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def workers(self) -> int:
        """As many as were asked for."""
        return self._workers

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Future[Any]:
        """Have a process work on a chunk."""
        return self._executor.submit(function, chunk)

    def is_lost(self, future: Future[Any]) -> bool:
        """Whether it was with the processes that were given up."""
        return future.cancelled() or (future.done() and isinstance(future.exception(), self.lost))

    def renew(self) -> None:
        """Start all of them anew: an executor of which one process died takes no more."""
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, as a copy of this process would hold its threads' locks and its open files.
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=_begin_worker)


def _begin_worker() -> None:
    """Leave Ctrl-C to the starter, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    starter = multiprocessing.parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)
