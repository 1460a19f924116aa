"""The server's side of a confined program: starts it without secrets, asks it, believes neither its time nor its size.

The program is ``python -m MODULE``; it greets with one message when it is ready, answers each message with one, and
ends when its standard input does, so that none outlives the server.
"""

from __future__ import annotations

import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import msgspec

from components.processes.confinement import send
from components.processes.ending import end_process

ROOT = Path(__file__).resolve().parents[2]
# What such a program needs of the environment, and nothing that may be a secret.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH", "LD_LIBRARY_PATH",
         "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # fmt: skip
_STEP = 1024 * 1024  # bytes that are read at once

T = TypeVar("T")


class WorkerBroken(Exception):
    """The program died, or answered what is no answer or too large to be one."""


class WorkerProcess:
    """A running program; for one thread at a time, but for ``stop``."""

    def __init__(self, module: str, *, start: float, most: int) -> None:
        """Start it and wait ``start`` seconds for its greeting; no message of it may have over ``most`` bytes.

        Raises Broken, TimeoutError, OSError.
        """
        self._most = most
        known = {k: os.environ[k] for k in _KEPT if k in os.environ}
        self.popen = subprocess.Popen(  # noqa: S603 - a module of our own
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=known | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        try:
            self._receive(start)
        except BaseException:
            self.kill()
            raise

    def ask(self, message: msgspec.Struct, kind: type[T], seconds: float) -> T:
        """The answer to a message; raises TimeoutError after ``seconds``, Broken. Ask no more after either."""
        try:
            send(cast("BinaryIO", self.popen.stdin), message)
            return msgspec.msgpack.decode(self._receive(seconds), type=kind)
        except (BrokenPipeError, ConnectionError, msgspec.DecodeError) as error:
            raise WorkerBroken(type(error).__name__) from error

    def stop(self) -> None:
        """End it from another thread than the one that asks, which meets Broken."""
        self.popen.kill()

    def kill(self) -> None:
        """End it and its pipes."""
        end_process(self.popen)

    def _receive(self, seconds: float) -> bytearray:
        until = time.monotonic() + seconds
        (size,) = struct.unpack(">I", self._take(4, until))
        if size > self._most:
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


class StoppableWork:
    """Work of one program that another thread may ``stop``: whoever waits for its answer meets Broken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._program: WorkerProcess | None = None
        self.stopped = False

    def stop(self) -> None:
        """End it, also before it began."""
        with self._lock:
            self.stopped = True
            if self._program is not None:
                self._program.stop()

    @contextmanager
    def _at_work(self, program: WorkerProcess) -> Iterator[None]:
        """Let ``stop`` end the program while it works; at the end it is killed."""
        try:
            with self._lock:
                self._program = program
            yield
        finally:
            with self._lock:
                self._program = None
            program.kill()
