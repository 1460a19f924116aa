"""The workers of a Dask cluster, as `ordered_map` uses them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from components.analysis.batch.cluster_task import require_versions, versions
from components.analysis.batch.dask_client import DaskClient


class DaskPool:
    """A cluster's workers, also those that come later; a context manager.

    Raises DatelineError where there is no Dask, no such scheduler or no worker, or one with another Dateline.
    """

    def __init__(self, address: str) -> None:
        self._dask = DaskClient(address)
        self.lost = self._dask.lost

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._dask.client.close(timeout=2)

    def workers(self) -> int:
        """The threads of all workers that are there now."""
        return self._dask.threads()

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Any:
        """Have a worker work on a chunk."""
        return self._dask.client.submit(partial(answer, self._dask.versions, function), chunk, pure=False)

    def is_lost(self, future: Any) -> bool:
        """Whether it fell with several workers, or the scheduler no longer knows it."""
        if future.status == "error":
            return isinstance(future.exception(), self.lost)
        return future.status in {"cancelled", "lost"}

    def renew(self) -> None:
        """Wait until a scheduler that was lost is there again; other workers are at work already."""
        self._dask.wait_for_scheduler()


def answer(wanted: dict[str, str], function: Callable[[Any], Any], chunk: Any) -> Any:
    """On a worker: what a function makes of a chunk; raises OtherVersions where another version would make it."""
    require_versions(wanted, versions(), "that was asked")
    return function(chunk)
