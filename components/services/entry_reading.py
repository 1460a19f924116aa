"""Reads one file, address or pasted text of a batch: what was read of it, and what article it is like."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from components.domain.errors import InputRefused, NotFetched, NotText, ReaderStopped
from components.domain.original_file import Original
from components.domain.plural import plural
from components.ingest.damage_detection import LOOKS_DAMAGED
from components.ingest.fetch.client import Fetch
from components.ingest.format_dispatch import display_name, read_pasted
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.mail.attachments import taken_apart
from components.ingest.ocr.client import Recognition
from components.ingest.reading_result import Reading, article_of
from components.services.file_import import STOPPED, Held
from components.services.import_entry import ImportEntry, ReadContent, found_article
from components.services.library import Library

_Read = tuple[ImportEntry, ReadContent | None]


class IsolatedEntryReader:
    """Reads entries in the process that reads files from outside, and compares them with the library."""

    def __init__(self, reader: IsolatedReader, library: Library) -> None:
        self._reader, self._library = reader, library

    def read(self, one: ImportEntry, data: bytes, held: Held) -> _Read:
        """The entry as it is after reading, and what was read of it; raises DatelineError."""
        if one.source == "pasted":
            return self._read_as(one, read_pasted(data.decode("utf-8", "surrogatepass")), None, held)
        if one.source == "address":
            fetch = Fetch(data.decode())
            held.begun(fetch)
            try:
                page = fetch.page()
            except NotFetched:
                if not fetch.stopped:
                    raise
                return _stopped(one)
            finally:
                held.begun(None)
            name = display_name(urlsplit(page.url).path.rstrip("/") or "page")
            reading = self._reader.read("", page.data, url=page.url, declared=page.declared)
            return self._outcome(one, reading, name, page.data, held)
        try:
            read = self._read_file(one, data, held)
        except InputRefused as error:
            if not str(error).startswith(LOOKS_DAMAGED):
                raise
            return msgspec.structs.replace(one, state="refused", why=str(error), damaged=True), None
        return _stopped(one) if read is None else self._outcome(one, read, display_name(one.file), data, held)

    def _outcome(
        self, one: ImportEntry, reading: Reading | list[tuple[str, bytes]], name: str, data: bytes, held: Held
    ) -> _Read:
        if isinstance(reading, list):
            if one.inner:
                raise NotText("It is an archive within an archive. Unpack it and add the files themselves.")
            if not reading:
                raise NotText("The archive is empty. Add the files themselves.")
            held.put_inner(reading)
            what = "an archive of" if data[:2] == b"PK" else "a mail whose text is no article, with"
            why = f"{what} {plural(len(reading), 'file')}, each below"
            return msgspec.structs.replace(one, state="read", why=why, damaged=False), None
        # A file's bytes lie in the batch already.
        kept = data if one.source == "address" else None
        return self._read_as(one, reading, Original(name=name, kind=reading.kind, data=kept), held)

    def _read_as(self, one: ImportEntry, reading: Reading, original: Original | None, held: Held) -> _Read:
        """The entry with its article; what hangs on a mail is queued."""
        reading, attached = taken_apart(reading, one.inner)
        article = article_of(reading)
        held.put_inner(attached)
        read = msgspec.structs.replace(
            one,
            state="read",
            why="",
            found=found_article(article),
            like=self._library.most_similar(article) or held.among(article.text),
            damaged=original is not None and any(note.startswith(LOOKS_DAMAGED) for note in reading.notes),
        )
        return read, ReadContent(reading=reading, article=article, original=original)

    def _read_file(self, one: ImportEntry, data: bytes, held: Held) -> Reading | list[tuple[str, bytes]] | None:
        """What was read of a file; None where it was stopped while its text was recognised."""
        recognition: list[Recognition] = []

        def begun(made: Recognition) -> None:
            recognition.append(made)
            held.begun(made)

        try:
            return self._reader.read(one.file, data, ocr=held.by_ocr, begun=begun, progress=held.pages)
        except ReaderStopped:
            if not (recognition and recognition[0].stopped):
                raise
            return None
        finally:
            held.begun(None)


def _stopped(one: ImportEntry) -> _Read:
    return msgspec.structs.replace(one, state="cancelled", why=STOPPED), None
