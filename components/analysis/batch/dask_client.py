"""The client of a Dask cluster: connected to a scheduler that has workers, all with this version of Dateline."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError
from typing import Any

from components.analysis.batch.cluster_task import OtherVersions, require_versions, versions
from components.domain.errors import AnalysisFailed, DatelineError

CONNECT_SECONDS = 10.0  # in which the scheduler answers, and in which it has a worker
RETURN_SECONDS = 20.0  # in which a scheduler that was lost is there again
_DASK_MISSING = (
    "--scheduler needs Dask, which isn't installed. Install it with: python -m pip install -r requirements-dask.txt"
)


class DaskClient:
    """A connection; ``client`` is Dask's, ``lost`` what it raises where workers or the scheduler died.

    ``gone_when``: what submitting raises where there is no scheduler any more.
    """

    def __init__(self, address: str) -> None:
        """Connect; raises DatelineError where there is no Dask, scheduler or worker, or one with another Dateline."""
        try:
            from distributed import Client, KilledWorker
            from distributed.comm.core import CommClosedError
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in {"dask", "distributed"}:
                raise
            raise DatelineError(_DASK_MISSING) from error
        self.address = address
        self.versions = versions()
        self.lost: tuple[type[BaseException], ...] = (KilledWorker, CancelledError, CommClosedError)
        self.gone_when = (*self.lost, RuntimeError, OSError)
        try:
            self.client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise AnalysisFailed(
                f"No Dask scheduler answers at {address}. Check the address (tcp://HOST:8786) and that it runs."
            ) from error
        try:
            self._require_workers()
        except BaseException:
            self.client.close()
            raise

    def _require_workers(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise AnalysisFailed(
                f"The Dask scheduler at {self.address} has no workers. Start some: dask worker {self.address}"
            ) from error
        for where, have in self.client.run(versions, on_error="return").items():
            if isinstance(have, Exception) and "No module named" in str(have):
                raise OtherVersions(
                    f"The Dask worker {where} has no Dateline. Start it in Dateline’s environment, with the "
                    "folder of Dateline in PYTHONPATH."
                )
            if isinstance(have, Exception):
                raise OtherVersions(f"The Dask worker {where} doesn’t tell its versions: {str(have).rstrip('.')}.")
            require_versions(self.versions, have, where)

    def threads(self) -> int:
        """The threads of all workers that are there now, 1 at least."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"].values()
        return max(1, sum(int(worker["nthreads"]) for worker in workers))

    def wait_for_scheduler(self) -> None:
        """Wait until a scheduler that was lost is there again; raises AnalysisFailed where it stays away."""
        until = time.monotonic() + RETURN_SECONDS
        while self.client.status != "running":
            if self.client.status == "closed" or time.monotonic() > until:
                raise self.gone()
            time.sleep(0.1)

    def gone(self) -> AnalysisFailed:
        """The error that says that there is no scheduler any more."""
        return AnalysisFailed(f"The Dask scheduler at {self.address} went away.")
