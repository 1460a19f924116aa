"""Takes in many files at once: reads them one after the other in the background, each with its own outcome."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from components.domain.article import Article
from components.domain.errors import DatelineError, NotFetched, NotText, ReaderStopped
from components.domain.original_file import Original
from components.domain.plural import plural
from components.ingest.damage_detection import LOOKS_DAMAGED
from components.ingest.fetch.client import Fetch
from components.ingest.format_dispatch import display_name
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.mail.attachments import taken_apart
from components.ingest.ocr.client import Recognition
from components.ingest.reading_result import Reading, article_of, article_zones
from components.services.library import Library
from components.services.similar_articles import SimilarArticle, most_like

log = logging.getLogger(__name__)

State = Literal["waiting", "reading", "read", "refused", "cancelled"]
_STOPPED = "not read: you stopped it"


class ImportEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file or address and how far it is.

    ``like`` is the article of the library, or of this batch, that the text is the same as or a version of; ``original``
    the file itself.
    """

    number: int
    name: str
    inner: bool = False  # from an archive
    state: State = "waiting"
    reading: Reading | None = None
    article: Article | None = None
    why: str = ""
    like: SimilarArticle | None = None
    original: Original | None = None
    pages: tuple[int, int] | None = None  # done and in all, while text is recognised

    @property
    def damaged(self) -> bool:
        """Whether it is a PDF whose words look damaged, which text recognition may read better."""
        notes = [self.why, *(self.reading.notes if self.reading is not None else ())]
        return self.original is not None and any(words.startswith(LOOKS_DAMAGED) for words in notes)


def original_of(entry: ImportEntry, changed: Collection[int] = ()) -> Original | None:
    """The file that an entry was read from, with the places of the words that its article has.

    ``changed`` are the numbers of blocks that a reader cut or brought back.
    """
    if entry.original is None or entry.reading is None:
        return None
    return msgspec.structs.replace(entry.original, zones=article_zones(entry.reading, changed))


def _what(source: tuple[str, bytes] | str) -> str:
    """What holds files and is no article itself."""
    zipped = not isinstance(source, str) and source[1][:2] == b"PK"
    return "an archive of" if zipped else "a mail whose text is no article, with"


class FileImport:
    """One batch; safe to ask from other threads than the one that reads."""

    def __init__(self, reader: IsolatedReader, library: Library) -> None:
        self._reader, self._library = reader, library
        self._lock = threading.Lock()
        self._entries: list[ImportEntry] = []
        self._sources: dict[int, tuple[str, bytes] | str] = {}
        self._cancelled = False
        self._at_work: Fetch | Recognition | None = None  # what takes long and can be stopped
        self._by_ocr: set[int] = set()  # entries whose pages are to be read as pictures
        self._thread: threading.Thread | None = None

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Queue files by name and bytes; an archive's files come in its place."""
        with self._lock:
            for name, data in files:
                self._put(display_name(name), (name, data))
        self._start()

    def add_address(self, url: str) -> None:
        """Queue a page to be fetched."""
        with self._lock:
            self._put(url.strip()[:200], url)
        self._start()

    def recognise(self, number: int) -> None:
        """Read a PDF once more, its pages as pictures: its own words are damaged."""
        with self._lock:
            old = self._entries[number]
            if old.original is None or old.original.data is None:
                return
            self._cancelled = False
            self._by_ocr.add(number)
            self._sources[number] = (old.original.name, old.original.data)
            self._entries[number] = ImportEntry(number=number, name=old.name, inner=old.inner)
        self._start()

    def entries(self) -> list[ImportEntry]:
        """Every file and how far it is, in order."""
        with self._lock:
            return list(self._entries)

    @property
    def running(self) -> bool:
        """Whether something still waits or is being read."""
        return any(e.state in {"waiting", "reading"} for e in self.entries())

    def cancel(self) -> None:
        """Read no further; what was read stays. What is being fetched or recognised is given up."""
        with self._lock:
            self._cancelled = True
            if self._at_work is not None:
                self._at_work.stop()
            for n, one in enumerate(self._entries):
                if one.state == "waiting":
                    self._entries[n] = msgspec.structs.replace(one, state="cancelled", why=_STOPPED)
                    self._sources.pop(one.number, None)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until all is read."""
        thread = self._thread  # it may end, and be forgotten, between a look and a wait
        if thread is not None:
            thread.join(seconds)

    def _put(self, name: str, source: tuple[str, bytes] | str, inner: bool = False) -> None:
        number = len(self._entries)
        self._entries.append(ImportEntry(number=number, name=name, inner=inner))
        self._sources[number] = source

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
                if isinstance(source, tuple) and done.why.startswith(LOOKS_DAMAGED):
                    original = Original(name=display_name(source[0]), kind="pdf", data=source[1])
                    done = msgspec.structs.replace(done, original=original)
            except Exception:
                log.exception("a file could not be taken in")
                done = msgspec.structs.replace(
                    one, state="refused", why="Something went wrong while it was read. Try again."
                )
            with self._lock:
                self._entries[one.number] = done

    def _read(self, one: ImportEntry, source: tuple[str, bytes] | str) -> ImportEntry:
        if isinstance(source, str):
            with self._lock:
                fetch = self._at_work = Fetch(source)
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
            name, data = display_name(source[0]), source[1]
            read = self._read_file(one, *source)
            if read is None:
                return msgspec.structs.replace(one, state="cancelled", why=_STOPPED)
            reading = read
        if isinstance(reading, list):
            if one.inner:
                raise NotText("It is an archive within an archive. Unpack it and add the files themselves.")
            return self._unpacked(one, reading, _what(source))
        reading, attached = taken_apart(reading, one.inner)
        article = article_of(reading)
        self._put_inner(one, attached)
        return msgspec.structs.replace(
            one,
            state="read",
            reading=reading,
            article=article,
            like=self._library.most_similar(article) or self._among(article),
            original=Original(name=name, kind=reading.kind, data=data),
        )

    def _read_file(self, one: ImportEntry, name: str, data: bytes) -> Reading | list[tuple[str, bytes]] | None:
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
            return self._reader.read(name, data, ocr=ocr, begun=begun, progress=progress)
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
            for inner, content in files:
                self._put(f"{one.name} › {display_name(inner)}", (inner, content), inner=True)
                if self._cancelled:
                    last = self._entries[-1]
                    self._entries[-1] = msgspec.structs.replace(last, state="cancelled", why=_STOPPED)

    def _among(self, article: Article) -> SimilarArticle | None:
        """An article of the same batch that it is like."""
        articles = [e.article for e in self.entries() if e.article is not None]
        return most_like(article.text, ((a.id, a.text) for a in articles))
