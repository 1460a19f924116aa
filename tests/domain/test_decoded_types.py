"""Types that several threads decode into at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# A switch of threads after each step: as it comes about by chance where pages of a new server open at the same moment.
DECODE = """
import sys, threading
import components.services.analysis_queue
from components.domain import record
from components.domain.decoded_types import prepare_types
from tests.specimen import specimen
data = record.to_json(specimen())
prepare_types()
sys.setswitchinterval(1e-6)
together = threading.Barrier(12)
done = []
def decode():
    together.wait()
    done.append(record.from_json(data))
threads = [threading.Thread(target=decode) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert done == [specimen()] * 12
"""


@pytest.mark.parametrize("time", range(3))
def test_records_are_first_read_in_many_threads_at_once(time: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DECODE], cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
