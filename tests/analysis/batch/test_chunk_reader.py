"""Chunks in worker processes: what a death, a hang or an error costs, and that nothing is left running."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from components.analysis.batch import chunk_reader
from components.analysis.batch.chunk_reader import ChunkReader, ChunkReaders, ReaderClosed
from components.analysis.batch.in_order import outcomes_in_order
from components.analysis.batch.local import LocalReaders
from components.analysis.batch.messages import CHUNK_SIZE, Outcome, PlacedArticle
from components.domain.article import make_article
from components.domain.errors import AnalysisFailed
from tests.analysis.batch.made_worker import PROGRAM, made_record
from tests.analysis.batch.running import made_workers


def placed(*texts: str) -> list[PlacedArticle]:
    return [PlacedArticle(make_article(text)) for text in texts]


def told(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Of each article its text, or why it has no record."""
    return [msgspec.json.decode(o.record)["text"] if o.record else o.failed for o in outcomes]


@pytest.fixture
def reader() -> Iterator[ChunkReader]:
    one = ChunkReader(PROGRAM)
    yield one
    one.close()


DIED = "The reader stopped while it read this text, twice. It is left out."


def test_each_article_has_its_record_in_order(reader: ChunkReader) -> None:
    assert told(reader.read(placed("one", "two", "three"))) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("dies", DIED),
        ("raises", "The reader stopped on this text (ValueError)."),
        ("hangs", "Reading this text took longer than 1 seconds, twice. It is left out."),
    ],
)
def test_a_bad_article_is_named_and_all_others_have_records(
    bad: str, why: str, reader: ChunkReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunk_reader, "seconds_for", lambda text: 0.6)
    assert told(reader.read(placed("one", bad, "three"))) == ["one", why, "three"]
    assert told(reader.read(placed("four", "five"))) == ["four", "five"]
    assert told(reader.read(placed(bad))) == [why]


def test_two_bad_articles_of_a_chunk_are_both_named(reader: ChunkReader) -> None:
    assert told(reader.read(placed("dies", "two", "dies"))) == [DIED, "two", DIED]


def test_a_worker_that_dies_once_costs_no_article(reader: ChunkReader, tmp_path: Path) -> None:
    text = f"dies once {tmp_path / 'marker'}"
    assert told(reader.read(placed("one", text, "three"))) == ["one", text, "three"]
    alone = f"dies once {tmp_path / 'other'}"
    assert told(reader.read(placed(alone))) == [alone]


def test_a_worker_that_is_killed_between_chunks_costs_no_article(reader: ChunkReader) -> None:
    reader.read(placed("one"))
    [worker] = made_workers()
    worker.kill()
    worker.wait()
    assert told(reader.read(placed("two", "three"))) == ["two", "three"]


def test_where_no_worker_starts_it_is_told() -> None:
    for program in ("tests.analysis.batch.nowhere", "tests.analysis.batch"):
        with pytest.raises(AnalysisFailed, match="could not be started"):
            ChunkReader(program).read(placed("one"))


def test_closing_ends_what_is_read_and_starts_nothing_anew() -> None:
    readers = ChunkReaders(PROGRAM)
    raised: list[BaseException] = []

    def read() -> None:
        try:
            readers.read(placed("hangs"))
        except ReaderClosed as error:
            raised.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    until = time.monotonic() + 10
    while not made_workers() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    readers.close()
    thread.join(5)
    assert raised and not made_workers()
    with pytest.raises(ReaderClosed):
        readers.read(placed("one"))


class Item(msgspec.Struct, frozen=True):
    placed: PlacedArticle


def items(texts: list[str]) -> list[Item]:
    return [Item(one) for one in placed(*texts)]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_outcomes_come_in_the_order_of_the_input_whatever_is_done_first(count: int) -> None:
    texts = [f"{n}\nslow" if n % (CHUNK_SIZE * 3) == 0 else str(n) for n in range(CHUNK_SIZE * 12 + 3)]
    readers = LocalReaders(count, PROGRAM)
    try:
        found = list(outcomes_in_order(readers, items(texts)))
    finally:
        readers.close()
    assert [item.placed.article.text for item, _ in found] == texts
    assert [o.record for _, o in found] == [made_record(item.placed.article) for item, _ in found]
    assert not made_workers()


def test_the_input_is_never_read_far_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield items([f"{taken}\nslow" if taken == 1 else str(taken)])[0]

    readers = LocalReaders(2, PROGRAM)
    found = outcomes_in_order(readers, endless())
    try:
        for done in range(1, 400):
            next(found)
            assert taken - done <= (readers.room() + 1) * CHUNK_SIZE
    finally:
        found.close()
        readers.close()


def test_workers_killed_while_they_read_cost_no_article() -> None:
    texts = [f"{n}\nslow" for n in range(CHUNK_SIZE * 6)]
    readers = LocalReaders(2, PROGRAM)
    found = []
    try:
        for number, (item, outcome) in enumerate(outcomes_in_order(readers, items(texts))):
            if number in (0, CHUNK_SIZE * 3):
                os.kill(made_workers()[0].pid, 9)
            found.append((item.placed.article.text, outcome.failed))
    finally:
        readers.close()
    assert found == [(text, "") for text in texts]
