"""The dashboard's side of the worker process: one article at a time, first come first served.

It loads no spaCy. A job is keyed by what the record depends on, so that a rerun or a second visitor
joins the job that is already waiting. A worker that takes too long, or dies, is replaced at the next article.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from components.analysis.worker import Reply
from components.domain.article import Article
from components.domain.errors import AnalysisFailed, AnalysisTimeout, DatelineError, ModelMissing
from components.domain.reading_progress import ReadingProgress
from components.domain.record import Record
from components.processes.worker_process import WorkerBroken, WorkerProcess

log = logging.getLogger(__name__)

LEAST_TIME, CHARACTERS_A_SECOND = 15.0, 1_600  # seconds that any article may take, and how its length adds to them
NOT_STARTED = "The reader could not be started. Try again; the log says more."
OTHERS = 0.25  # seconds after which it is looked again whether other servers are done
CLOSING = 5.0  # seconds that closing waits for the worker's end at most
DYING = 0.25  # seconds in which a worker that was ending already is gone
ASKED_AGAIN = 10.0  # seconds after which a model that was missing is looked for again where an article wants it
LOOKED_AGAIN = 60.0  # and where none does
START_LIMIT = 120.0  # seconds until a new worker has loaded its model
PROGRAM = "components.analysis.worker"
RECORD_BYTES = 2**30  # of an answer, at most: far more than the record of the longest text has


def seconds_for(text: str) -> float:
    """Seconds that reading a text may take: several times what news of its length takes on a slow computer."""
    return LEAST_TIME + len(text) / CHARACTERS_A_SECOND


@dataclass(eq=False)
class Job:
    """One article's turn: ``record`` or ``error`` is set when ``finished`` is."""

    article: Article = field(repr=False)
    started_at: float | None = None
    progress: ReadingProgress | None = field(default=None, repr=False)  # of a long text that is being read
    record: Record | None = field(default=None, repr=False)
    error: DatelineError | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float | None = None) -> Record | None:
        """The record when it is there, None where it isn't in time; raises the job's error."""
        if not self.finished.wait(seconds):
            return None
        if self.error is not None:
            raise self.error
        return self.record


class NotKept(AnalysisFailed):
    """The article was read, and its record could not be kept."""


class Claims(Protocol):
    """Who reads an article, where other servers may be at it as well; asked by one thread."""

    def take(self, article: Article) -> bool:
        """Whether it may be read here and now; False where another reads it."""

    def made(self, article: Article) -> Record | None:
        """The record that another made meanwhile; raises AnalysisFailed where that one could make none."""

    def release(self) -> None:
        """Let others have what was taken."""


