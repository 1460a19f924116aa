"""A progress bar on a terminal: how much of the input is done, articles a second, the time left; elsewhere nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tqdm import tqdm

T = TypeVar("T")
_FORMAT = "{percentage:3.0f}%|{bar}| {n_fmt} of {total_fmt} [{elapsed}, {remaining} left{postfix}]"
_WITHOUT_TOTAL = "{n_fmt} [{elapsed}{postfix}]"


class Progress:
    """Counts articles that are done, with what of the input was read with them."""

    def __init__(self, total: int | None, unit: str) -> None:
        self._total, self._unit = total, unit
        self._bar: tqdm[Any] | None = None
        self._articles = 0
        self._began = 0.0

    def begin(self, at: int) -> None:
        """The first article is read: what lies before it was done by an earlier run and tells nothing of the speed."""
        self._began = time.monotonic()
        self._bar = tqdm(
            total=self._total,
            initial=at,
            unit=self._unit,
            unit_scale=self._unit == "B",
            bar_format=_WITHOUT_TOTAL if self._total is None else _FORMAT,
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
        )

    def done(self, upto: int) -> None:
        """An article is done; the input was read up to there with it."""
        self._articles += 1
        if self._bar is not None and not self._bar.disable:
            rate = self._articles / max(1e-9, time.monotonic() - self._began)
            self._bar.set_postfix_str(f"{rate:.1f} articles/s", refresh=False)
            self._bar.update(upto - self._bar.n)

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()


def counted(items: Iterable[T], total: int) -> Iterator[T]:
    """The items with a bar that counts them."""
    yield from tqdm(items, total=total, unit="row", file=sys.stderr, disable=not sys.stderr.isatty())


@contextmanager
def rows_done() -> Iterator[Callable[[int, int], None]]:
    """A bar for work that tells how many rows are done, and of how many."""
    with tqdm(total=0, unit="row", bar_format=_FORMAT, file=sys.stderr, disable=not sys.stderr.isatty()) as bar:

        def tell(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield tell
