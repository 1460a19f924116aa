"""The program that recognises text in pictures: memory of its own, time for each page, no network, nothing written.

``python -m components.ingest.ocr.worker`` greets, takes one file, then answers each ``Step`` with one message: the
file's page numbers first, then a page at a time, then the reading. It serves one file and ends.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from components.domain.errors import InputRefused, NotText
from components.ingest.file_kinds import Kind, kind_of
from components.ingest.format_dispatch import display_name
from components.ingest.limits import OCR_MEMORY, OCR_PAGE_SECONDS
from components.ingest.ocr.client import Answer, Request
from components.processes.confinement import confine, limit_time
from components.processes.messages import receive, send

if TYPE_CHECKING:
    from components.ingest.ocr.page_pictures import Pages
    from components.ingest.ocr.reader import ScannedPage
    from components.ingest.ocr.recognition import Recogniser


class _File:
    """The file that is read."""

    def __init__(self, request: Request, recogniser: Recogniser) -> None:
        from components.ingest.ocr.page_pictures import pdf_pictures, picture_pages
        from components.ingest.ocr.scan_detection import scanned_pages
        from components.ingest.pdf.reader import pdf_pages

        self._name = display_name(request.name) if request.name else None
        self._recogniser = recogniser
        self._pdf = kind_of(request.data, request.name) == "pdf"
        self._text, self._title = pdf_pages(request.data) if self._pdf else ([], "")
        if self._pdf:
            every = range(1, len(self._text) + 1)
            chosen = every if request.whole else scanned_pages(request.data)
            self._pages: Pages = pdf_pictures(request.data, tuple(chosen))
        else:
            self._pages = picture_pages(request.data)
        self._scans: dict[int, ScannedPage] = {}

    def take(self, step: int) -> Answer:
        """Step 0 opens, steps 1 to n read a page each, the next one ends."""
        if step == 0:
            return Answer(pages=len(self._pages.numbers))
        if step > len(self._pages.numbers):
            return self._end()
        from components.ingest.ocr.reader import empty, read_scanned_page

        number = self._pages.numbers[step - 1]
        picture = self._pages.draw(number)
        points = self._pages.points(number)
        self._scans[number] = (
            empty(number) if picture is None else read_scanned_page(self._recogniser, picture, number, points)
        )
        return Answer()

    def _end(self) -> Answer:
        from components.ingest.ocr.reader import make_scan
        from components.ingest.text_metadata import Head

        pages = [self._scans[p.number].page if p.number in self._scans else p for p in self._text]
        pages = pages or [scan.page for scan in self._scans.values()]
        kind: Kind = "picture" if not self._pdf else "scan" if len(pages) == len(self._scans) else "pdf"
        stated = Head(title=self._title or None) if kind == "pdf" else Head()
        return Answer(reading=make_scan(kind, pages, list(self._scans.values()), stated, filename=self._name))


def main() -> None:
    """See the module."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answers
    from PIL import Image

    import components.ingest.language_check
    import components.ingest.ocr.page_pictures
    import components.ingest.ocr.reader
    import components.ingest.pdf.reader
    from components.ingest.ocr.recognition import Recogniser, threads_to_use

    threads = threads_to_use()
    recogniser = Recogniser(threads)
    recogniser.warm()
    components.ingest.language_check.warm()
    Image.init()
    confine(OCR_MEMORY)
    send(outward, Answer())
    body = receive(inward)
    if body is None:
        return
    request = msgspec.msgpack.decode(body, type=Request)
    file: _File | None = None
    step = 0
    while True:
        limit_time(threads * (OCR_PAGE_SECONDS + 1))
        try:
            if file is None:
                file = _File(request, recogniser)
            answer = file.take(step)
        except InputRefused as error:
            answer = Answer(refused=(type(error).__name__, str(error)))
        except MemoryError:
            answer = Answer(refused=("ReaderStopped", "It needs too much memory to read. Make the picture smaller."))
        except Exception as error:  # whatever a library raises on what it doesn't expect
            kind = type(error).__name__
            answer = Answer(
                refused=(NotText.__name__, f"It is damaged: its reader stopped ({kind}). Copy its text instead.")
            )
        send(outward, answer)
        if receive(inward) is None:
            return
        step += 1


if __name__ == "__main__":
    main()
