"""Takes in many files at once: reads them one after the other in the background, each with its own outcome."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import msgspec

from components.domain.article import Article
from components.domain.errors import DatelineError, NotFetched, NotText, ReaderStopped
from components.domain.original_file import Original
from components.domain.plural import plural
from components.ingest.damage_detection import LOOKS_DAMAGED
from components.ingest.fetch.client import Fetch
from components.ingest.format_dispatch import display_name, read_pasted
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.mail.attachments import taken_apart
from components.ingest.ocr.client import Recognition
from components.ingest.reading_result import Reading, article_of
from components.services.import_entry import PASTED, ImportEntry, ReadersChoices, original_of
from components.services.library import Library
from components.services.similar_articles import SimilarArticle, most_like

__all__ = ["BATCH_BYTES", "BATCH_FILES", "FileImport", "ImportEntry", "Keeper", "original_of"]

log = logging.getLogger(__name__)

_STOPPED = "not read: you stopped it"
BATCH_FILES = 500  # files of a batch, those within archives too
BATCH_BYTES = 512 * 2**20  # of the files of a batch together
_FULL = "not read: these are too many files at once. Add those that were read, then this one again."


class Keeper(Protocol):
    """What keeps the entries of a batch beyond this process."""

    def put(self, entries: Sequence[ImportEntry]) -> None:
        """Keep them in place of those with the same numbers."""

    def choose(self, number: int, choices: ReadersChoices) -> None:
        """Keep what the reader changed of one."""


class _File(NamedTuple):
    name: str
    data: bytes


class _Address(NamedTuple):
    url: str


class _Pasted(NamedTuple):
    text: str


_Source = _File | _Address | _Pasted


class FileImport:
    """One batch; safe to ask from other threads than the one that reads.

    ``keeper`` keeps what was read; ``entries`` are those of a batch that was kept before.
    """

    def __init__(
        self,
        reader: IsolatedReader,
        library: Library,
        keeper: Keeper | None = None,
        entries: Sequence[ImportEntry] = (),
    ) -> None:
        self.key = secrets.token_hex(4)  # no other batch's
        self._reader, self._library = reader, library
        self._lock = threading.Lock()
        self._keeper, self._keeping = keeper, threading.Lock()
        self._entries: list[ImportEntry] = list(entries)
        self._sources: dict[int, _Source] = {}
        self._bytes = sum(len(e.original.data or b"") for e in entries if e.original is not None)
        self._cancelled = False
        self._at_work: Fetch | Recognition | None = None  # what takes long and can be stopped
        self._by_ocr: set[int] = set()  # entries whose pages are to be read as pictures
        self._thread: threading.Thread | None = None

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Queue files by name and bytes; an archive's files come in its place."""
        self._add([(display_name(name), _File(name, data)) for name, data in files])

    def add_address(self, url: str) -> None:
        """Queue a page to be fetched."""
        self._add([(url.strip()[:200], _Address(url))])

    def add_text(self, text: str) -> int:
        """Queue a pasted text; returns its number."""
        return self._add([(PASTED, _Pasted(text))])[0]

    def recognise(self, number: int) -> None:
        """Read a PDF once more, its pages as pictures: its own words are damaged."""
        with self._lock:
            old = self._entries[number]
            if old.original is None or old.original.data is None:
                return
            self._cancelled = False
            self._by_ocr.add(number)
            self._sources[number] = _File(old.original.name, old.original.data)
            self._entries[number] = ImportEntry(number=number, name=old.name, inner=old.inner)
        self._start()

    def choose(self, number: int, choices: ReadersChoices) -> None:
        """Remember what the reader cut and changed of an entry."""
        with self._keeping:
            with self._lock:
                self._entries[number] = msgspec.structs.replace(self._entries[number], choices=choices)
            if self._keeper is not None:
                self._keeper.choose(number, choices)

    def leave_out(self, number: int) -> None:
        """Forget what was read of an entry; nothing while it is being read."""
        with self._lock:
            one = self._entries[number]
            if one.state == "reading":
                return
            source = self._sources.pop(number, None)
            held = source.data if isinstance(source, _File) else one.original.data if one.original is not None else None
            self._bytes -= len(held or b"")
            self._entries[number] = ImportEntry(number=number, name=one.name, inner=one.inner, state="left out")
        self._keep([number])

    def entries(self) -> list[ImportEntry]:
        """Every file that wasn't left out and how far it is, in order."""
        with self._lock:
            return [e for e in self._entries if e.state != "left out"]

    def entry(self, number: int) -> ImportEntry:
        """One file and how far it is."""
        with self._lock:
            return self._entries[number]

    @property
    def running(self) -> bool:
        """Whether something still waits or is being read."""
        return any(e.state in {"waiting", "reading"} for e in self.entries())

    def cancel(self) -> None:
        """Read no further; what was read stays. What is being fetched or recognised is given up."""
        stopped = []
        with self._lock:
            self._cancelled = True
            if self._at_work is not None:
                self._at_work.stop()
            for n, one in enumerate(self._entries):
                if one.state == "waiting":
                    self._entries[n] = msgspec.structs.replace(one, state="cancelled", why=_STOPPED)
                    self._sources.pop(one.number, None)
                    stopped.append(n)
        self._keep(stopped)

    def close(self) -> None:
        """Read no further and keep nothing more: the batch was added or discarded."""
        with self._keeping:
            self._keeper = None
        self.cancel()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until all is read."""
        thread = self._thread  # it may end, and be forgotten, between a look and a wait
        if thread is not None:
            thread.join(seconds)

    def _add(self, sources: Iterable[tuple[str, _Source]]) -> list[int]:
        with self._lock:
            self._cancelled = False
            numbers = [self._put(name, source) for name, source in sources]
        self._keep(numbers)
        self._start()
        return numbers

    def _put(self, name: str, source: _Source, inner: bool = False) -> int:
        number = len(self._entries)
        entry = ImportEntry(number=number, name=name, inner=inner)
        size = len(source.data) if isinstance(source, _File) else 0
        if number >= BATCH_FILES or self._bytes + size > BATCH_BYTES:
            self._entries.append(msgspec.structs.replace(entry, state="refused", why=_FULL))
        elif self._cancelled:
            self._entries.append(msgspec.structs.replace(entry, state="cancelled", why=_STOPPED))
        else:
            self._entries.append(entry)
            self._sources[number] = source
            self._bytes += size
        return number

    def _keep(self, numbers: Sequence[int]) -> None:
        """Have entries kept as they are by now: whoever comes last keeps what is newest."""
        with self._keeping:
            if self._keeper is None or not numbers:
                return
            with self._lock:
                entries = [self._entries[n] for n in numbers]
            self._keeper.put(entries)

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._thread = threading.Thread(target=self._run, name="dateline-file-import", daemon=True)
            self._thread.start()

    def _next(self) -> ImportEntry | None:
        with self._lock:
            for n, one in enumerate(self._entries):
                if one.state == "waiting":
                    self._entries[n] = msgspec.structs.replace(one, state="reading")
                    return self._entries[n]
            # Decided under the lock: what is added later starts a thread of its own.
            self._thread = None
            return None

    def _run(self) -> None:
        while (one := self._next()) is not None:
            source = self._sources.pop(one.number)
            try:
                done = self._read(one, source)
            except DatelineError as error:
                done = msgspec.structs.replace(one, state="refused", why=str(error))
                if isinstance(source, _File) and done.why.startswith(LOOKS_DAMAGED):
                    original = Original(name=display_name(source.name), kind="pdf", data=source.data)
                    done = msgspec.structs.replace(done, original=original)
            except Exception:
                log.exception("a file could not be taken in")
                done = msgspec.structs.replace(
                    one, state="refused", why="Something went wrong while it was read. Try again."
                )
            with self._lock:
                self._entries[one.number] = done
                was = len(source.data) if isinstance(source, _File) else 0
                self._bytes += len((done.original.data if done.original is not None else None) or b"") - was
            self._keep([one.number])

    def _read(self, one: ImportEntry, source: _Source) -> ImportEntry:
        if isinstance(source, _Pasted):
            return self._read_as(one, read_pasted(source.text), None)
        if isinstance(source, _Address):
            with self._lock:
                fetch = self._at_work = Fetch(source.url)
            try:
                page = fetch.page()
            except NotFetched:
                if not fetch.stopped:
                    raise
                return msgspec.structs.replace(one, state="cancelled", why=_STOPPED)
            finally:
                with self._lock:
                    self._at_work = None
            name, data = display_name(urlsplit(page.url).path.rstrip("/") or "page"), page.data
            reading = self._reader.read("", data, url=page.url, declared=page.declared)
        else:
            name, data = display_name(source.name), source.data
            read = self._read_file(one, source)
            if read is None:
                return msgspec.structs.replace(one, state="cancelled", why=_STOPPED)
            reading = read
        if isinstance(reading, list):
            if one.inner:
                raise NotText("It is an archive within an archive. Unpack it and add the files themselves.")
            zipped = data[:2] == b"PK"
            return self._unpacked(one, reading, "an archive of" if zipped else "a mail whose text is no article, with")
        return self._read_as(one, reading, Original(name=name, kind=reading.kind, data=data))

    def _read_as(self, one: ImportEntry, reading: Reading, original: Original | None) -> ImportEntry:
        """The entry with its article; what hangs on a mail is queued."""
        reading, attached = taken_apart(reading, one.inner)
        article = article_of(reading)
        self._put_inner(one, attached)
        return msgspec.structs.replace(
            one,
            state="read",
            reading=reading,
            article=article,
            like=self._library.most_similar(article) or self._among(article),
            original=original,
        )

    def _read_file(self, one: ImportEntry, source: _File) -> Reading | list[tuple[str, bytes]] | None:
        """What was read of a file; None where it was stopped while its text was recognised."""
        recognition: list[Recognition] = []

        def begun(made: Recognition) -> None:
            with self._lock:
                recognition.append(made)
                self._at_work = made
                if self._cancelled:
                    made.stop()

        def progress(done: int, pages: int) -> None:
            with self._lock:
                self._entries[one.number] = msgspec.structs.replace(one, pages=(done, pages))

        try:
            ocr = one.number in self._by_ocr
            return self._reader.read(source.name, source.data, ocr=ocr, begun=begun, progress=progress)
        except ReaderStopped:
            if not (recognition and recognition[0].stopped):
                raise
            return None
        finally:
            with self._lock:
                self._at_work = None

    def _unpacked(self, one: ImportEntry, files: list[tuple[str, bytes]], what: str) -> ImportEntry:
        if not files:
            return msgspec.structs.replace(one, state="refused", why="The archive is empty. Add the files themselves.")
        self._put_inner(one, files)
        count = plural(len(files), "file")
        return msgspec.structs.replace(one, state="read", why=f"{what} {count}, each below")

    def _put_inner(self, one: ImportEntry, files: list[tuple[str, bytes]]) -> None:
        """Queue the files of an archive, or those that hang on a mail."""
        with self._lock:
            numbers = [
                self._put(f"{one.name} › {display_name(inner)}", _File(inner, content), inner=True)
                for inner, content in files
            ]
        self._keep(numbers)

    def _among(self, article: Article) -> SimilarArticle | None:
        """An article of the same batch that it is like."""
        articles = [e.article for e in self.entries() if e.article is not None]
        return most_like(article.text, ((a.id, a.text) for a in articles))
