"""Readers on a Dask cluster: each chunk is a task; a Dask worker that dies costs nothing, its tasks run elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

from components.analysis.batch.chunk_reader import PROGRAM
from components.analysis.batch.cluster_task import end_idle, read_chunk
from components.analysis.batch.dask_client import DaskClient
from components.analysis.batch.messages import Chunk, Outcome, Outcomes, PlacedArticle
from components.domain.errors import AnalysisFailed, DatelineError

CHUNKS_A_THREAD = 3  # on their way: one that is read, two that wait
SUBMISSIONS = 4  # of a chunk, at most: the cluster gives one up only after it lost several workers with it


class ClusterReaders:
    """All workers that the scheduler has, also those that come later."""

    def __init__(self, address: str, program: str = PROGRAM) -> None:
        """Connect; raises DatelineError where the cluster can't be used."""
        self.dask = DaskClient(address)
        self._program = program

    def submit(self, articles: Sequence[PlacedArticle]) -> ClusterPending:
        """Begin to read a chunk."""
        return ClusterPending(self, msgspec.msgpack.encode(Chunk(tuple(articles))))

    def task(self, body: bytes) -> Any:
        """A Dask future of a chunk's outcomes."""
        try:
            return self.dask.client.submit(read_chunk, body, self.dask.versions, program=self._program, pure=False)
        except self.dask.gone_when as error:
            raise self.dask.gone() from error

    def room(self) -> int:
        """How many chunks may be on their way."""
        return CHUNKS_A_THREAD * self.dask.threads()

    def close(self) -> None:
        """Take back what is not done, end the idle worker processes of the cluster, disconnect."""
        client = self.dask.client
        with suppress(Exception):  # the cluster may be going away, too: nothing depends on it
            if client.status == "running":
                client.run(end_idle, on_error="ignore")
        client.close(timeout=2)


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
        lost = self._readers.dask.lost
        for _ in range(SUBMISSIONS):
            try:
                return msgspec.msgpack.decode(self._future.result(), type=Outcomes).articles
            except lost:
                self._readers.dask.wait_for_scheduler()
                self._future = self._readers.task(self._body)
            except DatelineError:
                raise
            except Exception as error:
                raise AnalysisFailed(f"The Dask cluster could not read a chunk: {error}.") from error
        raise AnalysisFailed("The Dask cluster lost several workers with each of the same articles. Look at its log.")
