"""Reads collections as a whole (cast, chronicle, trends) in a process of its own, and keeps what was read.

A reading is made anew when an article is added, read, corrected or taken out, or a reader decides who is who; until it
is there the older one is shown. One collection is read at a time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence

import msgspec

from components.analysis.version import pipeline_version
from components.collection.reading import CollectionReading
from components.domain.correction_replay import apply_edits
from components.domain.errors import DatelineError
from components.domain.ids import digest
from components.domain.record import from_json, to_json
from components.processes.worker_process import WorkerBroken, WorkerProcess
from components.services.cast_decisions import decisions_in_effect
from components.services.clock import now
from components.services.collection_worker import Answer, Batch, Make, decoded
from components.store.article_queries import which_are_there
from components.store.cast_queries import numbers_in_effect
from components.store.collection_reading_queries import (
    MaterialState,
    StoredReading,
    forget_ownerless_readings,
    get_reading,
    material_states,
    put_reading,
    reading_state,
    record_blobs,
)
from components.store.correction_queries import edits_in_effect, list_edits
from components.store.database import Store

log = logging.getLogger(__name__)
PROGRAM = "components.services.collection_worker"
READING_BYTES = 2**30
START_LIMIT, LEAST_TIME, SECONDS_AN_ARTICLE = 60.0, 60.0, 0.1
_BATCH_BYTES = 8 * 2**20
_DECODED_AT_ONCE = 4  # readings kept at hand
TRY_AGAIN = 600.0  # seconds after a reading that gave nothing
FAILED = "What the articles say together could not be read; in ten minutes it is tried again. The log says more."


class ReadingState(msgspec.Struct, frozen=True, kw_only=True):
    """What is there of a collection: its reading (None: not yet), whether that is of the articles as they are now.

    ``made_from`` tells readings apart. ``read`` of the ``of`` articles have been read each for itself; ``at_work``:
    the collection is being read, or waits for its turn; ``failure``: why that gave nothing.
    """

    reading: CollectionReading | None
    made_from: str | None
    current: bool
    at_work: bool
    read: int
    of: int
    failure: str | None = None


class CollectionReadings:
    """The readings of one store's collections; safe to use from many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._work = threading.Lock()  # one collection is read at a time
        self._running: set[tuple[str, str]] = set()
        self._failed: dict[str, float] = {}  # what a reading was to be made from, and when it gave nothing
        self._worker: WorkerProcess | None = None
        self._closed = False
        self._decoded: dict[str, tuple[str, CollectionReading]] = {}

    def state(self, of: str, articles: Sequence[str], *, or_of: str | None = None) -> ReadingState:
        """What there is of these articles, kept under ``of``; a reading that is missing or older is begun.

        Where one kept under ``or_of`` was made from the very same, it is that.
        """
        with self._store.reading() as connection:
            states = material_states(connection, articles)
            wanted = _made_from(states, numbers_in_effect(connection, articles))
            kept = reading_state(connection, or_of) if or_of is not None and or_of != of else None
            if or_of is not None and kept is not None and kept[0] == wanted:
                of = or_of
            else:
                kept = reading_state(connection, of)
        reading = self._reading(of, kept[0]) if kept is not None else None
        current = reading is not None and kept is not None and kept[0] == wanted
        failure = self._failure(wanted)
        if states and not current and failure is None:
            self._begin(of, wanted, [s.article for s in states])
        return ReadingState(
            reading=reading,
            made_from=kept[0] if reading is not None and kept is not None else None,
            current=current,
            at_work=not current and self._at_work(of),
            read=len(states),
            of=len(articles),
            failure=failure,
        )

    def close(self) -> None:
        """Read nothing more: the server stops."""
        with self._lock:
            self._closed = True
            worker = self._worker
        if worker is not None:
            worker.stop()

    def forget(self) -> None:
        """Hold no reading at hand: an article that its words are of was deleted."""
        with self._lock:
            self._decoded.clear()

    def _failure(self, made_from: str) -> str | None:
        """Why the last try at a reading gave nothing; None where that is long ago, so that it is tried again."""
        with self._lock:
            at = self._failed.get(made_from)
            if at is None or time.monotonic() - at < TRY_AGAIN:
                return FAILED if at is not None else None
            del self._failed[made_from]
            return None

    def _at_work(self, of: str) -> bool:
        with self._lock:
            return any(one == of for one, _ in self._running)

    def _reading(self, of: str, made_from: str) -> CollectionReading | None:
        """The reading kept that was made from these, decoded once; None where it is gone or understood no more.

        Another that took its place meanwhile may be of other articles, which a link doesn't open.
        """
        with self._lock:
            found = self._decoded.get(of)
        if found is not None and found[0] == made_from:
            return found[1]
        with self._store.reading() as connection:
            stored = get_reading(connection, of)
        if stored is None or stored.made_from != made_from:
            return None
        try:
            reading = decoded(stored.reading)
        except msgspec.DecodeError as error:
            log.warning("the reading of a collection can't be understood (%s)", type(error).__name__)
            return None
        with self._lock:
            if len(self._decoded) >= _DECODED_AT_ONCE:
                self._decoded.pop(next(iter(self._decoded)))
            self._decoded[of] = stored.made_from, reading
        return reading

    def _begin(self, of: str, made_from: str, articles: list[str]) -> None:
        with self._lock:
            if self._closed or any(one == of for one, _ in self._running):
                return
            self._running.add((of, made_from))
        thread = threading.Thread(
            target=self._run, args=(of, made_from, articles), name="dateline-collection-reading", daemon=True
        )
        thread.start()

    def _run(self, of: str, made_from: str, articles: list[str]) -> None:
        try:
            with self._work:
                reading = self._read(articles)
            with self._store.writing() as connection:
                if len(which_are_there(connection, articles)) < len(articles):
                    return  # one was deleted meanwhile: none of its words are kept
                put_reading(
                    connection,
                    of,
                    StoredReading(made_from=made_from, made_at=now(), articles=len(articles), reading=reading),
                )
                forget_ownerless_readings(connection)
        except Exception as error:
            # Whatever went wrong will again: it must not be tried at every look at the page.
            with self._lock:
                if not self._closed:
                    expected = isinstance(error, DatelineError | WorkerBroken | TimeoutError | OSError)
                    kind = type(error).__name__
                    log.warning("a collection was not read (%s)", kind, exc_info=None if expected else error)
                    self._failed[made_from] = time.monotonic()
        finally:
            with self._lock:
                self._running.discard((of, made_from))

    def _read(self, articles: list[str]) -> bytes:
        """The reading of articles, made by a worker; raises WorkerBroken, TimeoutError, OSError."""
        decisions = decisions_in_effect(self._store, articles)
        worker = WorkerProcess(PROGRAM, most_bytes=READING_BYTES, trusted=True)
        try:
            with self._lock:
                self._worker = worker
                if self._closed:
                    raise WorkerBroken("Dateline is shutting down")
            worker.greeting(Answer, START_LIMIT)
            for batch in self._batches(articles):
                worker.ask(Batch(batch), Answer, LEAST_TIME)
            answer = worker.ask(Make(decisions), Answer, LEAST_TIME + SECONDS_AN_ARTICLE * len(articles))
            if answer.reading is None:
                raise WorkerBroken(answer.failed or "no answer")
            return answer.reading
        finally:
            with self._lock:
                self._worker = None
            worker.kill()

    def _batches(self, articles: list[str]) -> Iterator[list[bytes]]:
        """The corrected records, as JSON, some megabytes at a time."""
        batch: list[bytes] = []
        size = 0
        with self._store.reading() as connection:
            for article, blob in record_blobs(connection, articles):
                edits = edits_in_effect(list_edits(connection, article))
                batch.append(to_json(apply_edits(from_json(blob), edits)) if edits else blob)
                size += len(batch[-1])
                if size >= _BATCH_BYTES:
                    yield batch
                    batch, size = [], 0
        if batch:
            yield batch


def _made_from(states: Sequence[MaterialState], decisions: Sequence[int]) -> str:
    version = pipeline_version().dateline
    return digest(
        version, str(list(decisions)), *(f"{s.article} {s.read_at} {s.edits} {s.undone}" for s in states), length=32
    )
