"""The program that reads files from outside: little memory, little time, no network, nothing written.

``python -m components.ingest.reading_worker`` reads requests (``processes/messages.py``) on its standard input and
answers on its standard output. It ends when its standard input does. What it may not do is refused by
``processes/confinement.py``: a parser that is led astray can't call out, start a program or leave a file.
"""

from __future__ import annotations

import sys
from typing import Literal

import msgspec

from components.domain.errors import InputRefused, NoArticle, NotEnglish, NothingToRead, NotText
from components.ingest.file_kinds import Kind
from components.ingest.limits import READ_MEMORY, READ_SECONDS
from components.ingest.reading_result import Reading
from components.processes.confinement import confine, limit_time
from components.processes.messages import receive, send


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One file to read."""

    name: str
    data: bytes
    url: str | None = None
    declared: str | None = None
    ocr: bool = False  # read a PDF's pages as pictures, though they hold text


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, of an archive its files, or why it is refused (the error's class and its sentence).

    ``scan``: pages of it, or all, are pictures, which ``ocr/client.py`` reads.
    """

    reading: Reading | None = None
    scan: Literal["", "some", "all"] = ""
    files: list[tuple[str, bytes]] = []
    refused: tuple[str, str] | None = None


def answer(request: Request) -> Answer:
    """Read one file."""
    from components.ingest.file_kinds import kind_of
    from components.ingest.format_dispatch import read_bytes
    from components.ingest.zip_files import files_in

    try:
        kind = kind_of(request.data, request.name)
        if kind == "zip":
            return Answer(files=files_in(request.data))
        if kind == "mail":
            return _mail(request)
        if kind in {"pdf", "picture"}:
            return _paged(request, kind)
        return Answer(reading=read_bytes(request.name, request.data, request.url, request.declared))
    except InputRefused as error:
        return Answer(refused=(type(error).__name__, str(error)))
    except MemoryError:
        return Answer(refused=("ReaderStopped", "It needs too much memory to read. Copy its text instead."))
    except RecursionError:
        return Answer(refused=("NotText", "It is nested too deeply to be a text. Copy its text instead."))
    except Exception as error:  # whatever a format's library raises on what it doesn't expect
        raised = type(error).__name__
        return Answer(
            refused=(NotText.__name__, f"It is damaged: its reader stopped ({raised}). Copy its text instead.")
        )


def _mail(request: Request) -> Answer:
    """A mail as it was read, or what hangs on it where it holds no article itself."""
    from components.ingest.format_dispatch import read_bytes
    from components.ingest.mail.reader import attachments_of

    try:
        return Answer(reading=read_bytes(request.name, request.data, request.url, request.declared))
    except (NothingToRead, NoArticle, NotEnglish):
        files = attachments_of(request.data)
        if not files:
            raise
        return Answer(files=files)


def _paged(request: Request, kind: Kind) -> Answer:
    """A PDF as it was read; that it is for text recognition, or without that what it lacks."""
    from components.ingest.format_dispatch import read_bytes
    from components.ingest.ocr.client import INSTALL, ocr_installed, page_number_words
    from components.ingest.ocr.scan_detection import scanned_pages

    if kind == "picture":  # what can't be read is told before a process starts for it
        from components.ingest.ocr.page_pictures import picture_pages

        picture_pages(request.data)
    scans = scanned_pages(request.data) if kind == "pdf" else [1]
    if (scans or request.ocr) and ocr_installed():
        return Answer(scan="all" if request.ocr else "some")
    try:
        reading = read_bytes(request.name, request.data, request.url, request.declared)
    except NoArticle as error:
        if not ocr_installed():
            raise NoArticle(f"{error} {INSTALL}") from error
        if not scanned_pages(request.data, anything=True):
            raise
        return Answer(scan="all")
    if not scans:
        return Answer(reading=reading)
    note = f"{page_number_words(scans)} left out: a picture of a page, without text. {INSTALL}"
    return Answer(reading=msgspec.structs.replace(reading, notes=(*reading.notes, note)))


def main() -> None:
    """See the module."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answers
    import components.ingest.language_check
    import components.ingest.mail.reader
    import components.ingest.ocr.client
    import components.ingest.ocr.scan_detection
    import components.ingest.office_documents
    import components.ingest.pdf.reader
    import components.ingest.web_page.reader

    components.ingest.language_check.warm()
    confine(READ_MEMORY)
    send(outward, Answer())
    while (body := receive(inward)) is not None:
        limit_time(READ_SECONDS + 1)
        send(outward, answer(msgspec.msgpack.decode(body, type=Request)))


if __name__ == "__main__":
    main()
