"""Runs the encoder's parts beside the interpreter's own work: onnxruntime lets go of the interpreter while it computes.

What is computed depends on neither the number of threads nor their timing: work is cut up before, in one way.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

MAX_THREADS = 4  # more gain nothing on texts of this size
# Seconds that a thread that is done with a batch waits for the interpreter at most, to begin with the next, while our
# Python goes on. Python's own 0.005 would leave a processor idle for as long as a small batch takes.
SWITCH_INTERVAL = 0.0001

R = TypeVar("R")


def take_turns_often() -> None:
    """Let no thread wait long for the interpreter: for programs that do nothing but read."""
    sys.setswitchinterval(SWITCH_INTERVAL)


@functools.cache
def thread_count() -> int:
    """How many threads may compute at once, the calling one among them: OMP_NUM_THREADS, or as many as processors."""
    asked_for = os.environ.get("OMP_NUM_THREADS", "")
    most = int(asked_for) if asked_for.isdecimal() and int(asked_for) else _processors()
    return min(MAX_THREADS, most)


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@functools.cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(thread_count() - 1, thread_name_prefix="dateline-encoder")


class Ahead(Generic[R]):
    """Work whose result is needed later; with one thread it is done when it is asked for."""

    def __init__(self, work: Callable[[], R]) -> None:
        """Begin the work as soon as a thread is free."""
        self._asking = threading.Lock()
        self._work: Callable[[], R] | None = work
        self._future: Future[R] | None = _pool().submit(work) if thread_count() > 1 else None
        self._result: R

    def result(self) -> R:
        """What the work gives, or raises. Where no thread has begun with it, the calling one does it."""
        with self._asking:
            if self._work is not None:
                begun = self._future is not None and not self._future.cancel()
                self._result = self._future.result() if begun and self._future is not None else self._work()
                self._work = self._future = None  # what it holds is held no longer
            return self._result


def results(several: Iterable[Ahead[R]]) -> list[R]:
    """The results of several pieces of work; the calling thread does its share of them, from the end."""
    several = list(several)
    for one in reversed(several):
        one.result()
    return [one.result() for one in several]
