"""Reads files in a process of their own: one that crashes, hangs or swells costs that file alone.

One reading process serves one caller at a time; a second caller gets a second one, up to a few. A process that took too
long or died is replaced at the next file. Safe to use from many threads.
"""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from components.domain import errors
from components.domain.errors import InputRefused, ReaderStopped, TooLong
from components.domain.processes import end
from components.ingest.limits import MAX_BYTES, READ_SECONDS, READER_START_SECONDS
from components.ingest.reading import Reading
from components.ingest.worker import Answer, Request, receive, send

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
# What the reading process needs of the environment, and nothing that may be a secret.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH", "LD_LIBRARY_PATH",
         "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # fmt: skip


class _Process:
    """A running reading process and the thread that listens to it."""

    def __init__(self) -> None:
        known = {k: os.environ[k] for k in _KEPT if k in os.environ}
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "components.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=known | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.next(READER_START_SECONDS)  # its first answer: it has loaded its readers

    def _listen(self) -> None:
        pipe = cast("BinaryIO", self.popen.stdout)
        try:
            while (body := receive(pipe)) is not None:
                self._answers.put(body)
        except (OSError, ValueError):  # the pipe of a process that was ended
            pass
        self._answers.put(None)

    def next(self, seconds: float) -> Answer | None:
        """The next answer; None when it has died. Raises queue.Empty after ``seconds``."""
        body = self._answers.get(timeout=seconds)
        return None if body is None else msgspec.msgpack.decode(body, type=Answer)

    def send(self, request: Request) -> None:
        send(cast("BinaryIO", self.popen.stdin), request)

    def kill(self) -> None:
        end(self.popen)


class Reader:
    """Reads files in isolation; ``close`` ends its process."""

    def __init__(self, seconds: float = READ_SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def read(
        self, name: str, data: bytes, *, url: str | None = None, declared: str | None = None
    ) -> Reading | list[tuple[str, bytes]]:
        """The article in a file, or the files (name, bytes) in a .zip archive; raises InputRefused."""
        made = self._ask(Request(name=name, data=data, url=url, declared=declared))
        return made.reading if made.reading is not None else made.files

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _ask(self, request: Request) -> Answer:
        if len(request.data) > MAX_BYTES:
            size = len(request.data) / 2**20
            raise TooLong(f"It is {size:.0f} MB; the limit is {MAX_BYTES // 2**20} MB. Split it and try again.")
        with self._lock:
            try:
                if self._process is None or self._process.popen.poll() is not None:
                    self._end()
                    self._process = _Process()
                self._process.send(request)
                made = self._process.next(self.seconds)
            except queue.Empty:
                self._end()
                raise ReaderStopped(
                    f"Reading it took over {self.seconds:.0f} seconds, so it was stopped. Copy its text instead."
                ) from None
            except OSError:
                made = None
            if made is None:
                log.info("the reading process died")
                self._end()
                raise ReaderStopped(
                    "Its reader broke down: the file is damaged or made to do harm. Copy its text instead."
                )
        if made.refused is not None:
            kind = getattr(errors, made.refused[0], InputRefused)
            raise kind(made.refused[1])
        return made
