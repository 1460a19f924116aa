"""Chunks mapped over processes: in order, a bounded number on the way, whoever dies."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from components.cli.ordered_map import AHEAD, TRIES, ProcessPool, in_order, ordered_map
from components.domain.errors import DatelineError

ROOT = Path(__file__).resolve().parents[1]


def squared(number: int) -> int:
    time.sleep(0.02 * (number % 3))  # later chunks are done before earlier ones
    return number * number


def die_once(mark: Path, number: int) -> int:
    """Kills its process at the first 3 that comes."""
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    raise ValueError(f"no {number}")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    with ProcessPool(2) as made:
        yield made


def test_answers_come_in_the_order_of_the_chunks(pool: ProcessPool) -> None:
    with ordered_map(argparse.Namespace(workers=1, scheduler=None)) as over:
        assert list(over(squared, range(20))) == [n * n for n in range(20)]
    assert list(in_order(pool, squared, range(20))) == [n * n for n in range(20)]
    assert list(in_order(pool, squared, [])) == []


def test_chunks_are_taken_only_as_workers_need_them(pool: ProcessPool) -> None:
    taken = 0

    def chunks() -> Iterator[int]:
        nonlocal taken
        while taken < 100:
            taken += 1
            yield taken

    answers = in_order(pool, squared, chunks())
    assert next(answers) == 1
    assert taken <= 2 * AHEAD + 1


def test_what_the_function_raises_is_raised(pool: ProcessPool) -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(in_order(pool, refuse, range(5)))


def test_a_worker_that_dies_costs_nothing(pool: ProcessPool, tmp_path: Path) -> None:
    assert list(in_order(pool, partial(die_once, tmp_path / "died"), range(30))) == list(range(30))
    assert (tmp_path / "died").exists()


class DyingPool(ProcessPool):
    """Whose workers die of the chunk 2; without processes."""

    def __init__(self) -> None:
        self.renewed = 0

    def workers(self) -> int:
        return 2

    def submit(self, function: Callable[[Any], Any], chunk: Any, /) -> Future[Any]:
        future: Future[Any] = Future()
        if chunk == 2:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(function(chunk))
        return future

    def renew(self) -> None:
        self.renewed += 1


def test_workers_that_die_of_the_same_chunk_end_the_work() -> None:
    pool = DyingPool()
    answers = in_order(pool, squared, range(5))
    assert [next(answers), next(answers)] == [0, 1]
    with pytest.raises(DatelineError, match=f"{TRIES} times"):
        next(answers)
    assert pool.renewed == TRIES


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_starter(sign: signal.Signals) -> None:
    code = (
        "import time; from components.cli.ordered_map import ProcessPool, in_order\n"
        "from tests.test_ordered_map import squared\n"
        "if __name__ == '__main__':\n"
        "    with ProcessPool(2) as pool:\n"
        "        for n in in_order(pool, squared, range(10**9)): print(n, flush=True)\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert starter.stdout is not None
    starter.stdout.readline()
    children = psutil.Process(starter.pid).children(recursive=True)
    assert len(children) >= 2
    starter.send_signal(sign)
    starter.communicate(timeout=20)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
