"""Takes in many files at once: reads them one after the other in the background, each with its own outcome.

Files that wait and what was read of them lie in the store, not in memory: a batch may be larger than the memory, and
goes on after a restart of the server.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from components.domain.errors import DatelineError, NotFound, StoreFailed
from components.domain.ids import article_id
from components.ingest.fetch.client import Fetch
from components.ingest.format_dispatch import display_name
from components.ingest.ocr.client import Recognition
from components.services.import_entry import PASTED, ImportEntry, ReadContent, ReadersChoices, Source
from components.services.import_keeper import Keeper
from components.services.similar_articles import SimilarArticle, WordCounts, most_like_counted, word_counts

__all__ = ["BATCH_BYTES", "BATCH_FILES", "EntryReader", "FileImport", "Held", "ImportEntry", "Progress"]

log = logging.getLogger(__name__)

STOPPED = "not read: you stopped it"
BATCH_FILES = 10_000  # files of a batch, those within archives too: what is known of each is held in memory (2 KB)
BATCH_BYTES = 2 * 2**30  # of the files of a batch together: they lie in the library's file until they are added
_FULL = "not read: these are too many files at once. Add those that were read, then this one again."
_FEW = 5  # files after whose reading the time of the others can be told


class EntryReader(Protocol):
    """What reads one entry: services/entry_reading.py."""

    def read(self, one: ImportEntry, data: bytes, held: Held) -> tuple[ImportEntry, ReadContent | None]:
        """The entry as it is after reading, and what was read of it; raises DatelineError."""


class Progress(NamedTuple):
    """How far a batch is; ``seconds`` it still takes, None where that can't be told yet."""

    done: int
    of: int
    refused: int
    seconds: float | None
    pages: tuple[int, int] | None


