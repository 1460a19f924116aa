"""Readers on a Dask cluster: each chunk is a task; a Dask worker that dies costs nothing, its tasks run elsewhere."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

import msgspec
from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError

from components.analysis.batch.chunk_reader import PROGRAM
from components.analysis.batch.cluster_task import OtherVersions, end_idle, read_chunk, require_versions, versions
from components.analysis.batch.messages import Chunk, Outcome, Outcomes, PlacedArticle
from components.domain.errors import AnalysisFailed, DatelineError

CONNECT_SECONDS = 10.0  # in which the scheduler answers, and in which it has a worker
RETURN_SECONDS = 20.0  # in which a scheduler that was lost is there again
CHUNKS_A_THREAD = 3  # on their way: one that is read, two that wait
SUBMISSIONS = 4  # of a chunk, at most: the cluster gives one up only after it lost several workers with it
_LOST = (KilledWorker, CancelledError, CommClosedError)


class ClusterReaders:
    """All workers that the scheduler has, also those that come later."""

    def __init__(self, address: str, program: str = PROGRAM) -> None:
        """Connect; raises AnalysisFailed where there is no scheduler, no worker, or one with another Dateline."""
        self._address, self._program = address, program
        self._versions = versions()
        try:
            self._client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise AnalysisFailed(
                f"No Dask scheduler answers at {address}. Check the address (tcp://HOST:8786) and that it runs."
            ) from error
        try:
            self._require_workers()
        except BaseException:
            self._client.close()
            raise

    def _require_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise AnalysisFailed(
                f"The Dask scheduler at {self._address} has no workers. Start some: dask worker {self._address}"
            ) from error
        for where, have in self._client.run(versions, on_error="return").items():
            if isinstance(have, Exception) and "No module named" in str(have):
                raise OtherVersions(
                    f"The Dask worker {where} has no Dateline. Start it in Dateline’s environment, with the "
                    "folder of Dateline in PYTHONPATH."
                )
            if isinstance(have, Exception):
                raise OtherVersions(f"The Dask worker {where} doesn’t tell its versions: {have}.")
            require_versions(self._versions, have, where)

    def submit(self, articles: Sequence[PlacedArticle]) -> ClusterPending:
        """Begin to read a chunk."""
        return ClusterPending(self, msgspec.msgpack.encode(Chunk(tuple(articles))))

    def task(self, body: bytes) -> Any:
        """A Dask future of a chunk's outcomes."""
        try:
            return self._client.submit(read_chunk, body, self._versions, program=self._program, pure=False)
        except (*_LOST, RuntimeError, OSError) as error:
            raise self.gone() from error

    def room(self) -> int:
        """How many chunks may be on their way."""
        threads = sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())
        return CHUNKS_A_THREAD * max(1, int(threads))

    def wait_for_scheduler(self) -> None:
        """Wait until a scheduler that was lost is there again; raises AnalysisFailed where it stays away."""
        until = time.monotonic() + RETURN_SECONDS
        while self._client.status != "running":
            if self._client.status == "closed" or time.monotonic() > until:
                raise self.gone()
            time.sleep(0.1)

    def gone(self) -> AnalysisFailed:
        """The error that says that there is no scheduler any more."""
        return AnalysisFailed(f"The Dask scheduler at {self._address} went away.")

    def close(self) -> None:
        """Take back what is not done, end the idle worker processes of the cluster, disconnect."""
        with suppress(Exception):  # the cluster may be going away, too: nothing depends on it
            if self._client.status == "running":
                self._client.run(end_idle, on_error="ignore")
        self._client.close(timeout=2)


class ClusterPending:
    """A chunk's outcomes on their way; submitted again where the cluster lost them."""

    def __init__(self, readers: ClusterReaders, body: bytes) -> None:
        self._readers, self._body = readers, body
        self._future = readers.task(body)

    def done(self) -> bool:
        """Whether ``result`` would not have to wait."""
        return bool(self._future.done())

    def result(self) -> tuple[Outcome, ...]:
        """What became of each article; raises AnalysisFailed."""
        for _ in range(SUBMISSIONS):
            try:
                return msgspec.msgpack.decode(self._future.result(), type=Outcomes).articles
            except _LOST:
                self._readers.wait_for_scheduler()
                self._future = self._readers.task(self._body)
            except DatelineError:
                raise
            except Exception as error:
                raise AnalysisFailed(f"The Dask cluster could not read a chunk: {error}.") from error
        raise AnalysisFailed("The Dask cluster lost several workers with each of the same articles. Look at its log.")
