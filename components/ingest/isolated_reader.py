"""Reads files in a process of their own: one that crashes, hangs or swells costs that file alone.

One reading process serves one caller at a time; who comes meanwhile waits. A process that took too long or died is
replaced at the next file. Pictures of pages go to a process of another kind (``ocr/client.py``). Safe to use from many
threads.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from components.domain import errors
from components.domain.errors import InputRefused, ReaderStopped, TooLong
from components.ingest.limits import MAX_BYTES, READ_SECONDS, READER_START_SECONDS, UNPACKED_BYTES
from components.ingest.ocr.client import Progress, Recognition
from components.ingest.reading_result import Reading
from components.ingest.reading_worker import Answer, Request
from components.processes.worker_process import WorkerBroken, WorkerProcess, start_confined

log = logging.getLogger(__name__)

PROGRAM = "components.ingest.reading_worker"
_MOST = 2 * UNPACKED_BYTES  # bytes of an answer: all files of an archive, with room to spare


class IsolatedReader:
    """Reads files in isolation; ``close`` ends its process."""

    def __init__(self, seconds: float = READ_SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None

    def read(
        self,
        name: str,
        data: bytes,
        *,
        url: str | None = None,
        declared: str | None = None,
        ocr: bool = False,
        progress: Progress | None = None,
        begun: Callable[[Recognition], None] | None = None,
    ) -> Reading | list[tuple[str, bytes]]:
        """The article in a file, or the files (name, bytes) in a .zip archive; raises InputRefused.

        ``ocr`` reads the pages of a PDF as pictures though they hold text. Where text is recognised, ``begun`` is
        given what another thread may stop, and ``progress`` the pages that are done and their number.
        """
        made = self._ask(Request(name=name, data=data, url=url, declared=declared, ocr=ocr))
        if made.scan:
            recognition = Recognition(name, data, whole=made.scan == "all")
            if begun is not None:
                begun(recognition)
            return recognition.reading(progress)
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
                if self._process is None or not self._process.is_alive():
                    self._end()
                    self._process = start_confined(PROGRAM, seconds=READER_START_SECONDS, most_bytes=_MOST)
                made = self._process.ask(request, Answer, self.seconds)
            except TimeoutError:
                self._end()
                raise ReaderStopped(
                    f"Reading it took over {self.seconds:.0f} seconds, so it was stopped. Copy its text instead."
                ) from None
            except (WorkerBroken, OSError) as error:
                log.info("the reading process broke down: %s", error)
                self._end()
                raise ReaderStopped(
                    "Its reader broke down: the file is damaged or made to do harm. Copy its text instead."
                ) from error
        if made.refused is not None:
            kind = getattr(errors, made.refused[0], InputRefused)
            raise kind(made.refused[1])
        return made
