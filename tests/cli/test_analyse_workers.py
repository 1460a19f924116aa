"""``analyse`` with the whole pipeline: the same bytes on any number of workers, on a cluster, and where workers die."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster
from spacy.language import Language

from components.analysis.batch.chunk_reader import PROGRAM
from components.analysis.pipeline import analyse
from components.cli import main
from components.cli.analyse_articles import _from_row
from components.domain.record import to_json

pytestmark = pytest.mark.slow
NAMES = ("Ida Berg", "Rosa Okonkwo", "Dmitri Zwingli", "Harlan Moe", "Wen Abaroa")
PLACES = ("Arden", "Harrowgate", "Port Skelling", "Dunmore")


def story(number: int) -> str:
    who, other, where = NAMES[number % 5], NAMES[(number * 3 + 1) % 5], PLACES[number % 4]
    return (
        f"{where} mayor {who} opened bridge number {number} on Monday. “It will serve us,” said {who}. {other} accused "
        f"the mayor of lying and will sue the town in May, the Courier reported on {number % 27 + 1} April 2024."
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    rows = [{"id": f"a{n}", "text": story(n), "date": "2024-05-14", "title": f"Bridge {n}"} for n in range(26)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def expected(source: Path, nlp: Language) -> bytes:
    """The records of each article read alone, in this process."""
    return b"".join(to_json(analyse(nlp, _from_row(row, None))) + b"\n" for row in source.read_bytes().splitlines())


@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_bytes_on_any_number_of_workers(workers: int, source: Path, expected: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["analyse", "--jsonl", str(source), "--workers", str(workers), "--out", str(out)]) == 0
    assert out.read_bytes() == expected


def kill_one_after(part: Path, lines: int) -> None:
    """Kill a worker once so many records are written."""
    until = time.monotonic() + 60
    while time.monotonic() < until and not (part.exists() and part.read_bytes().count(b"\n") >= lines):
        time.sleep(0.01)
    for child in psutil.Process().children(recursive=True):
        if PROGRAM in child.cmdline():
            child.kill()
            return


def test_the_same_bytes_on_two_workers_of_which_one_is_killed(source: Path, expected: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    killer = threading.Thread(target=kill_one_after, args=(tmp_path / "out.jsonl.part", 8))
    killer.start()
    assert main(["analyse", "--jsonl", str(source), "--workers", "2", "--out", str(out)]) == 0
    killer.join()
    assert out.read_bytes() == expected


def test_the_same_bytes_on_a_cluster(source: Path, expected: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        words = ["analyse", "--jsonl", str(source), "--scheduler", cluster.scheduler_address, "--out", str(out)]
        assert main(words) == 0
    assert out.read_bytes() == expected


def test_without_dask_it_is_told_how_to_install_it(
    source: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "components.analysis.batch.cluster", raising=False)
    assert main(["analyse", "--jsonl", str(source), "--scheduler", "tcp://127.0.0.1:1"]) == 1
    assert "python -m pip install -r requirements-dask.txt" in capfd.readouterr().err