class Held:
    """What a reader of one entry tells its batch while it reads."""

    def __init__(self, batch: FileImport, number: int, by_ocr: bool) -> None:
        self._batch, self._number, self.by_ocr = batch, number, by_ocr

    def begun(self, work: Fetch | Recognition | None) -> None:
        """That something takes long and can be stopped; None: it is over."""
        self._batch.at_work(work)

    def pages(self, done: int, of: int) -> None:
        """How many pages were recognised."""
        self._batch.tell_pages(self._number, (done, of))

    def put_inner(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Queue the files of an archive, or those that hang on a mail."""
        self._batch.put_inner(self._number, files)

    def among(self, text: str) -> SimilarArticle | None:
        """An article of the same batch that a text is like."""
        return self._batch.among(text)


class FileImport:
    """One visitor's batch; safe to ask from other threads than the one that reads.

    ``entries`` are those that were kept before: ``go_on`` has those of them read that wait.
    """

    def __init__(self, reader: EntryReader, keeper: Keeper, entries: Sequence[ImportEntry] = ()) -> None:
        self.key = secrets.token_hex(4)  # no other batch's
        self._reader, self._keeper = reader, keeper
        self._lock = threading.Lock()
        self._entries = {e.number: e for e in entries}
        self._next_number = max(self._entries, default=-1) + 1  # never given twice: a page may know an earlier one
        self._waiting = deque(e.number for e in entries if not e.done)
        self._counted: dict[int, WordCounts] = {}  # the texts that were read
        self._cancelled = self._closed = False
        self._at_work: Fetch | Recognition | None = None  # what takes long and can be stopped
        self._by_ocr: set[int] = set()  # entries whose pages are to be read as pictures
        self._thread: threading.Thread | None = None
        self._began, self._read_since = time.monotonic(), 0

    # What a visitor does

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> list[int]:
        """Queue files by name and bytes; an archive's files come in its place. Returns their numbers."""
        return self._add(_named(files))

    def add_address(self, url: str) -> int:
        """Queue a page to be fetched; returns its number."""
        return self._add([(url.strip()[:200], "address", url, url.encode("utf-8", "replace"))])[0]

    def add_text(self, text: str) -> int:
        """Queue a pasted text; returns its number."""
        return self._add([(PASTED, "pasted", PASTED, text.encode("utf-8", "surrogatepass"))])[0]

    def recognise(self, numbers: Collection[int]) -> None:
        """Read PDF files once more, their pages as pictures: their own words are damaged."""
        again = []
        with self._lock:
            self._cancelled = False
            for number in numbers:
                old = self._entries.get(number)
                if old is None or not old.damaged or not old.done:
                    continue
                changed = {"state": "waiting", "why": "", "found": None, "like": None, "choices": ReadersChoices()}
                again.append(msgspec.structs.replace(old, **changed))
                self._by_ocr.add(number)
                self._counted.pop(number, None)
        self._update(again)
        self.choose({e.number: e.choices for e in again})
        with self._lock:
            self._waiting.extend(e.number for e in again if e.number in self._entries)
        self.go_on()

    def choose(self, choices: Mapping[int, ReadersChoices]) -> None:
        """Remember what the reader cut and changed, by number."""
        with self._lock:
            known = {n: c for n, c in choices.items() if n in self._entries}
            for number, chosen in known.items():
                self._entries[number] = msgspec.structs.replace(self._entries[number], choices=chosen)
        try:
            self._keeper.choose(known)
        except StoreFailed as error:
            log.warning("what was changed before adding is not kept: %s", error)

    def leave_out(self, number: int) -> None:
        """Forget what was read of an entry; nothing while it is being read."""
        with self._lock:
            one = self._entries.get(number)
        if one is not None and one.state != "reading":
            self.forget([number])

    def cancel(self) -> None:
        """Read no further; what was read stays. What is being fetched or recognised is given up."""
        with self._lock:
            self._cancelled = True
            if self._at_work is not None:
                self._at_work.stop()
            stopped = [self._entries[n] for n in self._waiting if n in self._entries]
            stopped = [msgspec.structs.replace(e, state="cancelled", why=STOPPED) for e in stopped]
            self._entries |= {e.number: e for e in stopped}
            self._waiting.clear()
        self._update(stopped)

    def forget(self, numbers: Collection[int] | None = None) -> None:
        """Take entries out for good, all that there are by now where no numbers are given; others stay."""
        with self._lock:
            gone = set(self._entries) if numbers is None else set(numbers) & set(self._entries)
            for number in gone:
                if self._entries.pop(number).state == "reading" and self._at_work is not None:
                    self._at_work.stop()
                self._counted.pop(number, None)
            self._waiting = deque(n for n in self._waiting if n not in gone)
        if gone:
            self._keeper.forget(gone)

    def close(self) -> None:
        """Read no further: the server stops. What waits is read after its next start."""
        with self._lock:
            self._closed = True
            if self._at_work is not None:
                self._at_work.stop()

    # What a page asks

    def entries(self) -> list[ImportEntry]:
        """Every file and how far it is, in order."""
        with self._lock:
            return list(self._entries.values())

    def entry(self, number: int) -> ImportEntry:
        """One file and how far it is; raises NotFound where it was left out or added."""
        with self._lock:
            if number not in self._entries:
                raise NotFound("This file is not among those that were read in any more.")
            return self._entries[number]

    def content(self, number: int) -> ReadContent | None:
        """What was read of an entry; None where nothing was."""
        return self._keeper.content(number)

    @property
    def running(self) -> bool:
        """Whether something still waits or is being read."""
        with self._lock:
            return bool(self._waiting) or any(e.state == "reading" for e in self._entries.values())

    def progress(self) -> Progress:
        """How far the batch is."""
        with self._lock:
            entries = list(self._entries.values())
            left = sum(not e.done for e in entries)
            each = (time.monotonic() - self._began) / self._read_since if self._read_since >= _FEW else None
            return Progress(
                done=len(entries) - left,
                of=len(entries),
                refused=sum(e.state == "refused" for e in entries),
                seconds=None if each is None else each * left,
                pages=next((e.pages for e in entries if e.state == "reading" and e.pages), None),
            )

    def wait(self, seconds: float | None = None) -> None:
        """Wait until all is read."""
        thread = self._thread  # it may end, and be forgotten, between a look and a wait
        if thread is not None:
            thread.join(seconds)

    # What the reading of an entry tells

    def at_work(self, work: Fetch | Recognition | None) -> None:
        """What takes long at the moment and can be stopped."""
        with self._lock:
            self._at_work = work
            if work is not None and (self._cancelled or self._closed):
                work.stop()

    def tell_pages(self, number: int, pages: tuple[int, int]) -> None:
        """How many pages of an entry were recognised."""
        with self._lock:
            if number in self._entries:
                self._entries[number] = msgspec.structs.replace(self._entries[number], pages=pages)

    def put_inner(self, number: int, files: Iterable[tuple[str, bytes]]) -> None:
        """Queue what an entry holds, unless it was left out meanwhile."""
        with self._lock:
            outer = self._entries.get(number)
        if outer is not None:
            self._put(_named(files, f"{outer.name} › "), inner=True)

    def among(self, text: str) -> SimilarArticle | None:
        """An article of the batch that a text is like."""
        own = article_id(text)
        with self._lock:
            lacking = [n for n, e in self._entries.items() if e.found is not None and n not in self._counted]
        for number in lacking:  # of those that were read before a restart
            if (known := self._keeper.text(number)) is not None:
                self._counted[number] = word_counts(known[1])
        with self._lock:
            there = own in {e.found.id for e in self._entries.values() if e.found is not None}
            counted = {str(n): counts for n, counts in self._counted.items() if n in self._entries}
        if there:
            return SimilarArticle(own, 1.0)
        found = most_like_counted(text, counted, lambda keys: [(k, self._text(int(k))) for k in keys])
        return None if found is None else msgspec.structs.replace(found, id=self._id_of(int(found.id)))

    def _text(self, number: int) -> str:
        known = self._keeper.text(number)
        return known[1] if known is not None else ""

    def _id_of(self, number: int) -> str:
        with self._lock:
            found = self._entries[number].found if number in self._entries else None
        return found.id if found is not None else ""

    # Reading

    def _add(self, sources: Iterable[tuple[str, Source, str, bytes]]) -> list[int]:
        with self._lock:
            self._cancelled = False
        numbers = self._put(sources)
        self.go_on()
        return numbers

    def _put(self, sources: Iterable[tuple[str, Source, str, bytes]], *, inner: bool = False) -> list[int]:
        """Give entries their numbers and keep them; those that can't be kept are refused."""
        given: list[ImportEntry] = []

        def numbered() -> Iterable[tuple[ImportEntry, bytes]]:
            with self._lock:
                room = BATCH_FILES - len(self._entries), BATCH_BYTES - sum(e.size for e in self._entries.values())
            for name, source, file, data in sources:
                with self._lock:
                    number, self._next_number = self._next_number, self._next_number + 1
                    stopped = self._cancelled
                one = ImportEntry(number=number, name=name, source=source, file=file, size=len(data), inner=inner)
                if len(given) >= room[0] or sum(e.size for e in given) + len(data) > room[1]:
                    one = msgspec.structs.replace(one, state="refused", why=_FULL, size=0)
                elif stopped:
                    one = msgspec.structs.replace(one, state="cancelled", why=STOPPED, size=0)
                given.append(one)
                yield one, data

        try:
            self._keeper.add(numbered())
        except StoreFailed as error:
            given = [msgspec.structs.replace(e, state="refused", why=str(error), size=0) for e in given]
        with self._lock:
            self._entries |= {e.number: e for e in given}
            self._waiting.extend(e.number for e in given if not e.done)
        return [e.number for e in given]

    def _update(self, entries: Sequence[ImportEntry]) -> None:
        """Keep entries that were changed, in the store too."""
        kept = self._kept(entries)
        with self._lock:
            self._entries |= {e.number: e for e in kept if e.number in self._entries}

    def _kept(self, entries: Sequence[ImportEntry], content: ReadContent | None = None) -> list[ImportEntry]:
        """The entries once they are in the store; refused where it fails."""
        try:
            self._keeper.update(entries, content)
        except StoreFailed as error:
            log.warning("what was read of files is not kept: %s", error)
            return [msgspec.structs.replace(e, state="refused", why=str(error), found=None) for e in entries]
        return list(entries)

    def go_on(self) -> None:
        """Read what waits, in the background."""
        with self._lock:
            if not self._waiting or self._closed or (self._thread is not None and self._thread.is_alive()):
                return
            self._began, self._read_since = time.monotonic(), 0
            self._thread = threading.Thread(target=self._run, name="dateline-file-import", daemon=True)
            self._thread.start()

    def _next(self) -> ImportEntry | None:
        with self._lock:
            while self._waiting and not self._closed:
                number = self._waiting.popleft()
                if number in self._entries:
                    self._entries[number] = msgspec.structs.replace(self._entries[number], state="reading")
                    return self._entries[number]
            # Decided under the lock: what is added later starts a thread of its own.
            self._thread = None
            return None

    def _run(self) -> None:
        while (one := self._next()) is not None:
            content = None
            try:
                data = self._keeper.file(one.number)
                if data is None:
                    raise StoreFailed("not read: its file is not there any more. Add it again.")
                done, content = self._reader.read(one, data, Held(self, one.number, one.number in self._by_ocr))
            except DatelineError as error:
                done = msgspec.structs.replace(one, state="refused", why=str(error))
            except Exception:
                log.exception("a file could not be taken in")
                why = "Something went wrong while it was read. Try again."
                done = msgspec.structs.replace(one, state="refused", why=why)
            if content is not None and done.found is not None:
                counts = word_counts(content.article.text)
                with self._lock:
                    self._counted[one.number] = counts
            with self._lock:
                if self._closed:
                    return
            # Kept first: who sees that it is read finds what was read.
            (done,) = self._kept([done], content)
            with self._lock:
                self._read_since += 1
                if (now := self._entries.get(one.number)) is not None:  # else it was left out in the meantime
                    self._entries[one.number] = msgspec.structs.replace(done, choices=now.choices, pages=None)


def _named(files: Iterable[tuple[str, bytes]], before: str = "") -> Iterable[tuple[str, Source, str, bytes]]:
    return ((f"{before}{display_name(name)}", "file", name, data) for name, data in files)
