"""Work begun ahead: done once, by whoever is free, with the same result and error; nothing waits for nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from spacy.language import Language

from components.analysis.encoder import inference_threads
from components.analysis.encoder.inference_threads import Ahead, results, thread_count
from components.analysis.pipeline import ArticleAnalyser
from components.domain.article import make_article
from components.domain.record import Record


@pytest.fixture(params=[1, 2, 4])
def threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """So many threads, the test's own among them."""
    with ThreadPoolExecutor(max(1, request.param - 1)) as pool:
        monkeypatch.setattr(inference_threads, "thread_count", lambda: request.param)
        monkeypatch.setattr(inference_threads, "_pool", lambda: pool)
        yield request.param


def test_each_piece_of_work_is_done_once_and_results_keep_their_order(threads: int) -> None:
    done: list[int] = []

    def work(n: int) -> int:
        done.append(n)
        return n * n

    begun = [Ahead(lambda n=n: work(n)) for n in range(50)]  # type: ignore[misc]
    assert results(begun) == [n * n for n in range(50)]
    assert [one.result() for one in begun] == [n * n for n in range(50)], "asked twice"
    assert sorted(done) == list(range(50))
    assert results([]) == []


def test_an_error_is_raised_where_the_result_is_asked_for_each_time(threads: int) -> None:
    begun = Ahead(lambda: 1 // 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            begun.result()


def test_what_no_thread_has_begun_is_done_by_who_asks(threads: int) -> None:
    release = threading.Event()
    busy = [Ahead(release.wait) for _ in range(threads - 1)]  # every other thread stands still
    assert Ahead(threading.get_ident).result() == threading.get_ident()
    release.set()
    assert results(busy) == [True] * (threads - 1)


def test_work_may_ask_for_work_that_was_begun_before_it(threads: int) -> None:
    first = Ahead(lambda: 20)
    second = Ahead(lambda: first.result() + 1)
    third = Ahead(lambda: results([first, second]))
    assert results([third, third]) == [[20, 21]] * 2


@pytest.mark.parametrize(
    ("asked_for", "count"), [("1", 1), ("3", 3), ("64", 4), ("0", None), ("-1", None), ("x", None)]
)
def test_how_many_threads_there_are(monkeypatch: pytest.MonkeyPatch, asked_for: str, count: int | None) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", asked_for)
    monkeypatch.setattr(inference_threads, "_processors", lambda: 2)
    assert thread_count.__wrapped__() == (count or 2)


def test_a_record_is_the_same_on_any_number_of_threads(
    threads: int, nlp: Language, read: Callable[..., Record], seed_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = read(seed_text, date="2026-01-13")
    with monkeypatch.context() as alone:
        alone.setattr(inference_threads, "thread_count", lambda: 1)
        assert read(seed_text, date="2026-01-13") == made
    article = make_article(seed_text, date="2026-01-13")
    analyser = ArticleAnalyser(nlp)
    assert analyser.analyse(article) == analyser.analyse(article), "the second time from the parse that was kept"
