"""The workers of a Dask cluster, as `ordered_map` uses them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from components.analysis.version import VERSION
from components.domain.errors import DatelineError

SECONDS = 10  # until the scheduler has answered
MADE_WITH = (VERSION, sys.version_info[:2])


class OtherVersion(Exception):
    """The cluster's Dateline or Python is another one."""


class DaskPool:
    """A cluster's workers; a context manager. Raises DatelineError where there is no Dask or no such scheduler."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise DatelineError("--scheduler needs Dask: pip install -r requirements-dask.txt.") from error
        self._address = address
        # A task that fell with several workers, or whose scheduler no longer knows it.
        self.lost: tuple[type[BaseException], ...] = (distributed.KilledWorker, distributed.client.FutureCancelledError)
        try:
            self._client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise DatelineError(f"No Dask scheduler answers at {address}.") from error

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def workers(self) -> int:
        """The threads of all workers that are there now; more may come."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Any:
        """Have a worker work on a chunk."""
        return self._client.submit(partial(_checked, MADE_WITH, function), chunk, pure=False)

    def renew(self) -> None:
        """Dask has other workers at work already; raises DatelineError where its scheduler is gone."""
        if self._client.status != "running":
            raise DatelineError(f"The Dask scheduler at {self._address} went away.")


def _checked(made_with: tuple[Any, ...], function: Callable[[Any], Any], chunk: Any) -> Any:
    """On a worker: results of another version would differ."""
    if made_with != MADE_WITH:
        raise OtherVersion
    return function(chunk)
