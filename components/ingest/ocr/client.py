"""Recognises text in scans and photographs, in a process of its own for each file: on this computer, page by page.

It needs what requirements-ocr.txt lists; without it all else goes on working, and ``INSTALL`` says what to do.
What the process may do stands in ``worker.py``. One file at a time is recognised, whoever asks.
"""

from __future__ import annotations

import importlib.util
import logging
import threading
from collections.abc import Callable, Sequence

import msgspec

from components.domain import errors
from components.domain.errors import InputRefused, NoArticle, ReaderStopped
from components.ingest.limits import OCR_PAGE_SECONDS, OCR_PAGES, READER_START_SECONDS, UNPACKED_BYTES
from components.ingest.reading_result import Reading
from components.processes.worker_process import StoppableWork, WorkerBroken, WorkerProcess, start_confined

log = logging.getLogger(__name__)

PROGRAM = "components.ingest.ocr.worker"
INSTALL = "Dateline can read it itself after: pip install -r requirements-ocr.txt"
_STOPPED = "It was not read: you stopped it."
_turn = threading.Lock()  # a page takes a core for seconds

Progress = Callable[[int, int], None]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """The file; ``whole``: read every page of a PDF as a picture, also those that hold text."""

    name: str
    data: bytes
    whole: bool = False


class Step(msgspec.Struct, frozen=True):
    """Asks for the next answer."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The number of pages that are to be read, the reading at the end, or why there is none."""

    pages: int = 0
    reading: Reading | None = None
    refused: tuple[str, str] | None = None


def ocr_installed() -> bool:
    """Whether text recognition is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "cv2"))


def page_number_words(pages: Sequence[int]) -> str:
    """ "Page 3 was", "Pages 3 and 4 were"."""
    numbers = [str(n) for n in pages]
    if len(numbers) == 1:
        return f"Page {numbers[0]} was"
    return f"Pages {', '.join(numbers[:-1])} and {numbers[-1]} were"


class Recognition(StoppableWork):
    """The recognition of one file; another thread may ``stop`` it: whoever waits meets ReaderStopped."""

    def __init__(self, name: str, data: bytes, *, whole: bool = False, seconds: float = OCR_PAGE_SECONDS) -> None:
        super().__init__()
        self._request = Request(name=name, data=data, whole=whole)
        self._seconds = seconds

    def reading(self, progress: Progress | None = None) -> Reading:
        """Read the file; ``progress`` is told the pages done and their number. Raises InputRefused."""
        if not ocr_installed():
            raise NoArticle(f"Text recognition (OCR) is not installed. {INSTALL}")
        while not _turn.acquire(timeout=0.2):
            self._go_on()
        try:
            return self._read(progress or (lambda done, of: None))
        finally:
            _turn.release()

    def _go_on(self) -> None:
        if self.stopped:
            raise ReaderStopped(_STOPPED)

    def _read(self, progress: Progress) -> Reading:
        try:
            program = start_confined(PROGRAM, seconds=READER_START_SECONDS, most_bytes=UNPACKED_BYTES)
        except (WorkerBroken, OSError) as error:  # TimeoutError is an OSError
            log.warning("text recognition could not be started: %s", type(error).__name__)
            raise ReaderStopped("Text recognition could not be started on this computer. Try again.") from error
        done, pages = 0, 0
        try:
            with self._at_work(program):
                pages = self._ask(program, self._request).pages
                if pages > OCR_PAGES:
                    raise WorkerBroken("too many pages")
                for done in range(pages):
                    progress(done, pages)
                    self._ask(program, Step())
                done = pages
                progress(pages, pages)
                reading = self._ask(program, Step()).reading
                if reading is None:
                    raise WorkerBroken("no reading")
                return reading
        except TimeoutError:
            where = f"Page {done + 1} of {pages}" if pages > 1 else "It"
            raise ReaderStopped(
                f"{where} took over {self._seconds:.0f} seconds to read, so it was stopped. Copy its text instead."
            ) from None
        except (WorkerBroken, OSError) as error:
            log.info("text recognition broke down: %s", error)
            raise ReaderStopped(
                _STOPPED if self.stopped
                else "Text recognition broke down: the file is damaged or made to do harm. Copy its text instead."
            ) from error  # fmt: skip

    def _ask(self, program: WorkerProcess, message: msgspec.Struct) -> Answer:
        self._go_on()
        answer = program.ask(message, Answer, self._seconds)
        if answer.refused is not None:
            kind = getattr(errors, answer.refused[0], InputRefused)
            raise kind(answer.refused[1])
        return answer
