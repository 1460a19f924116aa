"""Chunks handed to many readers at once, their outcomes in the order of the input, a bounded number on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from components.analysis.batch.messages import CHUNK_SIZE, Outcome, PlacedArticle


class Pending(Protocol):
    """Outcomes that are on their way."""

    def done(self) -> bool:
        """Whether ``result`` would not have to wait."""

    def result(self) -> tuple[Outcome, ...]:
        """What became of each article; raises AnalysisFailed."""


class Readers(Protocol):
    """Read many chunks at the same time: here or on a cluster."""

    def submit(self, articles: Sequence[PlacedArticle]) -> Pending:
        """Begin to read a chunk."""

    def room(self) -> int:
        """How many chunks may be on their way, so that no reader waits and little is held in memory."""

    def close(self) -> None:
        """Stop whatever is read, end what was started."""


class HasArticle(Protocol):
    """Whatever holds an article that is to be read."""

    @property
    def placed(self) -> PlacedArticle:
        """The article."""


T = TypeVar("T", bound=HasArticle)


def outcomes_in_order(readers: Readers, items: Iterable[T]) -> Generator[tuple[T, Outcome], None, None]:
    """Each item with what became of it, in their order; ``items`` is never read far ahead. Raises AnalysisFailed."""
    iterator = iter(items)
    waiting: deque[tuple[list[T], Pending]] = deque()
    while True:
        chunk = list(islice(iterator, CHUNK_SIZE))
        if chunk:
            waiting.append((chunk, readers.submit([one.placed for one in chunk])))
        while waiting and (not chunk or waiting[0][1].done() or len(waiting) >= readers.room()):
            of, pending = waiting.popleft()
            yield from zip(of, pending.result(), strict=True)
        if not chunk:
            return
