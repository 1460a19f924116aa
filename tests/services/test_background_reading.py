"""Many articles that were added at once are read in the background, behind those that visitors open."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from components.analysis.client import Job
from components.domain.article import Article, make_article
from components.domain.errors import AnalysisFailed
from components.services.analysis_queue import AT_ONCE, AnalysisQueue
from components.store.database import Store
from tests.specimen import specimen

MANY = [make_article(f"Story {n}. The council voted on Monday.") for n in range(AT_ONCE + 5)]


class Slow:
    """An analyst that answers when it is told to; of one article it says that it can't be read."""

    def __init__(self, *, bad: str = "") -> None:
        self.asked: list[Job] = []
        self.bad, self.free = bad, threading.Semaphore(0)
        self.queue: AnalysisQueue | None = None

    def submit(self, article: Article) -> Job:
        for job in self.asked:
            if job.article.id == article.id and not job.finished.is_set():
                return job
        job = Job(article)
        self.asked.append(job)
        threading.Thread(target=self._answer, args=(job,), daemon=True).start()
        return job

    def _answer(self, job: Job) -> None:
        self.free.acquire()
        if job.article.id == self.bad:
            job.error = AnalysisFailed("The reader could not be started.")
        elif self.queue is not None:
            import msgspec

            job.record = msgspec.structs.replace(specimen(), id=job.article.id)
            self.queue._keep(job)
        job.finished.set()

    def place(self, job: Job) -> int:
        return 0

    def close(self) -> None:
        pass


def made_queue(url: str, slow: Slow) -> AnalysisQueue:
    slow.queue = AnalysisQueue(Store(url), slow)  # type: ignore[arg-type]
    return slow.queue


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def queue(library_url: str, slow: Slow) -> Iterator[AnalysisQueue]:
    made = made_queue(library_url, slow)
    yield made
    made.close()


def until(met: object) -> None:
    ends = time.monotonic() + 10
    while not met():  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_many_are_handed_on_one_at_a_time_and_all_are_read(queue: AnalysisQueue, slow: Slow) -> None:
    queue.take_in(MANY)
    until(lambda: slow.asked)
    time.sleep(0.1)
    assert len(slow.asked) == 1  # whoever opens another is next
    slow.free.release(len(MANY) + 1)
    until(lambda: queue.background.progress() is None)
    assert {j.article.id for j in slow.asked} >= {a.id for a in MANY}
    assert all(queue.open(a.id).record is not None for a in MANY)


def test_its_progress_is_told_until_all_are_read(queue: AnalysisQueue, slow: Slow) -> None:
    queue.take_in(MANY)
    slow.free.release(4)
    until(lambda: (p := queue.background.progress()) is not None and p.read == 4)
    now = queue.background.progress()
    assert now is not None and now.of == len(MANY) + 1 and now.seconds is not None  # the seed was unread, too
    slow.free.release(len(MANY))
    until(lambda: queue.background.progress() is None)


def test_a_few_are_queued_at_once(queue: AnalysisQueue, slow: Slow) -> None:
    queue.take_in(MANY[:3])
    assert [j.article.id for j in slow.asked] == [a.id for a in MANY[:3]]
    assert queue.background.progress() is None


def test_it_goes_on_after_a_restart(library_url: str, slow: Slow) -> None:
    first = made_queue(library_url, slow)
    first.take_in(MANY)
    until(lambda: slow.asked)
    first.close()
    later = Slow()
    second = made_queue(library_url, later)
    second.resume()
    later.free.release(len(MANY) + 1)
    until(lambda: second.background.progress() is None)
    assert all(second.open(a.id).record is not None for a in MANY)
    second.close()


def test_one_that_cannot_be_read_is_passed_over(library_url: str) -> None:
    slow = Slow(bad=MANY[2].id)
    queue = made_queue(library_url, slow)
    slow.free.release(len(MANY) + 1)
    queue.take_in(MANY)
    until(lambda: len(slow.asked) >= len(MANY) + 1 and all(j.finished.is_set() for j in slow.asked))
    assert [j.article.id for j in slow.asked].count(MANY[2].id) == 1
    queue.close()
