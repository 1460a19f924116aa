"""Chunks on a Dask cluster: order, deaths, and what is refused before anything is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from distributed import LocalCluster

from components.analysis.batch import cluster_task
from components.analysis.batch.cluster import ClusterReaders
from components.analysis.batch.cluster_task import OtherVersions, require_versions, versions
from components.analysis.batch.in_order import outcomes_in_order
from components.analysis.batch.messages import CHUNK_SIZE
from components.analysis.version import pipeline_version
from components.domain.errors import AnalysisFailed
from tests.analysis.batch.made_worker import PROGRAM, made_record
from tests.analysis.batch.running import made_workers
from tests.analysis.batch.test_chunk_reader import DIED, items


def local_cluster(workers: int) -> LocalCluster:
    return LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0")


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with local_cluster(2) as made:
        yield made


@pytest.fixture
def readers(cluster: LocalCluster) -> Iterator[ClusterReaders]:
    made = ClusterReaders(cluster.scheduler_address, PROGRAM)
    yield made
    made.close()


def test_outcomes_come_in_order_and_bad_articles_are_named(readers: ClusterReaders) -> None:
    texts = [f"{n}\nslow" if n % 20 == 0 else str(n) for n in range(CHUNK_SIZE * 8)]
    texts[13], texts[30] = "dies", "raises"
    found = list(outcomes_in_order(readers, items(texts)))
    assert [item.placed.article.text for item, _ in found] == texts
    assert found[13][1].failed == DIED
    assert found[30][1].failed == "The reader stopped on this text (ValueError)."
    rest = [pair for n, pair in enumerate(found) if n not in (13, 30)]
    assert all(o.record == made_record(item.placed.article) for item, o in rest)


def test_a_dask_worker_that_is_killed_costs_no_article_and_leaves_no_process(
    cluster: LocalCluster, readers: ClusterReaders
) -> None:
    texts = [f"{n}\nslow" if n % 2 else str(n) for n in range(CHUNK_SIZE * 6)]
    found = []
    for number, (item, outcome) in enumerate(outcomes_in_order(readers, items(texts))):
        if number == CHUNK_SIZE:
            worker = made_workers()[0]
            dask_worker = worker.parent()
            assert dask_worker is not None
            os.kill(dask_worker.pid, 9)
            worker.wait(10)  # its input ended
        found.append((item.placed.article.text, outcome.failed))
    assert found == [(text, "") for text in texts]


def test_the_processes_that_read_end_with_the_run(cluster: LocalCluster) -> None:
    readers = ClusterReaders(cluster.scheduler_address, PROGRAM)
    list(outcomes_in_order(readers, items(["one", "two"])))
    assert made_workers()
    readers.close()
    assert not made_workers()


def test_a_scheduler_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.analysis.batch.dask_client.RETURN_SECONDS", 3.0)
    cluster = local_cluster(1)
    try:
        readers = ClusterReaders(cluster.scheduler_address, PROGRAM)
        outcomes = outcomes_in_order(readers, items([f"{n}\nslow" for n in range(CHUNK_SIZE * 4)]))
        next(outcomes)
    finally:
        cluster.close()
    began = time.monotonic()
    with pytest.raises(AnalysisFailed, match=r"The Dask scheduler at tcp://.* went away"):
        list(outcomes)
    readers.close()
    assert time.monotonic() - began < 20


def test_an_address_without_a_scheduler_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.analysis.batch.dask_client.CONNECT_SECONDS", 2.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    began = time.monotonic()
    with pytest.raises(AnalysisFailed, match="No Dask scheduler answers at tcp://"):
        ClusterReaders(address)
    with pytest.raises(AnalysisFailed, match="No Dask scheduler answers at nonsense"):
        ClusterReaders("nonsense")
    assert time.monotonic() - began < 8


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.analysis.batch.dask_client.CONNECT_SECONDS", 2.0)
    with (
        LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=":0") as empty,
        pytest.raises(AnalysisFailed, match=r"has no workers\. Start some: dask worker"),
    ):
        ClusterReaders(empty.scheduler_address)


def test_workers_with_other_versions_are_refused(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    other = msgspec.structs.replace(pipeline_version(), dateline="99.0")
    monkeypatch.setattr(cluster_task, "pipeline_version", lambda: other)
    with pytest.raises(AnalysisFailed, match=r"tcp://\S+ has Dateline \S+ instead of 99\.0\. Install the same"):
        ClusterReaders(cluster.scheduler_address)


def test_a_worker_that_comes_later_is_asked_too() -> None:
    with pytest.raises(OtherVersions, match=r"has Python 3\.\d+ instead of 2\.7"):
        cluster_task.read_chunk(b"", versions() | {"Python": "2.7"})
    require_versions(versions(), versions(), "here")


def test_workers_without_dateline_are_refused(tmp_path: Path) -> None:
    with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=":0") as empty:
        alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        worker = subprocess.Popen(
            [sys.executable, "-m", "dask", "worker", empty.scheduler_address, "--no-nanny", "--no-dashboard"],
            cwd=tmp_path,
            env=alone,
            stderr=subprocess.DEVNULL,
        )
        try:
            with pytest.raises(AnalysisFailed, match=r"tcp://\S+ has no Dateline\. Start it .* PYTHONPATH"):
                ClusterReaders(empty.scheduler_address)
        finally:
            worker.kill()
            worker.wait()
