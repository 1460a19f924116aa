"""The workers of a Dask cluster, as `ordered_map` uses them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial
from typing import Any

from components.analysis.version import VERSION
from components.domain.errors import DatelineError

CONNECT_SECONDS = 10  # in which the scheduler answers, and in which it has a worker
RETURN_SECONDS = 20  # in which a scheduler that was lost is there again
MADE_WITH = f"Dateline {VERSION}, Python {sys.version_info[0]}.{sys.version_info[1]}"


class DaskPool:
    """A cluster's workers, also those that come later; a context manager.

    Raises DatelineError where there is no Dask, no such scheduler or no worker.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker
            from distributed.comm.core import CommClosedError
        except ImportError as error:
            raise DatelineError("--scheduler needs Dask: pip install -r requirements-dask.txt") from error
        self._address = address
        self.lost: tuple[type[BaseException], ...] = (KilledWorker, CancelledError, CommClosedError)
        try:
            self._client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise DatelineError(
                f"No Dask scheduler answers at {address}. Check the address (tcp://HOST:8786) and that it runs."
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise DatelineError(
                f"The Dask scheduler at {address} has no workers. Start some: dask worker {address}"
            ) from error

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close(timeout=2)

    def workers(self) -> int:
        """The threads of all workers that are there now."""
        info = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return max(1, sum(int(worker["nthreads"]) for worker in info))

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Any:
        """Have a worker work on a chunk."""
        return self._client.submit(partial(answer, MADE_WITH, function), chunk, pure=False)

    def is_lost(self, future: Any) -> bool:
        """Whether it fell with several workers, or the scheduler no longer knows it."""
        if future.status == "error":
            return isinstance(future.exception(), self.lost)
        return future.status in {"cancelled", "lost"}

    def renew(self) -> None:
        """Wait until a scheduler that was lost is there again; other workers are at work already."""
        until = time.monotonic() + RETURN_SECONDS
        while self._client.status != "running":
            if self._client.status == "closed" or time.monotonic() > until:
                raise DatelineError(f"The Dask scheduler at {self._address} went away. Start the command again.")
            time.sleep(0.1)


def answer(made_with: str, function: Callable[[Any], Any], chunk: Any) -> Any:
    """On a worker: what a function makes of a chunk; raises DatelineError where another version would make it."""
    if made_with != MADE_WITH:
        raise DatelineError(f"A Dask worker has {MADE_WITH}, and this command {made_with}: install the same there.")
    return function(chunk)
