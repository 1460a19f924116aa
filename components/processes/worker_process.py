"""A worker process as its starter sees it: started, asked, its answer never waited for longer than was said, ended.

The program is ``python -m MODULE``; it greets with one message when it is ready, answers each message with one, or
with several of which the asker knows the last (``messages.py``), and ends when its standard input does, so that none
outlives the server. One that reads what comes from outside gets no secrets, and neither its time nor its size is
believed.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import msgspec

from components.processes.messages import send

ROOT = Path(__file__).resolve().parents[2]
# What such a program needs of the environment, and nothing that may be a secret.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH", "LD_LIBRARY_PATH",
              "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # fmt: skip
_SINGLE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_BEHIND = 5  # by which a worker's priority is lower than the server's
_STEP = 1024 * 1024  # bytes that are read at once

T = TypeVar("T")


def _yield_to_pages(pid: int) -> None:
    """Have a program that computes give way to the server, whose pages people wait for, where all cores are busy."""
    if hasattr(os, "setpriority"):  # Windows has none
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, min(19, os.getpriority(os.PRIO_PROCESS, 0) + _BEHIND))


class WorkerBroken(Exception):
    """The program died, or answered what is no answer or too large to be one."""


class WorkerProcess:
    """A running program; for one thread at a time, but for ``stop``."""

    def __init__(self, module: str, *, most_bytes: int, trusted: bool = False, single_thread: bool = False) -> None:
        """Start it; no message of it may have over ``most_bytes``. Raises OSError.

        One that is ``trusted`` has this program's environment and log, and as many threads as it likes, but where it is
        one of many that compute at the same time (``single_thread``).
        """
        self._most_bytes = most_bytes
        passed_on = {k: os.environ[k] for k in _PASSED_ON if k in os.environ}
        environment = dict(os.environ) if trusted else passed_on | {"PYTHONDONTWRITEBYTECODE": "1"}
        if single_thread or not trusted:
            environment |= _SINGLE_THREAD
        self.popen = subprocess.Popen(  # noqa: S603 - a module of our own
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if trusted else subprocess.DEVNULL,
            cwd=ROOT,
            env=environment,
        )
        _yield_to_pages(self.popen.pid)

    def greeting(self, kind: type[T], seconds: float) -> T:
        """What it says when it is ready; raises TimeoutError after ``seconds``, WorkerBroken."""
        try:
            return msgspec.msgpack.decode(self._receive(seconds), type=kind)
        except msgspec.DecodeError as error:
            raise WorkerBroken(type(error).__name__) from error

    def wait_ready(self, seconds: float) -> None:
        """Wait for its greeting, whatever it says; raises TimeoutError after ``seconds``, WorkerBroken."""
        self._receive(seconds)

    def ask(
        self, message: msgspec.Struct, kind: type[T], seconds: float, is_last: Callable[[T], bool] = lambda _: True
    ) -> T:
        """The last answer to a message; raises TimeoutError after ``seconds``, WorkerBroken. Ask no more after either.

        ``is_last`` sees each answer and says whether no other follows.
        """
        until = time.monotonic() + seconds
        try:
            send(cast("BinaryIO", self.popen.stdin), message)
            while True:
                answer = msgspec.msgpack.decode(self._receive(until - time.monotonic()), type=kind)
                if is_last(answer):
                    return answer
        except (BrokenPipeError, ConnectionError, msgspec.DecodeError) as error:
            raise WorkerBroken(type(error).__name__) from error

    def is_alive(self) -> bool:
        """Whether the program still runs."""
        return self.popen.poll() is None

    def stop(self) -> None:
        """End it from another thread than the one that asks, which meets WorkerBroken."""
        self.popen.kill()

    def kill(self) -> None:
        """Kill the program, wait for it, close its pipes."""
        self.popen.kill()
        self.popen.wait()
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # bytes for a program that is gone
                    pass

    def _receive(self, seconds: float) -> bytearray:
        until = time.monotonic() + seconds
        (size,) = struct.unpack(">I", self._take(4, until))
        if size > self._most_bytes:
            raise WorkerBroken("an answer too large")
        return self._take(size, until)

    def _take(self, size: int, until: float) -> bytearray:
        # Straight from the pipe: no thread has to wait there, nothing is read before its turn.
        pipe = cast("BinaryIO", self.popen.stdout).fileno()
        taken = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(taken) < size:
                left = until - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                if not selector.select(left):
                    continue
                part = os.read(pipe, min(size - len(taken), _STEP))
                if not part:
                    raise WorkerBroken("its answers ended")
                taken += part
        return taken


def start_confined(module: str, *, seconds: float, most_bytes: int) -> WorkerProcess:
    """A worker for what comes from outside, ready; raises WorkerBroken, TimeoutError after ``seconds``, OSError."""
    worker = WorkerProcess(module, most_bytes=most_bytes)
    try:
        worker.wait_ready(seconds)
    except BaseException:
        worker.kill()
        raise
    return worker


class StoppableWork:
    """Work of one worker that another thread may ``stop``: whoever waits for its answer meets WorkerBroken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self.stopped = False

    def stop(self) -> None:
        """End it, also before it began."""
        with self._lock:
            self.stopped = True
            if self._worker is not None:
                self._worker.stop()

    @contextmanager
    def _at_work(self, worker: WorkerProcess) -> Iterator[None]:
        """Let ``stop`` end the worker while it works; at the end it is killed."""
        try:
            with self._lock:
                self._worker = worker
            yield
        finally:
            with self._lock:
                self._worker = None
            worker.kill()