class AnalysisClient:
    """Holds the queue and the one worker; safe to use from many threads.

    With ``claims`` an article that another server reads is waited for, and others are read before it. The model is
    loaded after ``load_after`` seconds, at once where an article comes before.
    """

    def __init__(
        self,
        time_limit: float | None = None,
        on_done: Callable[[Job], None] | None = None,
        on_mended: Callable[[], None] | None = None,
        claims: Claims | None = None,
        load_after: float = 0.0,
    ) -> None:
        self.time_limit = time_limit  # seconds for any article; None: by its length
        self._on_done, self._on_mended = on_done, on_mended
        self._claims = claims
        self._load_after = load_after
        self._changed = threading.Condition()
        self._waiting: list[Job] = []
        self._current: Job | None = None
        self._worker: WorkerProcess | None = None
        self._ready = False  # whether the worker has loaded its model
        self.loaded = False  # whether the last worker that was started did: one that died since makes way for a new one
        self._missing: tuple[float, ModelMissing] | None = None  # since when there is no model to load
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="dateline-analysis-client", daemon=True)
        self._thread.start()

    def submit(self, article: Article) -> Job:
        """The job for an article: the one already queued for the same, or a new one at the end.

        Where the model was missing just now it is finished already, with that as its error.
        """
        with self._changed:
            if self._closed:
                raise AnalysisFailed("Dateline is shutting down.")
            for job in [self._current, *self._waiting]:
                if job is not None and not job.finished.is_set() and job.article == article:
                    return job
            job = Job(article, error=self._known_missing())
            if job.error is not None:
                job.finished.set()
                return job
            self._waiting.append(job)
            self._changed.notify_all()
            return job

    def place(self, job: Job) -> int:
        """How many articles are read before this one; 0 when it is being read or done."""
        with self._changed:
            if job not in self._waiting:
                return 0
            return self._waiting.index(job) + (self._current is not None)

    def cancel(self, job: Job) -> bool:
        """Take a job that has not begun out of the queue; whether it was there."""
        with self._changed:
            if job not in self._waiting:
                return False
            self._waiting.remove(job)
        job.error = AnalysisFailed("Cancelled before it was read.")
        job.finished.set()
        return True

    @property
    def waiting(self) -> int:
        """How many articles are being read or wait for it."""
        with self._changed:
            return len(self._waiting) + (self._current is not None)

    def _known_missing(self) -> ModelMissing | None:
        """Why no article can be read, where the model was missing some seconds ago: no worker is started for each."""
        missing = self._missing
        return missing[1] if missing is not None and time.monotonic() - missing[0] < ASKED_AGAIN else None

    def close(self) -> None:
        """Stop: waiting jobs fail, the worker is killed and its end waited for, some seconds at most."""
        with self._changed:
            self._closed = True
            waiting, self._waiting = self._waiting, []
            self._changed.notify_all()
            worker = self._worker
        if worker is not None:
            worker.stop()
        for job in waiting:
            job.error = AnalysisFailed("Dateline was shut down before this article was read.")
            job.finished.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSING)

    def _serve(self) -> None:
        try:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed, self._load_after)
                closed = self._closed
            if not closed:
                self._prepare()
            while (job := self._next()) is not None:
                keep = False
                try:
                    job.record = self._made_elsewhere(job)
                    if job.record is None:
                        keep = True
                        job.record = self._read(job)
                except DatelineError as error:
                    job.error = error
                # An article that closing interrupted has not failed: nothing of it is kept.
                self._finish(job, keep=keep and not (self._closed and job.error is not None))
                with self._changed:
                    self._current = None
        finally:
            if self._claims is not None:
                self._claims.release()
            self._drop()

    def _next(self) -> Job | None:
        """The next job that no other server is at, when there is one; None once this is closed."""
        if self._claims is not None:
            self._claims.release()
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    if not self._changed.wait(None if self.loaded else LOOKED_AGAIN):
                        break
                if self._closed:
                    return None
                waiting = list(self._waiting)
            if not waiting:
                self._prepare()  # whoever mends what is missing needn't start the server anew
                continue
            for job in waiting:
                if self._claims is not None and not self._claims.take(job.article):
                    continue
                with self._changed:
                    if job in self._waiting:  # nobody cancelled it meanwhile
                        self._waiting.remove(job)
                        self._current = job
                        return job
            with self._changed:
                if not self._closed:
                    self._changed.wait(OTHERS)

    def _made_elsewhere(self, job: Job) -> Record | None:
        return self._claims.made(job.article) if self._claims is not None else None

    def _prepare(self) -> None:
        """Load the model before anyone asks; a failure is told with the first article."""
        try:
            self._ready_worker()
        except DatelineError as error:
            log.warning("%s", error)

    def _ready_worker(self) -> WorkerProcess:
        """The running worker, started anew where there is none; raises ModelMissing or AnalysisFailed."""
        if (missing := self._known_missing()) is not None:
            raise missing
        worker = self._worker
        if worker is None or not worker.is_alive():
            self._drop()
            self.loaded = False
            with self._changed:
                if self._closed:
                    raise AnalysisFailed("Dateline is shutting down.")
                try:
                    worker = self._worker = WorkerProcess(PROGRAM, most_bytes=RECORD_BYTES, trusted=True)
                except OSError as error:
                    log.warning("the worker could not be started: %s", error)
                    raise AnalysisFailed(NOT_STARTED) from error
        if not self._ready:
            try:
                reply = worker.greeting(Reply, START_LIMIT)
            except (WorkerBroken, TimeoutError, OSError):
                reply = None
            if reply is None or reply.ready is None:
                self._drop()
                if reply is not None and reply.failed:
                    missing = ModelMissing(reply.failed)
                    self._missing = (time.monotonic(), missing)
                    raise missing
                raise AnalysisFailed(NOT_STARTED)
            mended = self._missing is not None
            self._ready, self.loaded, self._missing = True, True, None
            if mended and self._on_mended is not None:
                self._on_mended()
        return worker

    def _read(self, job: Job) -> Record:
        reply = self._ask(job)
        if reply is None and time.monotonic() - (job.started_at or 0) < DYING:
            # It was ending before the article came, which the system tells only once it has ended.
            reply = self._ask(job)
        if reply is None:
            raise AnalysisFailed("The reader stopped while it read this text. Try again.")
        if reply.record is None:
            raise AnalysisFailed(reply.failed or "The reader gave no answer.")
        return reply.record

    def _ask(self, job: Job) -> Reply | None:
        """The worker's answer; None where it died, which makes way for a new one. Raises AnalysisTimeout."""
        worker = self._ready_worker()
        job.started_at = time.monotonic()
        seconds = seconds_for(job.article.text) if self.time_limit is None else self.time_limit
        try:
            return worker.ask(job.article, Reply, seconds, lambda reply: self._is_last(job, reply))
        except TimeoutError:
            self._drop()
            raise AnalysisTimeout(
                f"Reading this text took longer than {seconds:.0f} seconds and was stopped. "
                "Very long sentences or runs of brackets do this, or other work on this computer: try again later."
            ) from None
        except (WorkerBroken, OSError):
            self._drop()
            return None
        except ValueError as error:  # half a character, which no message can carry
            raise AnalysisFailed("This text holds signs that are no characters. Copy it again.") from error

    @staticmethod
    def _is_last(job: Job, reply: Reply) -> bool:
        if reply.progress is None:
            return True
        first = job.progress.first if job.progress is not None else None
        job.progress = msgspec.structs.replace(reply.progress, first=reply.progress.first or first)
        return False

    def _drop(self) -> None:
        worker, self._worker, self._ready = self._worker, None, False
        if worker is not None:
            worker.kill()

    def _finish(self, job: Job, *, keep: bool) -> None:
        if keep and self._on_done is not None:
            try:
                self._on_done(job)
            except Exception as error:
                log.exception("article %s could not be kept", job.article.id)
                job.error = NotKept(f"The analysis could not be kept ({type(error).__name__}). Try again.")
        job.finished.set()
